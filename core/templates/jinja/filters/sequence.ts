import { l10n } from '../../../system';
import { Mistake, typeMistake } from '../place';
import { integerArgument } from '../runtime/arguments';
import type { Run } from '../runtime/run';
import { signature, type Given } from '../runtime/signature';
import { Dict, DictView } from '../values/dict';
import { ITEMS_PER_ENTRY, ITEMS_PER_LIST } from '../values/effort';
import { isNumber } from '../values/equality';
import { isIterable, itemsOf, nextOf, sizeOf } from '../values/iterate';
import { isList, kindOf, Markup, present, Range, Tuple, Undefined, type Value } from '../values/kinds';
import { escaped } from '../values/markup';
import { characterAt, textOf } from '../values/text';
import { attributeGetter } from './attribute-getter';
import type { Filter } from './filter';
import { lazily } from './lazily';
import { argumentMistake } from './mistakes';
import { reversedIterator, reversedText } from './reversed';
import { joinTexts, plainText, softText, isText } from './soft-text';

const LENGTH: Filter = { signature: signature(''), run: (value) => BigInt(sizeOf(value)) };

/** The filters that take a sequence as it stands. */
export const SEQUENCE_FILTERS: readonly (readonly [string, Filter])[] = [
  ['length', LENGTH],
  ['count', LENGTH],
  ['list', { signature: signature(''), run: (value, _given, run) => listOf(value, run) }],
  ['join', { signature: signature('d? attribute?'), run: join }],
  ['first', { signature: signature(''), run: first }],
  ['last', { signature: signature(''), run: last }],
  ['random', { signature: signature(''), run: random }],
  ['reverse', { signature: signature(''), run: reverse }],
  ['batch', { signature: signature('linecount fill_with?'), run: batch }],
  ['slice', { signature: signature('slices fill_with?'), run: slice }],
  ['items', { signature: signature(''), run: items }],
];

function listOf(value: Value, run: Run): Value[] {
  const all = itemsOf(value, run);
  run.hold(all.length);
  return all.slice();
}

/** With automatic escaping, one marked text among the items or as separator makes all the others be escaped. */
function join(value: Value, [separator = '', attribute = null]: Given, run: Run): Value {
  const read = attributeGetter(attribute, run);
  const parts = itemsOf(value, run).map(read);
  if (!run.autoescape) return joinTexts(textOf(separator), parts, run);
  const isMarked = separator instanceof Markup || parts.some((part) => part instanceof Markup);
  return joinTexts(isMarked ? escaped(separator) : softText(separator), parts, run);
}

function first(value: Value, _given: Given, run: Run): Value {
  const item = nextOf(value)();
  return item === undefined ? run.undefined(l10n.t('there is no first item')) : item;
}

function last(value: Value, _given: Given, run: Run): Value {
  const iterator = reversedIterator(value);
  if (iterator === undefined)
    throw typeMistake(
      l10n.t("'last' needs something with an end, not a '{0}'; make it a list first", kindOf(value)),
    );
  const item = iterator.next();
  return item === undefined ? run.undefined(l10n.t('there is no last item')) : item;
}

function random(value: Value, _given: Given, run: Run): Value {
  const size = sizeOf(value);
  if (size === 0) return run.undefined(l10n.t('there is nothing to choose from'));
  const index = Math.floor(run.surroundings.random() * size);
  const item = itemAt(value, index);
  if (item !== undefined) return item;
  if (value instanceof Dict)
    throw new Mistake(l10n.t("the dict has no key '{0}'", index), 'render', undefined, 'KeyError');
  throw typeMistake(
    l10n.t("'random' chooses from a list, a tuple, a range or a text, not from a '{0}'", kindOf(value)),
  );
}

function itemAt(value: Value, index: number): Value | undefined {
  if (typeof value === 'string') return characterAt(value, index);
  if (value instanceof Markup) return new Markup(characterAt(value.text, index) ?? '');
  if (value instanceof Dict) return value.get(BigInt(index));
  if (value instanceof Range) return value.at(index);
  if (value instanceof Tuple) return value.items[index];
  return isList(value) ? value[index] : undefined;
}

/** A text backwards; of all else something that goes through it backwards. */
function reverse(value: Value, _given: Given, run: Run): Value {
  if (isText(value)) {
    const text = plainText(value);
    run.allow(text.length);
    return reversedText(value);
  }
  run.hold(
    value instanceof DictView ? value.dict.size * ITEMS_PER_ENTRY : value instanceof Dict ? value.size : 0,
  );
  const iterator = reversedIterator(value);
  if (iterator !== undefined) return iterator;
  if (!isIterable(value))
    throw argumentMistake(l10n.t("'reverse' takes a sequence, not a '{0}'", kindOf(value)));
  return listOf(value, run).reverse();
}

/** Lists of so many items; the last one is shorter, or filled up. */
function batch(value: Value, [size = null, filling = null]: Given, run: Run): Value {
  const isFull = (line: readonly Value[]): boolean => isNumber(size) && line.length === Number(size);
  return lazily(() => {
    const next = nextOf(value);
    let line: Value[] = [];
    const withLast = (): Value | undefined => {
      const rest = line;
      line = [];
      if (rest.length === 0) return undefined;
      if (filling !== null && !isFull(rest))
        fill(rest, Number(integerArgument(size, 'linecount')), filling, run);
      return rest;
    };
    return () => {
      for (let item = next(); item !== undefined; item = next()) {
        run.hold(1);
        if (isFull(line)) {
          run.hold(ITEMS_PER_LIST);
          const full = line;
          line = [item];
          return full;
        }
        line.push(item);
      }
      return withLast();
    };
  });
}

function fill(line: Value[], size: number, filling: Value, run: Run): void {
  run.hold(Math.max(size - line.length, 0));
  while (line.length < size) line.push(filling);
}

/** So many lists of nearly equal length; the shorter ones at the end may be filled up by one. */
function slice(value: Value, [given = null, filling = null]: Given, run: Run): Value {
  return lazily(() => {
    const all = listOf(value, run);
    const count = Number(integerArgument(given, 'slices'));
    if (count === 0) throw new Mistake(l10n.t('division by zero'), 'render', undefined, 'ZeroDivisionError');
    const size = Math.floor(all.length / count);
    const longer = all.length - size * count;
    let index = -1;
    let start = 0;
    return () => {
      index += 1;
      if (index >= count) return undefined;
      const end = start + size + (index < longer ? 1 : 0);
      const part = all.slice(start, end);
      start = end;
      run.hold(part.length + ITEMS_PER_LIST);
      if (filling !== null && index >= longer) part.push(filling);
      return part;
    };
  });
}

/** The keys with their values; of what is undefined, none. */
function items(value: Value, _given: Given, run: Run): Value {
  return lazily(() => {
    if (value instanceof Undefined) return () => undefined;
    if (!(value instanceof Dict))
      throw typeMistake(l10n.t("the filter 'items' takes a dict, not a '{0}'", kindOf(present(value))));
    const next = value.nextKey();
    return () => {
      const key = next();
      run.hold(ITEMS_PER_ENTRY);
      return key === undefined ? undefined : new Tuple([key, value.get(key) ?? null]);
    };
  });
}
