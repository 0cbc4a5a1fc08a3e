import { l10n } from '../../../system';
import { typeMistake } from '../place';
import type { Effort } from './effort';
import { inParts } from './in-parts';
import { kindOf, Markup, type Value } from './kinds';
import { textOf } from './text';

const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ["'", '&#39;'],
  ['"', '&#34;'],
]);

/** The text with the characters that mean something in HTML made harmless. */
export function escapedText(text: string): string {
  if (!/[&<>'"]/.test(text)) return text;
  return inParts(text, (part) =>
    part.replace(/[&<>'"]/g, (character) => ENTITIES.get(character) ?? character),
  );
}

/** `escape(value)`: marked text stays as it is. */
export function escaped(value: Value): Markup {
  return value instanceof Markup ? value : new Markup(escapedText(textOf(value)));
}

/** `a + b` where one of them is marked text: the other one must be text, and is escaped. */
export function addMarkup(a: Value, b: Value, effort: Effort): Markup {
  for (const side of [a, b])
    if (typeof side !== 'string' && !(side instanceof Markup))
      throw typeMistake(l10n.t("'{0}' does not work with a '{1}' and a '{2}'", '+', kindOf(a), kindOf(b)));
  return joinMarkup([a, b], effort);
}

/** The values one after the other as marked text. */
export function joinMarkup(values: readonly Value[], effort: Effort, separator = ''): Markup {
  const texts = values.map((value) => {
    const { text } = escaped(value);
    effort.allow(text.length + separator.length);
    return text;
  });
  return new Markup(texts.join(separator));
}
