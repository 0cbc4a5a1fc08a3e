import type { Position, Range } from 'vscode-languageserver';
import type { SourcePosition, SourceRange } from '../../core/templates';

/** A place of a template's text as the protocol counts. */
export function positionOf({ line, column }: SourcePosition): Position {
  return { line, character: column };
}

export function rangeOf({ start, end }: SourceRange): Range {
  return { start: positionOf(start), end: positionOf(end) };
}

/** Whether a position is in a range, or right behind it, as a cursor behind a word is. */
export function touches({ start, end }: SourceRange, { line, character }: Position): boolean {
  const isBehindStart = line > start.line || (line === start.line && character >= start.column);
  return isBehindStart && (line < end.line || (line === end.line && character <= end.column));
}
