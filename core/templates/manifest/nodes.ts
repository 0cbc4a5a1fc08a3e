import type { TemplateValue } from '../jinja/value';
import type { PlainScalar } from './plain-scalar';
import type { ManifestRange } from './positions';

export {
  offsetInScalar,
  placeInScalar,
  rangeInScalar,
  type ScalarPosition,
  type ScalarRange,
} from './scalar-positions';

/** A manifest as data that knows where it stands in the file. */
export type ManifestNode = ScalarNode | ListNode | MappingNode;

export type ScalarNode = PlainScalar & {
  readonly kind: 'scalar';
  /** The text as written, without quotes. */
  readonly text: string;
  /** The source, quotes and block indicator included. */
  readonly raw: string;
  readonly range: ManifestRange;
};

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly ManifestNode[];
  readonly range: ManifestRange;
}

export interface MappingNode {
  readonly kind: 'mapping';
  readonly entries: readonly MappingEntry[];
  readonly range: ManifestRange;
}

export interface MappingEntry {
  readonly key: ScalarNode;
  readonly value: ManifestNode;
}

/** The value under a key, or undefined. */
export function valueOf(mapping: MappingNode, key: string): ManifestNode | undefined {
  return entryOf(mapping, key)?.value;
}

/** The entry with this text as its key, or undefined. */
export function entryOf(mapping: MappingNode, key: string): MappingEntry | undefined {
  return mapping.entries.find((entry) => entry.key.type === 'str' && entry.key.value === key);
}

/** The node as a value of the template language; a date is its text. */
export function templateValueOf(node: ManifestNode): TemplateValue {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(templateValueOf);
  return new Map(node.entries.map(({ key, value }) => [key.value, templateValueOf(value)]));
}

/** What a node is, in the words that people use for manifests. */
export function kindOf(node: ManifestNode): string {
  if (node.kind !== 'scalar') return node.kind;
  return { null: 'nothing', bool: 'yes/no', int: 'number', float: 'number', str: 'text', date: 'date' }[
    node.type
  ];
}
