import { isAlias, isMap, isScalar, isSeq, type Alias, type Node, type Scalar, type YAMLMap } from 'yaml';
import { l10n } from '../../system';
import type { SourceRange } from '../lint-problem';
import type { ManifestNode, MappingEntry, MappingNode, ScalarNode } from './nodes';
import { readPlainScalar, readTaggedScalar, type PlainScalar } from './plain-scalar';
import type { Positions } from './positions';
import type { ManifestReport } from './report';

/** More values than this, every use of an alias counted, are no manifest but an attack. */
const MAX_NODES = 100_000;

const CORE_TAG = 'tag:yaml.org,2002:';
const SCALAR_TAGS = new Set(['null', 'bool', 'int', 'float', 'str']);

/** Thrown to leave the tree at once; what is wrong has been reported. */
export class TooManyNodes extends Error {}

/** Turns the nodes of the YAML reader into those of a manifest: values as PyYAML reads them, aliases followed. */
export class NodeReader {
  private readonly anchors = new Map<string, { read: ManifestNode; size: number }>();
  private nodes = 0;

  constructor(
    private readonly positions: Positions,
    private readonly report: ManifestReport,
  ) {}

  /** Reads a node with all that is below it. */
  read(node: Node): ManifestNode | undefined {
    if (isAlias(node)) return this.follow(node);
    this.count(1, node);
    const { anchor } = node as { anchor?: string };
    if (anchor === undefined) return this.readOwn(node);
    // Until it is read to its end, an alias to it would be a circle.
    this.anchors.delete(anchor);
    const before = this.nodes;
    const read = this.readOwn(node);
    if (read !== undefined) this.anchors.set(anchor, { read, size: this.nodes - before + 1 });
    return read;
  }

  private readOwn(node: Node): ManifestNode | undefined {
    if (isScalar(node)) return this.readScalar(node);
    if (!this.hasPlainTag(node, isMap(node) ? 'map' : 'seq')) return undefined;
    return isMap(node) ? this.readMapping(node) : this.readList(node);
  }

  private follow(alias: Alias): ManifestNode | undefined {
    const target = this.anchors.get(alias.source);
    if (target === undefined) {
      this.unsupported(alias, l10n.t("The alias '*{0}' refers to itself or to nothing.", alias.source));
      return undefined;
    }
    this.count(target.size, alias);
    return target.read;
  }

  /** Aliases share what they stand for; the limit is for those who walk through it later. */
  private count(nodes: number, at: Node): void {
    this.nodes += nodes;
    if (this.nodes <= MAX_NODES) return;
    this.report.add(
      'manifest-unsupported',
      l10n.t(
        'The manifest holds more than {0} values once its aliases are followed: make it smaller.',
        MAX_NODES,
      ),
      this.positions.rangeOfNode(at),
    );
    throw new TooManyNodes();
  }

  private readList(node: Node): ManifestNode | undefined {
    if (!isSeq(node)) return undefined;
    const items = (node.items as Node[]).flatMap((item) => this.read(item) ?? []);
    return { kind: 'list', items, range: this.positions.rangeOfNode(node) };
  }

  private readMapping(node: YAMLMap): MappingNode {
    const inherited = new Map<string, MappingEntry>();
    const own = new Map<string, MappingEntry>();
    for (const pair of node.items) {
      const key = this.read(pair.key as Node);
      const value = pair.value === null ? undefined : this.read(pair.value as Node);
      if (key === undefined) continue;
      if (key.kind !== 'scalar') this.unsupported(pair.key as Node, l10n.t('A key must be a text.'));
      else if (isMergeKey(pair.key)) {
        for (const entry of this.mergedEntries(value, key)) inherited.set(identityOf(entry.key), entry);
      } else if (own.has(identityOf(key))) {
        const message = l10n.t("'{0}' stands here a second time: keep one.", key.text);
        this.report.add('duplicate-key', message, key.range);
      } else own.set(identityOf(key), { key, value: value ?? emptyScalar(key.range) });
    }
    // An own value takes the place of the inherited one, as in Python's dicts.
    const entries = [...new Map([...inherited, ...own]).values()];
    return { kind: 'mapping', entries, range: this.positions.rangeOfNode(node) };
  }

  /** The entries that `<<` brings in, in PyYAML's order: of several mappings the last first, so that the first wins. */
  private mergedEntries(value: ManifestNode | undefined, key: ScalarNode): readonly MappingEntry[] {
    if (value?.kind === 'mapping') return value.entries;
    const mappings = value?.kind === 'list' ? value.items.filter((item) => item.kind === 'mapping') : [];
    if (value?.kind === 'list' && mappings.length === value.items.length) {
      return mappings.reverse().flatMap((mapping) => mapping.entries);
    }
    this.report.add('manifest-unsupported', l10n.t("'<<' needs a mapping or a list of mappings."), key.range);
    return [];
  }

  private readScalar(node: Scalar): ManifestNode | undefined {
    const text = typeof node.value === 'string' ? node.value : '';
    const scalar = this.meaningOf(node, text);
    if (scalar === undefined) return undefined;
    const { positions } = this;
    return {
      ...scalar,
      kind: 'scalar',
      text,
      raw: positions.sourceOf(node),
      range: positions.rangeOfNode(node),
    };
  }

  private meaningOf(node: Scalar, text: string): PlainScalar | undefined {
    const isPlain = node.type === 'PLAIN' || node.type === undefined;
    if (node.tag !== undefined && node.tag !== '!') return this.readTagged(node, text);
    if (isPlain && text === '=') {
      this.unsupported(node, l10n.t("A lone '=' has no meaning: quote it."));
      return undefined;
    }
    return isPlain && node.tag === undefined ? readPlainScalar(text) : { type: 'str', value: text };
  }

  private readTagged(node: Scalar, text: string): PlainScalar | undefined {
    const type = node.tag?.startsWith(CORE_TAG) ? node.tag.slice(CORE_TAG.length) : '';
    const scalar = SCALAR_TAGS.has(type) ? readTaggedScalar(type as PlainScalar['type'], text) : undefined;
    if (scalar === undefined) this.unsupportedTag(node);
    return scalar;
  }

  private hasPlainTag(node: Node, expected: string): boolean {
    const { tag } = node as { tag?: string };
    if (tag === undefined || tag === '!' || tag === CORE_TAG + expected) return true;
    this.unsupportedTag(node);
    return false;
  }

  private unsupportedTag(node: Node): void {
    const tag = String((node as { tag?: string }).tag).replace(CORE_TAG, '!!');
    this.unsupported(
      node,
      tag === '!include'
        ? l10n.t("'!include' is not supported yet: copy the included text to this place.")
        : l10n.t("The tag '{0}' is not supported here: write the value without it.", tag),
    );
  }

  private unsupported(node: Node, message: string): void {
    this.report.add('manifest-unsupported', message, this.positions.rangeOfNode(node));
  }
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.type === 'PLAIN' && key.value === '<<';
}

/** Equal for keys that name the same entry: `1` and `'1'` do not. */
function identityOf(key: ScalarNode): string {
  return `${key.type} ${String(key.value)}`;
}

function emptyScalar(range: SourceRange): ScalarNode {
  return { kind: 'scalar', type: 'null', value: null, text: '', raw: '', range };
}
