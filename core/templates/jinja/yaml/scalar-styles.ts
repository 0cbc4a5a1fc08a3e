import { charactersOf } from '../values/text';
import type { Output } from './output';

/** How a scalar may be folded: where lines become too long, and not at all in a key. */
export interface Folding {
  readonly width: number;
  readonly isAllowed: boolean;
}

const PIECE = /[ ]+|[\n\x85\u2028\u2029]+|[^ \n\x85\u2028\u2029]+/g;
const ESCAPES = new Map([
  ['\0', '0'],
  ['\x07', 'a'],
  ['\b', 'b'],
  ['\t', 't'],
  ['\n', 'n'],
  ['\v', 'v'],
  ['\f', 'f'],
  ['\r', 'r'],
  ['\x1b', 'e'],
  ['"', '"'],
  ['\\', '\\'],
  ['\x85', 'N'],
  ['\u2028', 'L'],
  ['\u2029', 'P'],
]);
const UNESCAPED = /^[\x20!\x23-\x5b\x5d-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]$/;

/** Without quotes; a line that is too long is broken at a single blank. */
export function writePlain(text: string, output: Output, { width, isAllowed }: Folding): void {
  output.beginPlain();
  for (const piece of text.match(PIECE) ?? []) {
    if (piece === ' ' && isAllowed && output.column > width) {
      output.toIndent();
      output.inText();
    } else output.write(piece);
  }
}

/** In single quotes; line breaks are doubled, because a single one reads as a blank. */
export function writeSingleQuoted(text: string, output: Output, { width, isAllowed }: Folding): void {
  output.mark("'", true);
  const pieces = text.match(PIECE) ?? [];
  pieces.forEach((piece, index) => {
    const isInside = index > 0 && index < pieces.length - 1;
    if (piece === ' ' && isInside && isAllowed && output.column > width) output.toIndent();
    else if (piece.startsWith(' ')) output.write(piece);
    else if (/^[\n\x85\u2028\u2029]/.test(piece)) writeBreaks(piece, output);
    else output.write(piece.replaceAll("'", "''"));
  });
  output.mark("'", false);
}

function writeBreaks(breaks: string, output: Output): void {
  if (breaks.startsWith('\n')) output.lineBreak();
  for (const lineBreak of breaks) output.lineBreak(lineBreak);
  output.toIndent();
}

/** In double quotes, with escapes; a line that is too long is broken with a backslash. */
export function writeDoubleQuoted(text: string, output: Output, { width, isAllowed }: Folding): void {
  output.mark('"', true);
  const characters = charactersOf(text);
  /** What is not written yet: it may go to the next line. */
  let pending = '';
  const flush = (): void => {
    output.write(pending);
    pending = '';
  };
  characters.forEach((character, index) => {
    const isEscaped = !UNESCAPED.test(character);
    if (isEscaped) {
      flush();
      output.write(`\\${escapeOf(character)}`);
    }
    const isInside = index > 0 && index < characters.length - 1;
    const canFold = isAllowed && isInside && (character === ' ' || pending === '');
    // Behind an escape a line may be one longer.
    if (canFold && output.column + pending.length - (isEscaped ? 1 : 0) > width) {
      flush();
      output.write('\\');
      output.toIndent();
      output.inText();
      // A blank that begins a line would be taken for indentation.
      if ((isEscaped ? characters[index + 1] : character) === ' ') output.write('\\');
    }
    if (!isEscaped) pending += character;
  });
  flush();
  output.mark('"', false);
}

function escapeOf(character: string): string {
  const known = ESCAPES.get(character);
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  const [letter, digits] =
    code <= 0xff ? (['x', 2] as const) : code <= 0xffff ? (['u', 4] as const) : (['U', 8] as const);
  return letter + code.toString(16).toUpperCase().padStart(digits, '0');
}
