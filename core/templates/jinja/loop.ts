import { l10n } from '../../system';
import { isEqual } from './comparison';
import { Callable, type LoopState, type Value } from './kinds';
import type { MakeUndefined } from './lookup';
import { Mistake } from './place';

/** What `loop.name` is in this turn; undefined where a loop has no such attribute. */
export function loopAttribute(
  loop: LoopState,
  name: string,
  makeUndefined: MakeUndefined,
): Value | undefined {
  const { index, items } = loop;
  switch (name) {
    case 'index':
      return BigInt(index + 1);
    case 'index0':
      return BigInt(index);
    case 'revindex':
      return BigInt(items.length - index);
    case 'revindex0':
      return BigInt(items.length - index - 1);
    case 'first':
      return index === 0;
    case 'last':
      return index === items.length - 1;
    case 'length':
      return BigInt(items.length);
    // Only recursive loops, which are not served, go deeper.
    case 'depth':
      return 1n;
    case 'depth0':
      return 0n;
    case 'previtem':
      return neighbour(items[index - 1], () => makeUndefined(l10n.t('there is no previous item')));
    case 'nextitem':
      return neighbour(items[index + 1], () => makeUndefined(l10n.t('there is no next item')));
    case 'cycle':
      return new Callable('cycle', ({ positional }) => cycled(loop, positional));
    case 'changed':
      return new Callable('changed', ({ positional }) => hasChanged(loop, positional));
    default:
      return undefined;
  }
}

function neighbour(item: Value | undefined, otherwise: () => Value): Value {
  return item === undefined ? otherwise() : item;
}

function cycled(loop: LoopState, values: readonly Value[]): Value {
  const value = values[loop.index % Math.max(values.length, 1)];
  if (value === undefined) throw new Mistake(l10n.t('loop.cycle needs something to choose from'));
  return value;
}

function hasChanged(loop: LoopState, values: readonly Value[]): boolean {
  const before = loop.watched;
  if (before !== undefined && isEqual(before, values)) return false;
  loop.watched = values;
  return true;
}
