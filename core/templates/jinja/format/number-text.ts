import { stripped } from '../methods/str-strip';

/** Python reads no integer of more digits. */
const LONGEST_INTEGER = 4300;
/** Those whose digits are whole bits it reads at any length; ours ends somewhere. */
const LONGEST_OF_BITS = 100_000;
const POWERS_OF_2: ReadonlySet<number> = new Set([2, 4, 8, 16, 32]);

const FLOAT = /^[-+]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[-+]?\d+(?:_\d+)*)?$/i;
const INFINITE = /^([-+]?)inf(?:inity)?$/i;
const NOT_A_NUMBER = /^[-+]?nan$/i;

const PREFIXES: ReadonlyMap<string, number> = new Map([
  ['0b', 2],
  ['0o', 8],
  ['0x', 16],
]);

const IS_DECIMAL = /^\p{Nd}$/u;

/** The value of a decimal digit of any script, undefined for every other character. */
export function digitValue(character: string): number | undefined {
  if (!IS_DECIMAL.test(character)) return undefined;
  // The digits of a script stand in a row from zero to nine; only those of mathematics have several rows.
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (IS_DECIMAL.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (code - zero) % 10;
}

/** The text without white space around it, with the digits of all scripts written as 0 to 9. */
function plainNumber(text: string): string {
  // Of a text without other letters Python takes fewer characters for white space.
  if (!/[^\0-\x7f]/.test(text)) return text.replace(/^[\t-\r ]+|[\t-\r ]+$/g, '');
  const inner = stripped(text);
  return inner.replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

/** `int(text, base)`: what the text spells in base 2 to 36, or as its prefix says for base 0; undefined if nothing. */
export function parseInteger(text: string, base: number): bigint | undefined {
  const [, sign = '', unsigned = ''] = /^([-+]?)(.*)$/s.exec(plainNumber(text)) ?? [];
  const prefix = unsigned.slice(0, 2).toLowerCase();
  const isPrefixed = PREFIXES.has(prefix) && (base === 0 || base === PREFIXES.get(prefix));
  const radix = base !== 0 ? base : isPrefixed ? (PREFIXES.get(prefix) ?? 10) : 10;
  const spelled = isPrefixed ? unsigned.slice(unsigned[2] === '_' ? 3 : 2) : unsigned;
  if (radix < 2 || radix > 36 || !/^[0-9a-z]+(?:_[0-9a-z]+)*$/i.test(spelled)) return undefined;
  const digits = spelled.replaceAll('_', '');
  if (base === 0 && !isPrefixed && /^0+[1-9]/.test(digits)) return undefined;
  const isPlain = digits.length <= (POWERS_OF_2.has(radix) ? LONGEST_OF_BITS : LONGEST_INTEGER);
  const size = isPlain ? readDigits(digits, radix) : undefined;
  return size !== undefined && sign === '-' ? -size : size;
}

function readDigits(digits: string, radix: number): bigint | undefined {
  const values = Array.from(digits, (digit) => parseInt(digit, 36));
  if (values.some((value) => value >= radix)) return undefined;
  if (radix === 10) return BigInt(digits);
  const by = BigInt(radix);
  return values.reduce((sum, value) => sum * by + BigInt(value), 0n);
}

/** `float(text)`: the number that a text spells, undefined where it spells none. */
export function parseFloat(text: string): number | undefined {
  const plain = plainNumber(text);
  if (FLOAT.test(plain)) return Number(plain.replaceAll('_', ''));
  const infinite = INFINITE.exec(plain);
  if (infinite !== null) return infinite[1] === '-' ? -Infinity : Infinity;
  return NOT_A_NUMBER.test(plain) ? NaN : undefined;
}
