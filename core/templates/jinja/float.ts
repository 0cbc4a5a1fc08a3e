/** A float as `mantissa * 2 ** exponent`, exactly. */
function decompose(value: number): { mantissa: bigint; exponent: number } {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const raw = bits.getBigUint64(0);
  const biased = Number((raw >> 52n) & 0x7ffn);
  const fraction = raw & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  return { mantissa: value < 0 ? -mantissa : mantissa, exponent: Math.max(biased, 1) - 1075 };
}

/** A finite float with so many decimals, exact and half to even, as C's `printf` and Python's `round` do it. */
export function fixedDecimals(value: number, decimals: number): string {
  const { mantissa, exponent } = decompose(Math.abs(value));
  const scaled = mantissa * 10n ** BigInt(decimals);
  const divisor = exponent < 0 ? 1n << BigInt(-exponent) : 1n;
  const dividend = exponent < 0 ? scaled : scaled << BigInt(exponent);
  let quotient = dividend / divisor;
  const twice = (dividend % divisor) * 2n;
  if (twice > divisor || (twice === divisor && quotient % 2n === 1n)) quotient += 1n;
  const digits = quotient.toString().padStart(decimals + 1, '0');
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const whole = digits.slice(0, digits.length - decimals);
  return decimals === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-decimals)}`;
}

/**
 * A float to a whole power where the result is exact, otherwise undefined: the last digit of other powers
 * differs between machines.
 */
export function exactPower(base: number, power: number): number | undefined {
  if (!Number.isInteger(power) || !Number.isFinite(base) || base === 0 || Math.abs(power) > 2000)
    return undefined;
  const { mantissa, exponent } = decompose(base);
  let odd = mantissa;
  let twos = exponent;
  while (odd % 2n === 0n) {
    odd /= 2n;
    twos += 1;
  }
  const isUnit = odd === 1n || odd === -1n;
  if (!isUnit && (power < 0 || power > 53)) return undefined;
  const digits = isUnit && power % 2 === 0 ? 1n : isUnit ? odd : odd ** BigInt(power);
  const result = Number(digits) * 2 ** (twos * power);
  const isExact = BigInt(Number(digits)) === digits && Math.abs(twos * power) < 900;
  return isExact && Number.isFinite(result) ? result : undefined;
}

/** Whether JavaScript's division of two integers rounds as Python's: both are exact floats. */
export function isExactFloat(value: bigint): boolean {
  return value >= -9007199254740992n && value <= 9007199254740992n;
}
