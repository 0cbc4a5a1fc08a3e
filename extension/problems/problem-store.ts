import * as path from 'node:path';
import { NO_PROBLEMS, isSame, plus, tallyOf, type FolderProblems, type IsKnown, type Tally } from './tally';

interface Entry {
  readonly problems: FolderProblems;
  readonly tally: Tally;
  /** The number of the pass that said it. */
  readonly pass: number;
}

/**
 * What is known of each folder that something is to be said of, with sums for every folder above. A folder with
 * nothing to say costs one look into a map.
 */
export class ProblemStore {
  private readonly entries = new Map<string, Entry>();
  private readonly sums = new Map<string, Tally>();
  private readonly passes = new Set<Pass>();
  private lastPass = 0;
  private isKnown: IsKnown = () => false;

  /** @param onChange told of each folder whose problems are others than before */
  constructor(private readonly onChange: (folder: string) => void) {}

  /** What was said of this folder itself; undefined where there was nothing to say. */
  get(folder: string): FolderProblems | undefined {
    return this.entries.get(folder)?.problems;
  }

  /** Every folder that something was said of, in the order in which it was first said. */
  folders(): Iterable<string> {
    return this.entries.keys();
  }

  /** How many problems there are in a folder and all below it. */
  tally(folder: string): Tally {
    return this.sums.get(folder) ?? NO_PROBLEMS;
  }

  /** How many problems there are in a folder itself, without those of the folders of the lab below it. */
  own(folder: string): Tally {
    return this.entries.get(folder)?.tally ?? NO_PROBLEMS;
  }

  /** How many problems there are at all. */
  get total(): Tally {
    return this.sums.get('') ?? NO_PROBLEMS;
  }

  /**
   * Begins to take what an audit says.
   * @param scope the folder below which the audit looks at everything; without it, it looks everywhere
   */
  begin(scope?: string): Pass {
    this.lastPass += 1;
    const pass = new Pass(this, this.lastPass, scope, this.passes);
    this.passes.add(pass);
    return pass;
  }

  /** Says anew which findings were marked as known. */
  setKnown(isKnown: IsKnown): void {
    this.isKnown = isKnown;
    for (const [folder, { problems, pass }] of [...this.entries]) {
      if (problems.findings.length > 0) this.set(folder, problems, pass, true);
    }
  }

  /** Nothing is known any more: what an audit that goes on still says is of another configuration. */
  clear(): void {
    for (const pass of [...this.passes]) pass.abandon();
    for (const folder of [...this.entries.keys()]) this.remove(folder);
  }

  /** For a pass: what is to be said of a folder now. */
  take(problems: FolderProblems, pass: number): void {
    if (problems.findings.length === 0 && problems.unreadable.length === 0) this.remove(problems.path);
    else this.set(problems.path, problems, pass, false);
  }

  /** For a pass: forgets what no pass has confirmed since then. */
  dropBefore(pass: number, scope: string | undefined): void {
    for (const [folder, entry] of [...this.entries]) {
      if (entry.pass < pass && isWithin(folder, scope)) this.remove(folder);
    }
  }

  private set(folder: string, problems: FolderProblems, pass: number, isRecount: boolean): void {
    const before = this.entries.get(folder);
    const tally = tallyOf(problems, this.isKnown);
    this.entries.set(folder, { problems, tally, pass });
    this.addUp(folder, before?.tally ?? NO_PROBLEMS, tally);
    const isNew = before === undefined || !isSame(before.tally, tally);
    if (isNew || (!isRecount && !saysTheSame(before.problems, problems))) this.onChange(folder);
  }

  private remove(folder: string): void {
    const before = this.entries.get(folder);
    if (before === undefined) return;
    this.entries.delete(folder);
    this.addUp(folder, before.tally, NO_PROBLEMS);
    this.onChange(folder);
  }

  /** The sums of a folder and of all above it; that of everything stands under the empty name. */
  private addUp(folder: string, before: Tally, now: Tally): void {
    if (isSame(before, now)) return;
    for (const above of ['', ...withFoldersAbove(folder)]) {
      const sum = plus(plus(this.sums.get(above) ?? NO_PROBLEMS, before, -1), now);
      if (isSame(sum, NO_PROBLEMS)) this.sums.delete(above);
      else this.sums.set(above, sum);
    }
  }
}

/** What one audit says, folder by folder. Where two overlap, the one that ended first has the last word until the next. */
export class Pass {
  /** What audits that began later have said by now: they know better. */
  private readonly superseded: (string | undefined)[] = [];
  private isAbandoned = false;

  constructor(
    private readonly store: ProblemStore,
    private readonly number: number,
    private readonly scope: string | undefined,
    private readonly running: Set<Pass>,
  ) {}

  /** What the audit says of a folder. */
  add(problems: FolderProblems): void {
    if (this.isAbandoned || this.superseded.some((scope) => isWithin(problems.path, scope))) return;
    this.store.take(problems, this.number);
  }

  /** The audit has looked at everything: what it did not find again is gone. */
  finish(): void {
    if (this.isAbandoned) return;
    this.store.dropBefore(this.number, this.scope);
    this.abandon();
    for (const other of this.running) {
      if (other.number < this.number) other.superseded.push(this.scope);
    }
  }

  /** The audit did not come to its end: what it has said stays, and what it has not seen stays too. */
  abandon(): void {
    this.isAbandoned = true;
    this.running.delete(this);
  }
}

function saysTheSame(one: FolderProblems, other: FolderProblems): boolean {
  return (
    JSON.stringify([one.findings, one.unreadable]) === JSON.stringify([other.findings, other.unreadable])
  );
}

function isWithin(folder: string, scope: string | undefined): boolean {
  if (scope === undefined || folder === scope) return true;
  return folder.startsWith(scope.endsWith(path.sep) ? scope : scope + path.sep);
}

function withFoldersAbove(folder: string): string[] {
  const above = path.dirname(folder);
  return above === folder ? [folder] : [folder, ...withFoldersAbove(above)];
}
