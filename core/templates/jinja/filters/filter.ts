import type { Run } from '../runtime/run';
import type { Given, Signature } from '../runtime/signature';
import type { Arguments, Value } from '../values/kinds';

/** A filter: the parameters behind its name, and what it makes of the value before the bar. No argument is secret. */
export interface Filter {
  readonly signature: Signature;
  readonly run: (value: Value, given: Given, run: Run) => Value;
}

/** A filter that takes any arguments and reads them itself (`format`, `map`, `select`, …). No argument is secret. */
export interface FreeFilter {
  readonly take: (value: Value, given: Arguments, run: Run) => Value;
}

export type FilterTable = ReadonlyMap<string, Filter | FreeFilter>;
