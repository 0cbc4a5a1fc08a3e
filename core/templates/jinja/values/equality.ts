import { l10n } from '../../../system';
import { budgetMistake, typeMistake } from '../place';
import { isSameTime } from '../time/operations';
import { bytesText } from './bytes-text';
import { Dict, DictView, PySet } from './dict';
import { CHARACTERS_PER_STEP, type Effort } from './effort';
import {
  Bytes,
  isList,
  kindOf,
  Lazy,
  Markup,
  open,
  Range,
  Secret,
  Tuple,
  Undefined,
  WithAttributes,
  type Value,
} from './kinds';
import { nextOf } from './iterate';
import { firstPlaceOf } from './search-text';

export type Num = boolean | bigint | number;

const MOST_COMPARISONS = 5_000_000;
/** So many are paid for together. */
const COMPARISONS_AT_ONCE = 64;

export function isNumber(value: Value): value is Num {
  return typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean';
}

/** Two numbers of any kind, exactly. */
function isEqualNumber(a: Num, b: Num): boolean {
  return (typeof a === 'boolean' ? Number(a) : a) == (typeof b === 'boolean' ? Number(b) : b);
}

/** A secret answer may be compared, so it is looked into here; and marked text compares as text. */
export function comparable(value: Value): Value {
  const inner = value instanceof Secret ? value.value : value;
  return inner instanceof Markup ? inner.text : inner;
}

/** `left == right`; what lies in each other is paid for by `effort`. */
export function isEqual(left: Value, right: Value, effort?: Effort): boolean {
  return new Comparison(effort).equal(left, right);
}

class Comparison {
  private comparisons = 0;

  constructor(private readonly effort: Effort | undefined) {}

  private pay(): void {
    this.comparisons += 1;
    if (this.comparisons > MOST_COMPARISONS)
      throw budgetMistake(l10n.t('comparing these values takes too long'));
    if (this.comparisons % COMPARISONS_AT_ONCE === 0) this.effort?.spend(COMPARISONS_AT_ONCE);
  }

  private equalTexts(a: string, b: string): boolean {
    if (a.length !== b.length) return false;
    if (a.length > CHARACTERS_PER_STEP) this.effort?.spend(a.length / CHARACTERS_PER_STEP);
    return a === b;
  }

  equal(one: Value, other: Value): boolean {
    this.pay();
    const a = comparable(one);
    const b = comparable(other);
    if (typeof a === 'string' && typeof b === 'string') return this.equalTexts(a, b);
    if (a instanceof Undefined || b instanceof Undefined) {
      for (const value of [a, b]) if (value instanceof Undefined) value.bear();
      return a instanceof Undefined && b instanceof Undefined && a.mode === b.mode;
    }
    if (a === b) return true;
    if (isNumber(a)) return isNumber(b) && isEqualNumber(a, b);
    if (a === null || b === null || typeof a === 'string' || typeof b === 'string' || isNumber(b))
      return false;
    if (isList(a)) return isList(b) && this.equalItems(a, b);
    if (a instanceof Tuple) return b instanceof Tuple && this.equalTuples(a.items, b.items);
    if (a instanceof Dict) return b instanceof Dict && this.equalDicts(a, b);
    if (a instanceof Bytes) return b instanceof Bytes && bytesText(a.bytes) === bytesText(b.bytes);
    if (a instanceof Range) return b instanceof Range && isSameRange(a, b);
    const isSame = isSameTime(a, b);
    if (isSame !== undefined) return isSame;
    const [set, otherSet] = [asSet(a), asSet(b)];
    return set !== undefined && otherSet !== undefined && isSameSet(set, otherSet);
  }

  private equalItems(a: readonly Value[], b: readonly Value[]): boolean {
    return (
      a.length === b.length &&
      a.every((item, index) => Object.is(item, b[index]) || this.equal(item, b[index] ?? null))
    );
  }

  /** Python asks a tuple for its length last: what cannot be compared in the common part shows first. */
  private equalTuples(a: readonly Value[], b: readonly Value[]): boolean {
    const shorter = a.length < b.length ? a : b;
    return (
      shorter.every((_, index) => {
        const [one = null, other = null] = [a[index], b[index]];
        return Object.is(one, other) || this.equal(one, other);
      }) && a.length === b.length
    );
  }

  private equalDicts(a: Dict, b: Dict): boolean {
    if (a.size !== b.size) return false;
    for (const [key, item] of a) {
      const found = b.get(key);
      if (found === undefined || !(Object.is(item, found) || this.equal(item, found))) return false;
    }
    return true;
  }
}

function isSameRange(a: Range, b: Range): boolean {
  const { length } = a;
  if (length !== b.length) return false;
  return length === 0 || (a.start === b.start && (length === 1 || a.step === b.step));
}

/** What compares as a set: a set, and the keys and items of a dict. */
export function asSet(value: Value): PySet | undefined {
  if (value instanceof PySet) return value;
  return value instanceof DictView && value.part !== 'values' ? new PySet(value.items) : undefined;
}

function isSameSet(a: PySet, b: PySet): boolean {
  return a.size === b.size && a.items.every((item) => b.has(item));
}

/** `needle in haystack`. */
export function isContained(needle: Value, haystack: Value, effort?: Effort): boolean {
  const whole = open(haystack);
  if (typeof whole === 'string' || whole instanceof Markup) return isPart(needle, textLike(whole));
  if (whole instanceof Dict) return whole.has(open(needle));
  if (whole instanceof PySet) return isMember(open(needle), whole);
  if (isList(whole)) return whole.some((item) => Object.is(item, needle) || isEqual(item, needle, effort));
  if (whole instanceof Tuple)
    return whole.items.some((item) => Object.is(item, needle) || isEqual(item, needle, effort));
  if (whole instanceof Undefined) {
    whole.bear();
    return false;
  }
  if (whole instanceof Range && (typeof needle === 'bigint' || typeof needle === 'boolean'))
    return isInRange(BigInt(needle), whole);
  if (isNumber(whole) || whole === null) throw notLookedInto(whole);
  const isEndless = whole instanceof Range || whole instanceof DictView || whole instanceof Lazy;
  if (!isEndless && !(whole instanceof WithAttributes && whole.iterate !== undefined))
    throw notLookedInto(whole);
  const next = nextOf(whole);
  for (let item = next(); item !== undefined; item = next())
    if (Object.is(item, needle) || isEqual(item, needle, effort)) return true;
  return false;
}

/** A set that is looked for in a set counts as one that never changes; ours hold none of those. */
function isMember(needle: Value, set: PySet): boolean {
  return !(needle instanceof PySet) && set.has(needle);
}

function isPart(needle: Value, whole: string): boolean {
  const part = open(needle);
  if (part instanceof Undefined) part.fail();
  if (typeof part !== 'string' && !(part instanceof Markup))
    throw typeMistake(l10n.t("'in' looks for a text in a text, not for a '{0}'", kindOf(part)));
  return firstPlaceOf(whole, textLike(part)) !== -1;
}

function isInRange(number: bigint, { start, step, length }: Range): boolean {
  const distance = number - start;
  return distance % step === 0n && distance / step >= 0n && distance / step < BigInt(length);
}

function notLookedInto(value: Value): Error {
  return typeMistake(l10n.t("'in' cannot look into a '{0}'", kindOf(value)));
}

function textLike(value: string | Markup): string {
  return typeof value === 'string' ? value : value.text;
}
