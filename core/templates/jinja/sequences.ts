import { l10n } from '../../system';
import { isNumber, isOrdered } from './comparison';
import {
  DictView,
  Generator,
  isDict,
  isList,
  kindOf,
  LoopState,
  open,
  Range,
  SafeText,
  Secret,
  Tuple,
  Undefined,
  type Effort,
  type List,
  type Value,
} from './kinds';
import { Mistake } from './place';
import { charactersOf, lengthOf } from './text';

/** So many characters that are read or made cost as much as a step. */
export const CHARACTERS_PER_STEP = 256;

/** Python's truth. A secret answer may be asked for it. */
export function isTrue(given: Value): boolean {
  const value = given instanceof Secret ? given.value : given;
  if (value instanceof Undefined) {
    value.bear();
    return false;
  }
  if (isNumber(value)) return value != 0;
  if (value === null || value === '') return false;
  if (typeof value === 'string') return true;
  return hasItems(value) ? sizeOf(value) > 0 : true;
}

function hasItems(value: Value): boolean {
  return !(value instanceof Generator) && isIterable(value);
}

/** What it costs to look through a value once, in steps. */
export function costOf(value: Value): number {
  if (typeof value === 'string') return Math.ceil(value.length / CHARACTERS_PER_STEP);
  if (isList(value)) return value.length;
  return value instanceof Tuple ? value.items.length : 1;
}

/** Whether `for` can go through it. */
export function isIterable(value: Value): boolean {
  if (typeof value === 'string' || isList(value) || isDict(value)) return true;
  return [Tuple, SafeText, DictView, Range, Generator, Undefined].some((kind) => value instanceof kind);
}

/** `len(value)`. */
export function sizeOf(given: Value): number {
  const value = open(given);
  if (typeof value === 'string') return lengthOf(value);
  if (value instanceof SafeText) return lengthOf(value.text);
  if (isList(value)) return value.length;
  if (isDict(value)) return value.size;
  if (value instanceof DictView) return value.dict.size;
  if (value instanceof Tuple || value instanceof Range || value instanceof LoopState)
    return value.items.length;
  if (value instanceof Undefined) {
    value.bear();
    return 0;
  }
  throw new Mistake(l10n.t("a '{0}' has no length", kindOf(value)));
}

/** All items, as `for` goes through them. A generator is used up by it. */
export function itemsOf(given: Value, effort: Effort): List {
  const value = open(given);
  const items = listed(value);
  if (items === undefined) throw new Mistake(l10n.t("a '{0}' is nothing to go through", kindOf(value)));
  effort.spend(items.length);
  return items;
}

function listed(value: Value): List | undefined {
  if (isList(value)) return value;
  if (typeof value === 'string') return charactersOf(value);
  if (value instanceof SafeText) return charactersOf(value.text);
  if (isDict(value)) return [...value.keys()];
  if (value instanceof Tuple || value instanceof Range || value instanceof DictView) return value.items;
  if (value instanceof Generator) return value.takeAll();
  if (value instanceof Undefined) {
    value.bear();
    return [];
  }
  return undefined;
}

/** The items in the order of their keys; equal ones keep theirs, also where the order is reversed. */
export function sorted(
  items: List,
  keyOf: (item: Value) => Value,
  isReversed: boolean,
  effort: Effort,
): List {
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  for (const { key } of keyed)
    for (const part of isList(key) ? key : [key])
      if (Number.isNaN(part)) throw new Mistake(l10n.t("'nan' has no place in an order"));
  keyed.sort((one, other) => {
    effort.spend(1);
    const [left, right] = isReversed ? [other.key, one.key] : [one.key, other.key];
    if (isOrdered('<', left, right)) return -1;
    return isOrdered('<', right, left) ? 1 : 0;
  });
  return keyed.map(({ item }) => item);
}
