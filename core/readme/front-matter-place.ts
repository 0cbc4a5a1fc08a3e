import { yamlPlaceAt, type YamlPlace } from '../config';
import type { TextPosition } from '../system';
import { findFrame } from './front-matter-frame';

/**
 * Where a position stands in the front matter of a README that somebody writes, as far as its lines say; undefined for
 * one outside of it. One that is not closed yet goes as far as readers look. Never throws.
 * @param position zero-based, UTF-16
 */
export function frontMatterPlaceAt(text: string, position: TextPosition): YamlPlace | undefined {
  const frame = findFrame(text);
  if (frame === undefined) return undefined;
  const { lines, closing = lines.length } = frame;
  if (position.line < 1 || position.line >= closing) return undefined;
  const inside = lines.slice(1, closing).map((line) => line.text);
  const place = yamlPlaceAt(inside.join('\n'), { ...position, line: position.line - 1 });
  const { start, end } = place.range;
  const below = (at: TextPosition): TextPosition => ({ ...at, line: at.line + 1 });
  return { ...place, range: { start: below(start), end: below(end) } };
}
