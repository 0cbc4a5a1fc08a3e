import { l10n } from '../../system';
import {
  DictView,
  Generator,
  isDict,
  isList,
  Range,
  SafeText,
  Secret,
  Tuple,
  Undefined,
  kindOf,
  type Value,
} from './kinds';
import { Mistake } from './place';

/** How much text one value may make, and of how many pieces; more is a runaway template. */
const LONGEST_TEXT = 64 * 1024 * 1024;
const MOST_PIECES = 2_000_000;
export const DEEPEST_VALUE = 500;

/** Gathers the pieces of a value's text. Throws a `Mistake` of kind `budget` when they are too much. */
export function gathered(fill: (write: (piece: string) => void) => void): string {
  const pieces: string[] = [];
  let length = 0;
  fill((piece) => {
    length += piece.length;
    pieces.push(piece);
    if (length > LONGEST_TEXT || pieces.length > MOST_PIECES)
      throw new Mistake(l10n.t('the text of this value is too long'), 'budget');
  });
  return pieces.join('');
}

/** `str(value)`. A lenient undefined name is nothing; secret answers and things without a text of their own throw. */
export function textOf(value: Value): string {
  if (typeof value === 'string') return value;
  if (value instanceof SafeText) return value.text;
  if (value instanceof Undefined) return value.write();
  return representationOf(value);
}

/** `repr(value)`: how a value looks inside of a list. */
export function representationOf(value: Value): string {
  return gathered((write) => {
    writeRepresentation(value, 0, write);
  });
}

function writeRepresentation(value: Value, depth: number, write: (part: string) => void): void {
  if (depth > DEEPEST_VALUE) throw new Mistake(l10n.t('this value is nested too deeply'), 'budget');
  const inner = (item: Value): void => {
    writeRepresentation(item, depth + 1, write);
  };
  const listed = (opening: string, items: readonly Value[], closing: string): void => {
    write(opening);
    items.forEach((item, index) => {
      if (index > 0) write(', ');
      inner(item);
    });
    write(closing);
  };
  if (value === null) write('None');
  else if (typeof value === 'boolean') write(value ? 'True' : 'False');
  else if (typeof value === 'bigint') write(value.toString());
  else if (typeof value === 'number') write(floatText(value));
  else if (typeof value === 'string') write(quoted(value));
  else if (isList(value)) listed('[', value, ']');
  else if (isDict(value)) {
    let isFirst = true;
    write('{');
    for (const [key, item] of value) {
      if (!isFirst) write(', ');
      isFirst = false;
      inner(key);
      write(': ');
      inner(item);
    }
    write('}');
  } else if (value instanceof Tuple) listed('(', value.items, value.items.length === 1 ? ',)' : ')');
  else if (value instanceof SafeText) write(`Markup(${quoted(value.text)})`);
  else if (value instanceof DictView) listed(`dict_${value.part}([`, value.items, '])');
  else if (value instanceof Range) {
    const step = value.step === 1n ? '' : `, ${value.step}`;
    write(`range(${value.start}, ${value.stop}${step})`);
  } else if (value instanceof Undefined) {
    if (!value.isStrict) value.write();
    write('Undefined');
  } else if (value instanceof Secret) value.fail();
  else if (value instanceof Generator)
    throw new Mistake(l10n.t('this sequence has no text of its own; write it with |list or |join'));
  else throw new Mistake(l10n.t("a '{0}' has no text of its own", kindOf(value)));
}

/** `repr` of a float: the shortest digits that give it back, with an exponent where Python writes one. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const [mantissa = '', exponentText = '0'] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    const power = String(Math.abs(exponent)).padStart(2, '0');
    return `${sign}${digits.charAt(0)}${fraction}e${exponent < 0 ? '-' : '+'}${power}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}

const ESCAPES = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const body = text.replace(/[\\'"\p{C}\p{Z}]/gu, (character) => {
    if (character === ' ' || character === '"' || character === "'")
      return character === quote ? `\\${character}` : character;
    return ESCAPES.get(character) ?? hexEscape(character.codePointAt(0) ?? 0);
  });
  return quote + body + quote;
}

function hexEscape(code: number): string {
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000
    ? `\\u${code.toString(16).padStart(4, '0')}`
    : `\\U${code.toString(16).padStart(8, '0')}`;
}

/** How many UTF-16 units a text may have to be taken apart into characters. */
const LONGEST_CHARACTERS = 4 * 1024 * 1024;
const SURROGATE = /[\ud800-\udfff]/;

/** The characters of a text as Python counts them. */
export function charactersOf(text: string): readonly string[] {
  if (text.length > LONGEST_CHARACTERS)
    throw new Mistake(l10n.t('this text is too long to be taken apart'), 'budget');
  return SURROGATE.test(text) ? Array.from(text) : text.split('');
}

/** `len(text)`. */
export function lengthOf(text: string): number {
  if (!SURROGATE.test(text)) return text.length;
  let length = 0;
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) length += 1;
  return length;
}

/** The character at a place, counted from the end where it is negative. */
export function characterAt(text: string, index: number): string | undefined {
  if (SURROGATE.test(text)) return charactersOf(text).at(index);
  return text.at(index);
}
