import { l10n } from '../../system';
import {
  DictView,
  Generator,
  isDict,
  isList,
  kindOf,
  open,
  Range,
  SafeText,
  Secret,
  Tuple,
  Undefined,
  type Dict,
  type List,
  type Value,
} from './kinds';
import { Mistake } from './place';

type Num = boolean | bigint | number;
export type Ordering = '<' | '<=' | '>' | '>=';

const MOST_COMPARISONS = 5_000_000;

export function isNumber(value: Value): value is Num {
  return typeof value === 'boolean' || typeof value === 'bigint' || typeof value === 'number';
}

function plainNumber(value: Num): bigint | number {
  return typeof value === 'boolean' ? BigInt(value) : value;
}

/** A secret answer may be compared, so it is looked into here; and marked text compares as text. */
function comparable(value: Value): Exclude<Value, Secret | SafeText> {
  const inner = value instanceof Secret ? value.value : value;
  return inner instanceof SafeText ? inner.text : inner;
}

/** `left == right`. */
export function isEqual(left: Value, right: Value): boolean {
  let comparisons = 0;
  const equal = (one: Value, other: Value): boolean => {
    comparisons += 1;
    if (comparisons > MOST_COMPARISONS)
      throw new Mistake(l10n.t('comparing these values takes too long'), 'budget');
    const a = comparable(one);
    const b = comparable(other);
    if (a instanceof Undefined || b instanceof Undefined) {
      for (const value of [a, b]) if (value instanceof Undefined) value.bear();
      return a instanceof Undefined && b instanceof Undefined;
    }
    if (isNumber(a)) return isNumber(b) && plainNumber(a) == plainNumber(b);
    if (isList(a)) return isList(b) && equalItems(a, b);
    if (a instanceof Tuple) return b instanceof Tuple && equalItems(a.items, b.items);
    if (a instanceof Range) return b instanceof Range && equalItems(a.items, b.items);
    if (isDict(a)) return isDict(b) && equalDicts(a, b);
    if (a instanceof DictView && b instanceof DictView)
      throw new Mistake(l10n.t('views of dicts cannot be compared; compare them with |list'));
    return a === b;
  };
  const equalItems = (a: List, b: List): boolean =>
    a === b || (a.length === b.length && a.every((item, index) => equal(item, b[index] ?? null)));
  const equalDicts = (a: Dict, b: Dict): boolean => {
    if (a === b) return true;
    if (a.size !== b.size) return false;
    for (const [key, item] of a) {
      const found = lookUp(b, key);
      if (found === undefined || !equal(item, found)) return false;
    }
    return true;
  };
  return equal(left, right);
}

/** `left < right` and its like: numbers, texts, lists and tuples, each among themselves. */
export function isOrdered(operator: Ordering, left: Value, right: Value): boolean {
  const a = comparable(left);
  const b = comparable(right);
  if (isNumber(a) && isNumber(b)) return holds(operator, plainNumber(a), plainNumber(b));
  if (typeof a === 'string' && typeof b === 'string') return holds(operator, compareText(a, b), 0);
  const [items, others] = [orderedItems(a), orderedItems(b)];
  if (items !== undefined && others !== undefined && isList(a) === isList(b)) {
    const shorter = Math.min(items.length, others.length);
    for (let index = 0; index < shorter; index += 1) {
      const [one = null, other = null] = [items[index], others[index]];
      if (!isEqual(one, other)) return isOrdered(operator, one, other);
    }
    return holds(operator, items.length, others.length);
  }
  for (const value of [a, b]) if (value instanceof Undefined) value.fail();
  if (a instanceof DictView && b instanceof DictView)
    throw new Mistake(l10n.t('views of dicts cannot be compared; compare them with |list'));
  throw new Mistake(l10n.t("'{0}' cannot compare a '{1}' with a '{2}'", operator, kindOf(a), kindOf(b)));
}

/** What is compared one by one: a list with a list, a tuple with a tuple. */
function orderedItems(value: Value): List | undefined {
  return value instanceof Tuple ? value.items : isList(value) ? value : undefined;
}

function holds(operator: Ordering, a: bigint | number, b: bigint | number): boolean {
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

/** Below, at or above zero, by code points (JavaScript would compare UTF-16 units). */
function compareText(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let index = 0; index < shorter; index += 1) {
    if (a.charCodeAt(index) === b.charCodeAt(index)) continue;
    // Of a pair of surrogates that differ in the second one, the whole characters differ the same way.
    return (a.codePointAt(index) ?? 0) - (b.codePointAt(index) ?? 0);
  }
  return a.length - b.length;
}

/** `needle in haystack`. */
export function isContained(needle: Value, haystack: Value): boolean {
  const whole = open(haystack);
  if (typeof whole === 'string' || whole instanceof SafeText) {
    const part = open(needle);
    if (part instanceof Undefined) part.fail();
    if (typeof part !== 'string' && !(part instanceof SafeText))
      throw new Mistake(l10n.t("'in' looks for a text in a text, not for a '{0}'", kindOf(part)));
    return textLike(whole).includes(textLike(part));
  }
  if (isDict(whole)) return lookUp(whole, needle) !== undefined;
  if (isList(whole)) return whole.some((item) => isEqual(item, needle));
  if (whole instanceof Tuple || whole instanceof Range || whole instanceof DictView)
    return whole.items.some((item) => isEqual(item, needle));
  if (whole instanceof Undefined) {
    whole.bear();
    return false;
  }
  if (whole instanceof Generator) {
    for (let taken = whole.take(); taken !== undefined; taken = whole.take())
      if (isEqual(taken.item, needle)) return true;
    return false;
  }
  throw new Mistake(l10n.t("'in' cannot look into a '{0}'", kindOf(whole)));
}

function textLike(value: string | SafeText): string {
  return typeof value === 'string' ? value : value.text;
}

/** A comparison as an expression writes it. */
export function compares(type: string, left: Value, right: Value): boolean {
  switch (type) {
    case '==':
      return isEqual(left, right);
    case '!=':
      return !isEqual(left, right);
    case 'in':
      return isContained(left, right);
    case 'not in':
      return !isContained(left, right);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return isOrdered(type, left, right);
    default:
      throw new Mistake(l10n.t("'{0}' does not stand here", type));
  }
}

/** The item under a key, by Python's equality (`1`, `1.0` and `True` are one key). */
export function lookUp(dict: Dict, key: Value): Value | undefined {
  const stored = storedKey(dict, key);
  return stored === undefined ? undefined : dict.get(stored.key);
}

/** The entries as a dict: of equal keys the first key stays, with the last item. */
export function dictOf(entries: Iterable<readonly [Value, Value]>): Dict {
  const dict = new Map<Value, Value>();
  for (const [key, item] of entries) dict.set(storedKey(dict, key)?.key ?? keyOf(key), item);
  return dict;
}

function storedKey(dict: Dict, given: Value): { key: Value } | undefined {
  if (given instanceof Undefined) {
    given.bear();
    return undefined;
  }
  const key = keyOf(given);
  if (dict.has(key)) return { key };
  if (!isNumber(key)) return undefined;
  const number = plainNumber(key);
  const spellings: Value[] = [Number(number), number == 1];
  if (typeof number === 'bigint' || Number.isInteger(number)) spellings.push(BigInt(number));
  for (const spelling of spellings)
    if (isNumber(spelling) && plainNumber(spelling) == number && dict.has(spelling)) return { key: spelling };
  return undefined;
}

function keyOf(given: Value): Value {
  const key = open(given);
  if (key === null || isNumber(key) || typeof key === 'string') return key;
  if (key instanceof Undefined) key.fail();
  if (key instanceof SafeText) return key.text;
  throw new Mistake(l10n.t("a '{0}' cannot be a key", kindOf(key)));
}
