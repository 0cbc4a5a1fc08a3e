import type { Position, Range } from 'vscode-languageserver';
import type { SourcePosition, SourceRange } from '../../core/templates';

/** A place of a template's text as the protocol counts. */
export function positionOf({ line, column }: SourcePosition): Position {
  return { line, character: column };
}

/** A place of the protocol as templates count. */
export function sourcePositionOf({ line, character }: Position): SourcePosition {
  return { line, column: character };
}

export function rangeOf({ start, end }: SourceRange): Range {
  return { start: positionOf(start), end: positionOf(end) };
}

/** Whether a position is in a range, or right behind it, as a cursor behind a word is. */
export function touches({ start, end }: SourceRange, { line, character }: Position): boolean {
  const isBehindStart = line > start.line || (line === start.line && character >= start.column);
  return isBehindStart && (line < end.line || (line === end.line && character <= end.column));
}

/** The beginning of a document. */
export const BEGINNING: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
