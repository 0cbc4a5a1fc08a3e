import type { LanguageOptions } from '../language';
import type { Arguments, Value } from '../values/kinds';
import type { Run } from './run';

/** A filter as it is called: the value before the bar, the arguments behind its name. */
export type FilterCall = (value: Value, given: Arguments, run: Run) => Value;
/** A test as it is called. */
export type TestCall = (value: Value, given: Arguments, run: Run) => boolean;

/** The filters and tests of a language with its options and extensions. */
export interface Environment {
  readonly options: LanguageOptions;
  /** The filter of a name. Throws a `Mistake` where there is none, with the one that may be meant. */
  filter(name: string): FilterCall;
  /** The test of a name. Throws a `Mistake` where there is none. */
  test(name: string): TestCall;
  hasFilter(name: string): boolean;
  hasTest(name: string): boolean;
}
