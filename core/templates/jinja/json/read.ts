import { l10n } from '../../../system';
import { budgetMistake, Mistake, valueMistake } from '../place';
import { Dict } from '../values/dict';
import { ITEMS_PER_DICT, ITEMS_PER_ENTRY, ITEMS_PER_LIST, type Effort } from '../values/effort';
import type { Value } from '../values/kinds';
import { Pieces } from '../values/pieces';
import { DEEPEST_VALUE } from '../values/text';

const BLANKS = /[ \t\n\r]*/y;
const NUMBER = /(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?/y;
const PLAIN_TEXT = /[ !#-[\]-\u{10ffff}]*/uy;
const HEX = /[0-9A-Fa-f]{4}/y;
const WORDS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]);
const ESCAPES = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);
const LONGEST_INTEGER = 4300;

/** What is no JSON, and where: both numbers count from one. */
export class NoJson extends Error {
  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}

/**
 * Reads a text as Python's `json.loads` does: whole numbers are ints of any size, `NaN` and `Infinity` are read, of
 * equal keys the last counts. Throws a `Mistake` (`JSONDecodeError`) for what is no JSON.
 */
export function readJson(text: string, effort: Effort): Value {
  try {
    return parseJson(text, effort, DEEPEST_VALUE);
  } catch (caught) {
    if (!(caught instanceof NoJson)) throw caught;
    const { message, line, column } = caught;
    const sentence = l10n.t('this is no JSON: {0} (line {1}, column {2})', message, line, column);
    throw new Mistake(sentence, 'render', undefined, 'JSONDecodeError');
  }
}

/**
 * The same. Throws `NoJson`; a `Mistake` for a number with too many digits.
 * @param deepest how many lists and objects may lie in each other
 */
export function parseJson(text: string, effort: Effort, deepest: number): Value {
  effort.hold(text.length);
  return new Reader(text, effort, deepest).readAll();
}

class Reader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly effort: Effort,
    private readonly deepest: number,
  ) {}

  readAll(): Value {
    this.match(BLANKS);
    const value = this.value(0);
    this.match(BLANKS);
    if (this.at < this.text.length) throw this.wrong(l10n.t('something follows the value'));
    return value;
  }

  private wrong(message: string): NoJson {
    const before = this.text.slice(0, this.at);
    return new NoJson(message, before.split('\n').length, this.at - before.lastIndexOf('\n'));
  }

  private match(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.at;
    const match = expression.exec(this.text);
    if (match !== null) this.at += match[0].length;
    return match;
  }

  private take(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  private value(depth: number): Value {
    if (depth > this.deepest) throw budgetMistake(l10n.t('this value is nested too deeply'));
    this.effort.spend(1);
    if (this.take('"')) return this.string();
    if (this.take('{')) return this.dict(depth);
    if (this.take('[')) return this.list(depth);
    for (const [word, value] of WORDS) if (this.take(word)) return value;
    const number = this.match(NUMBER);
    if (number === null) throw this.wrong(l10n.t('a value is missing'));
    const [whole, integer = '', fraction, exponent] = number;
    if (fraction !== undefined || exponent !== undefined) return Number(whole);
    if (integer.length > LONGEST_INTEGER) throw valueMistake(l10n.t('this integer has too many digits'));
    return BigInt(integer);
  }

  private list(depth: number): Value {
    const items: Value[] = [];
    this.effort.hold(ITEMS_PER_LIST);
    this.match(BLANKS);
    if (this.take(']')) return items;
    for (;;) {
      this.effort.hold(1);
      items.push(this.value(depth + 1));
      this.match(BLANKS);
      if (this.take(']')) return items;
      if (!this.take(',')) throw this.wrong(l10n.t("'{0}' is missing", ','));
      this.match(BLANKS);
    }
  }

  private dict(depth: number): Value {
    const dict = new Dict();
    this.effort.hold(ITEMS_PER_DICT);
    this.match(BLANKS);
    if (this.take('}')) return dict;
    for (;;) {
      if (!this.take('"')) throw this.wrong(l10n.t('a name in double quotes is missing'));
      const key = this.string();
      this.match(BLANKS);
      if (!this.take(':')) throw this.wrong(l10n.t("'{0}' is missing", ':'));
      this.match(BLANKS);
      this.effort.hold(ITEMS_PER_ENTRY);
      dict.set(key, this.value(depth + 1));
      this.match(BLANKS);
      if (this.take('}')) return dict;
      if (!this.take(',')) throw this.wrong(l10n.t("'{0}' is missing", ','));
      this.match(BLANKS);
    }
  }

  private string(): string {
    const text = new Pieces();
    for (;;) {
      text.add(this.match(PLAIN_TEXT)?.[0] ?? '');
      if (this.take('"')) return text.text;
      if (this.at >= this.text.length) throw this.wrong(l10n.t('a text is not closed'));
      if (!this.take('\\')) throw this.wrong(l10n.t('a text holds a control character'));
      const letter = this.text.charAt(this.at);
      this.at += 1;
      const plain = ESCAPES.get(letter);
      text.add(plain ?? this.unicodeEscape(letter));
    }
  }

  private unicodeEscape(letter: string): string {
    const digits = letter === 'u' ? this.match(HEX)?.[0] : undefined;
    if (digits === undefined) throw this.wrong(l10n.t("there is no escape '{0}'", `\\${letter}`));
    return String.fromCharCode(Number.parseInt(digits, 16));
  }
}
