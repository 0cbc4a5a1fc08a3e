import { l10n } from '../../../system';
import type { SourcePosition } from '../language';
import { Mistake, type PythonError } from '../place';
import type { Run } from '../runtime/run';

/**
 * A value while a template runs, with Python's kinds: `bigint` is an int, `number` a float, an array a list.
 * Everything else is a `Thing`, and what a template may see of one stands in tables; no property of JavaScript is
 * ever looked up by a name that a template gives.
 */
export type Value = null | boolean | bigint | number | string | Value[] | Thing;

/** A list. */
export type List = Value[];

/** What is no plain value of JavaScript. */
export abstract class Thing {
  /** Its class, as Python says it in errors. */
  abstract readonly kind: string;
}

export class Tuple extends Thing {
  readonly kind: string = 'tuple';
  constructor(readonly items: readonly Value[]) {
    super();
  }
}

/** A group of `groupby`: a tuple of what its items have in common and of the items, which have names, too. */
export class GroupTuple extends Tuple {
  override readonly kind = '_GroupTuple';
  constructor(
    readonly grouper: Value,
    readonly list: Value[],
  ) {
    super([grouper, list]);
  }

  /** The part of this name, undefined where it has none. */
  attribute(name: string): Value | undefined {
    if (name === 'grouper') return this.grouper;
    return name === 'list' ? this.list : undefined;
  }
}

/** Text that is marked as safe HTML; what is joined to it is escaped. */
export class Markup extends Thing {
  readonly kind = 'Markup';
  constructor(readonly text: string) {
    super();
  }
}

/** What `encode` gives: bytes, which are only looked at and decoded again. */
export class Bytes extends Thing {
  readonly kind = 'bytes';
  constructor(readonly bytes: Uint8Array) {
    super();
  }
}

export class Range extends Thing {
  readonly kind = 'range';
  constructor(
    readonly start: bigint,
    readonly stop: bigint,
    readonly step: bigint,
  ) {
    super();
  }

  /** How many numbers it holds. */
  get length(): number {
    const distance = this.step > 0n ? this.stop - this.start : this.start - this.stop;
    const size = this.step > 0n ? this.step : -this.step;
    return distance > 0n ? Number((distance + size - 1n) / size) : 0;
  }

  /** The number at a place from 0; nobody asks beyond `length`. */
  at(index: number): bigint {
    return this.start + this.step * BigInt(index);
  }
}

/** Gives the next item, undefined at the end. */
export type Next = () => Value | undefined;

/** What is gone through once: a generator, the iterator of a list, … */
export class Lazy extends Thing {
  constructor(
    readonly next: Next,
    readonly kind = 'generator',
  ) {
    super();
  }
}

/** What a name means that nothing defines. */
export class Undefined extends Thing {
  readonly kind: string;
  constructor(
    /** What is missing, in a sentence. */
    private readonly describe: () => string,
    readonly mode: 'lenient' | 'strict' | 'chainable',
    /** Told when it is written as nothing. */
    private readonly written?: () => void,
    private readonly origin?: SourcePosition,
    private readonly python: PythonError = 'UndefinedError',
  ) {
    super();
    this.kind = { lenient: 'Undefined', strict: 'StrictUndefined', chainable: 'ChainableUndefined' }[mode];
  }

  fail(): never {
    throw new Mistake(this.describe(), 'render', this.origin, this.python);
  }

  /** For whatever a lenient undefined name bears as if it were empty. */
  bear(): void {
    if (this.mode === 'strict') this.fail();
  }

  /** Its text: nothing. */
  write(): string {
    this.bear();
    this.written?.();
    return '';
  }
}

/** The value of a secret answer: it may decide, and goes nowhere. */
export class Secret extends Thing {
  readonly kind = 'secret';
  constructor(
    readonly name: string,
    readonly value: Value,
  ) {
    super();
  }

  fail(): never {
    throw new Mistake(
      l10n.t(
        "the secret answer '{0}' cannot be written, changed or passed on; it may only decide what else is written",
        this.name,
      ),
      'render',
      undefined,
      'SecurityError',
    );
  }
}

/** The arguments of a call. */
export interface Arguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

export const NO_NAMED: ReadonlyMap<string, Value> = new Map();

/** A function, a method, a macro: what can be called. */
export class Callable extends Thing {
  readonly kind: string;
  constructor(
    readonly name: string,
    readonly call: (given: Arguments, run: Run) => Value,
    kind = 'function',
  ) {
    super();
    this.kind = kind;
  }
}

/** A thing with attributes of its own: a loop, a macro, a module, a namespace. */
export abstract class WithAttributes extends Thing {
  /** The attribute of this name, undefined where it has none; the names come from a table of its kind. */
  abstract attribute(name: string, run: Run): Value | undefined;
  /** Calls it; undefined where it cannot be called. */
  readonly call?: (given: Arguments, run: Run) => Value;
  /** `str` and `repr`, for those that have a text. */
  readonly text?: () => string;
  readonly representation?: () => string;
  /** How it is gone through and counted. */
  readonly iterate?: () => Next;
  readonly size?: () => number;
}

/** What `namespace()` gives: the one thing whose attributes a template can set. */
export class Namespace extends WithAttributes {
  readonly kind = 'Namespace';
  constructor(readonly attributes: Map<string, Value>) {
    super();
  }
  override attribute(name: string): Value | undefined {
    return this.attributes.get(name);
  }
}

export function isList(value: Value): value is List {
  return Array.isArray(value);
}

/** The name of a value's kind, as Python says it in its errors. */
export function kindOf(value: Value): string {
  if (value === null) return 'NoneType';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return 'float';
  if (typeof value === 'string') return 'str';
  return isList(value) ? 'list' : value.kind;
}

/** The value, unless it is a secret answer, which nothing may take in. */
export function open(value: Value): Value {
  return value instanceof Secret ? value.fail() : value;
}

/** The value, unless it is secret or undefined: Python would have nothing to work with. */
export function present(value: Value): Value {
  if (value instanceof Secret || value instanceof Undefined) value.fail();
  return value;
}
