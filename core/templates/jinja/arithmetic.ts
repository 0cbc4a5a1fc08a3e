import { l10n } from '../../system';
import { isNumber } from './comparison';
import { exactPower, isExactFloat } from './float';
import { isList, kindOf, open, Tuple, Undefined, type Effort, type Value } from './kinds';
import { Mistake } from './place';
import { formatPercent } from './percent-format';
import { lengthOf } from './text';

export type Arithmetic = '+' | '-' | '*' | '/' | '//' | '%' | '**';

/** Integers beyond this have more digits than Python writes. */
const LARGEST_INTEGER = 10n ** 4300n;
/** Python counts no further in a sequence. */
const LARGEST_INDEX = 2 ** 63;
const LARGEST_POWER_BITS = 15_000;

/** `left operator right` with Python's numbers, texts and sequences. */
export function calculate(operator: Arithmetic, left: Value, right: Value, effort: Effort): Value {
  const a = open(left);
  const b = open(right);
  if (operator === '%' && typeof a === 'string') return formatPercent(a, b, effort);
  for (const value of [a, b]) if (value instanceof Undefined) value.fail();
  if (isNumber(a) && isNumber(b)) {
    return typeof a === 'number' || typeof b === 'number'
      ? floatResult(operator, toFloat(a), toFloat(b))
      : integerResult(operator, BigInt(a), BigInt(b));
  }
  const result =
    operator === '+' ? joined(a, b, effort) : operator === '*' ? repeated(a, b, effort) : undefined;
  if (result !== undefined) return result;
  throw new Mistake(l10n.t("'{0}' does not work with a '{1}' and a '{2}'", operator, kindOf(a), kindOf(b)));
}

/** `-value` and `+value`. */
export function signed(sign: '-' | '+', operand: Value): Value {
  const value = open(operand);
  if (value instanceof Undefined) value.fail();
  if (!isNumber(value)) throw new Mistake(l10n.t("'{0}' does not work with a '{1}'", sign, kindOf(value)));
  if (typeof value === 'number') return sign === '-' ? -value : value;
  return sign === '-' ? -BigInt(value) : BigInt(value);
}

/** `float(value)` of a number. */
export function toFloat(value: boolean | bigint | number): number {
  if (typeof value === 'number') return value;
  const float = Number(value);
  if (!Number.isFinite(float)) throw new Mistake(l10n.t('this integer is too large for a float'));
  return float;
}

function joined(a: Value, b: Value, effort: Effort): Value | undefined {
  if (typeof a === 'string' && typeof b === 'string') {
    effort.allow(a.length + b.length);
    return a + b;
  }
  const items =
    isList(a) && isList(b) ? [a, b] : a instanceof Tuple && b instanceof Tuple ? [a.items, b.items] : [];
  const [first, second] = items;
  if (first === undefined || second === undefined) return undefined;
  effort.spend(first.length + second.length);
  const all = first.concat(second);
  return isList(a) ? all : new Tuple(all);
}

function repeated(a: Value, b: Value, effort: Effort): Value | undefined {
  const [sequence, times] = isNumber(a) ? [b, a] : [a, b];
  if (typeof times !== 'bigint' && typeof times !== 'boolean') return undefined;
  if (Math.abs(Number(times)) >= LARGEST_INDEX)
    throw new Mistake(l10n.t('{0} is too large to repeat anything', times.toString()));
  const count = Math.max(Number(times), 0);
  if (typeof sequence === 'string') {
    effort.allow(sequence.length * count);
    return sequence === '' ? '' : sequence.repeat(count);
  }
  const items = isList(sequence) ? sequence : sequence instanceof Tuple ? sequence.items : undefined;
  if (items === undefined) return undefined;
  effort.spend(items.length * count);
  const all = items.length === 0 ? [] : Array.from({ length: count }, () => items).flat();
  return isList(sequence) ? all : new Tuple(all);
}

function integerResult(operator: Arithmetic, a: bigint, b: bigint): Value {
  if (b === 0n && (operator === '/' || operator === '//' || operator === '%')) divisionByZero();
  if (operator === '/') return trueDivision(a, b);
  if (operator === '**') return integerPower(a, b);
  return limited(plainInteger(operator, a, b));
}

function plainInteger(operator: '+' | '-' | '*' | '//' | '%', a: bigint, b: bigint): bigint {
  if (operator === '+') return a + b;
  if (operator === '-') return a - b;
  if (operator === '*') return a * b;
  const remainder = a % b;
  const isBetween = remainder !== 0n && remainder < 0n !== b < 0n;
  if (operator === '%') return isBetween ? remainder + b : remainder;
  return isBetween ? a / b - 1n : a / b;
}

function limited(value: bigint): bigint {
  if (value >= LARGEST_INTEGER || value <= -LARGEST_INTEGER)
    throw new Mistake(l10n.t('this integer has too many digits'), 'budget');
  return value;
}

function trueDivision(a: bigint, b: bigint): number {
  if (a === 0n) return b < 0n ? -0 : 0;
  if (isExactFloat(a) && isExactFloat(b)) return Number(a) / Number(b);
  if (a % b === 0n) return toFloat(a / b);
  throw new Mistake(l10n.t('integers as large as this are divided with // only'));
}

function integerPower(a: bigint, b: bigint): Value {
  if (b < 0n) return floatResult('**', toFloat(a), toFloat(b));
  const isSmall = a >= -1n && a <= 1n;
  const bits = isSmall ? 1n : BigInt(a.toString(2).length) * b;
  if (bits > LARGEST_POWER_BITS) throw new Mistake(l10n.t('this integer has too many digits'), 'budget');
  return limited(a ** b);
}

function floatResult(operator: Arithmetic, a: number, b: number): number {
  if (b === 0 && (operator === '/' || operator === '//' || operator === '%')) divisionByZero();
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '//':
      return floorDivision(a, b).quotient;
    case '%':
      return floorDivision(a, b).remainder;
    case '**':
      return power(a, b);
  }
}

/** Python's own steps, so that the last digit agrees. */
function floorDivision(a: number, b: number): { quotient: number; remainder: number } {
  let remainder = a % b;
  let quotient = (a - remainder) / b;
  if (remainder === 0) remainder = b < 0 ? -0 : 0;
  else if (b < 0 !== remainder < 0) {
    remainder += b;
    quotient -= 1;
  }
  if (quotient === 0) return { quotient: a / b < 0 || Object.is(a / b, -0) ? -0 : 0, remainder };
  const floor = Math.floor(quotient);
  return { quotient: quotient - floor > 0.5 ? floor + 1 : floor, remainder };
}

function power(a: number, b: number): number {
  if (a === 0 && b < 0) divisionByZero();
  if (b === 0) return 1;
  if (a === 0 && b > 0 && Number.isInteger(b)) return a ** b;
  const exact = exactPower(a, b);
  if (exact !== undefined) return exact;
  throw new Mistake(l10n.t("'**' is served where its result is exact; this one is not"));
}

function divisionByZero(): never {
  throw new Mistake(l10n.t('division by zero'));
}

/** An integer that a filter or method was given; `what` names it in the error. */
export function integerArgument(given: Value, what: string): bigint {
  const value = open(given);
  if (value instanceof Undefined) value.fail();
  if (typeof value === 'bigint' || typeof value === 'boolean') return BigInt(value);
  throw new Mistake(l10n.t("{0} is an integer, not a '{1}'", what, kindOf(value)));
}

/** A text that a method was given; `what` names it in the error. */
export function textArgument(given: Value, what: string): string {
  const value = open(given);
  if (value instanceof Undefined) value.fail();
  if (typeof value === 'string') return value;
  throw new Mistake(l10n.t("{0} is a text, not a '{1}'", what, kindOf(value)));
}

/** How many columns a text may be widened to. */
export function widthArgument(given: Value, what: string, effort: Effort): number {
  const width = Number(integerArgument(given, what));
  effort.allow(Math.max(width, 0));
  return width;
}

/** Text with blanks on both sides; the odd one goes where Python puts it. */
export function centered(text: string, width: number): string {
  const margin = Math.max(width - lengthOf(text), 0);
  const left = Math.floor(margin / 2) + (margin & width & 1);
  return ' '.repeat(left) + text + ' '.repeat(margin - left);
}
