import type { Position, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { SourcePosition, SourceRange } from '../../core/templates';

/** A place of a template's text as the protocol counts. */
export function positionOf({ line, column }: SourcePosition): Position {
  return { line, character: column };
}

/** A place of the protocol as templates count. */
export function sourcePositionOf({ line, character }: Position): SourcePosition {
  return { line, column: character };
}

/** A position in a document: what lies behind a line is its end, what lies behind the text is the end of that. */
export function positionIn(document: TextDocument, position: Position): Position {
  return document.positionAt(document.offsetAt(position));
}

/** The same as templates count. */
export function sourcePositionIn(document: TextDocument, position: Position): SourcePosition {
  return sourcePositionOf(positionIn(document, position));
}

export function rangeOf({ start, end }: SourceRange): Range {
  return { start: positionOf(start), end: positionOf(end) };
}

/** Whether a position is in a range, or right behind it, as a cursor behind a word is. */
export function touches(range: SourceRange, position: Position): boolean {
  return holds(rangeOf(range), position);
}

/** Whether a position is in a range of the protocol, its end included. */
export function holds({ start, end }: Range, { line, character }: Position): boolean {
  const isBehindStart = line > start.line || (line === start.line && character >= start.character);
  return isBehindStart && (line < end.line || (line === end.line && character <= end.character));
}

/** The beginning of a document. */
export const BEGINNING: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
