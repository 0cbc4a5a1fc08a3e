import { ScalarPieces } from './scalar-pieces';

/** A line of a block scalar's source: UTF-16 offsets. */
interface Line {
  readonly start: number;
  /** Where its indentation ends, that of the block and its own. */
  readonly content: number;
  readonly contentEnd: number;
  /** Where its line break ends, if it has one. */
  readonly end: number;
}

/** Takes a literal (`|`) or folded (`>`) scalar apart, as the YAML reader does. */
export function readBlockPieces(pieces: ScalarPieces, text: string): void {
  const { raw } = pieces;
  const headerEnd = raw.includes('\n') ? raw.indexOf('\n') + 1 : raw.length;
  const [indicators = ''] = /^[|>][-+\d]*/.exec(raw) ?? [];
  const lines = linesOf(raw, headerEnd);
  const first = lines.findIndex((line) => !isBlank(line));
  const indentation = first < 0 ? Infinity : indentationOf(lines, first, text);
  const last = lines.findLastIndex((line) => !isBlank(line) || widthOf(line) > indentation);
  const body = lines.slice(0, last + 1);
  const isLiteral = indicators.startsWith('|');
  const breaks = isLiteral ? body.map(() => '\n') : foldedBreaks(raw, body, indentation);
  let made = '';
  for (const [index, line] of body.entries()) {
    pieces.layout(line.start + Math.min(widthOf(line), indentation), made);
    // On an empty line there is room for text where it is indented like the block; folded, it would be another line.
    const isRoom = isLiteral && widthOf(line) >= indentation;
    if (isRoom || pieces.source < line.contentEnd) pieces.verbatim(line.contentEnd);
    made = breaks[index] ?? '';
  }
  if (last < 0) pieces.layout(headerEnd);
  readEnd(pieces, lines.slice(Math.max(0, last)), indicators, text);
}

/**
 * The text of a block scalar that ends with the file, without the line break that the YAML reader adds to a last line
 * that has none; PyYAML adds none.
 */
export function withoutAddedBreak(raw: string, text: string): string {
  const shorter = text.replace(/\n$/, '');
  const pieces = new ScalarPieces(raw);
  readBlockPieces(pieces, shorter);
  return pieces.text === shorter ? shorter : text;
}

/** The line breaks behind the last text: all of them are kept, or one, or none. */
function readEnd(pieces: ScalarPieces, lines: readonly Line[], indicators: string, text: string): void {
  const keepsAll = indicators.includes('+');
  const mayKeep = keepsAll || (!indicators.includes('-') && pieces.text !== '');
  for (const [index, { end }] of lines.entries()) {
    const isKept = mayKeep && (keepsAll || index === 0) && pieces.raw.charAt(end - 1) === '\n';
    pieces.layout(end, isKept ? '\n' : '');
  }
  // A file may end without the break that is kept of its last line.
  if (mayKeep && pieces.text.length < text.length) pieces.layout(pieces.raw.length, '\n');
}

function linesOf(raw: string, from: number): Line[] {
  const lines: Line[] = [];
  for (let start = from; start < raw.length;) {
    const newline = raw.indexOf('\n', start);
    const end = newline < 0 ? raw.length : newline + 1;
    const breakStart = newline < 0 ? end : newline;
    const contentEnd =
      raw.charAt(breakStart - 1) === '\r' && breakStart > start ? breakStart - 1 : breakStart;
    let content = start;
    while (raw.charAt(content) === ' ') content += 1;
    lines.push({ start, content, contentEnd, end });
    start = end;
  }
  return lines;
}

function isBlank({ content, contentEnd }: Line): boolean {
  return content === contentEnd;
}

function widthOf({ start, content }: Line): number {
  return content - start;
}

/**
 * How far the block is indented. What an indicator says counts from where the scalar's parent stands, which the source
 * of the scalar does not tell; but the spaces that are left of its first line are in the text.
 */
function indentationOf(lines: readonly Line[], first: number, text: string): number {
  let start = 0;
  for (let line = 0; line < first; line += 1) start = text.indexOf('\n', start) + 1;
  let content = start;
  while (text.charAt(content) === ' ') content += 1;
  const line = lines[first];
  return line === undefined ? Infinity : Math.max(0, widthOf(line) - (content - start));
}

/**
 * What folding leaves of the break of each line: between two lines of text a single break is a space, and of several
 * the first is nothing; before the first line, and around lines that are indented further, all of them stay.
 */
function foldedBreaks(raw: string, lines: readonly Line[], indentation: number): string[] {
  const breaks = lines.map(() => '\n');
  const isFurther = (line: Line): boolean => widthOf(line) > indentation || raw.charAt(line.content) === '\t';
  let previous: { readonly index: number; readonly line: Line } | undefined;
  for (const [index, line] of lines.entries()) {
    if (isBlank(line) && !isFurther(line)) continue;
    if (previous !== undefined && !isFurther(previous.line) && !isFurther(line)) {
      breaks[previous.index] = index - previous.index === 1 ? ' ' : '';
    }
    previous = { index, line };
  }
  return breaks;
}
