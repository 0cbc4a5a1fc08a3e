import { l10n } from '../../../system';
import { Mistake, typeMistake, valueMistake } from '../place';
import { integerArgument } from '../runtime/arguments';
import type { Run } from '../runtime/run';
import type { Given } from '../runtime/signature';
import { calculate } from '../values/arithmetic';
import { isNumber } from '../values/equality';
import { decompose, fixedDecimals } from '../values/float';
import { kindOf, type Value } from '../values/kinds';
import { argumentMistake } from './mistakes';
import { isText, plainText } from './soft-text';

/** Beyond so many decimals a float has no more of them; so many places before the point it has none. */
const MOST_DECIMALS = 323n;
const MOST_PLACES = 310n;

/** `round`: to the nearest (of two equally near, the even one), or always up or down. */
export function round(value: Value, [precision = 0n, method = 'common']: Given, run: Run): Value {
  const way = isText(method) ? plainText(method) : '';
  if (way !== 'common' && way !== 'ceil' && way !== 'floor')
    throw argumentMistake(l10n.t("the filter 'round' knows the methods common, ceil and floor"));
  if (way !== 'common') return directed(value, precision, way === 'ceil' ? Math.ceil : Math.floor, run);
  if (!isNumber(value)) throw noNumber(value);
  if (precision === null) return typeof value === 'number' ? integerNear(value) : BigInt(value);
  const places = integerArgument(precision, 'precision');
  return typeof value === 'number' ? nearestFloat(value, places) : nearestInteger(BigInt(value), places);
}

/** The value times a power of ten is made whole upwards or downwards, and divided again; the result is a float. */
function directed(value: Value, precision: Value, whole: (value: number) => number, run: Run): Value {
  const factor = calculate('**', 10n, precision, run);
  const scaled = calculate('*', value, factor, run);
  if (!isNumber(scaled)) throw noNumber(scaled);
  return calculate('/', typeof scaled === 'number' ? exactInteger(whole(scaled)) : scaled, factor, run);
}

function noNumber(value: Value): Mistake {
  return typeMistake(l10n.t("'round' takes a number, not a '{0}'", kindOf(value)));
}

function exactInteger(value: number): bigint {
  if (Number.isNaN(value)) throw valueMistake(l10n.t("'nan' has no integer"));
  if (!Number.isFinite(value)) throw overflow(l10n.t('an infinite number has no integer'));
  return BigInt(value);
}

function integerNear(value: number): bigint {
  exactInteger(Math.trunc(value));
  return BigInt(fixedDecimals(value, 0));
}

function nearestFloat(value: number, places: bigint): number {
  if (!Number.isFinite(value) || places > MOST_DECIMALS) return value;
  if (places >= 0n) return Number(fixedDecimals(value, Number(places)));
  const sign = value < 0 || Object.is(value, -0) ? -1 : 1;
  if (-places > MOST_PLACES) return sign * 0;
  const { mantissa, exponent } = decompose(Math.abs(value));
  const [dividend, divisor] =
    exponent < 0 ? [mantissa, 1n << BigInt(-exponent)] : [mantissa << BigInt(exponent), 1n];
  const unit = 10n ** -places;
  const result = Number(nearestQuotient(dividend, divisor * unit) * unit);
  if (!Number.isFinite(result)) throw overflow(l10n.t('the result is too large for a float'));
  return sign * result;
}

function nearestInteger(value: bigint, places: bigint): bigint {
  if (places >= 0n) return value;
  const size = value < 0n ? -value : value;
  if (-places > BigInt(size.toString().length)) return 0n;
  const unit = 10n ** -places;
  const result = nearestQuotient(size, unit) * unit;
  return value < 0n ? -result : result;
}

/** The integer next to `a / b`, half to even; neither is negative. */
function nearestQuotient(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  const twice = (a % b) * 2n;
  return twice > b || (twice === b && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

function overflow(message: string): Mistake {
  return new Mistake(message, 'render', undefined, 'OverflowError');
}
