import type { Run } from '../runtime/run';
import type { Given, Signature } from '../runtime/signature';
import type { Value } from '../values/kinds';

/** A test: the parameters behind its name, and whether a value passes it. */
export interface Test {
  readonly signature: Signature;
  readonly run: (value: Value, given: Given, run: Run) => boolean;
  /** Whether a secret answer may be put to it, because it tells no more than a decision may; else it is refused. */
  readonly decides?: boolean;
}

export type TestTable = ReadonlyMap<string, Test>;
