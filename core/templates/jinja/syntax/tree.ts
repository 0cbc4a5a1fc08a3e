import nodes from 'nunjucks/src/nodes';

/**
 * The tree of a template: the classes of nunjucks, and those that its grammar lacks. Positions are zero-based lines and
 * columns (UTF-16) of the name or operator that a node is known by.
 */

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

/** `*values` or `**values` in a call. */
export class Spread extends nodes.Node {
  declare readonly stars: '*' | '**';
  declare readonly value: nodes.Node;
  override get fields() {
    return ['stars', 'value'];
  }
}

/** `target is name(arguments)`. */
export class Test extends nodes.Node {
  declare readonly target: nodes.Node;
  declare readonly name: nodes.Symbol;
  declare readonly args: nodes.NodeList;
  override get fields() {
    return ['target', 'name', 'args'];
  }
}

export type Unary = nodes.Not | nodes.Neg | nodes.Pos;

export function isUnary(node: nodes.Node): node is Unary {
  return node instanceof nodes.Not || node instanceof nodes.Neg || node instanceof nodes.Pos;
}

/** A stretch of a template: offsets into its text with the line ends made `\n`, the end exclusive. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** A tag with what it encloses. */
export abstract class Statement extends nodes.Node {
  /** From the beginning of its tag to the end of its closing one; set by the parser. */
  extent: Extent = { start: 0, end: 0 };
}

/** A loop; its items may be chosen by a condition (`for x in y if z`). */
export class For extends Statement {
  declare readonly target: nodes.Node;
  declare readonly iterated: nodes.Node;
  declare readonly condition: nodes.Node | null;
  declare readonly recursive: boolean;
  declare readonly body: nodes.NodeList;
  declare readonly otherwise: nodes.NodeList | null;
  override get fields() {
    return ['target', 'iterated', 'condition', 'recursive', 'body', 'otherwise'];
  }
}

/** One branch after the other; the last one may have no condition. */
export class If extends Statement {
  declare readonly branches: readonly Branch[];
  declare readonly otherwise: nodes.NodeList | null;
  override get fields() {
    return ['branches', 'otherwise'];
  }
}

export interface Branch {
  readonly condition: nodes.Node;
  readonly body: nodes.NodeList;
}

/** `set target = value`. */
export class Assign extends Statement {
  declare readonly target: nodes.Node;
  declare readonly value: nodes.Node;
  override get fields() {
    return ['target', 'value'];
  }
}

/** `set target | filters` with a body. The filters are wrapped around a `Captured`. */
export class AssignBlock extends Statement {
  declare readonly target: nodes.Node;
  declare readonly filters: nodes.Node;
  declare readonly body: nodes.NodeList;
  override get fields() {
    return ['target', 'filters', 'body'];
  }
}

/** Stands for what a body wrote, inside of the filters on it. */
export class Captured extends nodes.Node {
  override get fields(): string[] {
    return [];
  }
}

/** `filter name` with a body. */
export class FilterBlock extends Statement {
  declare readonly filters: nodes.Node;
  declare readonly body: nodes.NodeList;
  override get fields() {
    return ['filters', 'body'];
  }
}

/** The parameters of a macro or of a call block. */
export interface Parameters {
  readonly names: readonly nodes.Symbol[];
  /** The defaults of the last of them. */
  readonly defaults: readonly nodes.Node[];
}

export class Macro extends Statement {
  declare readonly name: nodes.Symbol;
  declare readonly parameters: Parameters;
  declare readonly body: nodes.NodeList;
  override get fields() {
    return ['name', 'parameters', 'body'];
  }
}

export class CallBlock extends Statement {
  declare readonly call: nodes.FunCall;
  declare readonly parameters: Parameters;
  declare readonly body: nodes.NodeList;
  override get fields() {
    return ['call', 'parameters', 'body'];
  }
}

/** Copier's `yield name from values`. */
export class Yield extends Statement {
  declare readonly name: nodes.Symbol;
  declare readonly values: nodes.Node;
  declare readonly body: nodes.NodeList;
  override get fields() {
    return ['name', 'values', 'body'];
  }
}

export class With extends Statement {
  declare readonly targets: readonly nodes.Node[];
  declare readonly values: readonly nodes.Node[];
  declare readonly body: nodes.NodeList;
  override get fields() {
    return ['targets', 'values', 'body'];
  }
}

export class Include extends Statement {
  declare readonly template: nodes.Node;
  declare readonly withContext: boolean;
  declare readonly ignoreMissing: boolean;
  override get fields() {
    return ['template', 'withContext', 'ignoreMissing'];
  }
}

/** `import template as target`. */
export class Import extends Statement {
  declare readonly template: nodes.Node;
  declare readonly target: nodes.Symbol;
  declare readonly withContext: boolean;
  override get fields() {
    return ['template', 'target', 'withContext'];
  }
}

/** `from template import name, other as alias`. */
export class FromImport extends Statement {
  declare readonly template: nodes.Node;
  declare readonly names: readonly ImportedName[];
  declare readonly withContext: boolean;
  override get fields() {
    return ['template', 'names', 'withContext'];
  }
}

export interface ImportedName {
  readonly name: nodes.Symbol;
  readonly alias: nodes.Symbol;
}

export class Extends extends Statement {
  declare readonly template: nodes.Node;
  override get fields() {
    return ['template'];
  }
}

export class Block extends Statement {
  declare readonly name: nodes.Symbol;
  declare readonly scoped: boolean;
  declare readonly required: boolean;
  declare readonly body: nodes.NodeList;
  override get fields() {
    return ['name', 'scoped', 'required', 'body'];
  }
}

/** `do expression`. */
export class Do extends Statement {
  declare readonly value: nodes.Node;
  override get fields() {
    return ['value'];
  }
}

export class Break extends Statement {
  override get fields(): string[] {
    return [];
  }
}

export class Continue extends Statement {
  override get fields(): string[] {
    return [];
  }
}

/** `autoescape value`. */
export class Autoescape extends Statement {
  declare readonly value: nodes.Node;
  declare readonly body: nodes.NodeList;
  override get fields() {
    return ['value', 'body'];
  }
}

/** `now timezone, format` of `jinja2_time`; the offset is what is added to the time zone's name (`'utc' + 'hours=1'`). */
export class Now extends Statement {
  declare readonly timezone: nodes.Node;
  declare readonly offset: { readonly sign: '+' | '-'; readonly value: nodes.Node } | null;
  declare readonly format: nodes.Node | null;
  override get fields() {
    return ['timezone', 'offset', 'format'];
  }
}

/** A tag that is read and always fails where it is reached, as in Copier: `trans` without translations. */
export class Unserved extends Statement {
  declare readonly message: string;
  /** The names that it reads. */
  declare readonly reads: readonly string[];
  override get fields() {
    return ['message', 'reads'];
  }
}
