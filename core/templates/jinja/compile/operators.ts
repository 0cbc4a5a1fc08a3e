import nodes from 'nunjucks/src/nodes';
import { l10n } from '../../../system';
import { Mistake } from '../place';
import type { Run } from '../runtime/run';
import type { Rendering } from '../runtime/rendering';
import type * as tree from '../syntax/tree';
import { calculate, signed, type Arithmetic } from '../values/arithmetic';
import { isContained, isEqual } from '../values/equality';
import { costOf, isTrue } from '../values/iterate';
import { Markup, type Value } from '../values/kinds';
import { joinMarkup } from '../values/markup';
import { isOrdered } from '../values/order';
import { textOf } from '../values/text';
import { compileExpression, guarded, type Evaluate } from './expression';
import type { Frame } from './frame';

const ARITHMETIC: ReadonlyMap<unknown, Arithmetic> = new Map<unknown, Arithmetic>([
  [nodes.Add, '+'],
  [nodes.Sub, '-'],
  [nodes.Mul, '*'],
  [nodes.Div, '/'],
  [nodes.FloorDiv, '//'],
  [nodes.Mod, '%'],
  [nodes.Pow, '**'],
]);

/** `and`, `or`, `~` and the arithmetic operators. */
export function compileBinary(node: nodes.BinOp, frame: Frame): Evaluate {
  if (node instanceof nodes.Concat) return compileConcat(node, frame);
  const left = compileExpression(node.left, frame);
  const right = compileExpression(node.right, frame);
  if (node instanceof nodes.And)
    return guarded(node, frame, (activation) => {
      const value = left(activation);
      return isTrue(value) ? right(activation) : value;
    });
  if (node instanceof nodes.Or)
    return guarded(node, frame, (activation) => {
      const value = left(activation);
      return isTrue(value) ? value : right(activation);
    });
  const operator = ARITHMETIC.get(node.constructor) ?? '+';
  return guarded(node, frame, (activation) => {
    activation.rendering.spend(1);
    return calculate(operator, left(activation), right(activation), activation.rendering);
  });
}

/** `a ~ b ~ c`: the texts of all of them; where text is escaped, marked ones make the whole marked. */
function compileConcat(node: nodes.Concat, frame: Frame): Evaluate {
  const parts = partsOf(node).map((part) => compileExpression(part, frame));
  const { escaping } = frame.flags;
  return guarded(node, frame, (activation) => {
    const values = parts.map((part) => part(activation));
    const { rendering } = activation;
    const marks = escaping === 'volatile' ? rendering.autoescape : escaping;
    return marks && values.some((value) => value instanceof Markup)
      ? joinMarkup(values, rendering)
      : joined(values, rendering);
  });
}

function partsOf(node: nodes.Node): nodes.Node[] {
  const parts: nodes.Node[] = [];
  let rest = node;
  while (rest instanceof nodes.Concat) {
    parts.unshift(rest.right);
    rest = rest.left;
  }
  return [rest, ...parts];
}

function joined(values: readonly Value[], rendering: Rendering): string {
  const texts = values.map(textOf);
  rendering.allow(texts.reduce((length, text) => length + text.length, 0));
  return texts.join('');
}

export function compileUnary(node: tree.Unary, frame: Frame): Evaluate {
  const target = compileExpression(node.target, frame);
  if (node instanceof nodes.Not) return guarded(node, frame, (activation) => !isTrue(target(activation)));
  const sign = node instanceof nodes.Neg ? '-' : '+';
  return guarded(node, frame, (activation) => signed(sign, target(activation), activation.rendering));
}

/** A chain of comparisons: each operand is evaluated once, and none behind the first that fails. */
export function compileCompare(node: nodes.Compare, frame: Frame): Evaluate {
  const first = compileExpression(node.expr, frame);
  const operands = node.ops.map(({ type, expr }) => ({ type, side: compileExpression(expr, frame) }));
  return guarded(node, frame, (activation) => {
    let left = first(activation);
    for (const { type, side } of operands) {
      const right = side(activation);
      activation.rendering.spend(costOf(right));
      if (!compares(type, left, right, activation.rendering)) return false;
      left = right;
    }
    return true;
  });
}

function compares(type: string, left: Value, right: Value, run: Run): boolean {
  switch (type) {
    case '==':
      return isEqual(left, right, run);
    case '!=':
      return !isEqual(left, right, run);
    case 'in':
      return isContained(left, right, run);
    case 'not in':
      return !isContained(left, right, run);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return isOrdered(type, left, right, run);
    default:
      throw new Mistake(l10n.t("'{0}' does not stand here", type), 'syntax');
  }
}
