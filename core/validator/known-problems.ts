import * as path from 'node:path';
import * as z from 'zod';
import {
  createRecord,
  definedVersion,
  isTimestamp,
  mutateRecord,
  readRecord,
  type RecordDefinition,
} from '../records';
import { ExlabError, exists, makeFolders, timestamp, type Clock } from '../system';
import { RULE_CODES, type Finding } from './finding';

/** The file of the known problems, in the platform's state folder. */
export const KNOWN_PROBLEMS_FILE = 'known-problems.json';

const knownProblemField = z.object({
  run_path: z.string(),
  rule: z.enum(RULE_CODES),
  offending_path: z.string(),
  matched_token: z.string(),
  marked_at: z.string().refine(isTimestamp),
});

/** A finding that somebody has seen and does not want to be shown by default on this workstation. */
export type KnownProblem = Readonly<z.infer<typeof knownProblemField>>;

/** What makes two findings the same problem: not its place in a text, which moves with every line above it. */
type ProblemKey = Pick<Finding, 'run_path' | 'rule' | 'offending_path' | 'matched_token'>;

const schema = z.object({ schema_version: z.string(), problems: z.array(knownProblemField).readonly() });

type KnownProblemsFile = Readonly<z.infer<typeof schema>>;

const knownProblemsRecord: RecordDefinition<KnownProblemsFile> = {
  name: KNOWN_PROBLEMS_FILE,
  version: definedVersion('1.0'),
  schema,
  newSchema: schema,
  defaults: [],
  mutable: { problems: 'replace' },
};

/** The known problems as they were read once. */
export interface KnownProblemsSight {
  readonly count: number;
  isKnown(finding: ProblemKey): boolean;
}

/** Which problems to forget: those of a run or project, of one rule or one file of it where that is said. */
export interface ForgottenProblems {
  readonly run_path: string;
  readonly rule?: string;
  readonly offending_path?: string;
}

/**
 * The findings that are known on this workstation (spec 4.4): they are hidden from the default view, and open no
 * gate. Each is one problem, so that a new one of the same rule in the same run is shown. Changes of several processes
 * are made one after the other, whole or not at all; a file that is broken is told and stays as it is.
 */
export class KnownProblems {
  private readonly file: string;

  /** @param stateFolder the platform's state folder */
  constructor(
    stateFolder: string,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    this.file = path.join(stateFolder, KNOWN_PROBLEMS_FILE);
  }

  /**
   * All of them, by path, rule and token.
   * @throws `validation_failed` for a file that is broken; `schema_major_mismatch`; `permission_denied`
   */
  async list(): Promise<readonly KnownProblem[]> {
    try {
      return (await readRecord(knownProblemsRecord, this.file)).problems;
    } catch (caught) {
      if (isMissing(caught)) return [];
      throw caught;
    }
  }

  /** Reads them once, to ask for many findings. Throws as `list` does. */
  async look(): Promise<KnownProblemsSight> {
    const keys = new Set((await this.list()).map(keyOf));
    return { count: keys.size, isKnown: (finding) => keys.has(keyOf(finding)) };
  }

  /** Marks findings as known; how many were not yet. Throws as `list` does. */
  async mark(findings: readonly ProblemKey[]): Promise<number> {
    const marked_at = timestamp(this.clock.now());
    return this.change((known) => {
      const all = new Map(known.map((problem) => [keyOf(problem), problem]));
      for (const finding of findings) {
        const { run_path, rule, offending_path, matched_token } = finding;
        const key = keyOf(finding);
        if (!all.has(key)) all.set(key, { run_path, rule, offending_path, matched_token, marked_at });
      }
      return [...all.values()];
    });
  }

  /** Forgets what is marked, whether it still stands or not; how many there were. Throws as `list` does. */
  async unmark(wanted: ForgottenProblems): Promise<number> {
    return this.drop((problem) => isMeant(problem, wanted));
  }

  /**
   * Forgets what is marked of runs and projects that are gone; how many there were. A folder counts as gone only
   * where the one that held it is still there, else its disk may not be. Throws as `list` does.
   */
  async prune(): Promise<number> {
    const gone = new Set<string>();
    for (const folder of new Set((await this.list()).map(({ run_path }) => run_path))) {
      if (!(await exists(folder)) && (await exists(path.dirname(folder)))) gone.add(folder);
    }
    return this.drop(({ run_path }) => gone.has(run_path));
  }

  private async drop(isDropped: (problem: KnownProblem) => boolean): Promise<number> {
    if ((await this.list()).length === 0) return 0;
    return this.change((known) => known.filter((problem) => !isDropped(problem)));
  }

  /** Changes the list under the file's lock; by how many entries it grew or shrank. */
  private async change(edit: (known: readonly KnownProblem[]) => readonly KnownProblem[]): Promise<number> {
    await this.makeFile();
    let difference = 0;
    await mutateRecord(knownProblemsRecord, this.file, ({ problems }) => {
      const edited = edit(problems);
      difference = Math.abs(edited.length - problems.length);
      return difference === 0 ? [] : [{ set: 'problems', value: [...edited].sort(compareProblems) }];
    });
    return difference;
  }

  private async makeFile(): Promise<void> {
    if (await exists(this.file)) return;
    try {
      await makeFolders(path.dirname(this.file));
      await createRecord(knownProblemsRecord, this.file, { schema_version: '1.0', problems: [] });
    } catch (caught) {
      // Another process was faster.
      if (!(caught instanceof ExlabError && caught.code === 'destination_exists')) throw caught;
    }
  }
}

function isMeant(problem: KnownProblem, { run_path, rule, offending_path }: ForgottenProblems): boolean {
  return (
    problem.run_path === run_path &&
    (rule === undefined || problem.rule === rule) &&
    (offending_path === undefined || problem.offending_path === offending_path)
  );
}

function isMissing(caught: unknown): boolean {
  return caught instanceof ExlabError && caught.code === 'folder_not_found';
}

function keyOf({ run_path, rule, offending_path, matched_token }: ProblemKey): string {
  return JSON.stringify([run_path, rule, offending_path, matched_token]);
}

function compareProblems(a: KnownProblem, b: KnownProblem): number {
  const [left, right] = [keyOf(a), keyOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
