/** A value as YAML writes it: a graph, where a node that is met twice gets an anchor. */
export type YamlNode = ScalarNode | SequenceNode | MappingNode;

/** A single value with the text that stands for it. */
export interface ScalarNode {
  readonly type: 'scalar';
  /** Without `tag:yaml.org,2002:`. */
  readonly tag: string;
  readonly text: string;
}

/** A list, or what is written as one. */
export interface SequenceNode {
  readonly type: 'sequence';
  readonly tag: string;
  readonly items: YamlNode[];
  /** Whether it is written in brackets. */
  isFlow: boolean;
}

/** A dict, or what is written as one. */
export interface MappingNode {
  readonly type: 'mapping';
  readonly tag: string;
  readonly entries: (readonly [YamlNode, YamlNode])[];
  isFlow: boolean;
}

/** The tag of a list, which is not written. */
export const SEQUENCE_TAG = 'seq';
/** The tag of a dict, which is not written. */
export const MAPPING_TAG = 'map';
