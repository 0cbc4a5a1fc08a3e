import { l10n } from '../../../system';
import { typeMistake } from '../place';
import { compareTimes } from '../time/operations';
import { CHARACTERS_PER_STEP, type Effort } from './effort';
import { asSet, comparable, isEqual, isNumber, type Num } from './equality';
import { isList, kindOf, open, Tuple, Undefined, type Value } from './kinds';
import type { PySet } from './dict';

export type Ordering = '<' | '<=' | '>' | '>=';

/**
 * `left < right` and its like: numbers, texts, lists, tuples and sets, each among themselves. A secret answer has no order:
 * with one, a template would find it out letter by letter.
 */
export function isOrdered(operator: Ordering, left: Value, right: Value, effort?: Effort): boolean {
  const a = comparable(open(left));
  const b = comparable(open(right));
  if (isNumber(a) && isNumber(b)) return holds(operator, plain(a), plain(b));
  if (typeof a === 'string' && typeof b === 'string') return holds(operator, compareText(a, b, effort), 0);
  const [items, others] = [orderedItems(a), orderedItems(b)];
  if (items !== undefined && others !== undefined && isList(a) === isList(b))
    return areOrdered(operator, items, others, effort);
  for (const value of [a, b]) if (value instanceof Undefined) value.fail();
  const [set, otherSet] = [asSet(a), asSet(b)];
  if (set !== undefined && otherSet !== undefined) return isSubset(operator, set, otherSet);
  const difference = compareTimes(a, b);
  if (difference !== undefined) return holds(operator, difference, 0);
  throw typeMistake(l10n.t("'{0}' cannot compare a '{1}' with a '{2}'", operator, kindOf(a), kindOf(b)));
}

function plain(value: Num): bigint | number {
  return typeof value === 'boolean' ? Number(value) : value;
}

/** The first place at which two rows of items differ; where there is none, the end of the shorter one. */
function firstDifference(
  items: readonly Value[],
  others: readonly Value[],
  effort: Effort | undefined,
): number {
  const shorter = Math.min(items.length, others.length);
  for (let index = 0; index < shorter; index += 1) {
    const [one = null, other = null] = [items[index], others[index]];
    if (!Object.is(one, other) && !isEqual(one, other, effort)) return index;
  }
  return shorter;
}

function areOrdered(
  operator: Ordering,
  items: readonly Value[],
  others: readonly Value[],
  effort: Effort | undefined,
): boolean {
  const place = firstDifference(items, others, effort);
  const [one, other] = [items[place], others[place]];
  return one === undefined || other === undefined
    ? holds(operator, items.length, others.length)
    : isOrdered(operator, one, other, effort);
}

/** Below, at or above zero as `left < right`, `right < left` or neither holds. */
function compare(left: Value, right: Value, effort: Effort): number {
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right, effort);
  if (isList(left) && isList(right)) return compareItems(left, right, effort);
  if (isOrdered('<', left, right, effort)) return -1;
  return isOrdered('<', right, left, effort) ? 1 : 0;
}

function compareItems(items: readonly Value[], others: readonly Value[], effort: Effort): number {
  const place = firstDifference(items, others, effort);
  const [one, other] = [items[place], others[place]];
  return one === undefined || other === undefined
    ? items.length - others.length
    : compare(one, other, effort);
}

/** What is compared one by one: a list with a list, a tuple with a tuple. */
function orderedItems(value: Value): readonly Value[] | undefined {
  return value instanceof Tuple ? value.items : isList(value) ? value : undefined;
}

/** Sets are ordered by what holds what. */
function isSubset(operator: Ordering, a: PySet, b: PySet): boolean {
  const [smaller, larger] = operator.startsWith('<') ? [a, b] : [b, a];
  const isWithin = smaller.items.every((item) => larger.has(item));
  return isWithin && (operator.endsWith('=') || smaller.size < larger.size);
}

function holds(operator: Ordering, a: bigint | number, b: bigint | number): boolean {
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

/** Below, at or above zero, by code points (JavaScript would compare UTF-16 units). */
function compareText(a: string, b: string, effort: Effort | undefined): number {
  const shorter = Math.min(a.length, b.length);
  if (shorter > CHARACTERS_PER_STEP) effort?.spend((8 * shorter) / CHARACTERS_PER_STEP);
  for (let index = 0; index < shorter; index += 1) {
    if (a.charCodeAt(index) === b.charCodeAt(index)) continue;
    // Of a pair of surrogates that differ in the second one, the whole characters differ the same way.
    return (a.codePointAt(index) ?? 0) - (b.codePointAt(index) ?? 0);
  }
  return a.length - b.length;
}

/** The items in the order of their keys; equal ones keep theirs, also where the order is reversed. */
export function sorted(
  items: readonly Value[],
  keyOf: (item: Value) => Value,
  isReversed: boolean,
  effort: Effort,
): Value[] {
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  if (keyed.length === 1) return [...items];
  for (const { key } of keyed)
    for (const part of isList(key) ? key : [key])
      if (Number.isNaN(part)) throw typeMistake(l10n.t("'nan' has no place in an order"));
  keyed.sort((one, other) => {
    effort.spend(1);
    return isReversed ? compare(other.key, one.key, effort) : compare(one.key, other.key, effort);
  });
  return keyed.map(({ item }) => item);
}
