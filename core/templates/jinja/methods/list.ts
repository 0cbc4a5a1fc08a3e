import { l10n } from '../../../system';
import { Mistake, typeMistake, valueMistake } from '../place';
import { integerArgument } from '../runtime/arguments';
import type { Run } from '../runtime/run';
import { bind, signature, type Given } from '../runtime/signature';
import { isEqual } from '../values/equality';
import { itemsOf } from '../values/iterate';
import { kindOf, type Arguments, type List, type Value } from '../values/kinds';
import { sorted } from '../values/order';
import { boundsIn, countArgument } from './bounds';
import type { Member, MemberTable, Method } from './method';

const SORTING = signature('key? reverse?');

function indexMistake(message: string): Mistake {
  return new Mistake(message, 'render', undefined, 'IndexError');
}

/** Where a value stands in a sequence. Throws a `Mistake` (`ValueError`) where it does not. */
export function placeOf(items: readonly Value[], given: Given, run: Run): bigint {
  const [value = null, start, end] = given;
  for (const bound of [start, end]) if (bound !== undefined) integerArgument(bound, l10n.t('a bound'));
  const bounds = boundsIn(items.length, start, end);
  run.spend(items.length);
  for (let index = bounds.start; index < bounds.end; index += 1) {
    const item = items[index];
    if (item !== undefined && (item === value || isEqual(item, value, run))) return BigInt(index);
  }
  throw valueMistake(l10n.t('the value that is looked for is not there'));
}

/** How often a value stands in a sequence. */
export function countIn(items: readonly Value[], value: Value, run: Run): bigint {
  run.spend(items.length);
  return BigInt(items.filter((item) => item === value || isEqual(item, value, run)).length);
}

/** A method that changes its list and gives none. */
function changing(parameters: string, change: (items: List, given: Given, run: Run) => void): Method<List> {
  return {
    signature: signature(parameters, false),
    run: (items, given, run) => {
      change(items, given, run);
      return null;
    },
  };
}

function takeOut(items: List, index: number): Value {
  const at = index < 0 ? index + items.length : index;
  const value = items[at];
  if (items.length === 0) throw indexMistake(l10n.t('the list is empty; nothing can be taken out of it'));
  if (value === undefined) throw indexMistake(l10n.t('the list has no item {0}', index));
  items.splice(at, 1);
  return value;
}

function sort(items: List, given: Arguments, run: Run): null {
  if (given.positional.length > 0) throw typeMistake(l10n.t("'{0}' takes its arguments by name", 'sort'));
  const [key = null, reverse = false] = bind(SORTING, { positional: [], named: given.named }, () => "'sort'");
  if (key !== null)
    throw typeMistake(
      l10n.t("the 'key' of 'sort' is a function, not a '{0}'; use the filter 'sort'", kindOf(key)),
    );
  run.hold(items.length);
  const inOrder = sorted(items, (item) => item, integerArgument(reverse, 'reverse') !== 0n, run);
  items.splice(0, items.length, ...inOrder);
  return null;
}

/** The methods of lists. */
export const LIST_METHODS: MemberTable<List> = new Map<string, Member<List>>([
  [
    'append',
    changing('value', (items, [value = null], run) => {
      run.hold(1);
      items.push(value);
    }),
  ],
  [
    'extend',
    changing('items', (items, [more = null], run) => {
      const added = [...itemsOf(more, run)];
      run.hold(added.length);
      for (const item of added) items.push(item);
    }),
  ],
  [
    'insert',
    changing('index value', (items, [index = null, value = null], run) => {
      run.hold(1);
      run.spend(items.length);
      items.splice(countArgument(index, 'index'), 0, value);
    }),
  ],
  [
    'remove',
    changing('value', (items, given, run) => {
      items.splice(Number(placeOf(items, given, run)), 1);
    }),
  ],
  [
    'pop',
    {
      signature: signature('index?', false),
      run: (items, [index = -1n], run) => {
        run.spend(items.length);
        return takeOut(items, countArgument(index, 'index'));
      },
    },
  ],
  ['clear', changing('', (items) => void items.splice(0))],
  [
    'reverse',
    changing('', (items, _, run) => {
      run.spend(items.length);
      items.reverse();
    }),
  ],
  ['sort', { take: sort }],
  [
    'copy',
    {
      signature: signature(''),
      run: (items, _, run) => {
        run.hold(items.length);
        return [...items];
      },
    },
  ],
  ['index', { signature: signature('value start? end?', false), run: placeOf }],
  [
    'count',
    { signature: signature('value', false), run: (items, [value = null], run) => countIn(items, value, run) },
  ],
]);
