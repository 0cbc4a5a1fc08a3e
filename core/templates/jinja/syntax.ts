import nodes from 'nunjucks/src/nodes';

/** Text of a `raw` block: written as it stands, and marked in what is rendered. */
export class RawData extends nodes.TemplateData {}

/** `target.name`. Jinja looks for a method first, then for an item; `target['name']` the other way round. */
export class Attribute extends nodes.LookupVal {}

/** `start:stop:step` between brackets. */
export class Slice extends nodes.Node {
  declare readonly start: nodes.Node | null;
  declare readonly stop: nodes.Node | null;
  declare readonly step: nodes.Node | null;
  override get fields() {
    return ['start', 'stop', 'step'];
  }
}

export type Unary = nodes.Not | nodes.Neg | nodes.Pos;

export function isUnary(node: nodes.Node): node is Unary {
  return [nodes.Not, nodes.Neg, nodes.Pos].some((kind) => node instanceof kind);
}

/** A loop of which the items may be chosen by a condition (`for x in y if z`). */
export class FilteredFor extends nodes.For {
  declare readonly condition: nodes.Node | null;
  override get fields() {
    return ['arr', 'name', 'body', 'else_', 'condition'];
  }
}
