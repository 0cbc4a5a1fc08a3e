import type { Position, Range } from './finding';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * A text whose content is judged. Editors hide a byte order mark, so that positions do not count it;
 * lines end as in the Language Server Protocol: `\r\n`, `\n` or `\r`.
 */
export class ScannedText {
  private lineStarts: number[] | undefined;

  /**
   * @param path absolute
   * @param exempt tokens of this file that are no placeholders
   */
  constructor(
    readonly path: string,
    readonly text: string,
    readonly exempt: ReadonlySet<string>,
  ) {}

  /** The range between two UTF-16 offsets of the text. */
  range(start: number, end: number): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  private position(offset: number): Position {
    this.lineStarts ??= findLineStarts(this.text);
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.lineStarts[middle] ?? Infinity) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: Math.max(0, offset - (this.lineStarts[low] ?? 0)) };
  }
}

function findLineStarts(text: string): number[] {
  const starts = [text.startsWith(BYTE_ORDER_MARK) ? 1 : 0];
  for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length);
  return starts;
}
