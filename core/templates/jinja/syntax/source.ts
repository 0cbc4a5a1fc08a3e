import type { SourcePosition } from '../language';

/** What Python takes for white space, as the inside of a character class. */
export const SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

const IS_SPACE = new RegExp(`^[${SPACE}]$`);

/** The text without the white space at its end; linear also where a pattern would look back and forth. */
export function withoutTrailingSpace(text: string): string {
  let end = text.length;
  while (end > 0 && IS_SPACE.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** A template's text with every line ending made `\n`, as Jinja does before it looks at anything. */
export class Source {
  readonly text: string;
  private readonly lineStarts: number[] = [0];
  private line = 0;

  constructor(text: string, keepTrailingNewline: boolean) {
    const normalized = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    this.text = keepTrailingNewline ? normalized : normalized.replace(/\n$/, '');
    for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1)) {
      this.lineStarts.push(at + 1);
    }
  }

  /** Line and column of an offset. A line keeps its length when its ending changes, so both hold for the file too. */
  position(offset: number): SourcePosition {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: offset - (this.lineStarts[low] ?? 0) };
  }

  /** The offset of a line and column. */
  offset({ line, column }: SourcePosition): number {
    return (this.lineStarts[line] ?? this.text.length) + column;
  }

  /** The line of an offset; quick for offsets that only grow, as a tokenizer asks for them. */
  lineOf(offset: number): number {
    if (this.startOfLine(this.line) > offset) this.line = this.position(offset).line;
    while ((this.lineStarts[this.line + 1] ?? Infinity) <= offset) this.line += 1;
    return this.line;
  }

  startOfLine(line: number): number {
    return this.lineStarts[line] ?? 0;
  }

  /** What a pattern matches from an offset on, or, for a sticky one, there. */
  match(pattern: RegExp, offset: number): RegExpExecArray | undefined {
    pattern.lastIndex = offset;
    return pattern.exec(this.text) ?? undefined;
  }

  /** Where a match of a sticky pattern at an offset ends; -1 where there is none. */
  matchEnd(pattern: RegExp, offset: number): number {
    pattern.lastIndex = offset;
    return pattern.test(this.text) ? pattern.lastIndex : -1;
  }
}
