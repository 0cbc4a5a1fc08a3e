const FLOAT = new Float64Array(1);
const BITS = new BigUint64Array(FLOAT.buffer);

/** A finite float as `mantissa * 2 ** exponent`, exactly. */
export function decompose(value: number): { mantissa: bigint; exponent: number } {
  FLOAT[0] = value;
  const raw = BITS[0] ?? 0n;
  const biased = Number((raw >> 52n) & 0x7ffn);
  const fraction = raw & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  return { mantissa: value < 0 ? -mantissa : mantissa, exponent: Math.max(biased, 1) - 1075 };
}

/** The decimals that JavaScript writes at most. */
const MOST_OF_JAVASCRIPT = 100;

/** A finite float with so many decimals, exact and half to even, as C's `printf` and Python's `round` do it. */
export function fixedDecimals(value: number, decimals: number): string {
  // JavaScript does the same but for ties, which it rounds up; a value that is near none needs no more.
  const scaledValue = Math.abs(value) * 10 ** decimals;
  if (
    decimals <= MOST_OF_JAVASCRIPT &&
    scaledValue < 1e9 &&
    Math.abs(scaledValue - Math.floor(scaledValue) - 0.5) > 1e-3
  )
    return (Object.is(value, -0) ? '-' : '') + value.toFixed(decimals);
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

/** Whether a float holds an integer exactly, and so do all smaller ones. */
function isExactFloat(value: bigint): boolean {
  return value >= -9007199254740992n && value <= 9007199254740992n;
}

function bitLength(value: bigint): number {
  return value.toString(16).length * 4;
}

/** The float nearest to `a / b`, half to even; infinite where it is too large. `b` is not 0. */
export function quotient(a: bigint, b: bigint): number {
  if (isExactFloat(a) && isExactFloat(b)) return Number(a) / Number(b);
  if (a === 0n) return 0;
  const [dividend, divisor] = [a < 0n ? -a : a, b < 0n ? -b : b];
  // At least 66 bits, of which the last says whether anything was cut off; the float rounds them once.
  const shift = BigInt(66 - bitLength(dividend) + bitLength(divisor));
  const [scaled, by] = shift > 0n ? [dividend << shift, divisor] : [dividend, divisor << -shift];
  const digits = (scaled / by) | (scaled % by === 0n ? 0n : 1n);
  const size = scaledFloat(digits, -Number(shift));
  return a < 0n !== b < 0n ? -size : size;
}

/** `digits * 2 ** exponent` rounded once, also where the result is subnormal. */
function scaledFloat(digits: bigint, exponent: number): number {
  const lowest = -1074;
  const spare = lowest - exponent;
  const bits = digits.toString(2).length;
  if (spare > 0 && bits - spare < 53) {
    const unit = 1n << BigInt(spare);
    let whole = digits / unit;
    const twice = (digits % unit) * 2n;
    if (twice > unit || (twice === unit && whole % 2n === 1n)) whole += 1n;
    return Number(whole) * 2 ** lowest;
  }
  const float = Number(digits);
  // Two steps, because the power alone may leave the range of floats.
  const half = Math.trunc(exponent / 2);
  return float * 2 ** half * 2 ** (exponent - half);
}

/** Python's `//` and `%` of floats, in its own steps, so that the last digit agrees. `b` is not 0. */
export function floorDivision(a: number, b: number): { quotient: number; remainder: number } {
  let remainder = a % b;
  let result = (a - remainder) / b;
  if (remainder === 0) remainder = b < 0 ? -0 : 0;
  else if (b < 0 !== remainder < 0) {
    remainder += b;
    result -= 1;
  }
  if (result === 0) return { quotient: a / b < 0 || Object.is(a / b, -0) ? -0 : 0, remainder };
  const floor = Math.floor(result);
  return { quotient: result - floor > 0.5 ? floor + 1 : floor, remainder };
}

/** The largest whole power that is calculated exactly. */
const LARGEST_EXACT_POWER = 1100;

/** `a ** b` of floats, correctly rounded where `b` is whole; undefined where the result is complex. */
export function power(a: number, b: number): number | undefined {
  if (b === 0 || a === 1) return 1;
  if (Number.isNaN(a) || Number.isNaN(b)) return NaN;
  if (!Number.isInteger(b)) {
    if (a < 0 && Number.isFinite(a) && Number.isFinite(b)) return undefined;
    if (b === 0.5 && Number.isFinite(a)) return Math.sqrt(a);
    // C knows that a magnitude of 1 has no other one; JavaScript does not.
    if (a === -1) return 1;
    return a === 0 || !Number.isFinite(a) || !Number.isFinite(b) ? a ** b : rootPower(a, b);
  }
  if (a === 0 || !Number.isFinite(a) || Math.abs(b) > LARGEST_EXACT_POWER) return a ** b;
  const { mantissa, exponent } = decompose(a);
  let odd = mantissa;
  let twos = exponent;
  while (odd % 2n === 0n) {
    odd /= 2n;
    twos += 1;
  }
  const digits = odd ** BigInt(Math.abs(b));
  const shift = twos * b;
  const size = b > 0 ? digits : 1n;
  const by = b > 0 ? 1n : digits;
  return shift >= 0
    ? quotient(size << BigInt(Math.min(shift, 3000)), by)
    : quotient(size, by << BigInt(Math.min(-shift, 200_000)));
}

/** The bits behind the point with which powers that are not whole are calculated. */
const PRECISION = 300n;
const ONE = 1n << PRECISION;

/** `2 * atanh(1 / 3)` is the logarithm of 2. */
const LOGARITHM_OF_2 = logarithmOf(ONE << 1n);

/** The logarithm of a number from 1 to 2, all with `PRECISION` bits behind the point. */
function logarithmOf(value: bigint): bigint {
  const ratio = ((value - ONE) << PRECISION) / (value + ONE);
  const square = (ratio * ratio) >> PRECISION;
  let sum = 0n;
  let power = ratio;
  for (let divisor = 1n; power !== 0n; divisor += 2n) {
    sum += power / divisor;
    power = (power * square) >> PRECISION;
  }
  return 2n * sum;
}

/** `a ** b` of a positive float, with many more bits than a float has, rounded once. */
function rootPower(a: number, b: number): number {
  const base = decompose(a);
  const bits = base.mantissa.toString(2).length;
  const fraction = (base.mantissa << PRECISION) >> BigInt(bits - 1);
  const logarithm = logarithmOf(fraction) + BigInt(base.exponent + bits - 1) * LOGARITHM_OF_2;
  const by = decompose(b);
  const product = logarithm * by.mantissa;
  const exponent = by.exponent >= 0 ? product << BigInt(by.exponent) : product >> BigInt(-by.exponent);
  const twos = exponent / LOGARITHM_OF_2;
  if (twos > 1100n) return Infinity;
  if (twos < -1200n) return 0;
  const rest = exponent - twos * LOGARITHM_OF_2;
  let sum = ONE;
  let term = ONE;
  for (let step = 1n; term !== 0n; step += 1n) {
    term = (term * rest) / (step << PRECISION);
    sum += term;
  }
  return twos >= 0n ? quotient(sum << twos, ONE) : quotient(sum, ONE << -twos);
}
