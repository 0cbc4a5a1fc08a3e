import { SPACE } from '../syntax/source';
import { ITEMS_PER_PIECE, type Effort } from '../values/effort';
import { firstPlaceOf, lastPlaceOf } from '../values/search-text';
import { stripped } from './str-strip';

const SPACES = new RegExp(`[${SPACE}]+`, 'g');

/** The text between white space, from the left; behind so many splits the rest stays as it is. */
export function splitAtSpace(text: string, most: number, effort: Effort): string[] {
  const start = text.length - stripped(text, undefined, 'start').length;
  const parts: string[] = [];
  let from = start;
  while (from < text.length) {
    SPACES.lastIndex = from;
    const gap = parts.length === most ? null : SPACES.exec(text);
    effort.hold(ITEMS_PER_PIECE);
    if (gap === null) {
      parts.push(text.slice(from));
      return parts;
    }
    parts.push(text.slice(from, gap.index));
    from = gap.index + gap[0].length;
  }
  return parts;
}

/** The same from the right: what stays as it is stands first. */
export function splitAtSpaceFromEnd(text: string, most: number, effort: Effort): string[] {
  const parts: string[] = [];
  let rest = stripped(text, undefined, 'end');
  if (most < 0) return splitAtSpace(rest, most, effort);
  while (rest !== '') {
    effort.hold(ITEMS_PER_PIECE);
    const from = parts.length === most ? 0 : startOfLastWord(rest);
    parts.push(rest.slice(from));
    if (from === 0) break;
    rest = stripped(rest.slice(0, from), undefined, 'end');
  }
  return parts.reverse();
}

const IS_SPACE = new RegExp(`^[${SPACE}]$`);

function startOfLastWord(text: string): number {
  let start = text.length;
  while (start > 0 && !IS_SPACE.test(text.charAt(start - 1))) start -= 1;
  return start;
}

/** The text between separators, from the left; a negative `most` means all. */
export function splitAt(text: string, separator: string, most: number, effort: Effort): string[] {
  const parts: string[] = [];
  let from = 0;
  for (
    let at = firstPlaceOf(text, separator);
    at !== -1 && parts.length !== most;
    at = firstPlaceOf(text, separator, from)
  ) {
    effort.hold(ITEMS_PER_PIECE);
    parts.push(text.slice(from, at));
    from = at + separator.length;
  }
  effort.hold(ITEMS_PER_PIECE);
  parts.push(text.slice(from));
  return parts;
}

/** The same from the right. */
export function splitAtFromEnd(text: string, separator: string, most: number, effort: Effort): string[] {
  const parts: string[] = [];
  let end = text.length;
  while (parts.length !== most && end >= separator.length) {
    const at = lastPlaceOf(text, separator, end - separator.length);
    if (at === -1) break;
    effort.hold(ITEMS_PER_PIECE);
    parts.push(text.slice(at + separator.length, end));
    end = at;
  }
  effort.hold(ITEMS_PER_PIECE);
  parts.push(text.slice(0, end));
  return parts.reverse();
}

/** What ends a line for `splitlines`, as the inside of a character class. */
const LINE_ENDS = '\\n-\\r\\x1c-\\x1e\\x85\\u2028\\u2029';
const LINE_END = new RegExp(`\\r\\n|[${LINE_ENDS}]`, 'g');

/** The lines of a text, with or without what ends them. */
export function linesOf(text: string, keepsEnds: boolean, effort: Effort): string[] {
  const lines: string[] = [];
  let from = 0;
  for (const { index, 0: ending } of text.matchAll(LINE_END)) {
    effort.hold(ITEMS_PER_PIECE);
    lines.push(text.slice(from, keepsEnds ? index + ending.length : index));
    from = index + ending.length;
  }
  if (from < text.length) lines.push(text.slice(from));
  return lines;
}
