import { isAlias, isMap, isScalar, isSeq, visit, type Document, type Node, type YAMLMap } from 'yaml';
import { jsonFloat, type OrderedValue } from '../records';

/** Any part of a document; null for what is empty. */
export type YamlNode = Node | null;

/** A member of a mapping. */
export interface YamlMember {
  readonly key: unknown;
  readonly value: unknown;
}

/** The nodes of a document, aliases replaced by what they stand for. */
export class YamlNodes {
  private readonly targets = new Map<unknown, Node>();

  constructor(document: Document.Parsed) {
    const anchors = new Map<string, Node>();
    visit(document, {
      Node: (_key, node) => {
        if (!isAlias(node)) {
          if (node.anchor !== undefined) anchors.set(node.anchor, node);
          return;
        }
        const target = anchors.get(node.source);
        if (target !== undefined) this.targets.set(node, target);
      },
    });
  }

  /** The node itself, or the one that an alias stands for. */
  resolve(node: unknown): YamlNode {
    const found = this.targets.get(node) ?? node;
    return isMap(found) || isSeq(found) || isScalar(found) ? found : null;
  }

  /** The text of a key or value; undefined for anything else. */
  text(node: unknown): string | undefined {
    const found = this.resolve(node);
    return isScalar(found) && typeof found.value === 'string' ? found.value : undefined;
  }

  /** The members of a mapping by their names, as far as those are texts; of two of one name the first. */
  members(map: YAMLMap): Map<string, YamlMember> {
    const members = new Map<string, YamlMember>();
    for (const { key, value } of map.items) {
      const name = this.text(key);
      if (name !== undefined && !members.has(name)) members.set(name, { key, value });
    }
    return members;
  }

  /** The name of a key as people read it; of one that is a list or a mapping a question mark, as YAML has it. */
  name(key: unknown): string {
    const found = this.resolve(key);
    return isScalar(found) ? String(found.value) : '?';
  }

  /**
   * A value as records hold it. An alias within it that stands for a list or a mapping stays one, as `*name`: what
   * aliases stand for may hold itself, or be endless.
   */
  value(node: unknown): OrderedValue {
    const found = this.resolve(node);
    if (isSeq(found)) return found.items.map((item) => this.inner(item));
    if (isMap(found)) {
      return new Map(found.items.map(({ key, value }) => [this.name(key), this.inner(value)] as const));
    }
    return isScalar(found) ? scalarValue(found.value) : null;
  }

  private inner(node: unknown): OrderedValue {
    return isAlias(node) && !isScalar(this.resolve(node)) ? `*${node.source}` : this.value(node);
  }
}

function scalarValue(value: unknown): OrderedValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'bigint':
      return value;
    case 'number':
      return jsonFloat(value);
    default:
      return null;
  }
}
