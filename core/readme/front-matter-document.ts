import { isMap, LineCounter, type Document, type YAMLError } from 'yaml';
import { readYamlDocument, TextPositions } from '../system';
import { findFrame, lineRange, type FrontMatterPosition, type FrontMatterRange } from './front-matter-frame';

/** Front matter nests three levels deep; a text that goes far beyond is hostile or broken. */
const DEEPEST_NESTING = 50;

/** Front matter that holds no mapping of keys to values. */
export type NoFrontMatter =
  | { readonly status: 'absent' }
  /** `range`: the line that opens it. */
  | { readonly status: 'unclosed'; readonly range: FrontMatterRange }
  /** `range`: where the mistake is; `problem` is the parser's word for it. */
  | { readonly status: 'malformed'; readonly range: FrontMatterRange; readonly problem: string };

/** Front matter with the place of everything in it. */
export interface FrontMatterDocument {
  readonly status: 'ok';
  /** From the first delimiter to the last. */
  readonly range: FrontMatterRange;
  /** Mappings as Maps; empty where there is nothing between the delimiters. */
  readonly values: ReadonlyMap<unknown, unknown>;
  /** The text between the delimiters, its lines ended by `\n`: offsets of the document are offsets in it. */
  readonly yaml: string;
  readonly document: Document.Parsed;
  /** The place in the text between two offsets of the document. */
  rangeOf(start: number, end: number): FrontMatterRange;
}

/** Parses the front matter of a text, with any line ends and with or without a byte order mark. Never throws. */
export function parseFrontMatter(
  text: string,
  options: { readonly intAsBigInt?: boolean } = {},
): NoFrontMatter | FrontMatterDocument {
  const frame = findFrame(text);
  if (frame === undefined) return { status: 'absent' };
  const { lines, closing } = frame;
  if (closing === undefined) return { status: 'unclosed', range: lineRange(lines, 0, 0) };
  const yaml = lines.slice(1, closing).map((line) => line.text);
  return parse(yaml.join('\n'), lineRange(lines, 0, closing), options.intAsBigInt ?? false);
}

function parse(
  yaml: string,
  range: FrontMatterRange,
  intAsBigInt: boolean,
): NoFrontMatter | FrontMatterDocument {
  const lineCounter = new LineCounter();
  const document = readYamlDocument(yaml, DEEPEST_NESTING, {
    lineCounter,
    intAsBigInt,
    prettyErrors: false,
    logLevel: 'error',
  });
  if (document === undefined) return malformed('It nests too deep.', range);
  const [error] = document.errors;
  if (error !== undefined) return malformed(error.message, errorRange(error, yaml));
  if (document.contents !== null && !isMap(document.contents)) {
    return malformed('A mapping of keys to values is expected.', range);
  }
  try {
    const values: unknown = document.toJS({ mapAsMap: true });
    return {
      status: 'ok',
      range,
      values: values instanceof Map ? values : new Map(),
      yaml,
      document,
      rangeOf: (start, end) => ({ start: position(start, lineCounter), end: position(end, lineCounter) }),
    };
  } catch (caught) {
    // Aliases are resolved here: unknown ones, or a few that stand for millions of values.
    return malformed(caught instanceof Error ? caught.message : String(caught), range);
  }
}

function malformed(problem: string, range: FrontMatterRange): NoFrontMatter {
  return { status: 'malformed', range, problem };
}

/**
 * Where a mistake is; one at the end of a line is in that line, where an editor can show it. The parser's own counter knows
 * no lines behind the place where it stopped.
 */
function errorRange({ pos: [start, end] }: YAMLError, yaml: string): FrontMatterRange {
  const from = Math.min(start, yaml.length);
  const shown = yaml.slice(from, end).replace(/[\r\n]+$/, '').length;
  const positions = new TextPositions(yaml);
  const behindDelimiter = (offset: number): FrontMatterPosition => {
    const { line, character } = positions.position(offset);
    return { line: line + 1, character };
  };
  return { start: behindDelimiter(from), end: behindDelimiter(from + shown) };
}

/** The counter is one-based, and line 0 of the text is the delimiter above. */
function position(offset: number, lineCounter: LineCounter): FrontMatterPosition {
  const { line, col } = lineCounter.linePos(offset);
  return { line: Math.max(1, line), character: Math.max(0, col - 1) };
}
