import { isMap, LineCounter, type YAMLError } from 'yaml';
import { readYamlDocument } from '../system';

/** Front matter that is not closed within this many lines after its first is none (spec 4.2). */
export const FRONT_MATTER_MAX_LINES = 200;

/** Front matter nests three levels deep; a text that goes far beyond is hostile or broken. */
const DEEPEST_NESTING = 50;

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

/** What a README says of itself. */
export type FrontMatterReading =
  | { readonly status: 'absent' }
  /** `range`: the line that opens it. */
  | { readonly status: 'unclosed'; readonly range: FrontMatterRange }
  /** `range`: where the mistake is; `problem` is the parser's word for it. */
  | { readonly status: 'malformed'; readonly range: FrontMatterRange; readonly problem: string }
  /** `range`: from the first delimiter to the last; `values` holds mappings as Maps. */
  | {
      readonly status: 'ok';
      readonly range: FrontMatterRange;
      readonly values: ReadonlyMap<unknown, unknown>;
    };

const DELIMITER = /^---[ \t]*$/;

interface Line {
  readonly text: string;
  /** Offset of the line's end, its terminator excluded. */
  readonly end: number;
}

/** Where the front matter stands: the line of its closing delimiter, undefined where it does not close. */
interface Frame {
  readonly lines: readonly Line[];
  readonly closing: number | undefined;
}

/** Reads the front matter of a text, with any line ends and with or without a byte order mark. Never throws. */
export function readFrontMatter(text: string): FrontMatterReading {
  const frame = findFrame(text);
  if (frame === undefined) return { status: 'absent' };
  const { lines, closing } = frame;
  if (closing === undefined) return { status: 'unclosed', range: lineRange(lines, 0, 0) };
  const yaml = lines.slice(1, closing).map((line) => line.text);
  return parse(yaml.join('\n'), lineRange(lines, 0, closing));
}

/**
 * The offset at which the front matter of a text ends, its closing delimiter included; undefined where
 * there is none or it does not close.
 */
export function frontMatterEnd(text: string): number | undefined {
  const frame = findFrame(text);
  return frame?.closing === undefined ? undefined : frame.lines[frame.closing]?.end;
}

function findFrame(text: string): Frame | undefined {
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

function parse(yaml: string, whole: FrontMatterRange): FrontMatterReading {
  const lineCounter = new LineCounter();
  const document = readYamlDocument(yaml, DEEPEST_NESTING, {
    lineCounter,
    prettyErrors: false,
    logLevel: 'error',
  });
  if (document === undefined) return malformed('It nests too deep.', whole);
  const [error] = document.errors;
  if (error !== undefined) return malformed(error.message, errorRange(error, lineCounter));
  if (document.contents !== null && !isMap(document.contents)) {
    return malformed('A mapping of keys to values is expected.', whole);
  }
  try {
    const values: unknown = document.toJS({ mapAsMap: true });
    return { status: 'ok', range: whole, values: values instanceof Map ? values : new Map() };
  } catch (caught) {
    // Aliases are resolved here: unknown ones, or a few that stand for millions of values.
    return malformed(caught instanceof Error ? caught.message : String(caught), whole);
  }
}

function malformed(problem: string, range: FrontMatterRange): FrontMatterReading {
  return { status: 'malformed', range, problem };
}

function errorRange(error: YAMLError, lineCounter: LineCounter): FrontMatterRange {
  const [start, end] = error.pos.map((offset) => {
    // The counter is one-based, and line 0 of the text is the delimiter above.
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(1, line), character: Math.max(0, col - 1) };
  });
  const fallback = { line: 0, character: 0 };
  return { start: start ?? fallback, end: end ?? start ?? fallback };
}

function lineRange(lines: readonly Line[], first: number, last: number): FrontMatterRange {
  return {
    start: { line: first, character: 0 },
    end: { line: last, character: lines[last]?.text.length ?? 0 },
  };
}
