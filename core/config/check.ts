import type { Complaint, KeyPath } from './problem';

/** What a check sees: values that may be of any shape, since all problems are told at once. */
export interface CheckSubject {
  /** The values, keys without a value left out. */
  readonly data: unknown;
  /** The one-based line of a key or element. */
  readonly lineOf: (path: KeyPath) => number;
}

/** A rule that goes beyond single values: between keys, or between elements of a list. */
export type Check = (subject: CheckSubject) => Complaint[];
