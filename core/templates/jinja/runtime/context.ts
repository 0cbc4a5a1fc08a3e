import type { Value } from '../values/kinds';
import type { BlockCode } from './template-code';

/** Variables by name, from wherever they come. */
export interface Names {
  get(name: string): Value | undefined;
  names(): Iterable<string>;
}

/** Names over other names. */
export class Layer implements Names {
  constructor(
    private readonly own: ReadonlyMap<string, Value>,
    private readonly below: Names,
  ) {}

  get(name: string): Value | undefined {
    const own = this.own.get(name);
    return own === undefined ? this.below.get(name) : own;
  }

  *names(): Iterable<string> {
    yield* this.own.keys();
    yield* this.below.names();
  }
}

/** The variables that one template runs with, what it sets at its top level, and the blocks that fill it. */
export class Context implements Names {
  constructor(
    private readonly below: Names,
    /** What is set at the top level. */
    readonly set = new Map<string, Value>(),
    /** Which of it an import sees. */
    readonly exported = new Set<string>(),
    /** The blocks of a name, of the template that was rendered first, then of those that it extends. */
    readonly blocks = new Map<string, BlockCode[]>(),
  ) {}

  get(name: string): Value | undefined {
    const own = this.set.get(name);
    return own === undefined ? this.below.get(name) : own;
  }

  *names(): Iterable<string> {
    yield* this.set.keys();
    yield* this.below.names();
  }

  /** All names as they are now, for another template; what is set later is not seen there. */
  snapshot(): Names {
    return this.set.size === 0 ? this.below : new Layer(new Map(this.set), this.below);
  }

  /** The same context with the variables of a scope over it. */
  derived(locals: ReadonlyMap<string, Value>): Context {
    if (locals.size === 0) return this;
    return new Context(new Layer(locals, this.snapshot()), new Map(), this.exported, this.blocks);
  }
}
