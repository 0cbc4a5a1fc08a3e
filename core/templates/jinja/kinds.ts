import { l10n } from '../../system';
import type { SourcePosition } from './language';
import { Mistake } from './place';
import type { TemplateValue } from './value';

/** A value while a template runs: what a template may be given, and what only expressions make. */
export type Value =
  | TemplateValue
  | readonly Value[]
  | ReadonlyMap<Value, Value>
  | Tuple
  | SafeText
  | DictView
  | Range
  | Generator
  | Undefined
  | Secret
  | Callable
  | Namespace
  | LoopState;

export type List = readonly Value[];
export type Dict = ReadonlyMap<Value, Value>;

export class Tuple {
  constructor(readonly items: List) {}
}

/** Text that is marked as safe HTML. Joining it with other text has rules of its own, which are not served. */
export class SafeText {
  constructor(readonly text: string) {}
}

/** What `keys()`, `values()` and `items()` of a dict give. */
export class DictView {
  constructor(
    readonly part: 'keys' | 'values' | 'items',
    readonly dict: Dict,
  ) {}

  get items(): List {
    if (this.part === 'keys') return [...this.dict.keys()];
    if (this.part === 'values') return [...this.dict.values()];
    return [...this.dict].map((entry) => new Tuple(entry));
  }
}

export class Range {
  constructor(
    readonly start: bigint,
    readonly stop: bigint,
    readonly step: bigint,
    readonly items: List,
  ) {}
}

/** What filters such as `map` give: it can be gone through once. */
export class Generator {
  private next = 0;
  constructor(private readonly produced: List) {}

  /** The next item, or nothing at the end. */
  take(): { item: Value } | undefined {
    const item = this.produced[this.next];
    if (item === undefined) return undefined;
    this.next += 1;
    return { item };
  }

  /** All that is left. */
  takeAll(): List {
    const rest = this.produced.slice(this.next);
    this.next = this.produced.length;
    return rest;
  }
}

/** What a name means that nothing defines. */
export class Undefined {
  constructor(
    /** What is missing, in a sentence. */
    private readonly describe: () => string,
    readonly isStrict: boolean,
    /** Told when it is written as nothing. */
    private readonly written: () => void = () => undefined,
    private readonly origin?: SourcePosition,
  ) {}

  fail(): never {
    throw new Mistake(this.describe(), 'render', this.origin);
  }

  /** For whatever a lenient undefined name bears as if it were empty. */
  bear(): void {
    if (this.isStrict) this.fail();
  }

  /** Its text: nothing. */
  write(): string {
    this.bear();
    this.written();
    return '';
  }
}

/** The value of a secret answer: it may decide, and goes nowhere. */
export class Secret {
  constructor(
    readonly name: string,
    readonly value: TemplateValue,
  ) {}

  fail(): never {
    throw new Mistake(
      l10n.t(
        "the secret answer '{0}' cannot be written, changed or passed on; it may only decide what else is written",
        this.name,
      ),
    );
  }
}

/** The arguments of a call. */
export interface Arguments {
  readonly positional: List;
  readonly named: ReadonlyMap<string, Value>;
}

/** What running costs; both throw a `Mistake` of kind `budget` when it is too much. */
export interface Effort {
  /** Steps that are taken, or items that are touched. */
  spend(steps: number): void;
  /** Characters that are about to be made in one text. */
  allow(characters: number): void;
}

/** A function or a method. */
export class Callable {
  constructor(
    readonly name: string,
    readonly call: (given: Arguments, effort: Effort) => Value,
  ) {}
}

/** What `namespace()` gives: the one thing whose attributes a template can set. */
export class Namespace {
  constructor(readonly attributes: Map<string, Value>) {}
}

/** The variable `loop`, as it stands in one turn of the loop. */
export class LoopState {
  index = -1;
  /** What `loop.changed` was last called with. */
  watched: List | undefined;
  constructor(readonly items: List) {}
}

export function isDict(value: Value): value is Dict {
  return value instanceof Map;
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
  if (isDict(value)) return 'dict';
  if (isList(value)) return 'list';
  if (value instanceof Tuple) return 'tuple';
  if (value instanceof SafeText) return 'Markup';
  if (value instanceof DictView) return `dict_${value.part}`;
  if (value instanceof Range) return 'range';
  if (value instanceof Generator) return 'generator';
  if (value instanceof Undefined) return 'Undefined';
  if (value instanceof Namespace) return 'Namespace';
  if (value instanceof LoopState) return 'LoopContext';
  return value instanceof Callable ? 'function' : 'secret';
}

/** The value, unless it is a secret answer, which nothing may take in. */
export function open(value: Value): Exclude<Value, Secret> {
  return value instanceof Secret ? value.fail() : value;
}
