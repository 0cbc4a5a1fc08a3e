import { l10n } from '../../system';
import { integerArgument } from './arithmetic';
import { isNumber } from './comparison';
import { isDict, isList, kindOf, open, SafeText, Tuple, type Dict, type Value } from './kinds';
import { Mistake } from './place';
import { sorted } from './sequences';
import { DEEPEST_VALUE, floatText, gathered } from './text';

const SHORT_ESCAPES = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\f', '\\f'],
  ['\b', '\\b'],
]);

/** What Jinja's `tojson` makes: Python's `json.dumps` with sorted keys, safe inside of HTML. */
export function toJson(value: Value, indent: Value): SafeText {
  const margin = marginOf(indent);
  const text = gathered((write) => {
    writeJson(value, margin, '\n', 0, write);
  });
  return new SafeText(text.replace(/[<>&']/g, unicodeEscape));
}

function marginOf(indent: Value): string | undefined {
  if (indent === null) return undefined;
  if (typeof indent === 'string') return indent;
  return ' '.repeat(Math.min(Math.max(Number(integerArgument(indent, 'indent')), 0), 1000));
}

function writeJson(
  given: Value,
  margin: string | undefined,
  newline: string,
  depth: number,
  write: (part: string) => void,
): void {
  if (depth > DEEPEST_VALUE) throw new Mistake(l10n.t('this value is nested too deeply'), 'budget');
  const value = open(given);
  const inner = margin === undefined ? '' : newline + margin;
  const separator = margin === undefined ? ', ' : `,${inner}`;
  const listed = (brackets: string, count: number, writeItem: (index: number) => void): void => {
    write(brackets.charAt(0));
    for (let index = 0; index < count; index += 1) {
      write(index > 0 ? separator : inner);
      writeItem(index);
    }
    if (count > 0 && margin !== undefined) write(newline);
    write(brackets.charAt(1));
  };
  const items = isList(value) ? value : value instanceof Tuple ? value.items : undefined;
  if (items !== undefined) {
    listed('[]', items.length, (index) => {
      writeJson(items[index] ?? null, margin, inner, depth + 1, write);
    });
  } else if (isDict(value)) {
    const dict: Dict = value;
    const keys = sorted([...dict.keys()], (key) => key, false, {
      spend: () => undefined,
      allow: () => undefined,
    });
    listed('{}', keys.length, (index) => {
      const key = keys[index] ?? null;
      write(`${keyText(key)}: `);
      writeJson(dict.get(key) ?? null, margin, inner, depth + 1, write);
    });
  } else if (typeof value === 'string' || value instanceof SafeText) {
    write(jsonString(value instanceof SafeText ? value.text : value));
  } else if (value === null || isNumber(value)) write(scalarText(value));
  else throw new Mistake(l10n.t("a '{0}' has no JSON form", kindOf(value)));
}

function scalarText(value: null | boolean | bigint | number): string {
  if (typeof value !== 'number') return String(value);
  if (Number.isFinite(value)) return floatText(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

function keyText(key: Value): string {
  if (typeof key === 'string') return jsonString(key);
  if (key === null || isNumber(key)) return `"${scalarText(key)}"`;
  throw new Mistake(l10n.t("a '{0}' cannot be a key in JSON", kindOf(key)));
}

function jsonString(text: string): string {
  return `"${text.replace(/["\\]|[^ -~]/g, (unit) => SHORT_ESCAPES.get(unit) ?? unicodeEscape(unit))}"`;
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
