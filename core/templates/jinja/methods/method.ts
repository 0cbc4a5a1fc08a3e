import type { Run } from '../runtime/run';
import type { Given, Signature } from '../runtime/signature';
import type { Arguments, Value } from '../values/kinds';

/** A method: what it takes beside the value that it belongs to, and what it gives. No argument is secret. */
export interface Method<Owner> {
  readonly signature: Signature;
  readonly run: (owner: Owner, given: Given, run: Run) => Value;
}

/** A method that takes any arguments and reads them itself (`format`, `update`). No argument is secret. */
export interface FreeMethod<Owner> {
  readonly take: (owner: Owner, given: Arguments, run: Run) => Value;
}

/** An attribute that is no method: `(1.5).real`. */
export interface Property<Owner> {
  readonly get: (owner: Owner) => Value;
}

export type Member<Owner> = Method<Owner> | FreeMethod<Owner> | Property<Owner>;

/** The members that templates may use of one kind of value, by name. */
export type MemberTable<Owner> = ReadonlyMap<string, Member<Owner>>;
