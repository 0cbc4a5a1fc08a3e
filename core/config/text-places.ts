import { isCollection, isPair, isScalar, type Node, type Pair } from 'yaml';
import { nodeOrNull } from './tree';

/** Where the line begins that holds this offset. */
export function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line ends that holds this offset, before its line break. */
export function endOfLine(text: string, offset: number): number {
  const found = text.indexOf('\n', offset);
  const end = found === -1 ? text.length : found;
  return text[end - 1] === '\r' && end - 1 >= offset ? end - 1 : end;
}

/** What stands in the line before this offset. */
export function textBefore(text: string, offset: number): string {
  return text.slice(startOfLine(text, offset), offset);
}

/** The line break that the file uses. */
export function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Where the last character of a node or pair stands, exclusive; comments and space behind it do not count. */
export function contentEnd(text: string, item: unknown): number {
  if (isPair(item)) return Math.max(endOfKey(text, item), endOf(text, nodeOrNull(item.value)));
  return endOf(text, nodeOrNull(item));
}

function endOf(text: string, node: Node | null): number {
  const [start = 0, end = 0] = node?.range ?? [];
  if (isCollection(node) && node.flow !== true) {
    return node.items.reduce<number>((furthest, item) => Math.max(furthest, contentEnd(text, item)), start);
  }
  if (isScalar(node) && node.value === null && start === end) return start;
  return start + text.slice(start, end).replace(/[ \t\r\n]+$/, '').length;
}

/** Behind the colon of a key, where there is one. */
function endOfKey(text: string, pair: Pair): number {
  const end = nodeOrNull(pair.key)?.range?.[1] ?? 0;
  const colon = /^\s*:/.exec(text.slice(end));
  return colon === null ? end : end + colon[0].length;
}

/** As much of a list's source as says where its dashes are. */
interface ListSource {
  readonly items: readonly {
    readonly start: readonly { readonly type: string; readonly offset: number }[];
  }[];
}

/** Where the dash of a list's element stands. */
export function dashOffset(list: Node, index: number): number | undefined {
  const source = list.srcToken as unknown as ListSource | undefined;
  return source?.items[index]?.start.find((token) => token.type === 'seq-item-ind')?.offset;
}
