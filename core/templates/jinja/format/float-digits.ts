import { decompose, fixedDecimals } from '../values/float';

/** A float that is not negative as `digits * 10 ** exponent`, exactly; zero has no digits. */
interface Decimal {
  readonly digits: string;
  readonly exponent: number;
}

function exactDecimal(value: number): Decimal {
  const { mantissa, exponent } = decompose(value);
  if (mantissa === 0n) return { digits: '', exponent: 0 };
  // Two to a negative power is five to the positive one, with the point moved.
  return exponent < 0
    ? { digits: (mantissa * 5n ** BigInt(-exponent)).toString(), exponent }
    : { digits: (mantissa << BigInt(exponent)).toString(), exponent: 0 };
}

/** The first digits of a decimal, rounded half to even; a carry may make one digit more, with the same exponent. */
function rounded({ digits, exponent }: Decimal, keep: number): Decimal {
  if (keep >= digits.length) return { digits, exponent };
  if (keep < 0) return { digits: '', exponent: 0 };
  const kept = digits.slice(0, keep);
  const next = digits.charAt(keep);
  const isOdd = /[13579]$/.test(kept);
  const isUp = next > '5' || (next === '5' && (isOdd || /[1-9]/.test(digits.slice(keep + 1))));
  const whole = isUp ? (BigInt(kept) + 1n).toString() : kept;
  return { digits: whole, exponent: exponent + digits.length - keep };
}

/**
 * A finite float that is not negative with so many decimals: C's `%f`. `isAlternate` keeps the point where nothing
 * follows it.
 */
export function fixedText(value: number, decimals: number, isAlternate: boolean): string {
  return fixedDecimals(value, decimals) + (decimals === 0 && isAlternate ? '.' : '');
}

/** The digits before and behind the point of `d.ddd`, with the power of ten that it is multiplied with. */
function scientific(value: number, decimals: number): { digits: string; power: number } {
  const exact = exactDecimal(value);
  const { digits, exponent } = rounded(exact, decimals + 1);
  if (digits === '') return { digits: '0'.repeat(decimals + 1), power: 0 };
  const power = exponent + digits.length - 1;
  return { digits: digits.slice(0, decimals + 1).padEnd(decimals + 1, '0'), power };
}

function powerText(power: number): string {
  return `e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** A finite float that is not negative as C's `%e` writes it. */
export function exponentText(value: number, decimals: number, isAlternate: boolean): string {
  const { digits, power } = scientific(value, decimals);
  const point = decimals > 0 || isAlternate ? '.' : '';
  return digits.charAt(0) + point + digits.slice(1) + powerText(power);
}

/**
 * A finite float that is not negative as C's `%g` writes it. `isAlternate` keeps the zeros at the end;
 * `keepsDecimal` writes at least one decimal, as Python does where no kind of writing is asked for.
 */
export function generalText(
  value: number,
  precision: number,
  isAlternate: boolean,
  keepsDecimal = false,
): string {
  const significant = Math.max(precision, 1);
  const { digits, power } = scientific(value, significant - 1);
  const isShort = power >= -4 && power < significant - (keepsDecimal ? 1 : 0);
  const shown = isAlternate ? digits : digits.replace(/(?<!0)0+$/, '').padEnd(1, '0');
  if (!isShort) {
    const point = shown.length > 1 || isAlternate ? '.' : '';
    return shown.charAt(0) + point + shown.slice(1) + powerText(power);
  }
  const whole = power < 0 ? '0' : shown.slice(0, power + 1).padEnd(power + 1, '0');
  const fraction = power < 0 ? '0'.repeat(-power - 1) + shown : shown.slice(power + 1);
  if (fraction === '') return whole + (keepsDecimal ? '.0' : isAlternate ? '.' : '');
  return `${whole}.${fraction}`;
}
