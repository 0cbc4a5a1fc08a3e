import { isMap, isSeq, type Node, type Pair } from 'yaml';
import { l10n } from '../system';
import type { ConfigDocument } from './document';
import { dottedKey, problemAt, shown, type ConfigProblem, type KeyPath, type TextRange } from './problem';
import { keyText, nodeOrNull } from './tree';

/** Every key that stands twice in one mapping, wherever it is; YAML would silently take the last. */
export function duplicateKeys(document: ConfigDocument): ConfigProblem[] {
  return [...mappingsOf(document.root, [])].flatMap(({ items, path }) => {
    const first = new Map<string, TextRange>();
    return items.flatMap((pair) => {
      const node = nodeOrNull(pair.key);
      if (node === null) return [];
      const key = keyText(pair);
      const range = document.rangeOfNode(node);
      const earlier = first.get(key);
      if (earlier === undefined) {
        first.set(key, range);
        return [];
      }
      const place = [...path, key];
      const message = l10n.t(
        'The key {0} stands twice, in lines {1} and {2}: keep one of them.',
        shown(dottedKey(place)),
        earlier.start.line + 1,
        range.start.line + 1,
      );
      return [problemAt(range, { path: place, message })];
    });
  });
}

function* mappingsOf(node: Node | null, path: KeyPath): Generator<{ items: readonly Pair[]; path: KeyPath }> {
  if (isMap(node)) {
    yield { items: node.items, path };
    for (const pair of node.items) yield* mappingsOf(nodeOrNull(pair.value), [...path, keyText(pair)]);
  } else if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) yield* mappingsOf(nodeOrNull(item), [...path, index]);
  }
}
