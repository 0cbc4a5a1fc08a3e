import { isMap, isScalar, visit, type Node, type Pair } from 'yaml';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { readYamlDocuments } from '../../core/system';
import type { TextChange } from './fix';
import { SourceLines } from './source-lines';
import {
  endOf,
  entriesOf,
  holdsAlias,
  isMarked,
  isNeededElsewhere,
  keptTextOf,
  placesIn,
  startOf,
  type Documents,
  type YamlEntry,
  type YamlPlaces,
} from './yaml-tree';

/** Far more levels than any manifest has. */
const MAX_DEPTH = 100;

/**
 * A YAML text that is edited where it stands: nothing else of it changes, no comment, quote or line end. Undefined is
 * what cannot be done so.
 */
export class YamlSource {
  private readonly lines: SourceLines;
  private readonly documents: Documents;
  private roots: readonly YamlEntry[] | undefined;
  private found: YamlPlaces | undefined;

  /** @param file absolute path of the document */
  constructor(file: string, document: TextDocument) {
    this.lines = new SourceLines(file, document);
    const options = {
      version: '1.1',
      schema: 'failsafe',
      resolveKnownTags: false,
      uniqueKeys: false,
    } as const;
    this.documents = readYamlDocuments(this.lines.text, MAX_DEPTH, { ...options, prettyErrors: false }) ?? [];
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
        this.lines.indent(this.lines.start(startOf(inner.key))) -
        this.lines.indent(this.lines.start(startOf(key)));
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
    if (lines === undefined || mapping.items.length < 2 || isNeededElsewhere(this.documents, pair))
      return undefined;
    return this.lines.remove(this.lines.aboveComments(lines.start, lines.column), lines.end);
  }

  /** Puts lines below an entry, or above it and its comments. They are indented as it is. */
  insert(beside: YamlEntry, where: 'above' | 'below', rows: readonly string[]): TextChange | undefined {
    const lines = this.linesOf(beside);
    if (lines === undefined) return undefined;
    const indent = this.lines.text.slice(lines.start, lines.start + lines.column);
    const written = rows.map((row) => (row === '' ? '' : indent + row));
    const at = where === 'above' ? this.lines.aboveComments(lines.start, lines.column) : lines.end;
    return this.lines.insert(at, written);
  }

  /**
   * Puts an entry, with the comments right above it, above or below another one of its mapping. One that has to do with
   * anchors stays where it is: they count for what stands behind them.
   */
  move(entry: YamlEntry, where: 'above' | 'below', beside: YamlEntry): readonly TextChange[] | undefined {
    const [lines, target] = [this.linesOf(entry), this.linesOf(beside)];
    const removed = this.remove(entry);
    if (lines === undefined || target === undefined || removed === undefined) return undefined;
    if (entry.mapping !== beside.mapping || holdsAlias(entry.pair)) return undefined;
    const rows = this.lines.rows(this.lines.aboveComments(lines.start, lines.column), lines.end);
    if (where === 'below')
      return [removed, this.lines.insert(target.end, this.isSetApart(beside) ? ['', ...rows] : rows)];
    const at = this.lines.aboveComments(target.start, target.column);
    return [this.lines.insert(at, this.isSetApart(entry) ? [...rows, ''] : rows), removed];
  }

  /** Adds an entry at the end of the mapping that begins at an offset, in its style. */
  append(offset: number, row: string): TextChange | undefined {
    const mapping = this.places.mappings.get(offset);
    const last = mapping && entriesOf(mapping).at(-1);
    if (last === undefined) return undefined;
    if (last.mapping.flow === true) {
      const end = this.contentEnd(last);
      // `[a: b]` holds a mapping without brackets, which has no room for another entry.
      return this.lines.text[offset] === '{' ? this.lines.change(end, end, `, ${row}`) : undefined;
    }
    const keyStart = startOf(last.key);
    const [above] = /^ *(?:- +)*$/.exec(this.lines.text.slice(this.lines.start(keyStart), keyStart)) ?? [];
    if (above === undefined) return undefined;
    return this.lines.insert(this.linesEnd(last.pair, keyStart), [' '.repeat(above.length) + row]);
  }

  /** How many elements the list has in which one begins at an offset; undefined where none does. */
  itemsAround(offset: number): number | undefined {
    return this.places.items.get(offset)?.list.items.length;
  }

  /** Takes the element of a list away that begins at an offset, with the comments right above it; never the only one. */
  removeItem(offset: number): TextChange | undefined {
    const found = this.places.items.get(offset);
    if (found === undefined || found.list.items.length < 2 || isNeededElsewhere(this.documents, found.item))
      return undefined;
    const { list, index, item } = found;
    const before = list.items[index - 1] as Node | undefined;
    const behind = list.items[index + 1] as Node | undefined;
    if (list.flow === true) {
      // Anchors and tags stand before what they are of.
      if ([item, behind].some((node) => isMarked(node))) return undefined;
      return behind === undefined
        ? this.lines.change(before?.range?.[1] ?? offset, item.range?.[1] ?? offset, '')
        : this.lines.change(offset, behind.range?.[0] ?? offset, '');
    }
    const start = this.lines.start(offset);
    const [dash] = /^[ \t]*-[ \t]+$/.exec(this.lines.text.slice(start, offset)) ?? [];
    if (dash === undefined) return undefined;
    return this.lines.remove(
      this.lines.aboveComments(start, this.lines.indent(start)),
      this.linesEnd(item, offset),
    );
  }

  /** Gives a single value another text, quoted as it is. The text must be one that needs no quotes. */
  setValue({ pair }: YamlEntry, value: string): TextChange | undefined {
    const node = pair.value;
    if (!isScalar(node) || node.anchor !== undefined || node.tag !== undefined) return undefined;
    const [start, end] = node.range ?? [0, 0];
    if (end <= start) return undefined;
    const quote = node.type === 'QUOTE_DOUBLE' ? '"' : node.type === 'PLAIN' ? '' : "'";
    const lineEnd = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED' ? this.lines.lineEnd : '';
    return this.lines.change(start, end, quote + value + quote + lineEnd);
  }

  /** Gives a key another text, quoted as it is. The text must be one that needs no quotes. */
  setKey({ key }: YamlEntry, text: string): TextChange | undefined {
    const [start, end] = key.range ?? [0, 0];
    if (key.anchor !== undefined || key.tag !== undefined || end <= start) return undefined;
    const quote = key.type === 'QUOTE_DOUBLE' ? '"' : key.type === 'QUOTE_SINGLE' ? "'" : '';
    return this.lines.change(start, end, quote + text + quote);
  }

  /** The source of an entry's value. */
  sourceOf({ pair }: YamlEntry): string {
    const [start, end] = (pair.value as Node | null)?.range ?? [0, 0];
    return this.lines.text.slice(start, end);
  }

  /** Whether a blank line stands above an entry and its comments. */
  isSetApart(entry: YamlEntry): boolean {
    const lines = this.linesOf(entry);
    if (lines === undefined) return false;
    const start = this.lines.aboveComments(lines.start, lines.column);
    return start > 0 && this.lines.isBlank(this.lines.start(start - 1));
  }

  change(start: number, end: number, newText: string): TextChange {
    return this.lines.change(start, end, newText);
  }

  private get places(): YamlPlaces {
    this.found ??= placesIn(this.documents);
    return this.found;
  }

  /** The lines of an entry: from the beginning of its first to behind the end of its last. */
  private linesOf({
    key,
    pair,
    mapping,
  }: YamlEntry): { start: number; end: number; column: number } | undefined {
    if (mapping.flow === true) return undefined;
    const keyStart = startOf(key);
    const start = this.lines.start(keyStart);
    if (/[^ \t]/.test(this.lines.text.slice(start, keyStart))) return undefined;
    return { start, end: this.linesEnd(pair, keyStart), column: keyStart - start };
  }

  /** Where the lines end of an entry or element that begins at an offset. */
  private linesEnd(part: Pair | Node, start: number): number {
    const kept = keptTextOf(part, this.lines.text);
    return kept?.range?.[1] ?? this.lines.next(this.signEnd(start, endOf(part)));
  }

  /** Where the last sign of an entry stands, but for comments and blank lines. */
  private contentEnd({ key, pair }: YamlEntry): number {
    return this.signEnd(startOf(key), endOf(pair));
  }

  private signEnd(start: number, end: number): number {
    return start + this.lines.text.slice(start, end).trimEnd().length;
  }
}
