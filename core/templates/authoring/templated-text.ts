import type { Piece } from './whole-words';

/** What the template language would take for the beginning of a tag. */
const OPENING = /\{[{%#]/;
/** The same, and a brace at the end, which would begin one together with the tag behind it. */
const OPENING_BEFORE_TAG = /\{[{%#]|\{$/;
const BYTE_ORDER_MARK = '\uFEFF';

/** Says which question a word is asked by. */
export type IdOf = (word: string) => string;

/** A name of a file or folder in which words are asked for: with the default answers it renders to the name as it was. */
export function templatedName(pieces: readonly Piece[], idOf: IdOf): string {
  return together(pieces, idOf, false);
}

/**
 * A text in which words are asked for: with the default answers it renders to the text as it was, byte for byte. The
 * language makes every line end a `\n`, so that what ends in `\r\n` throughout gets it back from a filter.
 */
export function templatedText(pieces: readonly Piece[], idOf: IdOf): string {
  const text = pieces.map((piece) => piece.text).join('');
  if (!endsLinesAsWindows(text)) return together(pieces, idOf, false);
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const inside = together(withoutReturns(withoutStart(pieces, mark.length)), idOf, true);
  return `${mark}{% filter replace('\\n', '\\r\\n') %}${inside.replaceAll('\n', '\r\n')}{% endfilter %}`;
}

/** Whether there are line ends and each is `\r\n`. */
function endsLinesAsWindows(text: string): boolean {
  return text.includes('\r\n') && !/\r(?!\n)|(?<!\r)\n/.test(text);
}

function withoutReturns(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece) =>
    piece.isWord ? piece : { ...piece, text: piece.text.replaceAll('\r\n', '\n') },
  );
}

function withoutStart(pieces: readonly Piece[], length: number): Piece[] {
  return pieces.map((piece, index) => (index === 0 ? { ...piece, text: piece.text.slice(length) } : piece));
}

/** @param isBeforeTag whether a tag follows */
function together(pieces: readonly Piece[], idOf: IdOf, isBeforeTag: boolean): string {
  return pieces
    .map((piece, index) =>
      piece.isWord
        ? `{{ ${idOf(piece.text)} }}`
        : literal(piece.text, isBeforeTag || index < pieces.length - 1),
    )
    .join('');
}

/** A text that renders to itself. A lone `\r` would become a `\n`, so an expression prints it. */
function literal(text: string, isBeforeTag: boolean): string {
  const parts = text.split('\r');
  return parts
    .map((part, index) => withRawLines(part, isBeforeTag || index < parts.length - 1))
    .join("{{ '\\r' }}");
}

function withRawLines(text: string, isBeforeTag: boolean): string {
  const lines = text.split('\n');
  return lines
    .map((line, index) => rawWhereNeeded(line, isBeforeTag && index === lines.length - 1))
    .join('\n');
}

/** Puts what looks like tags between `raw` tags: from the first of a line to the end of the last. */
function rawWhereNeeded(line: string, isBeforeTag: boolean): string {
  const opening = isBeforeTag ? OPENING_BEFORE_TAG : OPENING;
  const first = line.search(opening);
  if (first < 0) return line;
  // Only such tags could end the stretch before its time.
  if (line.includes('endraw')) return eachRaw(line, opening);
  const end = endOfLast(line, opening);
  return line.slice(0, first) + raw(line.slice(first, end)) + line.slice(end);
}

function endOfLast(line: string, opening: RegExp): number {
  const marks = line.matchAll(new RegExp(`${opening.source}|[}%#]\\}`, 'g'));
  return Math.max(...[...marks].map((mark) => mark.index + mark[0].length));
}

function eachRaw(line: string, opening: RegExp): string {
  return line.replaceAll(new RegExp(opening.source, 'g'), raw);
}

function raw(text: string): string {
  return `{% raw %}${text}{% endraw %}`;
}
