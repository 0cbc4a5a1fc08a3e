import { l10n } from '../../../system';
import { budgetMistake, typeMistake, valueMistake } from '../place';
import type { Run } from '../runtime/run';
import { Dict } from '../values/dict';
import { isNumber } from '../values/equality';
import { inParts } from '../values/in-parts';
import { isList, kindOf, Markup, open, Tuple, type Value } from '../values/kinds';
import { sorted } from '../values/order';
import { floatText } from '../values/float-text';
import { DEEPEST_VALUE } from '../values/text';
import { Pieces } from '../values/pieces';

/** The settings of Python's `json.dumps`. */
export interface JsonOptions {
  /** What a level is indented by; undefined for a text in one line. */
  readonly margin: string | undefined;
  readonly itemSeparator: string;
  readonly keySeparator: string;
  readonly sortKeys: boolean;
  readonly ensureAscii: boolean;
  readonly allowNan: boolean;
  /** Whether keys that JSON does not know are left out. */
  readonly skipKeys: boolean;
}

/** The settings of `json.dumps` where nothing is said. */
export const JSON_DEFAULTS: JsonOptions = {
  margin: undefined,
  itemSeparator: ', ',
  keySeparator: ': ',
  sortKeys: false,
  ensureAscii: true,
  allowNan: true,
  skipKeys: false,
};

const SHORT_ESCAPES = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\f', '\\f'],
  ['\b', '\\b'],
]);
/** So much text is paid for at once. */
const PIECE = 4096;

/** What `json.dumps` writes. Throws a `Mistake`: `TypeError` for what JSON does not know, `ValueError` for a circle. */
export function writeJson(value: Value, options: JsonOptions, run: Run): string {
  const writer = new Writer(options, run);
  writer.write(value, '\n', 0);
  return writer.text();
}

class Writer {
  private readonly pieces = new Pieces();
  private unpaid = 0;
  private readonly around = new Set<Value>();

  constructor(
    private readonly options: JsonOptions,
    private readonly run: Run,
  ) {}

  text(): string {
    this.run.allow(this.unpaid);
    return this.pieces.text;
  }

  private piece(text: string): void {
    this.pieces.add(text);
    this.unpaid += text.length;
    if (this.unpaid < PIECE) return;
    this.run.limitLength(this.pieces.length);
    this.run.allow(this.unpaid);
    this.unpaid = 0;
  }

  /** @param newline what begins a line beside the value */
  write(given: Value, newline: string, depth: number): void {
    if (depth > DEEPEST_VALUE) throw budgetMistake(l10n.t('this value is nested too deeply'));
    const value = open(given);
    const items = isList(value) ? value : value instanceof Tuple ? value.items : undefined;
    if (value === null || isNumber(value)) this.piece(this.scalar(value));
    else if (typeof value === 'string') this.piece(this.quoted(value));
    else if (value instanceof Markup) this.piece(this.quoted(value.text));
    else if (items !== undefined)
      this.listed(value, '[]', items, newline, (item, inner) => {
        this.write(item, inner, depth + 1);
      });
    else if (value instanceof Dict)
      this.listed(value, '{}', this.entriesOf(value), newline, ([key, item], inner) => {
        this.piece(this.quoted(key) + this.options.keySeparator);
        this.write(item, inner, depth + 1);
      });
    else throw typeMistake(l10n.t("a '{0}' has no JSON form", kindOf(value)));
  }

  private listed<Item>(
    owner: Value,
    brackets: '[]' | '{}',
    items: readonly Item[],
    newline: string,
    write: (item: Item, inner: string) => void,
  ): void {
    if (this.around.has(owner)) throw valueMistake(l10n.t('this value holds itself'));
    if (items.length === 0) {
      this.piece(brackets);
      return;
    }
    this.around.add(owner);
    const { margin, itemSeparator } = this.options;
    const inner = margin === undefined ? '' : newline + margin;
    items.forEach((item, index) => {
      this.piece((index === 0 ? brackets.charAt(0) : itemSeparator) + inner);
      write(item, margin === undefined ? newline : inner);
    });
    this.piece((margin === undefined ? '' : newline) + brackets.charAt(1));
    this.around.delete(owner);
  }

  private scalar(value: null | boolean | bigint | number): string {
    if (typeof value !== 'number') return String(value);
    if (Number.isFinite(value)) return floatText(value);
    if (!this.options.allowNan) throw valueMistake(l10n.t("'{0}' is no number of JSON", floatText(value)));
    return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  }

  private entriesOf(dict: Dict): (readonly [key: string, value: Value])[] {
    this.run.hold(dict.size);
    const keys = this.options.sortKeys ? sorted(dict.keys(), (key) => key, false, this.run) : dict.keys();
    return keys.flatMap((key) => {
      const text = this.keyText(key);
      return text === undefined ? [] : [[text, dict.get(key) ?? null] as const];
    });
  }

  private keyText(key: Value): string | undefined {
    if (typeof key === 'string') return key;
    if (key === null || isNumber(key)) return this.scalar(key);
    if (this.options.skipKeys) return undefined;
    throw typeMistake(l10n.t("a '{0}' cannot be a key in JSON", kindOf(key)));
  }

  private quoted(text: string): string {
    const escaped = this.options.ensureAscii ? /["\\]|[^ -~]/g : /[^ !#-[\]-\u{10ffff}]/gu;
    const body = inParts(text, (part) =>
      part.replace(escaped, (unit) => SHORT_ESCAPES.get(unit) ?? unicodeEscape(unit)),
    );
    return `"${body}"`;
  }
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
