import { isMap } from 'yaml';
import { readYamlDocuments } from '../../system';
import { MANIFEST_DEPTH, MANIFEST_YAML } from './documents';
import { EntryCollector, NodeReader, TooManyNodes, type YamlProblems } from './node-reader';
import type { ManifestNode, MappingEntry, MappingNode, ScalarNode } from './nodes';
import { Positions, type ManifestRange } from './positions';

/** What one entry of a manifest was read as, where it stood. */
interface ReadEntry {
  readonly line: number;
  readonly entry: MappingEntry;
  readonly nodes: number;
  readonly end: ManifestRange['end'];
}

/** One entry of a text: from the line of its key to that of the next. */
interface Piece {
  readonly text: string;
  readonly line: number;
}

/** What makes one entry depend on another, or a text more than one mapping of entries at its left edge. */
const CONNECTED =
  /!include|^\uFEFF|\r(?!\n)|[\u0085\u2028\u2029]|(?:^|[\s,[{:?-])[&*][^\s,\]}]|^(?:---|\.\.\.|[%?{[\]}\t"'<!|>@`]|-(?:\s|$))/m;
/** Far fewer than are refused in all. */
const MOST_NODES = 50_000;

/**
 * The entries of a manifest that were read before, for a text that is read again with every key: one whose text is the
 * same is not parsed again. It serves the plain majority of manifests; for all others it says so.
 */
export class EntryMemory {
  private entries = new Map<string, ReadEntry>();

  /**
   * The mapping that a text is, with what is wrong with its nodes reported; undefined, and nothing reported, where the text
   * has to be read whole.
   */
  read(text: string, problems: YamlProblems): MappingNode | undefined {
    if (CONNECTED.test(text)) return undefined;
    const pieces = piecesOf(text);
    if (pieces === undefined) return undefined;
    const read: ReadEntry[] = [];
    const entries = new Map<string, ReadEntry>();
    for (const piece of pieces) {
      const entry = this.entryOf(piece);
      if (entry === undefined) return undefined;
      entries.set(piece.text, entry);
      read.push(entry);
    }
    const [first] = read;
    const last = read.at(-1);
    if (first === undefined || last === undefined) return undefined;
    if (read.reduce((total, { nodes }) => total + nodes, 0) > MOST_NODES) return undefined;
    this.entries = entries;
    return collected(read, { start: { line: first.line, column: 0 }, end: last.end }, problems);
  }

  private entryOf({ text, line }: Piece): ReadEntry | undefined {
    const known = this.entries.get(text);
    if (known !== undefined) return known.line === line ? known : moved(known, line - known.line);
    const read = readPiece(text);
    return read && moved(read, line);
  }
}

/** Comments and empty lines, as they may stand above the first entry. */
const NOTHING = /^(?:[ \t]*(?:#.*)?\r?\n)*$/;

/** The pieces of a text; comments and empty lines belong to the entry above them. Undefined where it begins otherwise. */
function piecesOf(text: string): Piece[] | undefined {
  const pieces: Piece[] = [];
  const keys = /^[^\s#]/gm;
  let start = keys.exec(text)?.index;
  if (!NOTHING.test(text.slice(0, start))) return undefined;
  let line = start === undefined ? 0 : linesIn(text.slice(0, start));
  while (start !== undefined) {
    const next: number | undefined = keys.exec(text)?.index;
    const piece = text.slice(start, next);
    pieces.push({ text: piece, line });
    line += linesIn(piece);
    start = next;
  }
  return pieces;
}

function linesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function readPiece(text: string): ReadEntry | undefined {
  const positions = new Positions(text);
  const [document, second] = readYamlDocuments(text, MANIFEST_DEPTH, MANIFEST_YAML) ?? [];
  const contents: unknown = document?.contents;
  if (document === undefined || second !== undefined || document.errors.length > 0) return undefined;
  if (!isMap(contents) || contents.items.length !== 1) return undefined;
  const problems: string[] = [];
  const reader = new NodeReader(positions, { add: (_, message) => problems.push(message) });
  try {
    const node = reader.read(contents);
    const [entry] = node?.kind === 'mapping' ? node.entries : [];
    // What is wrong with it is said with its places, which are those of the whole text.
    if (node === undefined || entry === undefined || problems.length > 0) return undefined;
    return { line: 0, entry, nodes: reader.count, end: node.range.end };
  } catch (caught) {
    if (caught instanceof TooManyNodes) return undefined;
    throw caught;
  }
}

function collected(read: readonly ReadEntry[], range: ManifestRange, problems: YamlProblems): MappingNode {
  const collector = new EntryCollector(problems);
  for (const { entry } of read) collector.add(entry.key, entry.value);
  return { kind: 'mapping', entries: collector.entries, range };
}

function moved({ line, entry, nodes, end }: ReadEntry, by: number): ReadEntry {
  if (by === 0) return { line, entry, nodes, end };
  return {
    line: line + by,
    entry: { key: movedNode(entry.key, by), value: movedNode(entry.value, by) },
    nodes,
    end: { line: end.line + by, column: end.column },
  };
}

function movedNode(node: ScalarNode, by: number): ScalarNode;
function movedNode(node: ManifestNode, by: number): ManifestNode;
function movedNode(node: ManifestNode, by: number): ManifestNode {
  const range = movedRange(node.range, by);
  if (node.kind === 'scalar') return { ...node, range };
  if (node.kind === 'list') return { ...node, range, items: node.items.map((item) => movedNode(item, by)) };
  const entries = node.entries.map(({ key, value }) => ({
    key: movedNode(key, by),
    value: movedNode(value, by),
  }));
  return { ...node, range, entries };
}

function movedRange({ start, end }: ManifestRange, by: number): ManifestRange {
  return {
    start: { line: start.line + by, column: start.column },
    end: { line: end.line + by, column: end.column },
  };
}
