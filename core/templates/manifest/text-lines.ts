import type { SourcePosition } from '../jinja/language';

/** What ends a line to Jinja, to PyYAML, and to whoever shows a text. */
export const LINE_BREAK = /\r\n?|\n/g;

/** The lines of a text: its offsets (UTF-16) as positions, and back. */
export class TextLines {
  private readonly starts: readonly number[];

  /** @param lineBreak matches what ends a line; global, and never empty */
  constructor(
    private readonly text: string,
    lineBreak: RegExp,
  ) {
    this.starts = [0, ...Array.from(text.matchAll(lineBreak), ({ index, 0: { length } }) => index + length)];
  }

  /** The position of an offset; of one outside of the text that of its nearest end, of one within `\r\n` the line's end. */
  position(offset: number): SourcePosition {
    const nearest = Math.min(Math.max(0, offset), this.text.length);
    const isWithinBreak = nearest > 0 && this.text.startsWith('\r\n', nearest - 1);
    const inside = isWithinBreak ? nearest - 1 : nearest;
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= inside) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: inside - (this.starts[low] ?? 0) };
  }

  /** The offset of a position; undefined for a line that is none of the text, or a column behind the end of its line. */
  offset({ line, column }: SourcePosition): number | undefined {
    const start = this.starts[line];
    const end = this.starts[line + 1] ?? this.text.length + 1;
    return start === undefined || column < 0 || start + column >= end ? undefined : start + column;
  }
}
