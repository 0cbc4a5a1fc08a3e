import type { RunKind } from '../layout';
import type { RunEntry } from './runs';
import type { RunState, RunSummary } from './summary';

/** Which runs are wanted. What is left out is not asked for; all that is given must hold. */
export interface RunFilter {
  /** Each must stand somewhere in the run's names, label, operator, objective or template. */
  readonly text?: readonly string[];
  /** One of these must stand in the operator's name. */
  readonly operators?: readonly string[];
  readonly states?: readonly RunState[];
  readonly kinds?: readonly RunKind[];
  /** From this moment on, in milliseconds since 1970. */
  readonly from?: number;
  /** Before this moment. */
  readonly to?: number;
}

/** A run with the names of what it stands in. */
export interface PlacedRun {
  readonly run: RunEntry;
  /** Names that the run is found by too: its equipment's and project's ids, label and name. */
  readonly names: readonly string[];
}

/** Whether a filter wants nothing in particular. */
export function isEmptyFilter(filter: RunFilter): boolean {
  return Object.keys(filter).length === 0;
}

/**
 * Decides by names alone whether a run is wanted; `undecided` where only its records can tell.
 */
export function judgeByName(filter: RunFilter, placed: PlacedRun): boolean | 'undecided' {
  if (!isOfKind(filter, placed.run) || !isInTime(filter, placed.run)) return false;
  if (filter.operators !== undefined || filter.states !== undefined) return 'undecided';
  return (filter.text ?? []).length === 0 || wordsLeft(filter, placed).length === 0 ? true : 'undecided';
}

/** What of the records a run must be judged by, when its names did not decide. */
export interface RecordSource {
  creation(folder: string): Promise<Pick<RunSummary, 'state' | 'operator' | 'template'>>;
  readme(folder: string): Promise<Pick<RunSummary, 'label' | 'operator' | 'objective'>>;
}

/** Decides by the records, and reads as few as it can. For runs that `judgeByName` left undecided. */
export async function judgeByRecords(
  filter: RunFilter,
  placed: PlacedRun,
  records: RecordSource,
): Promise<boolean> {
  const { path } = placed.run;
  const creation = await records.creation(path);
  if (filter.states !== undefined && !filter.states.includes(creation.state)) return false;
  const operator = creation.operator || (await records.readme(path)).operator;
  if (filter.operators !== undefined && !filter.operators.some((wanted) => holds(operator, wanted))) {
    return false;
  }
  const said = [operator, creation.template?.name ?? ''];
  const words = wordsLeft(filter, placed).filter((word) => !said.some((text) => holds(text, word)));
  if (words.length === 0) return true;
  const { label, objective } = await records.readme(path);
  return words.every((word) => holds(label, word) || holds(objective, word));
}

function isOfKind({ kinds }: RunFilter, { kind }: RunEntry): boolean {
  return kinds?.includes(kind) ?? true;
}

/** A run whose name tells no moment lies in no time that is asked for. */
function isInTime({ from, to }: RunFilter, { moment }: RunEntry): boolean {
  if (from === undefined && to === undefined) return true;
  return moment !== null && moment >= (from ?? -Infinity) && moment < (to ?? Infinity);
}

/** The words that no name holds. */
function wordsLeft({ text = [] }: RunFilter, { run, names }: PlacedRun): string[] {
  return text.filter((word) => !holds(run.leaf, word) && !names.some((name) => holds(name, word)));
}

function holds(text: string, wanted: string): boolean {
  return folded(text).includes(folded(wanted));
}

/** Upper and lower case, and the two ways to write an accented letter, count as the same. */
function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
