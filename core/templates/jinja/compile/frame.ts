import type nodes from 'nunjucks/src/nodes';
import type { Activation } from '../runtime/activation';
import type { Value } from '../values/kinds';
import { positionOf, type Compilation } from './compilation';
import { FunctionScope, Symbols, type Origin, type Variable } from './symbols';

/** Whether what is written is escaped: known while compiling, or asked while running. */
export type Escaping = boolean | 'volatile';

/** Puts a value into a variable. */
export type Store = (activation: Activation, value: Value) => void;
/** Sets up the variables of a scope when it is entered. */
export type Enter = (activation: Activation) => void;

interface FrameFlags {
  /** Part of the template itself, not of a loop, a macro or a block: what it sets, an import sees. */
  readonly topLevel: boolean;
  /** The same, and not in an `if`. */
  readonly rootLevel: boolean;
  /** In a branch, where an unknown filter is an error only when it is reached. */
  readonly soft: boolean;
  /** Writes only while it is not known that another template is extended. */
  readonly checksOutput: boolean;
  readonly escaping: Escaping;
  /** Inside of a loop of the same function, where `break` and `continue` may stand. */
  readonly inLoop: boolean;
}

/** A scope while its code is made. */
export class Frame {
  constructor(
    readonly unit: Compilation,
    readonly symbols: Symbols,
    readonly flags: FrameFlags,
  ) {}

  /** The frame of a function that nothing stands around: the template, a block. */
  static ofFunction(unit: Compilation, flags: Partial<FrameFlags> = {}): Frame {
    const all = { topLevel: false, rootLevel: false, soft: false, checksOutput: false, inLoop: false };
    const escaping = unit.options.autoescape;
    return new Frame(unit, Symbols.inside(undefined, new FunctionScope(undefined)), {
      ...all,
      escaping,
      ...flags,
    });
  }

  /** A scope inside of this one. */
  inner(changes: Partial<FrameFlags> = {}): Frame {
    return this.under(this.symbols.owner, changes);
  }

  /** A scope that runs as a function of its own. */
  innerFunction(changes: Partial<FrameFlags> = {}): Frame {
    return this.under(new FunctionScope(this.symbols.owner), { inLoop: false, ...changes });
  }

  private under(owner: FunctionScope, changes: Partial<FrameFlags>): Frame {
    const flags = { ...this.flags, topLevel: false, rootLevel: false, soft: false, ...changes };
    return new Frame(this.unit, Symbols.inside(this.symbols, owner), flags);
  }

  /** The same scope in a branch. */
  branch(): Frame {
    return new Frame(this.unit, this.symbols, { ...this.flags, soft: true, rootLevel: false });
  }

  with(changes: Partial<FrameFlags>): Frame {
    return new Frame(this.unit, this.symbols, { ...this.flags, ...changes });
  }

  /** How many places the function of this frame needs; final once all of it is compiled. */
  get size(): number {
    return this.symbols.owner.size;
  }

  /** What is done when the scope is entered. */
  entering(): Enter {
    return this.enteringIfAny() ?? (() => undefined);
  }

  /** The same, undefined where there is nothing to do. */
  enteringIfAny(): Enter | undefined {
    if (this.unit.isAnalysis) this.noteOrigins();
    const steps: Enter[] = [];
    for (const [variable, origin] of this.symbols.origins) {
      if (origin.from === 'context' && this.unit.globals.get(variable.name) === undefined)
        this.unit.undeclared.add(variable.name);
      const step = this.initial(variable, origin);
      if (step !== undefined) steps.push(step);
    }
    const [first, second] = steps;
    if (first === undefined) return undefined;
    if (second === undefined) return first;
    return (activation) => {
      for (const step of steps) step(activation);
    };
  }

  private noteOrigins(): void {
    const { unit, symbols } = this;
    for (const [variable, origin] of symbols.origins) {
      if (origin.from === 'variable') unit.links.push([origin.source, variable]);
      if (origin.from === 'context' && unit.globals.get(variable.name) === undefined)
        unit.fromContext.add(variable);
    }
  }

  /** Whether a variable has a value here whatever way was gone, and none from outside. */
  isSettled(variable: Variable): boolean {
    return this.unit.isAssigned(variable) && !this.unit.fromContext.has(variable);
  }

  private initial({ name, slot }: Variable, origin: Origin): Enter | undefined {
    switch (origin.from) {
      case 'parameter':
        return undefined;
      case 'context':
        return (activation) => {
          activation.slots[slot] = activation.context.get(name);
        };
      case 'nowhere':
        return (activation) => {
          activation.slots[slot] = undefined;
        };
      case 'variable': {
        const read = this.reading(origin.source);
        return (activation) => {
          activation.slots[slot] = read(activation);
        };
      }
    }
  }

  /** Reads a variable of this function or of one around it; undefined where it has no value. */
  reading({ owner, slot }: Variable): (activation: Activation) => Value | undefined {
    const distance = this.symbols.owner.distanceTo(owner);
    if (distance === 0) return (activation) => activation.slots[slot];
    if (distance === 1) return (activation) => activation.outer?.slots[slot];
    return (activation) => {
      let at: Activation | undefined = activation;
      for (let step = 0; step < distance; step += 1) at = at?.outer;
      return at?.slots[slot];
    };
  }

  /** Notes a reading of a variable, and, where its value may come from outside, that it is a reference. */
  noteRead(node: nodes.Symbol, variable: Variable): void {
    const { unit } = this;
    const position = positionOf(node);
    unit.variables.push({ name: node.value, position, use: 'read', variable });
    if (this.comesFromOutside(variable) && unit.globals.get(node.value) === undefined)
      unit.references.push({ name: node.value, position });
  }

  private comesFromOutside(variable: Variable): boolean {
    let place = variable;
    for (;;) {
      if (this.unit.isAssigned(place)) return false;
      const origin = this.symbols.originOf(place);
      if (origin?.from !== 'variable') return origin?.from === 'context';
      place = origin.source;
    }
  }

  /** Notes that a name is set. */
  noteWrite(node: nodes.Symbol, variable: Variable): void {
    this.unit.variables.push({ name: node.value, position: positionOf(node), use: 'write', variable });
    this.unit.markAssigned(variable);
  }
}
