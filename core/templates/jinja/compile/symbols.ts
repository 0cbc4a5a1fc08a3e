import nodes from 'nunjucks/src/nodes';
import * as tree from '../syntax/tree';
import { walkExpression, walkTarget } from '../syntax/walk';

/** What runs as a function of its own (the template, a block, a macro, a recursive loop), with its place for variables. */
export class FunctionScope {
  private count = 0;

  constructor(readonly outer: FunctionScope | undefined) {}

  /** How many places it needs. */
  get size(): number {
    return this.count;
  }

  newSlot(): number {
    this.count += 1;
    return this.count - 1;
  }

  /** How many functions further out another one is that stands around this. */
  distanceTo(other: FunctionScope): number {
    return this === other || this.outer === undefined ? 0 : 1 + this.outer.distanceTo(other);
  }
}

/** The place of a name in one scope. */
export interface Variable {
  readonly name: string;
  readonly owner: FunctionScope;
  readonly slot: number;
}

/** Where a scope finds a name of its own when it is entered. */
export type Origin =
  | { readonly from: 'parameter' }
  | { readonly from: 'context' }
  | { readonly from: 'variable'; readonly source: Variable }
  | { readonly from: 'nowhere' };

const PARAMETER: Origin = { from: 'parameter' };
const CONTEXT: Origin = { from: 'context' };
const NOWHERE: Origin = { from: 'nowhere' };

/**
 * The names of one scope, found before it runs, by the rules of `jinja2.idtracking`.
 *
 * Jinja decides for a whole scope whether a name is its own. A name that a scope sets before it mentions it otherwise
 * is undefined up to there, even for inner scopes and even where the context has it
 * (`{% set x %}{{ x }}{% endset %}` prints nothing).
 */
export class Symbols {
  private readonly refs = new Map<string, Variable>();
  private readonly loads = new Map<Variable, Origin>();
  private readonly stores = new Set<string>();

  private constructor(
    readonly parent: Symbols | undefined,
    readonly owner: FunctionScope,
    /** One place a name, also where branches of an `if` are looked at apart. */
    private readonly places: Map<string, Variable>,
    /** The scope as it is before the branch that this looks at. */
    private readonly before: Symbols | undefined,
  ) {}

  static inside(parent: Symbols | undefined, owner: FunctionScope): Symbols {
    return new Symbols(parent, owner, new Map(), undefined);
  }

  private branch(): Symbols {
    return new Symbols(this.parent, this.owner, this.places, this);
  }

  /** The variables of this scope itself, with their origins. */
  get origins(): ReadonlyMap<Variable, Origin> {
    return this.loads;
  }

  private own(name: string): Variable | undefined {
    return this.refs.get(name) ?? this.before?.own(name);
  }

  private isStored(name: string): boolean {
    return this.stores.has(name) || (this.before?.isStored(name) ?? false);
  }

  /** The variable that a name means here; undefined where no scope knows it. */
  find(name: string): Variable | undefined {
    return this.own(name) ?? this.parent?.find(name);
  }

  /** The origin of a variable of this scope or of one around it. */
  originOf(variable: Variable): Origin | undefined {
    return this.loads.get(variable) ?? (this.before ?? this.parent)?.originOf(variable);
  }

  /** The names that this scope and those around it set, with the variables that they are here. */
  stored(): Map<string, Variable> {
    const all = new Map<string, Variable>();
    for (const name of [...this.stores].sort()) {
      const variable = this.find(name);
      if (variable !== undefined) all.set(name, variable);
    }
    for (const [name, variable] of this.parent?.stored() ?? [])
      if (!all.has(name)) all.set(name, this.find(name) ?? variable);
    return all;
  }

  private define(name: string, origin: Origin): Variable {
    let variable = this.places.get(name);
    if (variable === undefined) {
      variable = { name, owner: this.owner, slot: this.owner.newSlot() };
      this.places.set(name, variable);
    }
    this.refs.set(name, variable);
    this.loads.set(variable, origin);
    return variable;
  }

  declareParameter(name: string): Variable {
    this.stores.add(name);
    return this.define(name, PARAMETER);
  }

  load(name: string): void {
    if (this.find(name) === undefined) this.define(name, CONTEXT);
  }

  store(name: string): void {
    this.stores.add(name);
    if (this.own(name) !== undefined) return;
    const outer = this.parent?.find(name);
    this.define(name, outer === undefined ? NOWHERE : { from: 'variable', source: outer });
  }

  loadAll(expression: nodes.Node | null): this {
    if (expression !== null)
      walkExpression(expression, ({ value }) => {
        this.load(value);
      });
    return this;
  }

  /** What a `set` or a loop puts values into. */
  storeTarget(target: nodes.Node): this {
    walkTarget(target, ({ value }, use) => {
      if (use === 'store') this.store(value);
      else this.load(value);
    });
    return this;
  }

  declareParameters({ names, defaults }: tree.Parameters): this {
    for (const { value } of names) this.declareParameter(value);
    for (const preset of defaults) this.loadAll(preset);
    return this;
  }

  declareTarget(target: nodes.Node): this {
    walkTarget(target, ({ value }) => this.declareParameter(value));
    return this;
  }

  /** Finds the names of statements; what has a scope of its own is left to that. */
  visit(statements: readonly nodes.Node[]): this {
    for (const statement of statements) this.visitOne(statement);
    return this;
  }

  private visitOne(node: nodes.Node): void {
    if (node instanceof nodes.Output) for (const value of node.children) this.loadAll(value);
    else if (node instanceof tree.If) this.visitIf(node.branches, node.otherwise?.children ?? []);
    else if (node instanceof tree.For) this.loadAll(node.iterated);
    else if (node instanceof tree.Assign) this.loadAll(node.value).storeTarget(node.target);
    else if (node instanceof tree.AssignBlock) this.storeTarget(node.target);
    else if (node instanceof tree.Macro) this.store(node.name.value);
    else if (node instanceof tree.CallBlock) this.loadAll(node.call);
    else if (node instanceof tree.Yield) this.loadAll(node.values);
    else if (node instanceof tree.FilterBlock) this.loadAll(node.filters);
    else if (node instanceof tree.With) for (const value of node.values) this.loadAll(value);
    else if (node instanceof tree.Do) this.loadAll(node.value);
    else if (node instanceof tree.Now)
      this.loadAll(node.timezone)
        .loadAll(node.offset?.value ?? null)
        .loadAll(node.format);
    else if (node instanceof tree.Unserved) for (const name of node.reads) this.load(name);
    else if (node instanceof tree.Include || node instanceof tree.Extends) this.loadAll(node.template);
    else if (node instanceof tree.Import) this.loadAll(node.template).store(node.target.value);
    else if (node instanceof tree.FromImport) {
      this.loadAll(node.template);
      for (const { alias } of node.names) this.store(alias.value);
    }
  }

  private visitIf(branches: readonly tree.Branch[], otherwise: readonly nodes.Node[]): void {
    const [first, ...rest] = branches;
    if (first === undefined) return;
    this.loadAll(first.condition);
    const middle = this.branch();
    for (const branch of rest) middle.visitIf([branch], []);
    this.merge([this.branch().visit(first.body.children), middle, this.branch().visit(otherwise)]);
  }

  /** Takes over what the branches of an `if` do: what not all of them set may come from outside. */
  private merge(branches: readonly Symbols[]): void {
    const counts = new Map<string, number>();
    for (const branch of branches)
      for (const name of branch.stores)
        if (!this.isStored(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const branch of branches) {
      for (const [name, variable] of branch.refs) this.refs.set(name, variable);
      for (const [variable, origin] of branch.loads) this.loads.set(variable, origin);
      for (const name of branch.stores) this.stores.add(name);
    }
    for (const [name, count] of counts) {
      const variable = this.own(name);
      if (count === branches.length || variable === undefined) continue;
      const outer = this.parent?.find(name);
      this.loads.set(variable, outer === undefined ? CONTEXT : { from: 'variable', source: outer });
    }
  }
}
