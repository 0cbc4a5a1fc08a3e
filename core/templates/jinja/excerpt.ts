import { TemplateError, type Delimiters, type SourcePosition } from './language';
import { Source } from './syntax/source';

/** How much of an expression a message shows (UTF-16 units). */
const LONGEST = 80;

/**
 * The error with the tag or expression that it stands in, as it is written in the template: a message that shows it is
 * understood without opening the file.
 */
export function withExcerpt(error: TemplateError, text: string, delimiters: Delimiters): TemplateError {
  const { message, file, position, kind, python, unknownName } = error;
  const expression = excerptOf(text, position, delimiters);
  return new TemplateError(message, file, position, kind, python, expression, unknownName);
}

function excerptOf(template: string, position: SourcePosition, delimiters: Delimiters): string {
  const source = new Source(template, true);
  const { text } = source;
  const offset = source.offset(position);
  const { blockStart, variableStart, commentStart, blockEnd, variableEnd, commentEnd } = delimiters;
  const pairs = [
    { start: text.lastIndexOf(blockStart, offset), end: blockEnd },
    { start: text.lastIndexOf(variableStart, offset), end: variableEnd },
    { start: text.lastIndexOf(commentStart, offset), end: commentEnd },
  ].sort((left, right) => right.start - left.start);
  const [nearest] = pairs;
  if (nearest === undefined || nearest.start === -1) return '';
  const end = text.indexOf(nearest.end, offset);
  const line = text.indexOf('\n', offset);
  const stop = end === -1 ? (line === -1 ? text.length : line) : end + nearest.end.length;
  const excerpt = text.slice(nearest.start, stop).replace(/\s+/g, ' ').trim();
  return excerpt.length > LONGEST ? `${excerpt.slice(0, LONGEST)}…` : excerpt;
}
