import nodes from 'nunjucks/src/nodes';
import * as tree from './tree';

/** How a name is used. */
export type Use = 'load' | 'store';

/** Told of every name in the order in which Jinja looks at them. */
export type VisitName = (name: nodes.Symbol, use: Use) => void;

/** Goes through the names of an expression; those of filters, tests, arguments and attributes are none. */
export function walkExpression(expression: nodes.Node, visit: VisitName): void {
  // A chain of operators, calls or filters may be as long as it likes: it is followed without going deeper.
  let rest: nodes.Node | null = expression;
  while (rest !== null) {
    if (rest instanceof nodes.Symbol) {
      visit(rest, 'load');
      return;
    }
    rest = EXPRESSIONS.get(rest.constructor)?.(rest as never, visit) ?? null;
  }
}

/** Goes through the parts of an expression but one, which it gives: where the expression is one of a chain, the rest of that. */
type WalkParts = (node: never, visit: VisitName) => nodes.Node | null;

const EXPRESSIONS: ReadonlyMap<unknown, WalkParts> = new Map<unknown, WalkParts>([
  parts(nodes.Filter, ({ args }, visit) => walkButFirst(args.children, visit)),
  parts(tree.Attribute, ({ target }) => target),
  parts(nodes.FunCall, ({ name, args }, visit) => {
    walkAll(args.children, visit);
    return name;
  }),
  parts(nodes.LookupVal, ({ target, val }, visit) => {
    walkExpression(val, visit);
    return target;
  }),
  parts(nodes.Compare, ({ expr, ops }, visit) => {
    for (const operand of ops) walkExpression(operand.expr, visit);
    return expr;
  }),
  parts(tree.Test, ({ target, args }, visit) => {
    walkAll(args.children, visit);
    return target;
  }),
  parts(nodes.InlineIf, ({ cond, body, else_ }, visit) => {
    walkExpression(cond, visit);
    walkOptional(else_, visit);
    return body;
  }),
  ...[nodes.And, nodes.Or, nodes.Concat, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv].map(
    (kind) => parts(kind, walkSides),
  ),
  ...[nodes.Mod, nodes.Pow].map((kind) => parts(kind, walkSides)),
  ...[nodes.Not, nodes.Neg, nodes.Pos].map((kind) => parts<tree.Unary>(kind, ({ target }) => target)),
  ...[nodes.NodeList, nodes.Group, nodes.Array, nodes.Dict, nodes.KeywordArgs].map((kind) =>
    parts(kind, ({ children }, visit) => walkButFirst(children, visit)),
  ),
  parts(nodes.Pair, ({ key, value }, visit) => {
    walkExpression(key, visit);
    return value;
  }),
  parts(tree.Slice, ({ start, stop, step }, visit) => {
    walkOptional(start, visit);
    walkOptional(stop, visit);
    return step;
  }),
  parts(tree.Spread, ({ value }) => value),
]);

function parts<Node extends nodes.Node>(
  kind: new (...given: never) => Node,
  through: (node: Node, visit: VisitName) => nodes.Node | null,
): [unknown, WalkParts] {
  return [kind, through];
}

function walkSides({ left, right }: nodes.BinOp, visit: VisitName): nodes.Node {
  walkExpression(right, visit);
  return left;
}

function walkButFirst(parts: readonly nodes.Node[], visit: VisitName): nodes.Node | null {
  for (let index = 1; index < parts.length; index += 1) walkOptional(parts[index], visit);
  return parts[0] ?? null;
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

/** The names that a target sets; Jinja overlooks here that `namespace.attribute` reads its namespace. */
function walkNames(target: nodes.Node, visit: VisitName): void {
  for (const name of targetNames(target)) visit(name, 'store');
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
  walk(nodes.Output, (node, visit) => {
    walkAll(node.children, visit);
  }),
  walk(tree.If, (node, visit) => {
    for (const branch of node.branches) {
      walkExpression(branch.condition, visit);
      walkBody(branch.body, visit);
    }
    walkBody(node.otherwise, visit);
  }),
  walk(tree.For, (node, visit) => {
    walkNames(node.target, visit);
    walkExpression(node.iterated, visit);
    walkBody(node.body, visit);
    walkBody(node.otherwise, visit);
    walkOptional(node.condition, visit);
  }),
  walk(tree.Assign, (node, visit) => {
    walkNames(node.target, visit);
    walkExpression(node.value, visit);
  }),
  walk(tree.AssignBlock, (node, visit) => {
    walkNames(node.target, visit);
    walkExpression(node.filters, visit);
    walkBody(node.body, visit);
  }),
  walk(tree.FilterBlock, (node, visit) => {
    walkBody(node.body, visit);
    walkExpression(node.filters, visit);
  }),
  walk(tree.Macro, (node, visit) => {
    walkParameters(node.parameters, visit);
    walkBody(node.body, visit);
  }),
  walk(tree.CallBlock, (node, visit) => {
    walkExpression(node.call, visit);
    walkParameters(node.parameters, visit);
    walkBody(node.body, visit);
  }),
  walk(tree.Yield, (node, visit) => {
    walkExpression(node.values, visit);
    walkBody(node.body, visit);
  }),
  walk(tree.With, (node, visit) => {
    for (const target of node.targets) walkNames(target, visit);
    walkAll(node.values, visit);
    walkBody(node.body, visit);
  }),
  walk(tree.Autoescape, (node, visit) => {
    walkExpression(node.value, visit);
    walkBody(node.body, visit);
  }),
  walk(tree.Do, (node, visit) => {
    walkExpression(node.value, visit);
  }),
  walk(tree.Now, (node, visit) => {
    walkExpression(node.timezone, visit);
    walkOptional(node.offset?.value, visit);
    walkOptional(node.format, visit);
  }),
  ...[tree.Include, tree.Import, tree.FromImport, tree.Extends].map((kind) => walk(kind, walkTemplate)),
]);

function walk<Node extends nodes.Node>(
  kind: new (...given: never) => Node,
  through: (node: Node, visit: VisitName) => void,
): [unknown, Walk] {
  return [kind, through];
}

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

/** Whether something holds for one of some statements, or of those in them. */
function hasStatement(statements: readonly nodes.Node[], holds: (node: nodes.Node) => boolean): boolean {
  for (const node of statements) {
    if (holds(node)) return true;
    for (const body of bodiesOf(node)) if (hasStatement(body.children, holds)) return true;
  }
  return false;
}

type BodiesOf = (node: never) => readonly nodes.NodeList[];

const NO_BODIES: readonly nodes.NodeList[] = [];

/** What the kinds of statements enclose. */
const BODIES: ReadonlyMap<unknown, BodiesOf> = new Map<unknown, BodiesOf>([
  [
    tree.If,
    ({ branches, otherwise }: tree.If) => [
      ...branches.map(({ body }) => body),
      ...(otherwise === null ? [] : [otherwise]),
    ],
  ],
  [tree.For, ({ body, otherwise }: tree.For) => (otherwise === null ? [body] : [body, otherwise])],
  ...[
    tree.Block,
    tree.AssignBlock,
    tree.FilterBlock,
    tree.Macro,
    tree.CallBlock,
    tree.Yield,
    tree.With,
    tree.Autoescape,
  ].map((kind): [unknown, BodiesOf] => [kind, ({ body }: { readonly body: nodes.NodeList }) => [body]]),
]);

/** The bodies of a statement. */
export function bodiesOf(node: nodes.Node): readonly nodes.NodeList[] {
  return BODIES.get(node.constructor)?.(node as never) ?? NO_BODIES;
}

/** Whether an `extends` is anywhere in some statements. */
export function hasExtends(statements: readonly nodes.Node[]): boolean {
  return hasStatement(statements, (node) => node instanceof tree.Extends);
}

/** Whether a block that sees the variables around it is anywhere in some statements. */
export function hasScopedBlock(statements: readonly nodes.Node[]): boolean {
  return hasStatement(statements, (node) => node instanceof tree.Block && node.scoped);
}
