import { l10n } from '../../../system';
import { budgetMistake, typeMistake, valueMistake } from '../place';
import { integerArgument } from '../runtime/arguments';
import type { Run } from '../runtime/run';
import { signature } from '../runtime/signature';
import { Dict } from '../values/dict';
import { isNumber } from '../values/equality';
import { inParts } from '../values/in-parts';
import { isList, kindOf, Markup, open, Tuple, type Value } from '../values/kinds';
import { sorted } from '../values/order';
import { floatText } from '../values/float-text';
import { DEEPEST_VALUE, gathered } from '../values/text';
import type { Filter } from './filter';
import { isText, plainText } from './soft-text';

const SHORT_ESCAPES = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\f', '\\f'],
  ['\b', '\\b'],
]);

/** `tojson`: what Python's `json.dumps` writes with sorted keys, safe inside of HTML. */
export const JSON_FILTERS: readonly (readonly [string, Filter])[] = [
  [
    'tojson',
    {
      signature: signature('indent?'),
      run: (value, [indent = null], run) => {
        // A text has no items, so its margin does not matter, not even whether it is one.
        const margin = isText(value) ? undefined : marginOf(indent, run);
        const text = gathered((write) => {
          new JsonText(margin, run, write).write(value, '\n', 0);
        });
        run.allow(text.length);
        return new Markup(inParts(text, (part) => part.replace(/[<>&']/g, unicodeEscape)));
      },
    },
  ],
];

function marginOf(indent: Value, run: Run): string | undefined {
  if (indent === null) return undefined;
  if (isText(indent)) return plainText(indent);
  const width = Math.max(Number(integerArgument(indent, 'indent')), 0);
  run.allow(width);
  return ' '.repeat(width);
}

/** Writes values as JSON piece by piece; with a margin, each item on a line of its own. */
class JsonText {
  private readonly around: Value[] = [];

  constructor(
    private readonly margin: string | undefined,
    private readonly run: Run,
    private readonly piece: (text: string) => void,
  ) {}

  /** `newline` ends a line and begins the next one as deep as this value stands. */
  write(given: Value, newline: string, depth: number): void {
    if (depth > DEEPEST_VALUE) throw budgetMistake(l10n.t('this value is nested too deeply'));
    const value = open(given);
    const items = isList(value) ? value : value instanceof Tuple ? value.items : undefined;
    if (isText(value)) this.put(jsonString(plainText(value)));
    else if (value === null || isNumber(value)) this.put(scalarText(value));
    else if (items !== undefined) {
      this.within(value, () => {
        this.listed('[]', items, newline, (item, inner) => {
          this.write(item, inner, depth + 1);
        });
      });
    } else if (value instanceof Dict) {
      this.within(value, () => {
        this.listed(
          '{}',
          sorted(value.keys(), (key) => key, false, this.run),
          newline,
          (key, inner) => {
            this.put(`${keyText(key)}: `);
            this.write(value.get(key) ?? null, inner, depth + 1);
          },
        );
      });
    } else throw typeMistake(l10n.t("a '{0}' has no JSON form", kindOf(value)));
  }

  private put(text: string): void {
    this.run.allow(text.length);
    this.piece(text);
  }

  private within(value: Value, write: () => void): void {
    if (this.around.includes(value)) throw valueMistake(l10n.t('a value that holds itself has no JSON form'));
    this.around.push(value);
    write();
    this.around.pop();
  }

  private listed(
    brackets: '[]' | '{}',
    items: readonly Value[],
    newline: string,
    writeItem: (item: Value, inner: string) => void,
  ): void {
    const inner = newline + (this.margin ?? '');
    const opening = this.margin === undefined ? '' : inner;
    const separator = this.margin === undefined ? ', ' : `,${inner}`;
    this.put(brackets.charAt(0));
    items.forEach((item, index) => {
      this.put(index > 0 ? separator : opening);
      writeItem(item, inner);
    });
    if (items.length > 0 && this.margin !== undefined) this.put(newline);
    this.put(brackets.charAt(1));
  }
}

function scalarText(value: null | boolean | bigint | number): string {
  if (typeof value !== 'number') return String(value);
  if (Number.isFinite(value)) return floatText(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

function keyText(key: Value): string {
  if (isText(key)) return jsonString(plainText(key));
  if (key === null || isNumber(key)) return `"${scalarText(key)}"`;
  throw typeMistake(l10n.t("a '{0}' cannot be a key in JSON", kindOf(key)));
}

function jsonString(text: string): string {
  const body = inParts(text, (part) =>
    part.replace(/["\\]|[^ -~]/g, (unit) => SHORT_ESCAPES.get(unit) ?? unicodeEscape(unit)),
  );
  return `"${body}"`;
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
