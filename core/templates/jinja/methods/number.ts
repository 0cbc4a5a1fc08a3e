import { l10n } from '../../../system';
import { Mistake, valueMistake } from '../place';
import { textArgument } from '../runtime/arguments';
import { signature } from '../runtime/signature';
import { decompose, quotient } from '../values/float';
import { Tuple, type Value } from '../values/kinds';
import type { Member, MemberTable, Method } from './method';
import { noBytes, refusing } from './refusing';
import { stripped } from './str-strip';

function calculating<Owner>(calculate: (value: Owner) => Value): Method<Owner> {
  return { signature: signature(''), run: calculate };
}

function bitsOf(value: bigint): string {
  return value === 0n ? '' : (value < 0n ? -value : value).toString(2);
}

/** The methods and attributes of integers. */
export const INT_METHODS: MemberTable<bigint> = new Map<string, Member<bigint>>([
  ['bit_length', calculating((value) => BigInt(bitsOf(value).length))],
  ['bit_count', calculating((value) => BigInt(bitsOf(value).replaceAll('0', '').length))],
  ['as_integer_ratio', calculating((value) => new Tuple([value, 1n]))],
  ['conjugate', calculating((value) => value)],
  ['real', { get: (value) => value }],
  ['imag', { get: () => 0n }],
  ['numerator', { get: (value) => value }],
  ['denominator', { get: () => 1n }],
  refusing('to_bytes', 'length? byteorder? signed?', noBytes),
  refusing('from_bytes', 'bytes byteorder? signed?', noBytes),
]);

function overflow(message: string): Mistake {
  return new Mistake(message, 'render', undefined, 'OverflowError');
}

/** The fraction of integers in lowest terms that a float is. */
function ratioOf(value: number): Tuple {
  if (Number.isNaN(value)) throw valueMistake(l10n.t("'nan' is no fraction"));
  if (!Number.isFinite(value)) throw overflow(l10n.t('an infinite number is no fraction'));
  if (value === 0) return new Tuple([0n, 1n]);
  let { mantissa, exponent } = decompose(value);
  for (; mantissa % 2n === 0n; mantissa /= 2n) exponent += 1;
  return new Tuple(exponent < 0 ? [mantissa, 1n << BigInt(-exponent)] : [mantissa << BigInt(exponent), 1n]);
}

const FRACTION_BITS = 52;
const LOWEST_EXPONENT = -1022;

/** A float in hexadecimal digits, exactly: `0x1.8000000000000p+1`. */
function hexadecimal(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (!Number.isFinite(value)) return `${sign}inf`;
  if (value === 0) return `${sign}0x0.0p+0`;
  const { mantissa, exponent } = decompose(Math.abs(value));
  const power = Math.max(exponent + FRACTION_BITS, LOWEST_EXPONENT);
  const digits = mantissa.toString(16).padStart(14, '0');
  return `${sign}0x${digits.slice(0, 1)}.${digits.slice(1)}p${power < 0 ? '-' : '+'}${Math.abs(power)}`;
}

/** Of white space this is what may stand around a float in hexadecimal digits. */
const BLANKS = '\t\n\v\f\r ';
const HEXADECIMAL = /^([-+]?)(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([-+]?[0-9]+))?$/i;
const SPECIAL = /^([-+]?)(?:(inf(?:inity)?)|nan)$/i;
/** Beyond this, in bits, nothing is a float but zero. */
const FARTHEST = 100_000;

/** `float.fromhex(text)`. Throws a `Mistake`: `ValueError` for what is no such number, `OverflowError` for a large one. */
function fromHexadecimal(text: string): number {
  const spelled = stripped(text, BLANKS);
  const special = SPECIAL.exec(spelled);
  if (special !== null) return special[2] === undefined ? NaN : special[1] === '-' ? -Infinity : Infinity;
  const [, sign, whole = '', fraction = '', power = '0'] = HEXADECIMAL.exec(spelled) ?? [];
  if (sign === undefined || whole + fraction === '')
    throw valueMistake(l10n.t("'{0}' is no float in hexadecimal digits", text));
  const digits = whole + fraction;
  if (digits.length > FARTHEST) throw valueMistake(l10n.t('this text is too long for a float'));
  const mantissa = BigInt(`0x${digits}`);
  const exponent = Number(power) - 4 * fraction.length;
  const size =
    mantissa === 0n ? 0 : scaled(mantissa, Math.max(Math.min(exponent, 2 * FARTHEST), -5 * FARTHEST));
  if (!Number.isFinite(size)) throw overflow(l10n.t('this number is too large for a float'));
  return sign === '-' ? -size : size;
}

function scaled(mantissa: bigint, exponent: number): number {
  return exponent < 0
    ? quotient(mantissa, 1n << BigInt(-exponent))
    : quotient(mantissa << BigInt(exponent), 1n);
}

/** The methods and attributes of floats. */
export const FLOAT_METHODS: MemberTable<number> = new Map<string, Member<number>>([
  ['is_integer', calculating((value) => Number.isInteger(value))],
  ['as_integer_ratio', calculating(ratioOf)],
  ['hex', calculating(hexadecimal)],
  ['conjugate', calculating((value) => value)],
  ['real', { get: (value) => value }],
  ['imag', { get: () => 0 }],
  [
    'fromhex',
    {
      signature: signature('string', false),
      run: (_, [text = null]) => fromHexadecimal(textArgument(text, 'string')),
    },
  ],
]);
