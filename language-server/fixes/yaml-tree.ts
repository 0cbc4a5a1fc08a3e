import {
  isAlias,
  isCollection,
  isNode,
  isPair,
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

/** What stands where in a text, by the offsets at which it begins. */
export interface YamlPlaces {
  /** Entries by their keys. */
  readonly keys: ReadonlyMap<number, YamlEntry>;
  /** Entries by their values, where those are single ones. */
  readonly values: ReadonlyMap<number, YamlEntry>;
  readonly mappings: ReadonlyMap<number, YAMLMap>;
  /** Elements of lists. */
  readonly items: ReadonlyMap<number, YamlItem>;
}

/** Looks at a whole text once, since there may be thousands of fixes for it. Of two at one place the outer one counts. */
export function placesIn(documents: Documents): YamlPlaces {
  const keys = new Map<number, YamlEntry>();
  const values = new Map<number, YamlEntry>();
  const mappings = new Map<number, YAMLMap>();
  const items = new Map<number, YamlItem>();
  for (const document of documents)
    visit(document, {
      Map: (_key, mapping) => {
        setFirst(mappings, mapping.range?.[0], mapping);
        for (const entry of entriesOf(mapping)) {
          setFirst(keys, startOf(entry.key), entry);
          if (isScalar(entry.pair.value)) setFirst(values, startOf(entry.pair.value), entry);
        }
      },
      Seq: (_key, list) => {
        for (const [index, item] of list.items.entries())
          if (isNode(item)) setFirst(items, item.range?.[0], { list, index, item });
      },
    });
  return { keys, values, mappings, items };
}

function setFirst<Found>(places: Map<number, Found>, offset: number | undefined, found: Found): void {
  if (offset !== undefined && !places.has(offset)) places.set(offset, found);
}

/** Whether an alias elsewhere stands for something in an entry or element. */
export function isNeededElsewhere(documents: Documents, part: Pair | Node): boolean {
  const anchors = new Set<string>();
  const within = new Set<unknown>();
  visit(part as never, (_key, node) => {
    within.add(node);
    // A key without a value has none at all.
    if (isNode(node) && !isAlias(node) && node.anchor !== undefined) anchors.add(node.anchor);
  });
  let isNeeded = false;
  for (const document of anchors.size > 0 ? documents : [])
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

/** Where the last node of an entry or element ends. */
export function endOf(part: Pair | Node): number {
  const nodes = isPair(part) ? [part.key, part.value] : [part];
  return Math.max(...nodes.map((node) => (isNode(node) ? (node.range?.[1] ?? 0) : 0)));
}

/** The text that an entry or element ends with, where that keeps the blank lines behind it (`|+`). */
export function keptTextOf(part: unknown, source: string): Scalar | undefined {
  if (isPair(part)) return keptTextOf(part.value, source);
  if (isCollection(part)) return keptTextOf(part.items.at(-1), source);
  if (!isScalar(part)) return undefined;
  const [start, end] = part.range ?? [0, 0];
  return /^[|>]\d?\+/.test(source.slice(start, end)) ? part : undefined;
}

/** Whether an anchor or a tag stands before a node. */
export function isMarked(node: Node | undefined): boolean {
  return isNode(node) && (node.tag !== undefined || (!isAlias(node) && node.anchor !== undefined));
}
