import { isAlias, isMap, isScalar, isSeq, type Alias, type Node, type Scalar, type YAMLMap } from 'yaml';
import { l10n } from '../../system';
import { withoutAddedBreak } from './block-scalar-pieces';
import type { LintDetails } from '../lint-data';
import type { ManifestNode, MappingEntry, MappingNode, ScalarNode } from './nodes';
import { readPlainScalar, readTaggedScalar, type PlainScalar } from './plain-scalar';
import type { ManifestRange, Positions } from './positions';

/** More values than this, every use of an alias counted, are no manifest but an attack. */
const MAX_NODES = 100_000;

const CORE_TAG = 'tag:yaml.org,2002:';
const SCALAR_TAGS = new Set(['null', 'bool', 'int', 'float', 'str']);

/** Thrown to leave the tree at once; what is wrong has been reported. */
export class TooManyNodes extends Error {}

/** Is told what PyYAML would refuse, and keys that stand twice. */
export interface YamlProblems {
  add(
    code: 'manifest-unsupported' | 'duplicate-key',
    message: string,
    range: ManifestRange,
    details?: LintDetails,
  ): void;
  /** Absolute path of the file that a range without one is of. */
  readonly file?: string;
}

export interface NodeReaderOptions {
  /** Of two equal keys the later one wins, as in PyYAML; otherwise it is reported. */
  readonly laterKeyWins?: boolean;
  /** What `!include` stands for as a value; undefined where that is reported. Without it the tag is refused. */
  readonly include?: (pattern: string, range: ManifestRange) => ManifestNode | undefined;
}

/** Turns the nodes of the YAML reader into those of a manifest: values as PyYAML reads them, aliases followed. */
export class NodeReader {
  private readonly anchors = new Map<string, { read: ManifestNode; size: number }>();
  private nodes = 0;

  constructor(
    private readonly positions: Positions,
    private readonly problems: YamlProblems,
    private readonly options: NodeReaderOptions = {},
  ) {}

  /** How many nodes were read, every use of an alias counted. */
  get count(): number {
    return this.nodes;
  }

  /** Reads a node with all that is below it. */
  read(node: Node): ManifestNode | undefined {
    if (isAlias(node)) return this.follow(node);
    this.add(1, node);
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
    if (isScalar(node)) return this.readScalarOrInclude(node);
    if (!this.hasPlainTag(node, isMap(node) ? 'map' : 'seq')) return undefined;
    return isMap(node) ? this.readMapping(node) : this.readList(node);
  }

  private follow(alias: Alias): ManifestNode | undefined {
    const target = this.anchors.get(alias.source);
    if (target === undefined) {
      this.unsupported(alias, l10n.t("The alias '*{0}' refers to itself or to nothing.", alias.source));
      return undefined;
    }
    this.add(target.size, alias);
    return target.read;
  }

  /** Aliases share what they stand for; the limit is for those who walk through it later. */
  private add(nodes: number, at: Node): void {
    this.nodes += nodes;
    if (this.nodes <= MAX_NODES) return;
    this.problems.add(
      'manifest-unsupported',
      l10n.t('More than {0} values stand here once aliases are followed: make it smaller.', MAX_NODES),
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
    const own = new EntryCollector(this.problems, this.options);
    for (const pair of node.items) {
      const key = this.read(pair.key as Node);
      const value = pair.value === null ? undefined : this.read(pair.value as Node);
      if (key === undefined) continue;
      if (key.kind !== 'scalar') this.unsupported(pair.key as Node, keyMessage(key));
      else if (isMergeKey(pair.key)) {
        for (const entry of this.mergedEntries(value, key)) inherited.set(identityOf(entry.key), entry);
      } else own.add(key, value ?? emptyScalar(key.range));
    }
    // An own value takes the place of the inherited one, as in Python's dicts.
    const entries = [...new Map([...inherited, ...own.byIdentity]).values()];
    return { kind: 'mapping', entries, range: this.positions.rangeOfNode(node) };
  }

  /** The entries that `<<` brings in, in PyYAML's order: of several mappings the last first, so that the first wins. */
  private mergedEntries(value: ManifestNode | undefined, key: ScalarNode): readonly MappingEntry[] {
    if (value?.kind === 'mapping') return value.entries;
    const mappings = value?.kind === 'list' ? value.items.filter((item) => item.kind === 'mapping') : [];
    if (value?.kind === 'list' && mappings.length === value.items.length) {
      return mappings.reverse().flatMap((mapping) => mapping.entries);
    }
    this.problems.add(
      'manifest-unsupported',
      l10n.t("'<<' needs a mapping or a list of mappings."),
      key.range,
    );
    return [];
  }

  private readScalarOrInclude(node: Scalar): ManifestNode | undefined {
    const { include } = this.options;
    if (node.tag !== '!include' || include === undefined) return this.readScalar(node);
    return include(String(node.value), this.positions.rangeOfNode(node));
  }

  private readScalar(node: Scalar): ManifestNode | undefined {
    const text = this.textOf(node);
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

  /** Where a block text ends with the file, PyYAML adds no end of line that is not there. */
  private textOf(node: Scalar): string {
    const text = typeof node.value === 'string' ? node.value : '';
    const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
    const { positions } = this;
    return isBlock && positions.endsOpen(node) ? withoutAddedBreak(positions.sourceOf(node), text) : text;
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
    this.unsupported(node, l10n.t("The tag '{0}' is not supported here: write the value without it.", tag));
  }

  private unsupported(node: Node, message: string): void {
    this.problems.add('manifest-unsupported', message, this.positions.rangeOfNode(node));
  }
}

/** The own entries of a mapping, in their order; of two equal keys one counts. */
export class EntryCollector {
  readonly byIdentity = new Map<string, MappingEntry>();

  constructor(
    private readonly problems: YamlProblems,
    private readonly options: Pick<NodeReaderOptions, 'laterKeyWins'> = {},
  ) {}

  add(key: ScalarNode, value: ManifestNode): void {
    const identity = identityOf(key);
    const earlier = this.byIdentity.get(identity);
    if (earlier === undefined || this.options.laterKeyWins === true) {
      // Python keeps the key that came first.
      this.byIdentity.set(identity, { key: earlier?.key ?? key, value });
      return;
    }
    const message = l10n.t("'{0}' stands here a second time: keep one.", key.text);
    this.problems.add('duplicate-key', message, key.range, this.duplicate(earlier.key));
  }

  private duplicate({ text, range }: ScalarNode): LintDetails {
    const { start, end } = range;
    const file = range.file ?? this.problems.file;
    const data = { kind: 'duplicate-key', key: text, first: { start, end } } as const;
    const message = l10n.t('the first one');
    return file === undefined ? { data } : { data, related: [{ file, range: data.first, message }] };
  }

  get entries(): MappingEntry[] {
    return [...this.byIdentity.values()];
  }
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.type === 'PLAIN' && key.value === '<<';
}

/** Equal for keys that name the same entry in Python: `1`, `1.0` and `true` do, `1` and `'1'` do not. */
function identityOf(key: ScalarNode): string {
  switch (key.type) {
    case 'bool':
    case 'int':
    case 'float':
      return `number ${String(Number(key.value))}${key.type === 'int' ? exactPart(key.value) : ''}`;
    default:
      return `${key.type} ${String(key.value)}`;
  }
}

/** What tells an integer from others that are the same float. */
function exactPart(value: bigint): string {
  return BigInt.asIntN(54, value) === value ? '' : ` ${String(value)}`;
}

function emptyScalar(range: ManifestRange): ScalarNode {
  return { kind: 'scalar', type: 'null', value: null, text: '', raw: '', range };
}

/** What is wrong with a key that is no single value: most often two braces that stand for an expression. */
function keyMessage({ kind }: ManifestNode): string {
  return kind === 'mapping'
    ? l10n.t("A key must be a text. If '{{' is meant to begin an expression, put the whole value in quotes.")
    : l10n.t('A key must be a text.');
}
