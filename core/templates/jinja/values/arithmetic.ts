import { l10n } from '../../../system';
import { budgetMistake, Mistake, typeMistake } from '../place';
import type { Effort } from './effort';
import { isNumber } from './equality';
import { floorDivision, power, quotient } from './float';
import { calculateTime } from '../time/operations';
import { itemsOfInteger } from './integer-size';
import { isList, kindOf, Markup, present, Tuple, type Value } from './kinds';
import { addMarkup } from './markup';
import { formatPercent } from './percent-format';
import { setDifference } from './set-operations';

export type Arithmetic = '+' | '-' | '*' | '/' | '//' | '%' | '**';

/** How many bits an integer may have; Python writes those with up to 4300 digits only. */
const LARGEST_INTEGER_BITS = 1 << 20;
/** Python counts no further in a sequence. */
const LARGEST_INDEX = 2 ** 63;

type Numbers<N> = (a: N, b: N) => N | number;

const INTEGERS: Readonly<Record<Arithmetic, Numbers<bigint>>> = {
  '+': (a, b) => limited(a + b),
  '-': (a, b) => limited(a - b),
  '*': (a, b) => limited(a * b),
  '/': (a, b) => toRange(quotient(a, divisor(b))),
  '//': (a, b) => {
    const remainder = a % divisor(b);
    return remainder !== 0n && remainder < 0n !== b < 0n ? a / b - 1n : a / b;
  },
  '%': (a, b) => {
    const remainder = a % divisor(b);
    return remainder !== 0n && remainder < 0n !== b < 0n ? remainder + b : remainder;
  },
  '**': (a, b) => (b < 0n ? floatPower(toFloat(a), toFloat(b)) : integerPower(a, b)),
};

const FLOATS: Readonly<Record<Arithmetic, Numbers<number>>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / divisor(b),
  '//': (a, b) => floorDivision(a, divisor(b)).quotient,
  '%': (a, b) => floorDivision(a, divisor(b)).remainder,
  '**': (a, b) => floatPower(a, b),
};

/** `left operator right` with Python's numbers, texts and sequences. */
export function calculate(operator: Arithmetic, left: Value, right: Value, effort: Effort): Value {
  if (typeof left === 'bigint' && typeof right === 'bigint')
    return paid(INTEGERS[operator](left, right), effort);
  if (typeof left === 'number' && typeof right === 'number') return FLOATS[operator](left, right);
  if (operator === '%' && (typeof left === 'string' || left instanceof Markup))
    return formatPercent(left, right, effort);
  const a = present(left);
  const b = present(right);
  if (isNumber(a) && isNumber(b)) {
    return typeof a === 'number' || typeof b === 'number'
      ? FLOATS[operator](toFloat(a), toFloat(b))
      : paid(INTEGERS[operator](BigInt(a), BigInt(b)), effort);
  }
  const result = ofSequences(operator, a, b, effort) ?? calculateTime(operator, a, b);
  if (result !== undefined) return result;
  throw typeMistake(l10n.t("'{0}' does not work with a '{1}' and a '{2}'", operator, kindOf(a), kindOf(b)));
}

function paid(result: bigint | number, effort: Effort): bigint | number {
  if (typeof result === 'bigint') effort.hold(itemsOfInteger(result));
  return result;
}

function ofSequences(operator: Arithmetic, a: Value, b: Value, effort: Effort): Value | undefined {
  if (operator === '+') return joined(a, b, effort);
  if (operator === '*') return repeated(a, b, effort);
  return operator === '-' ? setDifference(a, b, effort) : undefined;
}

/** `-value` and `+value`. */
export function signed(sign: '-' | '+', operand: Value, effort: Effort): Value {
  const value = present(operand);
  if (!isNumber(value)) throw typeMistake(l10n.t("'{0}' does not work with a '{1}'", sign, kindOf(value)));
  if (typeof value === 'number') return sign === '-' ? -value : value;
  return paid(sign === '-' ? -BigInt(value) : BigInt(value), effort);
}

/** `float(value)` of a number. */
export function toFloat(value: boolean | bigint | number): number {
  return typeof value === 'number' ? value : toRange(Number(value));
}

function toRange(float: number): number {
  if (Number.isFinite(float)) return float;
  throw new Mistake(l10n.t('this integer is too large for a float'), 'render', undefined, 'OverflowError');
}

function divisor<N extends bigint | number>(value: N): N {
  if (value == 0) throw new Mistake(l10n.t('division by zero'), 'render', undefined, 'ZeroDivisionError');
  return value;
}

function limited(value: bigint): bigint {
  // Most integers are small, and to compare them with a long one would cost more than the sum.
  if (BigInt.asIntN(64, value) === value) return value;
  if (BigInt.asIntN(LARGEST_INTEGER_BITS, value) !== value)
    throw budgetMistake(l10n.t('this integer has too many digits'));
  return value;
}

function integerPower(a: bigint, b: bigint): bigint {
  const isSmall = a >= -1n && a <= 1n;
  const bits = isSmall ? 1n : BigInt(a.toString(2).length) * b;
  if (bits > LARGEST_INTEGER_BITS) throw budgetMistake(l10n.t('this integer has too many digits'));
  return isSmall && b > 1n ? a ** (2n - (b % 2n)) : limited(a ** b);
}

function floatPower(a: number, b: number): number {
  if (a === 0 && b < 0) divisor(0);
  const result = power(a, b);
  if (result === undefined) throw typeMistake(l10n.t('a root of a negative number is a complex one'));
  if (!Number.isFinite(result) && Number.isFinite(a) && Number.isFinite(b))
    throw new Mistake(l10n.t('the result is too large for a float'), 'render', undefined, 'OverflowError');
  return result;
}

function joined(a: Value, b: Value, effort: Effort): Value | undefined {
  if (typeof a === 'string' && typeof b === 'string') {
    effort.allow(a.length + b.length);
    return a + b;
  }
  if (a instanceof Markup || b instanceof Markup) return addMarkup(a, b, effort);
  if (isList(a) && isList(b)) {
    effort.hold(a.length + b.length);
    return [...a, ...b];
  }
  if (!(a instanceof Tuple) || !(b instanceof Tuple)) return undefined;
  effort.hold(a.items.length + b.items.length);
  return new Tuple([...a.items, ...b.items]);
}

function repeated(a: Value, b: Value, effort: Effort): Value | undefined {
  const [sequence, times] = isNumber(a) ? [b, a] : [a, b];
  if (typeof times !== 'bigint' && typeof times !== 'boolean') return undefined;
  if (typeof sequence === 'string') return repeatedText(sequence, countOf(times), effort);
  if (sequence instanceof Markup) return new Markup(repeatedText(sequence.text, countOf(times), effort));
  const items = isList(sequence) ? sequence : sequence instanceof Tuple ? sequence.items : undefined;
  if (items === undefined) return undefined;
  const count = countOf(times);
  effort.hold(items.length * count);
  const all = items.length === 0 ? [] : Array.from({ length: count }, () => items).flat();
  return isList(sequence) ? all : new Tuple(all);
}

function countOf(times: bigint | boolean): number {
  if (Math.abs(Number(times)) >= LARGEST_INDEX)
    throw new Mistake(
      l10n.t('{0} is too large to repeat anything', times.toString()),
      'render',
      undefined,
      'OverflowError',
    );
  return Math.max(Number(times), 0);
}

function repeatedText(text: string, count: number, effort: Effort): string {
  effort.allow(text.length * count);
  return text === '' ? '' : text.repeat(count);
}
