import {
  OLDER_RUNS_FOLDER,
  RUN_PREFIX,
  TEST_RUNS_FOLDER,
  isProjectShortId,
  type RunKind,
} from '../../layout';
import { l10n } from '../../system';
import { displayName } from '../display';
import type { Rule } from '../rule';
import { segmentsBelowRoot } from '../subject';

/** Equipment, project, run: the parent of a run this deep is the project's folder, whatever its name. */
const DEPTH_IN_PROJECT = 3;

/** Test data and real data are told apart by three signals, which must agree (spec 1.1). */
export const modePrefixMismatch: Rule = {
  code: 'mode_prefix_mismatch',
  tier: 'hard',
  page: 'mode-prefix-mismatch',
  describe: () => l10n.t("A run's kind, the prefix of its folder and the folder above it disagree."),
  *checkNames(_names, subject) {
    const segments = segmentsBelowRoot(subject);
    const leaf = segments.at(-1);
    if (subject.level !== 'run' || leaf === undefined) return;
    const byLeaf = kindOfLeaf(leaf);
    const byParent = kindOfParent(segments);
    const kind = subject.runKind ?? byLeaf;
    if (kind !== undefined && byLeaf === kind && (segments.length < 2 || byParent === kind)) return;
    yield {
      path: subject.runPath,
      kind: 'directory_segment',
      token: leaf,
      detail: detail(kind, displayName(segments.slice(-2).join('/'))),
    };
  },
};

/** The kind that the name of a run's folder says. */
export function kindOfLeaf(leaf: string): RunKind | undefined {
  if (leaf.startsWith(RUN_PREFIX.test)) return 'test';
  return leaf.startsWith(RUN_PREFIX.experimental) ? 'experimental' : undefined;
}

/** The kind that the folder above a run says; `segments` lead from the root to the run. */
export function kindOfParent(segments: readonly string[]): RunKind | undefined {
  const parent = segments.at(-2) ?? '';
  if (parent === TEST_RUNS_FOLDER) return 'test';
  const isProject = segments.length === DEPTH_IN_PROJECT || isProjectShortId(parent);
  return isProject || parent === OLDER_RUNS_FOLDER ? 'experimental' : undefined;
}

function detail(kind: RunKind | undefined, place: string): string {
  switch (kind) {
    case 'test':
      return l10n.t(
        "A test run must stand in 'TestRuns/' as 'TestRun_…', and this is '{0}': move it.",
        place,
      );
    case 'experimental':
      return l10n.t(
        "An experimental run must stand in its project's folder as 'Run_…', and this is '{0}': move it.",
        place,
      );
    case undefined:
      return l10n.t("A run's folder begins with 'Run_' or 'TestRun_', and this is '{0}': rename it.", place);
  }
}
