import type { FrontMatterPosition, FrontMatterRange } from '../../../core/readme';

/** A text without the marks that show ranges in it, «like these». */
export function unmarked(text: string): string {
  return text.replace(/[«»]/g, '');
}

/** A text of lines that end in `\n`, with ranges marked in it that do not overlap. */
export function marked(text: string, ranges: readonly FrontMatterRange[]): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: FrontMatterPosition): number =>
    lines.slice(0, line).reduce((total, { length }) => total + length + 1, 0) + character;
  const marks = ranges.flatMap(({ start, end }) => [
    { at: offset(start), mark: '«' },
    { at: offset(end), mark: '»' },
  ]);
  return marks
    .sort((left, right) => right.at - left.at)
    .reduce((result, { at, mark }) => result.slice(0, at) + mark + result.slice(at), text);
}
