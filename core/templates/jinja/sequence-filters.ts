import { l10n } from '../../system';
import { calculate, integerArgument } from './arithmetic';
import { attributeGetter, attributesGetter } from './attribute-getter';
import { isOrdered, lookUp, type Ordering } from './comparison';
import type { Filter, Surroundings } from './filters';
import { Generator, isDict, kindOf, SafeText, Tuple, Undefined, type Dict, type Value } from './kinds';
import { Mistake } from './place';
import { isTrue, itemsOf, sizeOf, sorted } from './sequences';
import { signature } from './signature';
import { charactersOf, textOf } from './text';
import { joinedTexts } from './text-methods';

type Given = readonly (Value | undefined)[];

const LENGTH: Filter = { signature: signature(''), run: (value) => BigInt(sizeOf(value)) };

export const SEQUENCE_FILTERS: readonly (readonly [string, Filter])[] = [
  ['length', LENGTH],
  ['count', LENGTH],
  ['list', { signature: signature(''), run: (value, _given, { effort }) => itemsOf(value, effort).slice() }],
  ['join', { signature: signature('d? attribute?'), run: join }],
  ['first', { signature: signature(''), run: first }],
  ['last', { signature: signature(''), run: last }],
  ['reverse', { signature: signature(''), run: reverse }],
  ['sort', { signature: signature('reverse? case_sensitive? attribute?'), run: sort }],
  ['unique', { signature: signature('case_sensitive? attribute?'), run: unique }],
  ['sum', { signature: signature('attribute? start?'), run: sum }],
  ['min', extreme('<')],
  ['max', extreme('>')],
  ['batch', { signature: signature('linecount fill_with?'), run: batch }],
  ['dictsort', { signature: signature('case_sensitive? by? reverse?'), run: dictSort }],
  ['items', { signature: signature(''), run: items }],
];

/** What an order that is blind to case compares. */
function withoutCase(value: Value): Value {
  if (value instanceof SafeText) return value.text.toLowerCase();
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function join(
  value: Value,
  [separator = '', attribute = null]: Given,
  { effort, makeUndefined }: Surroundings,
): Value {
  const read = isTrue(attribute) ? attributeGetter(attribute, makeUndefined) : (item: Value) => item;
  const parts = itemsOf(value, effort).map((item) => textOf(read(item)));
  return joinedTexts(parts, textOf(separator), effort);
}

function first(value: Value, _given: Given, { effort, makeUndefined }: Surroundings): Value {
  const item = value instanceof Generator ? value.take()?.item : itemsOf(value, effort)[0];
  return item === undefined ? makeUndefined(l10n.t('there is no first item')) : item;
}

function last(value: Value, _given: Given, { effort, makeUndefined }: Surroundings): Value {
  if (value instanceof Generator)
    throw new Mistake(l10n.t("'last' needs something with an end; make it a list first"));
  const item = itemsOf(value, effort).at(-1);
  return item === undefined ? makeUndefined(l10n.t('there is no last item')) : item;
}

function reverse(value: Value, _given: Given, { effort }: Surroundings): Value {
  if (typeof value === 'string') return charactersOf(value).toReversed().join('');
  if (value instanceof SafeText)
    throw new Mistake(
      l10n.t('text made safe by escape, safe or tojson is served only when it is written or joined'),
    );
  const reversed = itemsOf(value, effort).toReversed();
  return value instanceof Generator ? reversed : new Generator(reversed);
}

function sort(
  value: Value,
  [reversed = false, caseSensitive = false, attribute = null]: Given,
  around: Surroundings,
): Value {
  const read = attributesGetter(attribute, around.makeUndefined);
  const isExact = isTrue(caseSensitive);
  const keyOf = (item: Value): Value => (isExact ? read(item) : read(item).map(withoutCase));
  return sorted(itemsOf(value, around.effort), keyOf, isTrue(reversed), around.effort);
}

function unique(value: Value, [caseSensitive = false, attribute = null]: Given, around: Surroundings): Value {
  const read = attributeGetter(attribute, around.makeUndefined);
  const isExact = isTrue(caseSensitive);
  const seen = new Map<Value, Value>();
  const kept = itemsOf(value, around.effort).filter((item) => {
    const key = isExact ? read(item) : withoutCase(read(item));
    if (key instanceof Undefined) key.fail();
    if (lookUp(seen, key) !== undefined) return false;
    seen.set(key instanceof SafeText ? key.text : key, true);
    return true;
  });
  return new Generator(kept);
}

function sum(
  value: Value,
  [attribute = null, start = 0n]: Given,
  { effort, makeUndefined }: Surroundings,
): Value {
  if (typeof start === 'string') throw new Mistake(l10n.t("'sum' does not add texts; use |join"));
  const read = attributeGetter(attribute, makeUndefined);
  let total: Value = start;
  for (const item of itemsOf(value, effort)) total = calculate('+', total, read(item), effort);
  return total;
}

/** `min` and `max`: of equal ones the first. */
function extreme(operator: Ordering): Filter {
  return {
    signature: signature('case_sensitive? attribute?'),
    run: (value, [caseSensitive = false, attribute = null], { effort, makeUndefined }) => {
      const read = attributeGetter(attribute, makeUndefined);
      const keyOf = (item: Value): Value => (isTrue(caseSensitive) ? read(item) : withoutCase(read(item)));
      let best: { item: Value; key: Value } | undefined;
      for (const item of itemsOf(value, effort)) {
        const key = keyOf(item);
        if (best === undefined || isOrdered(operator, key, best.key)) best = { item, key };
      }
      return best === undefined ? makeUndefined(l10n.t('there is nothing to choose from')) : best.item;
    },
  };
}

function batch(value: Value, [given = null, filling = null]: Given, { effort }: Surroundings): Value {
  const size = Number(integerArgument(given, 'linecount'));
  if (size < 1) throw new Mistake(l10n.t("the filter 'batch' needs lines of 1 or more"));
  const all = itemsOf(value, effort);
  const lines: Value[][] = [];
  for (let start = 0; start < all.length; start += size) lines.push(all.slice(start, start + size));
  const short = lines.at(-1);
  if (filling !== null && short !== undefined) {
    effort.spend(size);
    while (short.length < size) short.push(filling);
  }
  return new Generator(lines);
}

function dictSort(
  value: Value,
  [caseSensitive = false, by = 'key', reversed = false]: Given,
  { effort }: Surroundings,
): Value {
  if (by !== 'key' && by !== 'value')
    throw new Mistake(l10n.t("the filter 'dictsort' sorts by 'key' or 'value'"));
  const isExact = isTrue(caseSensitive);
  const entries = [...dictArgument(value, 'dictsort')].map((entry) => ({ entry, tuple: new Tuple(entry) }));
  const keys = new Map<Value, Value>(
    entries.map(({ entry, tuple }) => [tuple, by === 'key' ? entry[0] : entry[1]]),
  );
  const keyOf = (tuple: Value): Value => {
    const key = keys.get(tuple) ?? null;
    return isExact ? key : withoutCase(key);
  };
  return sorted(
    entries.map(({ tuple }) => tuple),
    keyOf,
    isTrue(reversed),
    effort,
  );
}

function items(value: Value, _given: Given, { effort }: Surroundings): Value {
  if (value instanceof Undefined) return new Generator([]);
  const entries = [...dictArgument(value, 'items')];
  effort.spend(entries.length);
  return new Generator(entries.map((entry) => new Tuple(entry)));
}

function dictArgument(value: Value, filter: string): Dict {
  if (value instanceof Undefined) value.fail();
  if (isDict(value)) return value;
  throw new Mistake(l10n.t("the filter '{0}' takes a dict, not a '{1}'", filter, kindOf(value)));
}
