/** Front matter that is not closed within this many lines after its first is none (spec 4.2). */
export const FRONT_MATTER_MAX_LINES = 200;

/** A place in a text: zero-based, UTF-16, a byte order mark not counted. */
export interface FrontMatterPosition {
  readonly line: number;
  readonly character: number;
}

/** A stretch of a text, the end exclusive. */
export interface FrontMatterRange {
  readonly start: FrontMatterPosition;
  readonly end: FrontMatterPosition;
}

const DELIMITER = /^---[ \t]*$/;

interface Line {
  readonly text: string;
  /** Offset of the line's end, its terminator excluded. */
  readonly end: number;
}

/** Where the front matter stands: the line of its closing delimiter, undefined where it does not close. */
export interface FrontMatterFrame {
  readonly lines: readonly Line[];
  readonly closing: number | undefined;
}

/**
 * The offset at which the front matter of a text ends, its closing delimiter included; undefined where
 * there is none or it does not close.
 */
export function frontMatterEnd(text: string): number | undefined {
  const frame = findFrame(text);
  return frame?.closing === undefined ? undefined : frame.lines[frame.closing]?.end;
}

/** Finds the front matter of a text, with any line ends; undefined where the first line opens none. */
export function findFrame(text: string): FrontMatterFrame | undefined {
  const lines: Line[] = [];
  for (const line of linesOf(text)) {
    if (lines.length === 0 && !DELIMITER.test(line.text)) return undefined;
    lines.push(line);
    if (lines.length > 1 && DELIMITER.test(line.text)) return { lines, closing: lines.length - 1 };
    if (lines.length > FRONT_MATTER_MAX_LINES) break;
  }
  return { lines, closing: undefined };
}

function* linesOf(text: string): Iterable<Line> {
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (const { index: end, 0: terminator } of text.matchAll(/\r\n|\n|\r|$/g)) {
    yield { text: text.slice(start, end), end };
    start = end + terminator.length;
  }
}

/** From the start of one line to the end of another. */
export function lineRange(lines: readonly Line[], first: number, last: number): FrontMatterRange {
  return {
    start: { line: first, character: 0 },
    end: { line: last, character: lines[last]?.text.length ?? 0 },
  };
}
