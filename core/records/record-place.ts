import { findNodeAtLocation, getLocation, parseTree, type JSONPath } from 'jsonc-parser';

/** Where an offset stands in the JSON of a record that somebody writes. */
export interface RecordPlace {
  /** The object or list that the key or value stands in; for a value, with its key at the end. */
  readonly path: readonly (string | number)[];
  readonly at: 'key' | 'value';
  /** The key or value as it is written so far, its quotes included, and where; empty where nothing is. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** The other keys of the object that a key stands in. */
  readonly present: readonly string[];
}

/**
 * Finds what key or value is written at an offset of a text that need not be JSON yet. Never throws.
 * @returns undefined where nothing can stand: outside of the outermost object, and behind a value
 */
export function recordPlaceAt(text: string, offset: number): RecordPlace | undefined {
  const { path, previousNode, isAtPropertyKey } = getLocation(text, offset);
  if (path.length === 0) return undefined;
  const node = previousNode?.type === 'object' || previousNode?.type === 'array' ? undefined : previousNode;
  const isIn = node !== undefined && node.offset <= offset && offset <= node.offset + node.length;
  const start = isIn ? node.offset : offset - (/[\w-]*$/.exec(text.slice(0, offset))?.[0].length ?? 0);
  const end = isIn ? start + node.length : offset + (/^[\w-]*/.exec(text.slice(offset))?.[0].length ?? 0);
  // Behind a value that is whole its mark has to come first.
  if (!isIn && !/[{[,:]\s*$/.test(text.slice(0, start))) return undefined;
  const word = text.slice(start, end);
  if (!isAtPropertyKey) return { path, at: 'value', word, start, end, present: [] };
  const holder = path.slice(0, -1);
  const present = keysOf(text, holder).filter((key) => key.start !== start);
  return { path: holder, at: 'key', word, start, end, present: present.map(({ key }) => key) };
}

function keysOf(text: string, path: JSONPath): { readonly key: string; readonly start: number }[] {
  const root = parseTree(text);
  const holder = root && findNodeAtLocation(root, path);
  if (holder?.type !== 'object') return [];
  return (holder.children ?? []).flatMap(({ children: [key] = [] }) =>
    key?.type === 'string' ? { key: String(key.value), start: key.offset } : [],
  );
}
