import { TextPositions, type TextRange } from './text-positions';

/** A text in the place of a stretch of another one; an empty range is where to put it in. */
export interface TextChange {
  readonly range: TextRange;
  readonly newText: string;
}

/** A text with a change made; line breaks that come with it become those that the text has. */
export function changedText(text: string, { range, newText }: TextChange): string {
  const positions = new TextPositions(text);
  const [start, end] = [positions.offset(range.start), positions.offset(range.end)];
  return text.slice(0, start) + withLineBreaksOf(text, newText) + text.slice(end);
}

/** The smallest single change that makes one text of another; undefined where they are the same. */
export function changeBetween(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < most - start && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  // Half a character and half a line break are no places for an editor.
  if (isInside(before, start) || isInside(after, start)) start -= 1;
  if (same > 0 && (isInside(before, before.length - same) || isInside(after, after.length - same))) same -= 1;
  const range = new TextPositions(before).range(start, before.length - same);
  return { range, newText: after.slice(start, after.length - same) };
}

/** Whether an offset lies within a pair of units that belong together. */
function isInside(text: string, offset: number): boolean {
  const pair = text.slice(Math.max(0, offset - 1), offset + 1);
  return pair === '\r\n' || /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(pair);
}

/** A text with the line breaks of another one. */
export function withLineBreaksOf(text: string, newText: string): string {
  return text.includes('\r\n') ? newText.replace(/\r\n|\n/g, '\r\n') : newText;
}
