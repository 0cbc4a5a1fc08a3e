import nodes from 'nunjucks/src/nodes';
import * as tree from './tree';

/** How a name is used. */
export type Use = 'load' | 'store';

/** Told of every name in the order in which Jinja looks at them. */
export type VisitName = (name: nodes.Symbol, use: Use) => void;

/** Goes through the names of an expression; those of filters, tests, arguments and attributes are none. */
export function walkExpression(expression: nodes.Node, visit: VisitName): void {
  if (expression instanceof nodes.Symbol) {
    visit(expression, 'load');
    return;
  }
  if (expression instanceof nodes.Literal) return;
  const waiting: (nodes.Node | null)[] = [expression];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === null) continue;
    if (node instanceof nodes.Symbol) visit(node, 'load');
    else waiting.push(...partsOf(node));
  }
}

/** The expressions right below one. */
function partsOf(node: nodes.Node): readonly (nodes.Node | null)[] {
  if (node instanceof nodes.Filter) return [node.args];
  if (node instanceof nodes.FunCall) return [node.name, node.args];
  if (node instanceof nodes.NodeList) return node.children;
  if (node instanceof tree.Attribute) return [node.target];
  if (node instanceof nodes.LookupVal) return [node.target, node.val];
  if (node instanceof tree.Slice) return [node.start, node.stop, node.step];
  if (node instanceof nodes.InlineIf) return [node.cond, node.body, node.else_];
  if (node instanceof tree.Test) return [node.target, node.args];
  if (node instanceof nodes.BinOp) return [node.left, node.right];
  if (tree.isUnary(node)) return [node.target];
  if (node instanceof nodes.Compare) return [node.expr, ...node.ops.map((operand) => operand.expr)];
  if (node instanceof nodes.Pair)
    return node.key instanceof nodes.Literal ? [node.value] : [node.key, node.value];
  return node instanceof tree.Spread ? [node.value] : [];
}

/** The names that a target sets; `namespace.attribute` only reads its namespace. */
export function walkTarget(target: nodes.Node, visit: VisitName): void {
  if (target instanceof nodes.Symbol) visit(target, 'store');
  else if (target instanceof tree.Attribute) walkExpression(target.target, visit);
  else if (target instanceof nodes.NodeList) for (const part of target.children) walkTarget(part, visit);
}

/** The names that a target sets, in their order. */
export function targetNames(target: nodes.Node): nodes.Symbol[] {
  const names: nodes.Symbol[] = [];
  walkTarget(target, (name, use) => {
    if (use === 'store') names.push(name);
  });
  return names;
}

/** Goes through the names of statements with all that is in them, but not into blocks. */
export function walkStatements(statements: readonly nodes.Node[], visit: VisitName): void {
  for (const statement of statements) walkStatement(statement, visit);
}

function walkBody(body: nodes.NodeList | null, visit: VisitName): void {
  if (body !== null) walkStatements(body.children, visit);
}

function walkAll(expressions: readonly nodes.Node[], visit: VisitName): void {
  for (const expression of expressions) walkExpression(expression, visit);
}

function walkOptional(expression: nodes.Node | null | undefined, visit: VisitName): void {
  if (expression !== null && expression !== undefined) walkExpression(expression, visit);
}

function walkParameters({ names, defaults }: tree.Parameters, visit: VisitName): void {
  for (const name of names) visit(name, 'store');
  walkAll(defaults, visit);
}

type Walk = (node: never, visit: VisitName) => void;

/** How to go through each kind of statement, in the order in which Jinja does. */
const WALKS: ReadonlyMap<unknown, Walk> = new Map<unknown, Walk>([
  [
    nodes.Output,
    (node: nodes.Output, visit) => {
      walkAll(node.children, visit);
    },
  ],
  [
    tree.If,
    (node: tree.If, visit) => {
      for (const branch of node.branches) {
        walkExpression(branch.condition, visit);
        walkBody(branch.body, visit);
      }
      walkBody(node.otherwise, visit);
    },
  ],
  [
    tree.For,
    (node: tree.For, visit) => {
      walkTarget(node.target, visit);
      walkExpression(node.iterated, visit);
      walkBody(node.body, visit);
      walkBody(node.otherwise, visit);
      walkOptional(node.condition, visit);
    },
  ],
  [
    tree.Assign,
    (node: tree.Assign, visit) => {
      walkTarget(node.target, visit);
      walkExpression(node.value, visit);
    },
  ],
  [
    tree.AssignBlock,
    (node: tree.AssignBlock, visit) => {
      walkTarget(node.target, visit);
      walkExpression(node.filters, visit);
      walkBody(node.body, visit);
    },
  ],
  [
    tree.FilterBlock,
    (node: tree.FilterBlock, visit) => {
      walkBody(node.body, visit);
      walkExpression(node.filters, visit);
    },
  ],
  [
    tree.Macro,
    (node: tree.Macro, visit) => {
      walkParameters(node.parameters, visit);
      walkBody(node.body, visit);
    },
  ],
  [
    tree.CallBlock,
    (node: tree.CallBlock, visit) => {
      walkExpression(node.call, visit);
      walkParameters(node.parameters, visit);
      walkBody(node.body, visit);
    },
  ],
  [
    tree.Yield,
    (node: tree.Yield, visit) => {
      walkExpression(node.values, visit);
      walkBody(node.body, visit);
    },
  ],
  [
    tree.With,
    (node: tree.With, visit) => {
      for (const target of node.targets) walkTarget(target, visit);
      walkAll(node.values, visit);
      walkBody(node.body, visit);
    },
  ],
  [
    tree.Autoescape,
    (node: tree.Autoescape, visit) => {
      walkExpression(node.value, visit);
      walkBody(node.body, visit);
    },
  ],
  [
    tree.Do,
    (node: tree.Do, visit) => {
      walkExpression(node.value, visit);
    },
  ],
  [
    tree.Now,
    (node: tree.Now, visit) => {
      walkExpression(node.timezone, visit);
      walkOptional(node.offset?.value, visit);
      walkOptional(node.format, visit);
    },
  ],
  [tree.Include, walkTemplate],
  [tree.Import, walkTemplate],
  [tree.FromImport, walkTemplate],
  [tree.Extends, walkTemplate],
]);

function walkTemplate(node: { readonly template: nodes.Node }, visit: VisitName): void {
  walkExpression(node.template, visit);
}

function walkStatement(node: nodes.Node, visit: VisitName): void {
  WALKS.get(node.constructor)?.(node as never, visit);
}

/** Which of some names statements read before they set them. */
export function undeclaredOf(
  statements: readonly nodes.Node[],
  names: readonly string[],
): ReadonlySet<string> {
  const open = new Set(names);
  const found = new Set<string>();
  walkStatements(statements, ({ value }, use) => {
    if (use === 'store') open.delete(value);
    else if (open.has(value)) found.add(value);
  });
  return found;
}

/** Every block below some statements, also in other blocks. */
export function blocksIn(statements: readonly nodes.Node[]): tree.Block[] {
  const found: tree.Block[] = [];
  const waiting: nodes.Node[] = [...statements].reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node instanceof tree.Block) found.push(node);
    waiting.push(...bodiesOf(node).reverse());
  }
  return found;
}

/** The statements right below one. */
export function bodiesOf(node: nodes.Node): nodes.Node[] {
  if (node instanceof tree.If)
    return [...node.branches.flatMap((branch) => branch.body.children), ...(node.otherwise?.children ?? [])];
  if (node instanceof tree.For) return [...node.body.children, ...(node.otherwise?.children ?? [])];
  const hasBody =
    node instanceof tree.Block ||
    node instanceof tree.AssignBlock ||
    node instanceof tree.FilterBlock ||
    node instanceof tree.Macro ||
    node instanceof tree.CallBlock ||
    node instanceof tree.Yield ||
    node instanceof tree.With ||
    node instanceof tree.Autoescape;
  return hasBody ? [...node.body.children] : [];
}

/** Whether an `extends` is anywhere in some statements. */
export function hasExtends(statements: readonly nodes.Node[]): boolean {
  return statements.some((node) => node instanceof tree.Extends || hasExtends(bodiesOf(node)));
}
