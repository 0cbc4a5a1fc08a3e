import { lstat } from 'node:fs/promises';
import * as path from 'node:path';
import { errnoOf, l10n } from '../../core/system';
import type { Correction, Finding } from '../../core/validator';
import type { ServerGround } from '../ground';
import { judgeNames, judgeText } from '../runs/judge-run';
import type { RunProblem } from '../runs/run-problem';
import type { Fix, FixSource } from './fix';

/** What can be done about the problems of a run's documents (spec 4.5). None is made without being asked for. */
export const runFixes: FixSource = {
  async problemsOf(file, ground) {
    if ((await ground.runs.placeOf(file)) === undefined) return [];
    const judged = [await judgeText(file, ground), await judgeNames(file, ground)];
    return judged
      .flatMap(({ problems }) => problems)
      .filter((problem) => problem.file === file)
      .map((problem) => ({ diagnostic: problem.diagnostic, fixes: () => fixesOf(problem, ground) }));
  },
};

async function fixesOf(
  { file, finding, disagreement }: RunProblem,
  ground: ServerGround,
): Promise<readonly Fix[]> {
  if (disagreement !== undefined) {
    const change = disagreement.correction();
    const title = l10n.t("Take what was recorded for '{0}'", disagreement.path);
    return change === undefined ? [] : [{ title, changes: [{ file, ...change }], isPreferred: true }];
  }
  if (finding === undefined) return [];
  const corrections = await (await ground.runs.runs()).correctionsOf(finding);
  const fixes = await Promise.all(corrections.map((correction) => fixOf(correction, finding)));
  return fixes.filter((fix) => fix !== undefined);
}

async function fixOf(correction: Correction, finding: Finding): Promise<Fix | undefined> {
  if (correction.kind === 'move') {
    const { from, to } = correction;
    // A run never takes the place of another one.
    if (await mayBeThere(to)) return undefined;
    const place = path.relative(path.dirname(from), to).split(path.sep).join('/');
    return { title: l10n.t("Move the run to '{0}'", place), changes: [], renames: [{ from, to }] };
  }
  const { file, change, isToFill } = correction;
  // Where a run may be moved or its record changed, its user decides.
  const isPreferred = !isToFill && finding.rule !== 'mode_prefix_mismatch';
  return { title: titleOf(finding, isToFill), changes: [{ file, ...change }], isPreferred };
}

function titleOf({ rule, matched_token }: Finding, isToFill: boolean): string {
  if (rule === 'mode_prefix_mismatch') return l10n.t('Record the kind that the folders of the run say');
  return isToFill
    ? l10n.t("Add '{0}', for you to fill in", matched_token)
    : l10n.t('Record the LIMS project of the project that the run stands in');
}

/** Whether something is at a path, or nobody can say. */
async function mayBeThere(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (caught) {
    return errnoOf(caught) !== 'ENOENT';
  }
}
