import { l10n } from '../../system';
import { calculate, integerArgument, toFloat } from './arithmetic';
import { isNumber } from './comparison';
import type { Filter } from './filters';
import { fixedDecimals } from './float';
import { kindOf, SafeText, Undefined, type Effort, type Value } from './kinds';
import { Mistake } from './place';
import { signature } from './signature';
import { textOf } from './text';
import { stripped } from './text-methods';

const INTEGER = /^[-+]?\d+(?:_\d+)*$/;
const FLOAT = /^[-+]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[-+]?\d+(?:_\d+)*)?$/i;
const INFINITE = /^([-+]?)inf(?:inity)?$/i;
const NOT_A_NUMBER = /^[-+]?nan$/i;
const LONGEST_NUMBER = 4300;

export const NUMBER_FILTERS: readonly (readonly [string, Filter])[] = [
  ['int', { signature: signature('default? base?'), run: toInteger }],
  [
    'float',
    {
      signature: signature('default?'),
      run: (value, [otherwise = 0]) => {
        const number = numberOf(value);
        return number === undefined ? otherwise : toFloat(number);
      },
    },
  ],
  ['abs', { signature: signature(''), run: absolute }],
  [
    'round',
    {
      signature: signature('precision? method?'),
      run: (value, given, { effort }) => rounded(value, given, effort),
    },
  ],
];

/** The number that a value is or spells; undefined where `float()` and `int()` of Python give up. */
function numberOf(value: Value): boolean | bigint | number | undefined {
  if (value instanceof Undefined) value.fail();
  if (isNumber(value)) return value;
  if (typeof value !== 'string' && !(value instanceof SafeText)) return undefined;
  const text = stripped(textOf(value), null);
  if (text.length > LONGEST_NUMBER) throw new Mistake(l10n.t('this text is too long for a number'));
  if (/[^\0-\x7f]/.test(text) && /\p{Nd}/u.test(text))
    throw new Mistake(l10n.t('digits other than 0 to 9 are not read as a number here'));
  if (INTEGER.test(text)) return BigInt(text.replaceAll('_', '').replace('+', ''));
  if (FLOAT.test(text)) return Number(text.replaceAll('_', ''));
  const infinite = INFINITE.exec(text);
  if (infinite !== null) return infinite[1] === '-' ? -Infinity : Infinity;
  return NOT_A_NUMBER.test(text) ? NaN : undefined;
}

function toInteger(value: Value, [otherwise = 0n, base = 10n]: readonly (Value | undefined)[]): Value {
  if (base !== 10n) throw new Mistake(l10n.t("the filter 'int' is served with base 10 only"));
  const number = numberOf(value);
  if (number === undefined || Number.isNaN(number)) return otherwise;
  if (typeof number !== 'number') return BigInt(number);
  if (!Number.isFinite(number)) throw new Mistake(l10n.t('an infinite number has no integer'));
  return BigInt(Math.trunc(number));
}

function absolute(value: Value): Value {
  if (value instanceof Undefined) value.fail();
  if (!isNumber(value)) throw new Mistake(l10n.t("'abs' takes a number, not a '{0}'", kindOf(value)));
  if (typeof value === 'number') return Math.abs(value);
  const integer = BigInt(value);
  return integer < 0n ? -integer : integer;
}

function rounded(
  value: Value,
  [precision = 0n, method = 'common']: readonly (Value | undefined)[],
  effort: Effort,
): Value {
  if (value instanceof Undefined) value.fail();
  if (!isNumber(value)) throw new Mistake(l10n.t("'round' takes a number, not a '{0}'", kindOf(value)));
  const decimals = integerArgument(precision, 'precision');
  if (decimals < 0n || decimals > 300n)
    throw new Mistake(l10n.t("the filter 'round' is served with a precision of 0 to 300"));
  if (method === 'common') {
    if (typeof value !== 'number') return BigInt(value);
    if (!Number.isFinite(value)) return value;
    return Number(fixedDecimals(value, Number(decimals)));
  }
  if (method !== 'ceil' && method !== 'floor')
    throw new Mistake(l10n.t("the filter 'round' knows the methods common, ceil and floor"));
  const factor = 10n ** decimals;
  const scaled = calculate('*', value, factor, effort);
  if (typeof scaled === 'bigint') return calculate('/', scaled, factor, effort);
  const whole = method === 'ceil' ? Math.ceil(Number(scaled)) : Math.floor(Number(scaled));
  if (!Number.isFinite(whole)) throw new Mistake(l10n.t('an infinite number has no integer'));
  return calculate('/', BigInt(whole), factor, effort);
}
