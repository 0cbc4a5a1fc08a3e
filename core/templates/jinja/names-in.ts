import nodes from 'nunjucks/src/nodes';
import { Attribute, isUnary, Slice } from './syntax';

/** The variables that an expression mentions, in no certain order; not those inside of a captured body. */
export function namesIn(expression: nodes.Node): nodes.Symbol[] {
  const names: nodes.Symbol[] = [];
  const waiting: nodes.Node[] = [expression];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node instanceof nodes.Symbol) names.push(node);
    for (const part of partsOf(node)) if (part !== null) waiting.push(part);
  }
  return names;
}

/** The expressions right below one; names of filters, tests, arguments and attributes are none. */
function partsOf(node: nodes.Node): readonly (nodes.Node | null)[] {
  if (node instanceof nodes.Filter) return [node.args];
  if (node instanceof nodes.FunCall) return [node.name, node.args];
  if (node instanceof nodes.NodeList) return node.children;
  if (node instanceof Attribute) return [node.target];
  if (node instanceof nodes.LookupVal) return [node.target, node.val];
  if (node instanceof Slice) return [node.start, node.stop, node.step];
  if (node instanceof nodes.InlineIf) return [node.cond, node.body, node.else_];
  if (node instanceof nodes.Is)
    return [node.left, node.right instanceof nodes.FunCall ? node.right.args : null];
  if (node instanceof nodes.BinOp) return [node.left, node.right];
  if (isUnary(node)) return [node.target];
  if (node instanceof nodes.Compare) return [node.expr, ...node.ops.map((operand) => operand.expr)];
  if (node instanceof nodes.Pair) return [node.key, node.value];
  return [];
}
