import { l10n } from '../../../system';
import { budgetMistake, typeMistake, valueMistake } from '../place';
import { bytesText } from './bytes-text';
import { Dict, DictView, PySet } from './dict';
import { floatText } from './float-text';
import { inParts, LONGEST_TEXT } from './in-parts';
import {
  Bytes,
  isList,
  kindOf,
  Lazy,
  Markup,
  Namespace,
  Range,
  Secret,
  Tuple,
  Undefined,
  WithAttributes,
  type Value,
} from './kinds';
import { Pieces } from './pieces';

/** Of how many pieces the text of one value may be made. */
const MOST_PIECES = 2_000_000;
export const DEEPEST_VALUE = 500;

/** Gathers the pieces of a value's text. Throws a `Mistake` of kind `budget` when they are too much. */
export function gathered(fill: (write: (piece: string) => void) => void): string {
  const text = new Pieces();
  let count = 0;
  fill((piece) => {
    text.add(piece);
    count += 1;
    if (text.length > LONGEST_TEXT || count > MOST_PIECES)
      throw budgetMistake(l10n.t('the text of this value is too long'));
  });
  return text.text;
}

/** `str(value)`. A lenient undefined name is nothing; secret answers and things without a text of their own throw. */
export function textOf(value: Value): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'bigint':
      return integerText(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'number':
      return floatText(value);
    default:
      return value === null ? 'None' : textOfThing(value);
  }
}

/** Python refuses to write longer integers, for the time that it takes. */
const MOST_DIGITS = 4300;
const LARGEST_WRITTEN = 10n ** BigInt(MOST_DIGITS);

function integerText(value: bigint): string {
  // The texts of small numbers are kept by the engine; those of bigints are made anew each time.
  const float = Number(value);
  if (Number.isSafeInteger(float)) return String(float);
  if (BigInt.asIntN(64, value) !== value && (value >= LARGEST_WRITTEN || value <= -LARGEST_WRITTEN))
    throw valueMistake(l10n.t('an integer of more than {0} digits is not written', MOST_DIGITS));
  return value.toString();
}

function textOfThing(value: Exclude<Value, null | boolean | bigint | number | string>): string {
  if (value instanceof Markup) return value.text;
  if (value instanceof Undefined) return value.write();
  if (value instanceof WithAttributes && value.text !== undefined) return value.text();
  return representationOf(value);
}

/** `repr(value)`: how a value looks inside of a list. */
export function representationOf(value: Value): string {
  return gathered((write) => {
    new Representation(write).write(value, 0);
  });
}

/** Writes `repr(value)` piece by piece. What holds itself is written as Python does: `[[...]]`. */
class Representation {
  private readonly around: Value[] = [];

  constructor(private readonly piece: (text: string) => void) {}

  write(value: Value, depth: number): void {
    if (depth > DEEPEST_VALUE) throw budgetMistake(l10n.t('this value is nested too deeply'));
    if (typeof value === 'string') this.piece(quoted(value));
    else if (value === null || typeof value !== 'object') this.piece(textOf(value));
    else if (isList(value)) this.listed('[', value, ']', value, depth);
    else if (value instanceof Dict) this.writeDict(value, depth);
    else if (value instanceof Tuple)
      this.listed('(', value.items, value.items.length === 1 ? ',)' : ')', value, depth);
    else this.writeThing(value, depth);
  }

  private writeThing(
    value: Exclude<Value, null | boolean | bigint | number | string | Value[]>,
    depth: number,
  ): void {
    if (value instanceof Markup) this.piece(`Markup(${quoted(value.text)})`);
    else if (value instanceof Bytes) this.piece(bytesText(value.bytes));
    else if (value instanceof DictView) this.listed(`${value.kind}([`, value.items, '])', value, depth);
    else if (value instanceof PySet) {
      if (value.size === 0) this.piece('set()');
      else this.listed('{', value.items, '}', value, depth);
    } else if (value instanceof Range) this.piece(rangeText(value));
    else if (value instanceof Undefined) this.piece('Undefined');
    else if (value instanceof Secret) value.fail();
    else if (value instanceof Namespace) {
      this.piece('<Namespace ');
      this.writeDict(new Dict(value.attributes), depth);
      this.piece('>');
    } else if (value instanceof WithAttributes && value.representation !== undefined)
      this.piece(value.representation());
    else if (value instanceof Lazy)
      throw typeMistake(l10n.t('this sequence has no text of its own; write it with |list or |join'));
    else throw typeMistake(l10n.t("a '{0}' has no text of its own", kindOf(value)));
  }

  private listed(
    opening: string,
    items: readonly Value[],
    closing: string,
    owner: Value,
    depth: number,
  ): void {
    if (this.around.includes(owner)) {
      this.piece(isList(owner) ? '[...]' : '(...)');
      return;
    }
    this.around.push(owner);
    this.piece(opening);
    items.forEach((item, index) => {
      if (index > 0) this.piece(', ');
      this.write(item, depth + 1);
    });
    this.piece(closing);
    this.around.pop();
  }

  private writeDict(dict: Dict, depth: number): void {
    if (this.around.includes(dict)) {
      this.piece('{...}');
      return;
    }
    this.around.push(dict);
    let separator = '{';
    for (const [key, item] of dict) {
      this.piece(separator);
      separator = ', ';
      this.write(key, depth + 1);
      this.piece(': ');
      this.write(item, depth + 1);
    }
    this.piece(dict.size === 0 ? '{}' : '}');
    this.around.pop();
  }
}

function rangeText({ start, stop, step }: Range): string {
  return `range(${start}, ${stop}${step === 1n ? '' : `, ${step}`})`;
}

const ESCAPES = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** `repr` of a text: quotes, and escapes for what does not print. */
export function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const body = inParts(text, (part) =>
    part.replace(/[\\'"\p{C}\p{Z}]/gu, (character) => {
      if (character === ' ' || character === '"' || character === "'")
        return character === quote ? `\\${character}` : character;
      return ESCAPES.get(character) ?? hexEscape(character.codePointAt(0) ?? 0);
    }),
  );
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
    throw budgetMistake(l10n.t('this text is too long to be taken apart'));
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
