import nodes from 'nunjucks/src/nodes';
import { namesIn } from './names-in';
import { Attribute, FilteredFor } from './syntax';

/** Where a scope finds a name of its own when it is entered. */
type Origin = 'given' | 'outside' | 'nowhere';

interface Branches {
  readonly condition: nodes.Node;
  readonly body: readonly nodes.Node[];
  readonly elifs: readonly nodes.If[];
  readonly otherwise: readonly nodes.Node[];
}

/**
 * The names of one scope (the template, a turn of a loop, a captured text), found before it runs.
 *
 * Jinja decides for a whole scope whether a name is its own. A name that a scope sets before it mentions it
 * otherwise is undefined up to there, even for inner scopes and even where the context has it
 * (`{% set x %}{{ x }}{% endset %}` prints nothing). The rules are those of `jinja2.idtracking`.
 */
class Symbols {
  constructor(
    private readonly outer: Scope | undefined,
    readonly origins = new Map<string, Origin>(),
    private readonly stored = new Set<string>(),
  ) {}

  visitAll(statements: readonly nodes.Node[]): this {
    for (const node of statements) {
      if (node instanceof nodes.If) this.visitIf(branchesOf(node));
      else if (node instanceof FilteredFor) this.loadAll(node.arr);
      else if (node instanceof nodes.Set) this.visitSet(node);
      else if (node instanceof nodes.Output) for (const value of node.children) this.loadAll(value);
    }
    return this;
  }

  private copy(): Symbols {
    return new Symbols(this.outer, new Map(this.origins), new Set(this.stored));
  }

  private loadAll(expression: nodes.Node): void {
    for (const { value } of namesIn(expression))
      if (!this.origins.has(value) && this.outer?.knows(value) !== true) this.origins.set(value, 'outside');
  }

  private store(name: string): void {
    this.stored.add(name);
    if (!this.origins.has(name))
      this.origins.set(name, this.outer?.knows(name) === true ? 'outside' : 'nowhere');
  }

  private visitSet({ targets, value }: nodes.Set): void {
    this.loadAll(value);
    for (const target of targets) {
      if (target instanceof Attribute) this.loadAll(target.target);
      else for (const name of namesIn(target)) this.store(name.value);
    }
  }

  private visitIf({ condition, body, elifs, otherwise }: Branches): void {
    this.loadAll(condition);
    const middle = this.copy();
    for (const elif of elifs)
      middle.visitIf({ condition: elif.cond, body: elif.body.children, elifs: [], otherwise: [] });
    this.merge([this.copy().visitAll(body), middle, this.copy().visitAll(otherwise)]);
  }

  /** Takes over what the branches of an `if` do: what not all of them set may come from outside. */
  private merge(branches: readonly Symbols[]): void {
    const counts = new Map<string, number>();
    for (const branch of branches)
      for (const name of branch.stored)
        if (!this.stored.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const branch of branches) {
      for (const [name, origin] of branch.origins) this.origins.set(name, origin);
      for (const name of branch.stored) this.stored.add(name);
    }
    for (const [name, count] of counts) if (count < branches.length) this.origins.set(name, 'outside');
  }
}

function branchesOf(node: nodes.If): Branches {
  const elifs: nodes.If[] = [];
  let otherwise = node.else_;
  while (otherwise instanceof nodes.If) {
    elifs.push(otherwise);
    otherwise = otherwise.else_;
  }
  return { condition: node.cond, body: node.body.children, elifs, otherwise: otherwise?.children ?? [] };
}

/** A scope while its code is made: which names are its own, and which the template has set up to here. */
export class Scope {
  private readonly symbols: Symbols;
  private set: ReadonlySet<string>;

  constructor(
    private readonly outer: Scope | undefined,
    body: readonly nodes.Node[],
    given: readonly string[] = [],
  ) {
    this.set = new Set(given);
    const origins = new Map<string, Origin>(given.map((name) => [name, 'given']));
    this.symbols = new Symbols(outer, origins).visitAll(body);
  }

  /** Whether the name belongs to this scope or one around it. */
  knows(name: string): boolean {
    return this.symbols.origins.has(name) || this.outer?.knows(name) === true;
  }

  /** The names that are undefined when the scope is entered, whatever the context has. */
  get unset(): string[] {
    return [...this.symbols.origins].filter(([, origin]) => origin === 'nowhere').map(([name]) => name);
  }

  /** Notes that from here on the template has set the name. */
  markSet(name: string): void {
    this.set = new Set([...this.set, name]);
  }

  isSet(name: string): boolean {
    return this.set.has(name) || this.outer?.isSet(name) === true;
  }

  /** Goes through branches of which one runs: what one sets is not set in the others, but is behind them. */
  inBranches(branches: readonly (() => void)[]): void {
    const before = this.set;
    const after = new Set(before);
    for (const branch of branches) {
      this.set = before;
      branch();
      for (const name of this.set) after.add(name);
    }
    this.set = after;
  }
}
