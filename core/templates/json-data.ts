import { l10n } from '../system';
import type { TemplateValue } from './jinja/value';
import type { DataReading } from './yaml-data';

/** Far more levels than any answer has. */
const MAX_DEPTH = 100;
/** Python refuses longer numbers, for the time that reading them takes. */
const MAX_DIGITS = 4300;

const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
const SPACE = /[ \t\n\r]*/y;
/** A whole string: no control characters, and no escapes but JSON's. */
const STRING = /"[ !#-[\]-\u{10FFFF}]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\u{10FFFF}]*)*"/uy;
const WORDS: readonly (readonly [word: string, value: TemplateValue])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
];

/**
 * Reads a text of JSON as Copier does, with Python's `json` (spec 3.3): integers of any size, `NaN` and `Infinity`, the
 * order of the keys, and of two equal ones the later value.
 */
export function readJsonData(text: string): DataReading {
  try {
    return { value: new JsonReader(text).readAll() };
  } catch (caught) {
    if (!(caught instanceof JsonMistake)) throw caught;
    const before = text.slice(0, caught.offset).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    return { problem: l10n.t('line {0}, column {1}: {2}', before.length, column, caught.message) };
  }
}

/** What is no JSON, and where. */
class JsonMistake extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

class JsonReader {
  private offset = 0;

  constructor(private readonly text: string) {}

  readAll(): TemplateValue {
    const value = this.readValue(0);
    if (this.offset < this.text.length) this.fail(l10n.t('something follows after the end of the value'));
    return value;
  }

  /** A value with the white space around it. */
  private readValue(depth: number): TemplateValue {
    if (depth > MAX_DEPTH) this.fail(l10n.t('it nests deeper than {0} levels', MAX_DEPTH));
    this.take(SPACE);
    const value = this.readBare(depth);
    this.take(SPACE);
    return value;
  }

  private readBare(depth: number): TemplateValue {
    const start = this.text[this.offset];
    if (start === '{') return this.readObject(depth);
    if (start === '[') return this.readArray(depth);
    if (start === '"') return this.readString();
    const word = WORDS.find(([spelling]) => this.text.startsWith(spelling, this.offset));
    if (word !== undefined) {
      this.offset += word[0].length;
      return word[1];
    }
    return this.readNumber();
  }

  private readNumber(): TemplateValue {
    const start = this.offset;
    const number = this.take(NUMBER);
    if (number === undefined) this.fail(l10n.t('a value is missing'));
    const [digits, fraction, exponent] = number;
    if (fraction !== undefined || exponent !== undefined) return Number(digits);
    if (digits.length > MAX_DIGITS) this.fail(l10n.t('the number is too long'), start);
    return BigInt(digits);
  }

  private readString(): string {
    const start = this.offset;
    const [literal] = this.take(STRING) ?? [];
    if (literal === undefined)
      this.fail(l10n.t('the text is not closed, or holds what must be escaped'), start);
    return JSON.parse(literal) as string;
  }

  private readArray(depth: number): TemplateValue {
    const items: TemplateValue[] = [];
    this.readMembers(']', () => {
      items.push(this.readValue(depth + 1));
    });
    return items;
  }

  private readObject(depth: number): TemplateValue {
    const members = new Map<TemplateValue, TemplateValue>();
    this.readMembers('}', () => {
      if (this.text[this.offset] !== '"') this.fail(l10n.t('a name in double quotes is missing'));
      const name = this.readString();
      this.take(SPACE);
      if (this.text[this.offset] !== ':') this.fail(l10n.t("':' is missing"));
      this.offset += 1;
      members.set(name, this.readValue(depth + 1));
    });
    return members;
  }

  private readMembers(close: string, readMember: () => void): void {
    this.offset += 1;
    this.take(SPACE);
    if (this.text[this.offset] === close) {
      this.offset += 1;
      return;
    }
    for (;;) {
      this.take(SPACE);
      readMember();
      this.take(SPACE);
      const next = this.text[this.offset];
      if (next !== ',' && next !== close) this.fail(l10n.t("',' or '{0}' is missing", close));
      this.offset += 1;
      if (next === close) return;
    }
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.offset;
    const match = pattern.exec(this.text);
    if (match === null) return undefined;
    this.offset += match[0].length;
    return match;
  }

  private fail(message: string, offset = this.offset): never {
    throw new JsonMistake(message, offset);
  }
}
