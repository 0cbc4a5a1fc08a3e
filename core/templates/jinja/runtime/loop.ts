import { l10n } from '../../../system';
import { Mistake, typeMistake } from '../place';
import { isEqual } from '../values/equality';
import { nextOf } from '../values/iterate';
import { Callable, Tuple, WithAttributes, type Arguments, type Next, type Value } from '../values/kinds';
import type { Run } from './run';

/** Runs the body of a recursive loop over other items, so much deeper. */
export type Recurse = (items: Value, depth: number, run: Run) => Value;

/** The variable `loop`. It goes through its items itself, and looks ahead only where it is asked for what comes. */
export class LoopContext extends WithAttributes {
  readonly kind = 'LoopContext';
  private index0 = -1;
  private current: Value | undefined;
  private before: Value | undefined;
  private ahead: Value | undefined;
  private next: Next;
  private known: number | undefined;
  private watched: Value | undefined;

  constructor(
    items: Value,
    private readonly run: Run,
    private readonly recurse?: Recurse,
    private readonly depth0 = 0,
  ) {
    super();
    this.next = nextOf(items);
    if (Array.isArray(items)) this.known = items.length;
    else if (items instanceof Tuple) this.known = items.items.length;
  }

  /** Goes to the next item; undefined behind the last. */
  advance(): Value | undefined {
    const item = this.ahead === undefined ? this.next() : this.ahead;
    this.ahead = undefined;
    if (item === undefined) return undefined;
    this.index0 += 1;
    this.before = this.current;
    this.current = item;
    return item;
  }

  private peek(): Value | undefined {
    if (this.ahead === undefined) this.ahead = this.next();
    return this.ahead;
  }

  /** How many items there are; what is gone through once is read to its end for it. */
  private get length(): number {
    if (this.known !== undefined) return this.known;
    const rest: Value[] = this.ahead === undefined ? [] : [this.ahead];
    for (let item = this.next(); item !== undefined; item = this.next()) {
      this.run.hold(1);
      rest.push(item);
    }
    this.ahead = undefined;
    let index = -1;
    this.next = () => {
      index += 1;
      return rest[index];
    };
    this.known = this.index0 + 1 + rest.length;
    return this.known;
  }

  override attribute(name: string): Value | undefined {
    switch (name) {
      case 'index':
        return BigInt(this.index0 + 1);
      case 'index0':
        return BigInt(this.index0);
      case 'revindex':
        return BigInt(this.length - this.index0);
      case 'revindex0':
        return BigInt(this.length - this.index0 - 1);
      case 'first':
        return this.index0 === 0;
      case 'last':
        return this.peek() === undefined;
      case 'length':
        return BigInt(this.length);
      case 'depth':
        return BigInt(this.depth0 + 1);
      case 'depth0':
        return BigInt(this.depth0);
      case 'previtem':
        return this.index0 === 0 || this.before === undefined
          ? this.run.undefined(l10n.t('there is no previous item'))
          : this.before;
      case 'nextitem':
        return this.following();
      case 'cycle':
        return new Callable('cycle', ({ positional }) => this.cycle(positional), 'method');
      case 'changed':
        return new Callable('changed', ({ positional }) => this.hasChanged(positional), 'method');
      default:
        return undefined;
    }
  }

  private following(): Value {
    const item = this.peek();
    return item === undefined ? this.run.undefined(l10n.t('there is no next item')) : item;
  }

  private cycle(values: readonly Value[]): Value {
    const value = values[this.index0 % Math.max(values.length, 1)];
    if (value !== undefined) return value;
    throw typeMistake(l10n.t('loop.cycle needs something to choose from'));
  }

  private hasChanged(values: readonly Value[]): boolean {
    const now = new Tuple(values);
    if (this.watched !== undefined && isEqual(this.watched, now, this.run)) return false;
    this.watched = now;
    return true;
  }

  override readonly call = ({ positional, named }: Arguments, run: Run): Value => {
    const [items] = positional;
    if (this.recurse === undefined)
      throw typeMistake(l10n.t("the loop is called but not 'recursive': add 'recursive' to its tag"));
    if (items === undefined || positional.length > 1 || named.size > 0)
      throw typeMistake(l10n.t('loop(…) takes what is to be gone through, and nothing else'));
    if (this.depth0 >= DEEPEST_RECURSION)
      throw new Mistake(
        l10n.t('the loop calls itself without an end'),
        'render',
        undefined,
        'RecursionError',
      );
    return this.recurse(items, this.depth0 + 1, run);
  };

  override readonly representation = (): string => `<LoopContext ${this.index0 + 1}/${this.length}>`;
  override readonly size = (): number => this.length;
}

/** Python gives up a little later. */
const DEEPEST_RECURSION = 150;
