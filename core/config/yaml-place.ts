import type { TextPosition, TextRange } from '../system';
import { flowPlace, skipSpace } from './flow-place';
import type { KeyPath } from './problem';

/** Where a position stands in the YAML that somebody writes, as far as its lines say. */
export interface YamlPlace {
  /** The mapping or list that the key or value stands in; for a value, with its key at the end. */
  readonly path: KeyPath;
  readonly at: 'key' | 'value';
  /** The key or value as it is written so far, and where; empty where nothing is. */
  readonly word: string;
  readonly range: TextRange;
  /** The other keys of the mapping with their single values, empty for any other value. */
  readonly present: Readonly<Record<string, string>>;
}

/** One line as the structure of YAML: how far in its dashes and its key stand. */
interface Line {
  readonly dashes: readonly number[];
  /** Where its key or its scalar begins; undefined for a line without any. */
  readonly column: number | undefined;
  readonly key: string | undefined;
  /** Where its value begins, behind the colon. */
  readonly valueAt: number;
  readonly value: string;
}

/**
 * Finds what key or value is written at a position, by indentation alone: so that a text that does not parse, as while
 * it is typed, has an answer too. Block style, and brackets within one line; what stands in texts over many lines is
 * taken for keys. Never throws.
 */
export function yamlPlaceAt(text: string, { line, character: asked }: TextPosition): YamlPlace {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const source = lines[line] ?? '';
  // Behind the end of a line is its end, as everywhere in the protocol.
  const character = Math.min(asked, source.length);
  const here = readLine(source);
  const isBlank = source.trim() === '';
  const column = here.column ?? (isBlank ? character : source.length);
  const dashes = isBlank ? [] : here.dashes;
  const holder = pathAbove(lines, line, column, dashes);
  const present = siblings(lines, line, column, dashes);
  const range = (start: number, end: number): TextRange => ({
    start: { line, character: start },
    end: { line, character: end },
  });
  if (here.key !== undefined && character >= here.valueAt) {
    const start = skipSpace(source, here.valueAt);
    const flow = flowPlace(source, start, character);
    const path = [...holder, here.key, ...flow.path];
    const isKey = flow.at === 'key';
    return {
      path,
      at: flow.at,
      word: source.slice(flow.start, flow.end),
      range: range(Math.min(flow.start, character), Math.max(flow.end, Math.min(character, source.length))),
      present: isKey || flow.path.length > 0 ? flow.present : present,
    };
  }
  const end = here.key === undefined ? source.trimEnd().length : column + here.key.length;
  const start = Math.min(column, character);
  return {
    path: holder,
    at: 'key',
    word: source.slice(column, end),
    range: range(start, Math.max(start, end)),
    present,
  };
}

function readLine(source: string): Line {
  const dashes: number[] = [];
  let begin = skipSpace(source, 0);
  while (source[begin] === '-' && isSpaceOrEnd(source, begin + 1)) {
    dashes.push(begin);
    begin = skipSpace(source, begin + 1);
  }
  const isEmpty = begin >= source.length || source[begin] === '#';
  const colon = isEmpty ? undefined : colonBehindKey(source, begin);
  if (colon === undefined) {
    return {
      dashes,
      column: isEmpty ? undefined : begin,
      key: undefined,
      valueAt: source.length + 1,
      value: '',
    };
  }
  return {
    dashes,
    column: begin,
    key: unquoted(source.slice(begin, colon).trim()),
    valueAt: colon + 1,
    value: source
      .slice(colon + 1)
      .replace(/\s#.*$/, '')
      .trim(),
  };
}

/** The colon that makes a key of what begins here; undefined where there is none. */
function colonBehindKey(source: string, begin: number): number | undefined {
  const first = source[begin] ?? '';
  if ('{[|>'.includes(first)) return undefined;
  const isQuoted = first === '"' || first === "'";
  for (
    let at = isQuoted ? Math.max(begin, source.indexOf(first, begin + 1)) : begin;
    at < source.length;
    at += 1
  ) {
    if (source[at] === ':' && isSpaceOrEnd(source, at + 1)) return at;
    if (source[at] === '#' && source[at - 1] === ' ') return undefined;
  }
  return undefined;
}

function isSpaceOrEnd(source: string, at: number): boolean {
  return at >= source.length || source[at] === ' ';
}

function unquoted(word: string): string {
  return /^(["']).*\1$/.test(word) ? word.slice(1, -1) : word;
}

/** The way to the mapping whose keys begin at a column, by the lines above. */
function pathAbove(
  lines: readonly string[],
  line: number,
  column: number,
  dashes: readonly number[],
): (string | number)[] {
  const path: (string | number)[] = [];
  let limit = column;
  /** Where the dash stands of the list that is counted. */
  let list: number | undefined;
  const into = (dash: number): void => {
    path.unshift(0);
    list = dash;
    limit = dash;
  };
  for (const dash of [...dashes].reverse()) if (dash < limit) into(dash);
  for (let above = line - 1; above >= 0 && (limit > 0 || list !== undefined); above -= 1) {
    const read = readLine(lines[above] ?? '');
    if (read.column === undefined && read.dashes.length === 0) continue;
    const key = read.key !== undefined && read.column !== undefined ? read.column : Infinity;
    // A key holds what is indented below it, and a list also at its own column.
    if (key < limit || (list !== undefined && key === limit && read.dashes.length === 0)) {
      path.unshift(read.key ?? '');
      limit = key;
      list = undefined;
    }
    for (const dash of [...read.dashes].reverse()) {
      if (list === dash) path[0] = Number(path[0]) + 1;
      else if (dash < limit) into(dash);
    }
  }
  return path;
}

/** The keys beside the one at a line, above and below it, with their values. */
function siblings(
  lines: readonly string[],
  line: number,
  column: number,
  dashes: readonly number[],
): Record<string, string> {
  const present = Object.create(null) as Record<string, string>;
  const add = (read: Line): void => {
    if (read.key !== undefined && read.column === column) present[read.key] = unquoted(read.value);
  };
  /** Whether a line ends the mapping; where it begins with a dash of its own list, that line is still part of it above. */
  const isOutside = (read: Line): boolean => Math.min(read.column ?? Infinity, ...read.dashes) < column;
  if (dashes.length === 0) {
    for (let above = line - 1; above >= 0; above -= 1) {
      const read = readLine(lines[above] ?? '');
      if (read.dashes.length > 0 && read.column === column) add(read);
      if (isOutside(read)) break;
      add(read);
    }
  }
  for (let below = line + 1; below < lines.length; below += 1) {
    const read = readLine(lines[below] ?? '');
    if (isOutside(read)) break;
    add(read);
  }
  return present;
}
