import type { SourcePosition } from '../jinja/language';
import type { SourceRange } from '../lint-problem';
import type { ScalarNode } from './nodes';
import type { ManifestRange } from './positions';
import { placesOf, type ScalarPlace } from './scalar-places';
import { LINE_BREAK, TextLines } from './text-lines';

/** A position in a manifest that stands for one in the text of a scalar. */
export interface ScalarPosition extends SourcePosition {
  /** Whether the character of the text is written there as itself. */
  readonly exact: boolean;
}

/** A stretch of a manifest that stands for one of a scalar's text. */
export interface ScalarRange extends ManifestRange {
  /** Whether the text of the stretch stands there as it is, so that it may be replaced. */
  readonly exact: boolean;
}

/**
 * Where a position inside a scalar's text (a template, whose lines end as Jinja's do) lies in the manifest: at the
 * character itself, or at what it is written with (spec 4.5).
 */
export function placeInScalar(scalar: ScalarNode, inside: SourcePosition): ScalarPosition {
  const { offset, exact } = placesOf(scalar).sourceOf(textOffset(scalar, inside));
  return { ...inManifest(scalar, offset), exact };
}

/** Where a stretch of a scalar's text lies in the manifest; escapes in it belong to it whole. */
export function rangeInScalar(scalar: ScalarNode, { start, end }: SourceRange): ScalarRange {
  const stretch = placesOf(scalar).stretchOf(textOffset(scalar, start), textOffset(scalar, end));
  const { file } = scalar.range;
  return {
    ...(file === undefined ? {} : { file }),
    start: inManifest(scalar, stretch.start),
    end: inManifest(scalar, stretch.end),
    exact: stretch.exact,
  };
}

/**
 * The offset in a scalar's text of a position in its file; exact where what is typed there comes to stand in the text
 * there. Undefined for a position outside of the scalar.
 */
export function offsetInScalar(scalar: ScalarNode, position: SourcePosition): ScalarPlace | undefined {
  const { start } = scalar.range;
  const line = position.line - start.line;
  const column = position.column - (line === 0 ? start.column : 0);
  const offset = linesOf(scalar).source.offset({ line, column });
  return offset === undefined ? undefined : placesOf(scalar).textOf(offset);
}

function textOffset(scalar: ScalarNode, position: SourcePosition): number {
  return linesOf(scalar).text.offset(position) ?? scalar.text.length;
}

function inManifest(scalar: ScalarNode, offset: number): SourcePosition {
  const { start } = scalar.range;
  const { line, column } = linesOf(scalar).source.position(offset);
  return { line: start.line + line, column: line === 0 ? start.column + column : column };
}

interface ScalarLines {
  readonly text: TextLines;
  readonly source: TextLines;
}

const known = new WeakMap<ScalarNode, ScalarLines>();

function linesOf(scalar: ScalarNode): ScalarLines {
  const found = known.get(scalar);
  if (found !== undefined) return found;
  const lines = {
    text: new TextLines(scalar.text, LINE_BREAK),
    source: new TextLines(scalar.raw, LINE_BREAK),
  };
  known.set(scalar, lines);
  return lines;
}
