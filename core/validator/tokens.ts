import { sha256 } from '../system';

/** Finding what looks like a forgotten placeholder or a leftover of the template language (spec 4.2). */

/** No token is longer than this many UTF-16 units: of a longer text the beginning and a hash stand for the whole. */
export const MAX_TOKEN_LENGTH = 1000;

/** A token and its place: UTF-16 offsets, the end exclusive. */
export interface TokenMatch {
  /** The text that matched, as `tokenOf` gives it. */
  readonly token: string;
  readonly start: number;
  readonly end: number;
}

const IDENTIFIER_START = /[\p{L}_]/u;
/** Marks belong to letters: file systems may store `ö` as two characters. */
const IDENTIFIER_PART = /[\p{L}\p{M}\p{Nd}_]/u;

/** The placeholders of a text: `<`, a letter or `_`, then letters, digits or `_`, `>`. One pass, linear. */
export function* placeholders(text: string): Iterable<TokenMatch> {
  for (let start = text.indexOf('<'); start >= 0; start = text.indexOf('<', start + 1)) {
    let end = start + 1;
    let character = characterAt(text, end);
    if (!IDENTIFIER_START.test(character)) continue;
    while (IDENTIFIER_PART.test(character)) {
      end += character.length;
      character = characterAt(text, end);
    }
    if (character === '>') yield match(text, start, end + 1);
  }
}

/** Where two characters open or close a marker; looked ahead for, since `{{{` holds two openers. */
const MARKER_EDGE = /(?=\{[{%#]|[}%#]\})/g;
const OPENERS: ReadonlyMap<string, string> = new Map([
  ['{{', '}}'],
  ['{%', '%}'],
  ['{#', '#}'],
]);

/**
 * The markers of the template language in a text: `{{ … }}`, `{% … %}`, `{# … #}`, also over several lines.
 * A marker runs from the last opener to the first closer of its kind after it: what it is does not hang on what
 * stands around it. One pass, linear.
 */
export function* jinjaMarkers(text: string): Iterable<TokenMatch> {
  let start = -1;
  let closer = '';
  for (const { index } of text.matchAll(MARKER_EDGE)) {
    const pair = text.slice(index, index + 2);
    const closerOfPair = OPENERS.get(pair);
    if (closerOfPair !== undefined) {
      start = index;
      closer = closerOfPair;
    } else if (pair === closer && index >= start + 2) {
      yield match(text, start, index + 2);
      closer = '';
    }
  }
}

function match(text: string, start: number, end: number): TokenMatch {
  return { token: tokenOf(text.slice(start, end)), start, end };
}

/**
 * What is compared, reported and recorded of a text that matched: two texts have one token only where they are
 * equal. No text that matches ends like a hash, so that none is taken for one that was cut.
 */
export function tokenOf(text: string): string {
  if (text.length <= MAX_TOKEN_LENGTH) return text;
  const end = `… ${sha256(text)}`;
  return text.slice(0, MAX_TOKEN_LENGTH - end.length).replace(/\p{Surrogate}$/u, '') + end;
}

function characterAt(text: string, offset: number): string {
  const codePoint = text.codePointAt(offset);
  return codePoint === undefined ? '' : String.fromCodePoint(codePoint);
}
