import type { Finding } from '../../core/validator';

/** What is known of one folder: what an audit said of it last. */
export interface FolderProblems {
  /** Absolute. */
  readonly path: string;
  readonly findings: readonly Finding[];
  /** Absolute paths of what could not be read: nobody can say whether it is safe. */
  readonly unreadable: readonly string[];
}

/** How many problems of each sort there are, in a folder or in all below one. */
export interface Tally {
  /** Hard findings that nobody overrides: they keep a run from being synced. */
  readonly blocking: number;
  /** Hard findings that an override lets pass. */
  readonly overridden: number;
  readonly soft: number;
  readonly unreadable: number;
  /** Findings that were marked as known here, and are counted nowhere else. */
  readonly known: number;
  /** Those of the known ones that keep a run from being synced all the same. */
  readonly knownBlocking: number;
}

export const NO_PROBLEMS: Tally = {
  blocking: 0,
  overridden: 0,
  soft: 0,
  unreadable: 0,
  known: 0,
  knownBlocking: 0,
};

/** Whether somebody has marked a finding as known on this computer. */
export type IsKnown = (finding: Finding) => boolean;

/** Counts what is known of a folder. */
export function tallyOf({ findings, unreadable }: FolderProblems, isKnown: IsKnown): Tally {
  const tally = { ...NO_PROBLEMS, unreadable: unreadable.length };
  for (const finding of findings) {
    const isBlocking = finding.tier === 'hard' && !finding.override_active;
    if (isKnown(finding)) {
      tally.known += 1;
      if (isBlocking) tally.knownBlocking += 1;
    } else if (isBlocking) tally.blocking += 1;
    else if (finding.tier === 'hard') tally.overridden += 1;
    else tally.soft += 1;
  }
  return tally;
}

/** One tally and another; with `times` -1 the other is taken away. */
export function plus(one: Tally, other: Tally, times: 1 | -1 = 1): Tally {
  return {
    blocking: one.blocking + times * other.blocking,
    overridden: one.overridden + times * other.overridden,
    soft: one.soft + times * other.soft,
    unreadable: one.unreadable + times * other.unreadable,
    known: one.known + times * other.known,
    knownBlocking: one.knownBlocking + times * other.knownBlocking,
  };
}

export function isSame(one: Tally, other: Tally): boolean {
  return Object.keys(NO_PROBLEMS).every((sort) => one[sort as keyof Tally] === other[sort as keyof Tally]);
}

export function isEmpty(tally: Tally): boolean {
  return isSame(tally, NO_PROBLEMS);
}

/** Whether something keeps a folder from being synced; what is marked as known does as before. */
export function blocksSync({ blocking, knownBlocking, unreadable }: Tally): boolean {
  return blocking + knownBlocking + unreadable > 0;
}

/** What somebody has to look at: what is overridden or marked as known has been looked at. */
export function problemCount({ blocking, soft, unreadable }: Tally): number {
  return blocking + soft + unreadable;
}
