import { l10n } from '../../../system';
import { valueMistake } from '../place';
import { integerArgument } from '../runtime/arguments';
import type { Run } from '../runtime/run';
import type { Given } from '../runtime/signature';
import { SPACE } from '../syntax/source';
import { isTrue } from '../values/iterate';
import type { Value } from '../values/kinds';
import { charactersOf } from '../values/text';
import { lackingMistake } from './mistakes';
import { isText, joinTexts, linesOf, plainText } from './soft-text';

/** How long words and hyphens are treated. */
interface Breaking {
  readonly width: number;
  readonly breaksWords: boolean;
  readonly breaksAtHyphens: boolean;
  readonly splitsAtHyphens: boolean;
}

type Characters = readonly string[];

const BLANK = /^[\t\n\v\f\r ]$/;
/** White space of any kind, which is dropped at the ends of lines though only blanks part words. */
const SPACES = new RegExp(`^[${SPACE}]$`);
const WORD_CHARACTER = /^[\p{L}\p{N}_]$/u;
/** What a word has before a dash that separates it from the next one. */
const BEFORE_DASH = /^[\p{L}\p{N}_!"'&.,?]$/u;
const DIGIT = /^\p{Nd}$/u;

/** `wordwrap`: each line of the text is filled anew, with the rules of Python's `textwrap`; marks are lost. */
export function wordwrap(
  value: Value,
  [width = 79n, breakLongWords = true, wrapString = null, breakOnHyphens = true]: Given,
  run: Run,
): Value {
  if (!isText(value)) throw lackingMistake('wordwrap', l10n.t('a text'), value);
  const separator = wrapString ?? run.environment.options.newlineSequence;
  if (!isText(separator)) throw lackingMistake('wordwrap', l10n.t('a text to put between lines'), separator);
  const lines = linesOf(plainText(value), run);
  if (lines.length === 0) return joinTexts(separator, [], run);
  const breaking = {
    width: Number(integerArgument(width, 'width')),
    breaksWords: isTrue(breakLongWords),
    breaksAtHyphens: isTrue(breakOnHyphens),
    splitsAtHyphens: breakOnHyphens === true,
  };
  if (breaking.width <= 0) throw valueMistake(l10n.t('the width of a line is 1 or more'));
  const filled = lines.map((line) => joinTexts(separator, filledLines(line, breaking, run), run));
  return joinTexts(separator, filled, run);
}

/** The pieces of a line in lines of the width. White space at their ends is dropped, except before the first word. */
function filledLines(line: string, breaking: Breaking, run: Run): string[] {
  const characters = charactersOf(line);
  run.hold(characters.length);
  const pieces = piecesOf(characters, breaking.splitsAtHyphens).reverse();
  const lines: string[] = [];
  while (pieces.length > 0) {
    if (lines.length > 0 && isBlank(pieces.at(-1))) pieces.pop();
    const taken = takeLine(pieces, breaking);
    if (isBlank(taken.at(-1))) taken.pop();
    if (taken.length > 0) lines.push(taken.flat().join(''));
  }
  return lines;
}

/** Takes as many pieces as fit in a line, the next one first at the end; of a piece that fits in none, a part. */
function takeLine(pieces: Characters[], breaking: Breaking): Characters[] {
  const line: Characters[] = [];
  let room = breaking.width;
  for (let piece = pieces.pop(); piece !== undefined; piece = pieces.pop()) {
    if (piece.length <= room) {
      line.push(piece);
      room -= piece.length;
      continue;
    }
    const isTooLong = piece.length > breaking.width;
    if (isTooLong && breaking.breaksWords) {
      const end = breaking.breaksAtHyphens ? breakAt(piece, room) : room;
      line.push(piece.slice(0, end));
      pieces.push(piece.slice(end));
    } else if (isTooLong && line.length === 0) line.push(piece);
    else pieces.push(piece);
    return line;
  }
  return line;
}

/** Where a word that is too long is cut: behind its last hyphen that fits, unless only hyphens stand before that. */
function breakAt(word: Characters, room: number): number {
  const hyphen = room > 0 ? word.lastIndexOf('-', room - 1) : -1;
  return hyphen > 0 && word.slice(0, hyphen).some((character) => character !== '-') ? hyphen + 1 : room;
}

function isBlank(piece: Characters | undefined): boolean {
  return piece?.every((character) => SPACES.test(character)) ?? false;
}

/** The parts between which a line may end: white space, words, parts of words with hyphens, dashes. */
function piecesOf(text: Characters, splitsAtHyphens: boolean): Characters[] {
  const pieces: Characters[] = [];
  for (let start = 0; start < text.length;) {
    const end = pieceEnd(text, start, splitsAtHyphens);
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

function pieceEnd(text: Characters, start: number, splitsAtHyphens: boolean): number {
  let end = start;
  if (is(BLANK, text[start])) {
    while (is(BLANK, text[end])) end += 1;
    return end;
  }
  const dash = splitsAtHyphens && is(BEFORE_DASH, text[start - 1]) ? dashEnd(text, start) : undefined;
  if (dash !== undefined) return dash;
  for (end += 1; end < text.length && !is(BLANK, text[end]); end += 1) {
    if (!splitsAtHyphens || text[end] !== '-') continue;
    if (joinsLetters(text, end)) return end + 1;
    if (is(BEFORE_DASH, text[end - 1]) && dashEnd(text, end) !== undefined) return end;
  }
  return end;
}

/** The end of two or more hyphens before a word, undefined where there are none. */
function dashEnd(text: Characters, start: number): number | undefined {
  let end = start;
  while (text[end] === '-') end += 1;
  return end - start >= 2 && is(WORD_CHARACTER, text[end]) ? end : undefined;
}

/** Whether a hyphen joins parts of at least two letters (`well-known`, not `e-mail`), or single letters with hyphens. */
function joinsLetters(text: Characters, hyphen: number): boolean {
  const isBefore =
    isLetter(text[hyphen - 1]) &&
    (isLetter(text[hyphen - 2]) || (text[hyphen - 2] === '-' && isLetter(text[hyphen - 3])));
  const second = text[hyphen + 2] === '-' ? text[hyphen + 3] : text[hyphen + 2];
  return isBefore && isLetter(text[hyphen + 1]) && isLetter(second);
}

function isLetter(character: string | undefined): boolean {
  return is(WORD_CHARACTER, character) && !is(DIGIT, character);
}

function is(kind: RegExp, character: string | undefined): boolean {
  return character !== undefined && kind.test(character);
}
