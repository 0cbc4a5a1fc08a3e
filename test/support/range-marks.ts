import type { TextPosition, TextRange } from '../../core/system';

/** A text with marks, [[like these]], without them, and the ranges that they mark, as editors count. */
export interface MarkedText {
  readonly text: string;
  readonly ranges: readonly TextRange[];
}

/** Reads the marks of a text; they do not overlap, and an empty one marks a place. */
export function readMarks(marked: string): MarkedText {
  const parts = marked.split(/\[\[|\]\]/);
  const text = parts.join('');
  const offsets = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('').length);
  const ranges: TextRange[] = [];
  for (let mark = 0; mark + 1 < offsets.length; mark += 2) {
    ranges.push({
      start: positionIn(text, offsets[mark] ?? 0),
      end: positionIn(text, offsets[mark + 1] ?? 0),
    });
  }
  return { text, ranges };
}

/** A text with these ranges marked in it; ranges that lie in each other are left to the reader. */
export function showMarks(text: string, ranges: readonly TextRange[]): string {
  const marks = ranges.flatMap(({ start, end }) => [
    { at: offsetIn(text, start), mark: '[[' },
    { at: offsetIn(text, end), mark: ']]' },
  ]);
  return marks
    .sort((left, right) => right.at - left.at || (left.mark < right.mark ? 1 : -1))
    .reduce((result, { at, mark }) => result.slice(0, at) + mark + result.slice(at), text);
}

/** Whether a range lies in a text: its lines are there, and hold its characters; its end is not before its start. */
export function liesIn(text: string, { start, end }: TextRange): boolean {
  const isForwards = start.line < end.line || (start.line === end.line && start.character <= end.character);
  return isForwards && [start, end].every((position) => isIn(text, position));
}

function isIn(text: string, { line, character }: TextPosition): boolean {
  const { length } = linesOf(text)[line]?.text ?? { length: -1 };
  return line >= 0 && character >= 0 && character <= length;
}

function positionIn(text: string, offset: number): TextPosition {
  const line = linesOf(text).findLastIndex(({ start }) => start <= offset);
  return { line, character: offset - (linesOf(text)[line]?.start ?? 0) };
}

function offsetIn(text: string, { line, character }: TextPosition): number {
  return (linesOf(text)[line]?.start ?? text.length) + character;
}

/** Lines as editors have them: a byte order mark is hidden, and they end in one of three ways. */
function linesOf(text: string): { readonly start: number; readonly text: string }[] {
  const lines: { start: number; text: string }[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r|$/g)) {
    lines.push({ start, text: text.slice(start, index) });
    start = index + end.length;
  }
  return lines;
}
