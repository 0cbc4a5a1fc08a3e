const BYTE_ORDER_MARK = '\uFEFF';

/** A place in a text: zero-based line, character in UTF-16 units. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** A stretch of a text, the end exclusive. */
export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

/**
 * Where the offsets of a text lie. Editors hide a byte order mark, so that positions do not count it; lines end as in
 * the Language Server Protocol: `\r\n`, `\n` or `\r`.
 */
export class TextPositions {
  private lineStarts: number[] | undefined;

  constructor(private readonly text: string) {}

  /** The range between two UTF-16 offsets of the text, a byte order mark counted. */
  range(start: number, end: number): TextRange {
    return { start: this.position(start), end: this.position(end) };
  }

  /** The position of one offset; of one within a line break, the end of its line. */
  position(at: number): TextPosition {
    const isInside = at > 0 && this.text.startsWith('\r\n', at - 1);
    const offset = isInside ? at - 1 : at;
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

  /** The UTF-16 offset of a position, a byte order mark counted; what lies behind the text is its end. */
  offset({ line, character }: TextPosition): number {
    this.lineStarts ??= findLineStarts(this.text);
    return Math.min(this.text.length, (this.lineStarts[line] ?? this.text.length) + character);
  }
}

function findLineStarts(text: string): number[] {
  const starts = [text.startsWith(BYTE_ORDER_MARK) ? 1 : 0];
  for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length);
  return starts;
}
