import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  visit,
  type Document,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

/** The documents of one text. */
export type Documents = readonly Document.Parsed[];

/** An entry of a mapping where it stands. */
export interface YamlEntry {
  readonly key: Scalar;
  readonly pair: Pair;
  readonly mapping: YAMLMap;
}

/** An element of a list where it stands. */
export interface YamlItem {
  readonly list: YAMLSeq;
  readonly index: number;
  readonly item: Node;
}

/** Looks at every mapping, the outermost first. */
export function visitMappings(documents: Documents, see: (mapping: YAMLMap) => void): void {
  for (const document of documents)
    visit(document, {
      Map: (_key, node) => {
        see(node);
      },
    });
}

/** The mapping that begins at an offset. */
export function mappingAt(documents: Documents, offset: number): YAMLMap | undefined {
  let found: YAMLMap | undefined;
  visitMappings(documents, (mapping) => {
    if (mapping.range?.[0] === offset) found ??= mapping;
  });
  return found;
}

/** The element of a list that begins at an offset. */
export function itemAt(documents: Documents, offset: number): YamlItem | undefined {
  let found: YamlItem | undefined;
  for (const document of documents)
    visit(document, {
      Seq: (_key, list) => {
        const index = list.items.findIndex((item) => isNode(item) && item.range?.[0] === offset);
        const item = list.items[index];
        if (isNode(item)) found ??= { list, index, item };
      },
    });
  return found;
}

/** Whether an alias elsewhere stands for something in an entry or element. */
export function isNeededElsewhere(documents: Documents, part: Pair | Node): boolean {
  const anchors = new Set<string>();
  const within = new Set<unknown>();
  visit(part as never, (_key, node) => {
    within.add(node);
    if ((isScalar(node) || isMap(node) || 'anchor' in (node as object)) && !isAlias(node)) {
      const { anchor } = node as { anchor?: string };
      if (anchor !== undefined) anchors.add(anchor);
    }
  });
  let isNeeded = false;
  for (const document of documents)
    visit(document, {
      Alias: (_key, node) => {
        isNeeded ||= anchors.has(node.source) && !within.has(node);
      },
    });
  return isNeeded;
}

/** Whether something in an entry is an alias. */
export function holdsAlias(pair: Pair): boolean {
  let holds = false;
  visit(pair as never, { Alias: () => void (holds = true) });
  return holds;
}

/** The entries of a mapping that have single keys. */
export function entriesOf(mapping: YAMLMap): YamlEntry[] {
  return mapping.items.flatMap((pair) => (isScalar(pair.key) ? { key: pair.key, pair, mapping } : []));
}

/** Where a node begins. */
export function startOf(node: Scalar): number {
  return node.range?.[0] ?? -1;
}
