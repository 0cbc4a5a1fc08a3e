import { l10n } from '../../../system';
import { budgetMistake, Mistake } from '../place';
import type { Run } from '../runtime/run';
import { DateTime, DateValue } from '../time/date-time';
import { Dict, PySet } from '../values/dict';
import { isList, kindOf, open, type Thing, Tuple, Undefined, type Value } from '../values/kinds';
import { sorted } from '../values/order';
import { floatText } from '../values/float-text';
import { DEEPEST_VALUE } from '../values/text';
import {
  MAPPING_TAG,
  SEQUENCE_TAG,
  type ScalarNode,
  type SequenceNode,
  type MappingNode,
  type YamlNode,
} from './node';

/** What of PyYAML's settings decides what is written. */
export interface RepresentOptions {
  /** Whether lists and dicts stand in brackets; null puts those in brackets that hold plain scalars only. */
  readonly defaultFlowStyle: boolean | null;
  readonly sortKeys: boolean;
}

/**
 * The node for a value. Lists, dicts and the like that are met twice are one node. Throws a `Mistake`
 * (`RepresenterError`) for what has no YAML form.
 */
export function represent(value: Value, options: RepresentOptions, run: Run): YamlNode {
  return new Representer(options, run).node(value, 0);
}

class Representer {
  private readonly known = new Map<Value, YamlNode>();

  constructor(
    private readonly options: RepresentOptions,
    private readonly run: Run,
  ) {}

  node(given: Value, depth: number): YamlNode {
    if (depth > DEEPEST_VALUE) throw budgetMistake(l10n.t('this value is nested too deeply'));
    this.run.hold(1);
    const value = open(given);
    if (value === null) return scalar('null', 'null');
    switch (typeof value) {
      case 'boolean':
        return scalar('bool', value ? 'true' : 'false');
      case 'bigint':
        return scalar('int', value.toString());
      case 'number':
        return scalar('float', yamlFloat(value));
      case 'string':
        this.run.hold(value.length * 2);
        return scalar('str', value);
      default:
        return this.known.get(value) ?? this.collection(value, depth);
    }
  }

  private collection(value: Value[] | Thing, depth: number): YamlNode {
    if (isList(value)) return this.sequence(value, value, SEQUENCE_TAG, depth);
    if (value instanceof Tuple) return this.sequence(value, value.items, 'python/tuple', depth);
    if (value instanceof Dict) return this.mapping(value, value, MAPPING_TAG, depth);
    if (value instanceof PySet) {
      const entries = new Dict(value.items.map((item): [Value, Value] => [item, null]));
      return this.mapping(value, entries, 'set', depth);
    }
    if (value instanceof DateTime) return this.remembered(value, scalar('timestamp', value.isoText(' ')));
    if (value instanceof DateValue) return this.remembered(value, scalar('timestamp', value.isoText()));
    if (value instanceof Undefined) value.fail();
    throw new Mistake(
      l10n.t("a '{0}' has no YAML form", kindOf(value)),
      'render',
      undefined,
      'RepresenterError',
    );
  }

  private remembered<Node extends YamlNode>(value: Value, node: Node): Node {
    this.known.set(value, node);
    return node;
  }

  private sequence(owner: Value[] | Tuple, items: readonly Value[], tag: string, depth: number): YamlNode {
    const node: SequenceNode = { type: 'sequence', tag, items: [], isFlow: true };
    if (items.length > 0 || tag === SEQUENCE_TAG) this.remembered(owner, node);
    for (const item of items) node.items.push(this.node(item, depth + 1));
    node.isFlow = this.options.defaultFlowStyle ?? node.items.every(({ type }) => type === 'scalar');
    return node;
  }

  private mapping(owner: Dict | PySet, dict: Dict, tag: string, depth: number): YamlNode {
    const node: MappingNode = this.remembered(owner, { type: 'mapping', tag, entries: [], isFlow: true });
    for (const [key, item] of this.inOrder(dict))
      node.entries.push([this.node(key, depth + 1), this.node(item, depth + 1)]);
    node.isFlow =
      this.options.defaultFlowStyle ??
      node.entries.every(([key, item]) => key.type === 'scalar' && item.type === 'scalar');
    return node;
  }

  /** Sorted by their keys, or as they are where the keys have no order. */
  private inOrder(dict: Dict): Iterable<readonly [Value, Value]> {
    if (!this.options.sortKeys) return dict;
    try {
      const keys = sorted(dict.keys(), (key) => key, false, this.run);
      return keys.map((key) => [key, dict.get(key) ?? null] as const);
    } catch (caught) {
      if (caught instanceof Mistake && caught.python === 'TypeError') return dict;
      throw caught;
    }
  }
}

function scalar(tag: string, text: string): ScalarNode {
  return { type: 'scalar', tag, text };
}

function yamlFloat(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  const text = floatText(value);
  return text.includes('.') ? text : text.replace('e', '.0e');
}
