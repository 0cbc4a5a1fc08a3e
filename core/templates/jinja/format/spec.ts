import { l10n } from '../../../system';
import { Mistake, typeMistake, valueMistake } from '../place';
import { toFloat } from '../values/arithmetic';
import type { Effort } from '../values/effort';
import { isNumber } from '../values/equality';
import { kindOf, Markup, open, type Value } from '../values/kinds';
import { floatText } from '../values/float-text';
import { charactersOf, lengthOf, textOf } from '../values/text';
import { exponentText, fixedText, generalText } from './float-digits';
import { isZeroPadded, parseSpec, type Align, type FormatSpec } from './spec-text';

const LAST_CHARACTER = 0x10ffffn;

/**
 * `format(value, spec)`. Throws a `Mistake`: `ValueError` for a specification that does not fit the value, `TypeError`
 * for a kind of value that takes none.
 */
export function formatValue(given: Value, spec: string, effort: Effort): string {
  const value = open(given);
  if (spec === '') return textOf(value);
  if (typeof value === 'string') return formatText(value, parseSpec(spec), effort);
  if (value instanceof Markup) return formatText(value.text, parseSpec(spec), effort);
  if (!isNumber(value))
    throw typeMistake(l10n.t("a '{0}' takes no format; '{1}' is one too many", kindOf(value), spec));
  const parsed = parseSpec(spec);
  effort.allow(Math.max(parsed.width, parsed.precision ?? 0));
  return typeof value === 'number' || /^[eEfFgG%]$/.test(parsed.type)
    ? formatFloat(toFloat(value), parsed, kindOf(value))
    : formatInteger(BigInt(value), parsed, kindOf(value));
}

function refuse(condition: boolean, part: string, kind: string): void {
  if (condition) throw valueMistake(l10n.t("'{0}' has no place in the format of a '{1}'", part, kind));
}

function formatText(text: string, spec: FormatSpec, effort: Effort): string {
  refuse(spec.sign !== '', spec.sign, 'str');
  refuse(spec.dropsNegativeZero, 'z', 'str');
  refuse(spec.isAlternate, '#', 'str');
  refuse(spec.align === '=', '=', 'str');
  refuse(spec.separator !== '', spec.separator, 'str');
  refuse(spec.type !== '' && spec.type !== 's', spec.type, 'str');
  effort.allow(text.length + spec.width);
  const cut = spec.precision === undefined ? text : charactersOf(text).slice(0, spec.precision).join('');
  return aligned('', cut, spec, spec.align ?? '<');
}

/** What a number is written as, in front of and behind where it is filled. */
interface Written {
  readonly isNegative: boolean;
  readonly prefix: string;
  /** The digits before the point. */
  readonly digits: string;
  readonly rest: string;
}

const RADIXES: ReadonlyMap<string, number> = new Map([
  ['b', 2],
  ['o', 8],
  ['x', 16],
  ['X', 16],
]);

function formatInteger(value: bigint, spec: FormatSpec, kind: string): string {
  const { type, separator } = spec;
  refuse(!/^[bcdnoxX]?$/.test(type), type, kind);
  refuse(spec.precision !== undefined, `.${spec.precision ?? ''}`, kind);
  refuse(spec.dropsNegativeZero, 'z', kind);
  refuse(separator !== '' && /^[cn]$/.test(type), separator, kind);
  refuse(separator === ',' && RADIXES.has(type), separator, kind);
  if (type === 'c') return formatCharacter(value, spec, kind);
  const size = value < 0n ? -value : value;
  const digits = size.toString(RADIXES.get(type) ?? 10);
  return filled(
    {
      isNegative: value < 0n,
      prefix: spec.isAlternate && RADIXES.has(type) ? `0${type}` : '',
      digits: type === 'X' ? digits.toUpperCase() : digits,
      rest: '',
    },
    spec,
    RADIXES.has(type) ? 4 : 3,
  );
}

function formatCharacter(value: bigint, spec: FormatSpec, kind: string): string {
  refuse(spec.sign !== '', spec.sign, kind);
  refuse(spec.isAlternate, '#', kind);
  return aligned('', characterOf(value), spec, spec.align ?? (isZeroPadded(spec) ? '=' : '>'));
}

/** `chr(code)`. Throws a `Mistake` (`OverflowError`) for what is no code point. */
export function characterOf(code: bigint): string {
  if (code < 0n || code > LAST_CHARACTER)
    throw new Mistake(
      l10n.t('{0} is not the number of any character', code.toString()),
      'render',
      undefined,
      'OverflowError',
    );
  return String.fromCodePoint(Number(code));
}

function formatFloat(value: number, spec: FormatSpec, kind: string): string {
  const { type, separator } = spec;
  refuse(!/^[eEfFgGn%]?$/.test(type), type, kind);
  refuse(separator !== '' && type === 'n', separator, kind);
  const scaled = type === '%' ? value * 100 : value;
  const size = Math.abs(scaled);
  const text = floatDigits(size, spec) + (type === '%' ? '%' : '');
  const whole = /^\d*/.exec(text)?.[0] ?? '';
  const isZero = spec.dropsNegativeZero && !/[1-9]/.test(text.replace(/e.*$/i, ''));
  const isNegative = (scaled < 0 || Object.is(scaled, -0)) && !(isZero && Number.isFinite(scaled));
  return filled({ isNegative, prefix: '', digits: whole, rest: text.slice(whole.length) }, spec, 3);
}

/** A float that is not negative in the way that the letter at the end of a specification says. */
function floatDigits(size: number, { type, precision, isAlternate }: FormatSpec): string {
  if (!Number.isFinite(size)) return cased(Number.isNaN(size) ? 'nan' : 'inf', type);
  if (type === '' && precision === undefined) return shortest(size, isAlternate);
  return cased(writtenAs(type.toLowerCase(), size, precision, isAlternate), type);
}

function shortest(size: number, isAlternate: boolean): string {
  const text = floatText(size);
  return isAlternate && !text.includes('.') ? text.replace('e', '.e') : text;
}

/** The way of C's `printf`; also for `%`-formatting. `type` is `e`, `f`, `g`; or Python's `%`, `n` or nothing. */
export function writtenAs(type: string, size: number, precision = 6, isAlternate = false): string {
  if (type === 'e') return exponentText(size, precision, isAlternate);
  if (type === 'f' || type === '%') return fixedText(size, precision, isAlternate);
  return generalText(size, precision, isAlternate, type === '');
}

function cased(text: string, type: string): string {
  return /^[EFG]$/.test(type) ? text.toUpperCase() : text;
}

/** Sign, prefix, grouped digits and the rest, filled to the width. */
function filled(written: Written, spec: FormatSpec, groupSize: number): string {
  const sign = written.isNegative ? '-' : spec.sign === '-' ? '' : spec.sign;
  const before = sign + written.prefix;
  const align = spec.align ?? (isZeroPadded(spec) ? '=' : '>');
  const isZeros = align === '=' && spec.fill === '0';
  const digitColumns = isZeros ? spec.width - before.length - written.rest.length : 0;
  const grouped = group(written.digits, spec.separator, groupSize, digitColumns);
  return aligned(before, grouped + written.rest, spec, align);
}

/** Digits in groups, with zeros before them until they fill so many columns. */
function group(digits: string, separator: string, size: number, columns: number): string {
  if (separator === '' || digits === '') return digits;
  // n digits take n columns and one for each separator; one never stands in front.
  const full = Math.floor(columns / (size + 1)) * size;
  const padded = digits.padStart(full + Math.max(columns % (size + 1), 1), '0');
  const first = padded.length % size;
  const groups = first === 0 ? [] : [padded.slice(0, first)];
  for (let at = first; at < padded.length; at += size) groups.push(padded.slice(at, at + size));
  return groups.join(separator);
}

function aligned(before: string, body: string, { fill, width }: FormatSpec, align: Align): string {
  const missing = Math.max(width - lengthOf(before) - lengthOf(body), 0);
  if (align === '=') return before + fill.repeat(missing) + body;
  const left = align === '<' ? 0 : align === '>' ? missing : Math.floor(missing / 2);
  return fill.repeat(left) + before + body + fill.repeat(missing - left);
}
