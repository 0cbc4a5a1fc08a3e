import { isMap, isNode, isSeq, type YAMLMap } from 'yaml';
import { JsonNumber, type JsonValue, type OrderedValue } from '../records';
import type { TextChange } from '../system';
import type { FrontMatterDocument } from './front-matter-document';
import { FRONT_MATTER_MAX_LINES } from './front-matter-frame';
import { yamlValue } from './yaml-text';

/** What is needed of front matter to write in it. */
type Written = Pick<FrontMatterDocument, 'yaml' | 'range' | 'rangeOf'>;

/** A key that takes more has to be announced, on a line of its own. */
const LONGEST_KEY = 500;

/** The recorded value in the place of one that has a text of its own; undefined where nothing stands there. */
export function replacement(
  { yaml, rangeOf }: Written,
  given: unknown,
  recorded: OrderedValue,
): TextChange | undefined {
  const [start, end] = (isNode(given) ? given.range : undefined) ?? [0, 0];
  if (start === end || !isJson(recorded)) return undefined;
  // The line break behind a block belongs to what follows.
  const length = yaml.slice(start, end).trimEnd().length;
  return { range: rangeOf(start, start + length), newText: yamlValue(recorded) };
}

/**
 * A recorded member on a line below the last one of a mapping; undefined for a mapping in braces, and where the front
 * matter would become too long to be one.
 */
export function insertion(
  { yaml, range, rangeOf }: Written,
  map: YAMLMap,
  name: string,
  recorded: OrderedValue,
): TextChange | undefined {
  const [first] = map.items;
  const start = isNode(first?.key) ? first.key.range?.[0] : undefined;
  const isFull = range.end.line >= FRONT_MATTER_MAX_LINES;
  if (map.flow === true || start === undefined || isFull || name.length > LONGEST_KEY || !isJson(recorded))
    return undefined;
  const indentation = yaml.slice(yaml.lastIndexOf('\n', start - 1) + 1, start);
  // Behind a dash, an anchor or a question mark the keys below begin with spaces all the same.
  if (/[^ -]/.test(indentation)) return undefined;
  const end = endOfLine(yaml, endOf(map));
  const member = yamlValue({ [name]: recorded }).slice(1, -1);
  return { range: rangeOf(end, end), newText: `\n${indentation.replaceAll('-', ' ')}${member}` };
}

/** Where the content of a node ends, what its blocks hold of the lines below not counted. */
function endOf(node: unknown): number {
  if ((isMap(node) || isSeq(node)) && node.flow !== true) {
    return node.items.reduce<number>((furthest, item) => Math.max(furthest, endOf(item)), 0);
  }
  if (isNode(node)) return node.range?.[1] ?? 0;
  if (typeof node !== 'object' || node === null || !('key' in node) || !('value' in node)) return 0;
  return Math.max(endOf(node.key), endOf(node.value));
}

/** The end of the line that holds what ends at this offset. */
function endOfLine(yaml: string, offset: number): number {
  const content = yaml.slice(0, offset).trimEnd().length;
  const end = yaml.indexOf('\n', content);
  return end < 0 ? yaml.length : end;
}

/** Whether a value is one that is written on a line. */
function isJson(value: OrderedValue): value is JsonValue {
  if (value instanceof Map) return false;
  if (typeof value !== 'object' || value === null || value instanceof JsonNumber) return true;
  return Object.values(value).every(isJson);
}
