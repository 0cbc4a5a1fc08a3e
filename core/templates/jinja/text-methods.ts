import { l10n } from '../../system';
import { integerArgument, textArgument, widthArgument } from './arithmetic';
import { Tuple, type Effort, type Value } from './kinds';
import type { Method } from './methods';
import { Mistake } from './place';
import { itemsOf } from './sequences';
import { signature } from './signature';
import { SPACE } from './source';
import { charactersOf, lengthOf } from './text';

const BLANKS = new RegExp(`[${SPACE}]+`);
const IS_BLANK = new RegExp(`^[${SPACE}]$`);

/** The methods of texts that are served. */
export const TEXT_METHODS: ReadonlyMap<string, Method<string>> = new Map<string, Method<string>>([
  ['upper', { signature: signature(''), run: (text) => text.toUpperCase() }],
  ['lower', { signature: signature(''), run: (text) => text.toLowerCase() }],
  ['capitalize', { signature: signature(''), run: (text) => capitalized(text) }],
  ['title', { signature: signature(''), run: (text) => titled(text) }],
  ['strip', stripping({ start: true, end: true })],
  ['lstrip', stripping({ start: true, end: false })],
  ['rstrip', stripping({ start: false, end: true })],
  [
    'replace',
    {
      signature: signature('old new count?', false),
      run: (text, [old = null, replacement = null, count = -1n], effort) =>
        replaced(
          text,
          textArgument(old, 'old'),
          textArgument(replacement, 'new'),
          Number(integerArgument(count, 'count')),
          effort,
        ),
    },
  ],
  [
    'split',
    {
      signature: signature('sep? maxsplit?'),
      run: (text, [separator = null, most = -1n]) =>
        split(text, separator, Number(integerArgument(most, 'maxsplit'))),
    },
  ],
  [
    'startswith',
    { signature: signature('prefix', false), run: (text, [prefix = null]) => begins(text, prefix) },
  ],
  ['endswith', { signature: signature('suffix', false), run: (text, [suffix = null]) => ends(text, suffix) }],
  [
    'removeprefix',
    {
      signature: signature('prefix', false),
      run: (text, [given = null]) => {
        const prefix = textArgument(given, 'prefix');
        return text.startsWith(prefix) ? text.slice(prefix.length) : text;
      },
    },
  ],
  [
    'removesuffix',
    {
      signature: signature('suffix', false),
      run: (text, [given = null]) => {
        const suffix = textArgument(given, 'suffix');
        return text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text;
      },
    },
  ],
  [
    'join',
    {
      signature: signature('items', false),
      run: (text, [items = null], effort) => {
        const parts = itemsOf(items, effort).map((item) => textArgument(item, l10n.t('each item')));
        return joinedTexts(parts, text, effort);
      },
    },
  ],
  [
    'zfill',
    {
      signature: signature('width', false),
      run: (text, [given = null], effort) => {
        const missing = Math.max(widthArgument(given, 'width', effort) - lengthOf(text), 0);
        const sign = /^[-+]/.exec(text)?.[0] ?? '';
        return sign + '0'.repeat(missing) + text.slice(sign.length);
      },
    },
  ],
]);

function stripping(sides: { start: boolean; end: boolean }): Method<string> {
  return {
    signature: signature('chars?', false),
    run: (text, [chars = null]) => stripped(text, chars, sides),
  };
}

/** The text without white space, or without the given characters, at its start and end. */
export function stripped(text: string, chars: Value, sides = { start: true, end: true }): string {
  const set = chars === null ? undefined : new Set(charactersOf(textArgument(chars, 'chars')));
  const goes = (character: string): boolean =>
    set === undefined ? IS_BLANK.test(character) : set.has(character);
  let start = 0;
  let end = text.length;
  while (sides.start && start < end) {
    const first = String.fromCodePoint(text.codePointAt(start) ?? 0);
    if (!goes(first)) break;
    start += first.length;
  }
  while (sides.end && end > start) {
    const last = lastCharacter(text.slice(start, end));
    if (!goes(last)) break;
    end -= last.length;
  }
  return text.slice(start, end);
}

function lastCharacter(text: string): string {
  const pair = text.slice(-2);
  return (pair.codePointAt(0) ?? 0) > 0xffff ? pair : text.slice(-1);
}

/** Texts in a row with another between them. */
export function joinedTexts(parts: readonly string[], separator: string, effort: Effort): string {
  let length = separator.length * Math.max(parts.length - 1, 0);
  for (const part of parts) length += part.length;
  effort.allow(length);
  return parts.join(separator);
}

/** `text.replace(old, replacement, count)`; a negative count means all. */
export function replaced(
  text: string,
  old: string,
  replacement: string,
  count: number,
  effort: Effort,
): string {
  const pieces = old === '' ? ['', ...charactersOf(text), ''] : text.split(old);
  const places = count < 0 ? pieces.length - 1 : Math.min(count, pieces.length - 1);
  effort.allow(text.length + places * replacement.length);
  const before = pieces.slice(0, places + 1).join(replacement);
  const rest = pieces.slice(places + 1);
  return rest.length === 0 ? before : [before, ...rest].join(old);
}

function split(text: string, separator: Value, most: number): string[] {
  if (separator === null) return splitAtBlanks(text, most);
  const mark = textArgument(separator, 'sep');
  if (mark === '') throw new Mistake(l10n.t("'split' needs a separator that is not empty"));
  const parts = text.split(mark);
  if (most < 0 || parts.length <= most + 1) return parts;
  return [...parts.slice(0, most), parts.slice(most).join(mark)];
}

function splitAtBlanks(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = stripped(text, null, { start: true, end: false });
  while (rest !== '') {
    const gap = most >= 0 && parts.length >= most ? null : BLANKS.exec(rest);
    if (gap === null) return [...parts, rest];
    parts.push(rest.slice(0, gap.index));
    rest = rest.slice(gap.index + gap[0].length);
  }
  return parts;
}

function begins(text: string, given: Value): boolean {
  const prefixes = given instanceof Tuple ? given.items : [given];
  return prefixes.some((prefix) => text.startsWith(textArgument(prefix, 'prefix')));
}

function ends(text: string, given: Value): boolean {
  const suffixes = given instanceof Tuple ? given.items : [given];
  return suffixes.some((suffix) => text.endsWith(textArgument(suffix, 'suffix')));
}

/** `text.capitalize()`. */
export function capitalized(text: string): string {
  const [first = ''] = text;
  // A Greek sigma at the end depends on what stands before it, so the whole is made small first.
  return titleCase(first) + text.toLowerCase().slice(first.toLowerCase().length);
}

function titled(text: string): string {
  return text.replace(/\p{Cased}+/gu, (word) => {
    const [first = ''] = word;
    return titleCase(first) + word.toLowerCase().slice(first.toLowerCase().length);
  });
}

/** Letters whose form at the head of a word is not their capital: digraphs, ligatures, Georgian. */
const OWN_TITLE_FORM = /[\u01c4-\u01cc\u01f1-\u01f3\u10d0-\u10ff]/;

function titleCase(letter: string): string {
  const capital = letter.toUpperCase();
  if (OWN_TITLE_FORM.test(letter) || (capital !== letter && lengthOf(capital) !== 1))
    throw new Mistake(
      l10n.t("'{0}' at the head of a word is not served; write its capital yourself", letter),
    );
  return capital;
}
