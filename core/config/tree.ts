import { isAlias, isCollection, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { KeyPath } from './problem';

/** The offsets of what stands at a path, or of the nearest thing above it that exists. */
export function offsetsOf(
  root: Node | null,
  path: KeyPath,
  at: 'key' | 'value',
): [start: number, end: number] {
  let node: Node | null = root;
  let found: [number, number] = [0, 0];
  for (const [depth, step] of path.entries()) {
    const wanted = depth === path.length - 1 ? at : 'value';
    if (isMap(node)) {
      const pair: Pair | undefined = pairOf(node, String(step));
      if (pair === undefined) return found;
      found = pairOffsets(pair, wanted);
      node = nodeOrNull(pair.value);
    } else if (isSeq(node)) {
      node = nodeOrNull(node.items[Number(step)]);
      if (node === null) return found;
      found = elementOffsets(node);
    } else {
      return found;
    }
  }
  return found;
}

/** The pairs of a mapping by key: a hostile text has so many that looking through them each time would not end. */
const indexes = new WeakMap<YAMLMap, Map<string, Pair>>();

/** The pair of a mapping with this key, or undefined. */
export function pairOf(mapping: YAMLMap, key: string): Pair | undefined {
  let index = indexes.get(mapping);
  if (index === undefined) {
    index = new Map(mapping.items.map((pair) => [keyText(pair), pair]));
    indexes.set(mapping, index);
  }
  return index.get(key);
}

/** A pair's key as a text; empty for a key that is a collection or nothing. */
export function keyText(pair: Pair): string {
  const value = isScalar(pair.key) ? (pair.key.value ?? '') : '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What YAML's types leave open: a node, or nothing. */
export function nodeOrNull(value: unknown): Node | null {
  return isScalar(value) || isCollection(value) || isAlias(value) ? value : null;
}

/** A value where it is a single one; else its key, which is what people look at. */
function pairOffsets(pair: Pair, at: 'key' | 'value'): [number, number] {
  const value = nodeOrNull(pair.value);
  const single = value !== null && !isCollection(value) && !(isScalar(value) && value.value === null);
  return offsets(at === 'value' && single ? value : nodeOrNull(pair.key));
}

function elementOffsets(node: Node): [number, number] {
  if (!isMap(node)) return offsets(node);
  return offsets(nodeOrNull(node.items[0]?.key) ?? node);
}

/** Where a node begins and ends. */
export function offsets(node: Node | null): [number, number] {
  const [start = 0, end = 0] = node?.range ?? [];
  return [start, end];
}
