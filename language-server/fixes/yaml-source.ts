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
} from 'yaml';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { readYamlDocuments } from '../../core/system';
import type { TextChange } from './fix';

/** Far more levels than any manifest has. */
const MAX_DEPTH = 100;
const LINE_END = /\r\n|\n|\r/;

/** An entry of a mapping where it stands. */
export interface YamlEntry {
  readonly key: Scalar;
  readonly pair: Pair;
  readonly mapping: YAMLMap;
}

/**
 * A YAML text that is edited where it stands: nothing else of it changes, no comment, quote or line end. Undefined is
 * what cannot be done so.
 */
export class YamlSource {
  /** What ends the first line of the text. */
  private readonly lineEnd: string;
  private readonly text: string;
  private readonly documents: readonly Document.Parsed[];
  private roots: readonly YamlEntry[] | undefined;
  private entries: EntryPlaces | undefined;

  /** @param file absolute path of the document */
  constructor(
    private readonly file: string,
    private readonly document: TextDocument,
  ) {
    this.text = document.getText();
    this.lineEnd = LINE_END.exec(this.text)?.[0] ?? '\n';
    const options = {
      version: '1.1',
      schema: 'failsafe',
      resolveKnownTags: false,
      uniqueKeys: false,
    } as const;
    this.documents = readYamlDocuments(this.text, MAX_DEPTH, { ...options, prettyErrors: false }) ?? [];
  }

  /** The entries of the outermost mappings, in their order. */
  get rootEntries(): readonly YamlEntry[] {
    this.roots ??= this.documents.flatMap(({ contents }) => (isMap(contents) ? entriesOf(contents) : []));
    return this.roots;
  }

  /** The last of the outermost entries with a name: of several documents the last one counts. */
  rootEntry(name: string): YamlEntry | undefined {
    return this.rootEntries.findLast(({ key }) => key.value === name);
  }

  /** The entry whose key begins at an offset. */
  entryAt(offset: number): YamlEntry | undefined {
    return this.places.keys.get(offset);
  }

  /** The entry whose value, a single one, begins at an offset. */
  entryOfValueAt(offset: number): YamlEntry | undefined {
    return this.places.values.get(offset);
  }

  /** How far entries are indented in others, as one of some entries shows it. */
  stepIn(entries: readonly YamlEntry[]): string | undefined {
    for (const { key, pair } of entries) {
      const inner = isMap(pair.value) && pair.value.flow !== true ? entriesOf(pair.value)[0] : undefined;
      if (inner === undefined) continue;
      const step =
        this.columnOf(this.lineStart(startOf(inner.key))) - this.columnOf(this.lineStart(startOf(key)));
      if (step > 0) return ' '.repeat(step);
    }
    return undefined;
  }

  /** Whether a text of its own begins at an offset. */
  isScalarStart(offset: number): boolean {
    let found = false;
    for (const document of this.documents)
      visit(document, {
        Scalar: (_key, node) => {
          found ||= startOf(node) === offset;
        },
      });
    return found;
  }

  /** Takes an entry away, with the comments right above it. */
  remove({ pair, key, mapping }: YamlEntry): TextChange | undefined {
    const lines = this.linesOf({ pair, key, mapping });
    if (lines === undefined || mapping.items.length < 2 || this.isNeededElsewhere(pair)) return undefined;
    const start = this.aboveComments(lines.start, lines.column);
    const isBehindBlank = start === 0 || this.isBlankLine(this.lineStart(start - 1));
    const end = isBehindBlank && this.isBlankLine(lines.end) ? this.nextLine(lines.end) : lines.end;
    return this.change(start, end, '');
  }

  /** Puts lines below an entry, or above it and its comments. They are indented as it is. */
  insert(beside: YamlEntry, where: 'above' | 'below', rows: readonly string[]): TextChange | undefined {
    const lines = this.linesOf(beside);
    if (lines === undefined) return undefined;
    const indent = this.text.slice(lines.start, lines.start + lines.column);
    const lineEnd = LINE_END.exec(this.text.slice(lines.start))?.[0] ?? this.lineEnd;
    const written = rows.map((row) => (row === '' ? '' : indent + row)).join(lineEnd);
    if (where === 'above') {
      const at = this.aboveComments(lines.start, lines.column);
      return this.change(at, at, written + lineEnd);
    }
    const endsOpen = lines.end === this.text.length && !/[\r\n]$/.test(this.text);
    return this.change(lines.end, lines.end, endsOpen ? lineEnd + written : written + lineEnd);
  }

  /** Gives a single value another text, quoted as it is. The text must be one that needs no quotes. */
  setValue({ pair }: YamlEntry, value: string): TextChange | undefined {
    const node = pair.value;
    if (!isScalar(node) || node.anchor !== undefined || node.tag !== undefined) return undefined;
    const [start, end] = node.range ?? [0, 0];
    if (end <= start) return undefined;
    const quote = node.type === 'QUOTE_DOUBLE' ? '"' : node.type === 'PLAIN' ? '' : "'";
    const lineEnd = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED' ? this.lineEnd : '';
    return this.change(start, end, quote + value + quote + lineEnd);
  }

  /** Gives a key another text, quoted as it is. The text must be one that needs no quotes. */
  setKey({ key }: YamlEntry, text: string): TextChange | undefined {
    const [start, end] = key.range ?? [0, 0];
    if (key.anchor !== undefined || key.tag !== undefined || end <= start) return undefined;
    const quote = key.type === 'QUOTE_DOUBLE' ? '"' : key.type === 'QUOTE_SINGLE' ? "'" : '';
    return this.change(start, end, quote + text + quote);
  }

  /** The source of an entry's value. */
  sourceOf({ pair }: YamlEntry): string {
    const [start, end] = (pair.value as Node | null)?.range ?? [0, 0];
    return this.text.slice(start, end);
  }

  /** Whether a blank line stands above an entry and its comments. */
  isSetApart(entry: YamlEntry): boolean {
    const lines = this.linesOf(entry);
    if (lines === undefined) return false;
    const start = this.aboveComments(lines.start, lines.column);
    return start > 0 && this.isBlankLine(this.lineStart(start - 1));
  }

  change(start: number, end: number, newText: string): TextChange {
    const range = { start: this.document.positionAt(start), end: this.document.positionAt(end) };
    return { file: this.file, range, newText };
  }

  /** The lines of an entry: from the beginning of its first to behind the end of its last. */
  private linesOf({
    key,
    pair,
    mapping,
  }: YamlEntry): { start: number; end: number; column: number } | undefined {
    if (mapping.flow === true) return undefined;
    const keyStart = startOf(key);
    const start = this.lineStart(keyStart);
    if (/[^ \t]/.test(this.text.slice(start, keyStart))) return undefined;
    const value = pair.value as Node | null;
    const isKept = isScalar(value) && /^[|>]\d?\+/.test(this.sourceOf({ key, pair, mapping }));
    const last = Math.max(key.range?.[1] ?? keyStart, value?.range?.[1] ?? 0);
    if (isKept) return { start, end: last, column: keyStart - start };
    const content = this.text.slice(keyStart, last).trimEnd();
    return { start, end: this.nextLine(keyStart + content.length), column: keyStart - start };
  }

  /** Whether an alias elsewhere stands for something in an entry. */
  private isNeededElsewhere(pair: Pair): boolean {
    const anchors = new Set<string>();
    const within = new Set<unknown>();
    visit(pair as never, (_key, node) => {
      within.add(node);
      // A key without a value has none at all.
      if (isNode(node) && !isAlias(node) && node.anchor !== undefined) anchors.add(node.anchor);
    });
    let isNeeded = false;
    for (const document of anchors.size > 0 ? this.documents : [])
      visit(document, {
        Alias: (_key, node) => {
          isNeeded ||= anchors.has(node.source) && !within.has(node);
        },
      });
    return isNeeded;
  }

  /** Where the comments begin that stand right above a line; a comment at the top of the text is one of the whole. */
  private aboveComments(line: number, column: number): number {
    let start = line;
    while (start > 0) {
      const above = this.lineStart(start - 1);
      if (!/^[ \t]*#/.test(this.text.slice(above, start)) || this.columnOf(above) !== column) break;
      start = above;
    }
    return start === 0 ? line : start;
  }

  private columnOf(line: number): number {
    return /^[ \t]*/.exec(this.text.slice(line))?.[0].length ?? 0;
  }

  private lineStart(offset: number): number {
    const { line } = this.document.positionAt(offset);
    return this.document.offsetAt({ line, character: 0 });
  }

  private nextLine(offset: number): number {
    const { line } = this.document.positionAt(offset);
    return line + 1 < this.document.lineCount
      ? this.document.offsetAt({ line: line + 1, character: 0 })
      : this.text.length;
  }

  private isBlankLine(start: number): boolean {
    return start < this.text.length && this.text.slice(start, this.nextLine(start)).trim() === '';
  }

  private get places(): EntryPlaces {
    if (this.entries !== undefined) return this.entries;
    const places = { keys: new Map<number, YamlEntry>(), values: new Map<number, YamlEntry>() };
    const add = (entry: YamlEntry): void => {
      const { key, pair } = entry;
      setFirst(places.keys, startOf(key), entry);
      if (isScalar(pair.value)) setFirst(places.values, startOf(pair.value), entry);
    };
    for (const document of this.documents)
      visit(document, {
        Map: (_key, node) => {
          entriesOf(node).forEach(add);
        },
      });
    this.entries = places;
    return places;
  }
}

/** The entries of a text by the offsets at which their keys, and their single values, begin. */
interface EntryPlaces {
  readonly keys: ReadonlyMap<number, YamlEntry>;
  readonly values: ReadonlyMap<number, YamlEntry>;
}

function setFirst(places: Map<number, YamlEntry>, offset: number, entry: YamlEntry): void {
  if (!places.has(offset)) places.set(offset, entry);
}

function entriesOf(mapping: YAMLMap): YamlEntry[] {
  return mapping.items.flatMap((pair) => (isScalar(pair.key) ? { key: pair.key, pair, mapping } : []));
}

function startOf(node: Scalar): number {
  return node.range?.[0] ?? -1;
}
