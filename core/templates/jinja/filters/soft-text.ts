import { l10n } from '../../../system';
import { memberOf } from '../methods';
import { Mistake } from '../place';
import type { Run } from '../runtime/run';
import { calculate } from '../values/arithmetic';
import { isList, Markup, NO_NAMED, type Value } from '../values/kinds';
import { joinMarkup } from '../values/markup';
import { textOf } from '../values/text';

/** Text, marked or not. */
export type SoftText = string | Markup;

/** Whether a value is a text, marked or not. */
export function isText(value: Value): value is SoftText {
  return typeof value === 'string' || value instanceof Markup;
}

/** The text of a value; marked text stays marked (`soft_str`). */
export function softText(value: Value): SoftText {
  return value instanceof Markup ? value : textOf(value);
}

/** The characters of a text, marked or not. */
export function plainText(text: SoftText): string {
  return typeof text === 'string' ? text : text.text;
}

/** The same text, marked as `like` is. */
export function markedLike(like: SoftText, text: string): SoftText {
  return like instanceof Markup ? new Markup(text) : text;
}

/** Calls a method of a text; that of marked text escapes what it is given. Throws a `Mistake`. */
export function callMethod(text: SoftText, name: string, positional: readonly Value[], run: Run): Value {
  const method = memberOf(text, name);
  if (method !== undefined && 'call' in method) return method.call({ positional, named: NO_NAMED }, run);
  throw new Mistake(l10n.t("texts have no method '{0}'", name), 'render', undefined, 'AttributeError');
}

/** Texts one after the other; where one is marked, the others are escaped. */
export function joinTwo(left: Value, right: Value, run: Run): Value {
  return calculate('+', left, right, run);
}

/** `separator.join(parts)`: marked text where the separator is marked, else the plain text of all parts. */
export function joinTexts(separator: SoftText, parts: readonly Value[], run: Run): SoftText {
  if (separator instanceof Markup) return joinMarkup(parts, run, separator.text);
  const texts = parts.map((part) => {
    const text = textOf(part);
    run.allow(text.length + separator.length);
    return text;
  });
  run.limitLength(texts.reduce((length, text) => length + text.length + separator.length, 0));
  return texts.join(separator);
}

/** The lines of a text, with or without what ends them (`splitlines`). */
export function linesOf(text: string, run: Run, keepsEnds = false): string[] {
  const lines = callMethod(text, 'splitlines', [keepsEnds], run);
  return isList(lines) ? lines.map(textOf) : [];
}
