import type { SourcePosition } from '../jinja/language';
import type { ListNode, ManifestNode, MappingEntry, MappingNode } from '../manifest/nodes';
import type { ManifestRange } from '../manifest/positions';
import { LINE_BREAK, TextLines } from '../manifest/text-lines';

/** The text of a file of the manifest as it was read, and as it is now; undefined where there is none. */
export type TextsOf = (
  file: string | undefined,
) => { readonly before: string; readonly now: string } | undefined;

/**
 * The keys and values of a manifest that was read before, where they stand in its texts as these are now. What was
 * changed since is left out; what is around the change reaches around it (spec 4.5: places of the text that is shown).
 * @param textsOf the texts of an included file by its absolute path, those of the manifest itself for undefined
 */
export function presentTree(root: MappingNode, textsOf: TextsOf): MappingNode {
  return new PresentTree(textsOf).mapping(root);
}

class PresentTree {
  private readonly changes = new Map<string | undefined, TextSince | undefined>();

  constructor(private readonly textsOf: TextsOf) {}

  mapping({ kind, entries, range }: MappingNode): MappingNode {
    return { kind, entries: entries.flatMap((entry) => this.entry(entry) ?? []), range: this.around(range) };
  }

  private entry({ key, value }: MappingEntry): MappingEntry | undefined {
    const range = this.same(key.range);
    if (range === undefined) return undefined;
    // A value that is another one now is one of which nothing is known.
    const unknown: MappingNode = { kind: 'mapping', entries: [], range: this.around(value.range) };
    return { key: { ...key, range }, value: this.node(value) ?? unknown };
  }

  private node(node: ManifestNode): ManifestNode | undefined {
    if (node.kind === 'mapping') return this.mapping(node);
    if (node.kind === 'list') return this.list(node);
    const range = this.same(node.range);
    return range && { ...node, range };
  }

  private list({ kind, items, range }: ListNode): ListNode {
    return { kind, items: items.flatMap((item) => this.node(item) ?? []), range: this.around(range) };
  }

  private same(range: ManifestRange): ManifestRange | undefined {
    const found = this.since(range.file)?.same(range);
    return found && { ...range, ...found };
  }

  private around(range: ManifestRange): ManifestRange {
    const found = this.since(range.file)?.around(range);
    // Of a text that is gone nothing is shown; its nodes have no keys then.
    return { ...range, ...(found ?? NOWHERE) };
  }

  private since(file: string | undefined): TextSince | undefined {
    if (this.changes.has(file)) return this.changes.get(file);
    const texts = this.textsOf(file);
    const since = texts && new TextSince(texts.before, texts.now);
    this.changes.set(file, since);
    return since;
  }
}

interface Stretch {
  readonly start: SourcePosition;
  readonly end: SourcePosition;
}

const NOWHERE: Stretch = { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } };

/** A text of which one stretch has become another. */
class TextSince {
  private readonly lines: { readonly before: TextLines; readonly now: TextLines };
  /** Up to here nothing has changed. */
  private readonly from: number;
  private readonly isUnchanged: boolean;
  /** From here on nothing has changed, in the text before and in the one now. */
  private readonly to: { readonly before: number; readonly now: number };

  constructor(before: string, now: string) {
    this.lines = { before: new TextLines(before, LINE_BREAK), now: new TextLines(now, LINE_BREAK) };
    const most = Math.min(before.length, now.length);
    let same = 0;
    while (same < most && before.charCodeAt(same) === now.charCodeAt(same)) same += 1;
    this.from = same;
    this.isUnchanged = before === now;
    let behind = 0;
    const isSame = (): boolean =>
      before.charCodeAt(before.length - 1 - behind) === now.charCodeAt(now.length - 1 - behind);
    while (behind < most - same && isSame()) behind += 1;
    this.to = { before: before.length - behind, now: now.length - behind };
  }

  /** Where a stretch stands now as it did, between the same characters; undefined for one that was changed. */
  same(stretch: Stretch): Stretch | undefined {
    const { start, end } = this.offsets(stretch);
    const isSame = this.isUnchanged || end < this.from || start > this.to.before;
    return isSame ? this.around(stretch) : undefined;
  }

  /** Where a stretch stands now, with what has come into it. */
  around(stretch: Stretch): Stretch {
    const { start, end } = this.offsets(stretch);
    const { now } = this.lines;
    return {
      start: now.position(this.moved(start, this.from)),
      end: now.position(this.moved(end, this.to.now)),
    };
  }

  /** @param changed what an offset within the change becomes */
  private moved(offset: number, changed: number): number {
    if (offset <= this.from) return offset;
    return offset < this.to.before ? changed : offset - this.to.before + this.to.now;
  }

  private offsets({ start, end }: Stretch): { readonly start: number; readonly end: number } {
    const { before } = this.lines;
    return { start: before.offset(start) ?? Infinity, end: before.offset(end) ?? Infinity };
  }
}
