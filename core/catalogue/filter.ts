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

/** Whether a filter wants nothing in particular. */
export function isEmptyFilter(filter: RunFilter): boolean {
  return Object.keys(filter).length === 0;
}

type CreationPart = Pick<RunSummary, 'state' | 'operator' | 'template'>;
type ReadmePart = Pick<RunSummary, 'label' | 'operator' | 'objective'>;

/** What of the records a run must be judged by, when its names did not decide; at once where it is known. */
export interface RecordSource {
  creation(folder: string): CreationPart | Promise<CreationPart>;
  readme(folder: string): ReadmePart | Promise<ReadmePart>;
}

/** Judges the runs of one place by a filter: what is the same for all of them is looked at once. */
export class RunJudge {
  /** Folded; those that the place's own names hold are answered already. */
  private readonly words: readonly string[];
  private readonly operators: readonly string[] | undefined;

  /** @param names what every run of the place is found by too: its equipment's and project's ids, label and name */
  constructor(
    private readonly filter: RunFilter,
    names: readonly string[],
  ) {
    this.words = names.reduce(wordsLeft, (filter.text ?? []).map(folded));
    this.operators = filter.operators?.map(folded);
  }

  /** Decides by names alone whether a run is wanted; `undecided` where only its records can tell. */
  byName(run: RunEntry): boolean | 'undecided' {
    if (!isOfKind(this.filter, run) || !isInTime(this.filter, run)) return false;
    if (this.operators !== undefined || this.filter.states !== undefined) return 'undecided';
    return wordsLeft(this.words, run.leaf).length === 0 || 'undecided';
  }

  /** Decides by the records, and reads as few as it can. For runs that `byName` left undecided. */
  async byRecords(run: RunEntry, records: RecordSource): Promise<boolean> {
    const { state, operator: creator, template } = await records.creation(run.path);
    if (this.filter.states?.includes(state) === false) return false;
    const operator = creator || (await records.readme(run.path)).operator;
    if (this.operators !== undefined && !holdsAny(operator, this.operators)) return false;
    const words = [run.leaf, operator, template?.name ?? ''].reduce(wordsLeft, this.words);
    if (words.length === 0) return true;
    const { label, objective } = await records.readme(run.path);
    return [label, objective].reduce(wordsLeft, words).length === 0;
  }
}

function isOfKind({ kinds }: RunFilter, { kind }: RunEntry): boolean {
  return kinds?.includes(kind) ?? true;
}

/** A run whose name tells no moment lies in no time that is asked for. */
function isInTime({ from, to }: RunFilter, { moment }: RunEntry): boolean {
  if (from === undefined && to === undefined) return true;
  return moment !== null && moment >= (from ?? -Infinity) && moment < (to ?? Infinity);
}

/** Those of the folded words that a text does not hold. */
function wordsLeft(words: readonly string[], text: string): readonly string[] {
  if (words.length === 0) return words;
  const searched = folded(text);
  return words.filter((word) => !searched.includes(word));
}

function holdsAny(text: string, words: readonly string[]): boolean {
  const searched = folded(text);
  return words.some((word) => searched.includes(word));
}

/** Upper and lower case, and the two ways to write an accented letter, count as the same. */
function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
