import type nodes from 'nunjucks/src/nodes';
import type { Activation } from '../../runtime/activation';
import type { Execute, Jump } from '../../runtime/template-code';
import type { Assign, AssignBlock } from '../../syntax/tree';
import { targetNames } from '../../syntax/walk';
import { Markup, type Value } from '../../values/kinds';
import { textOf } from '../../values/text';
import { compileExpression, guarded } from '../expression';
import type { Frame } from '../frame';
import { compileStatements } from '../statement';
import { capturedBy } from './output';
import { compileTarget } from './target';

/** Makes what was set at the top level known to blocks, includes and imports. */
export function exporting(target: nodes.Node, frame: Frame): (activation: Activation) => void {
  if (!frame.flags.topLevel) return () => undefined;
  const variables = targetNames(target).flatMap(({ value }) => frame.symbols.find(value) ?? []);
  for (const variable of variables) frame.unit.shown.add(variable);
  return ({ slots, context }) => {
    for (const { name, slot } of variables) {
      const value = slots[slot];
      if (value === undefined) continue;
      context.set.set(name, value);
      if (!name.startsWith('_')) context.exported.add(name);
    }
  };
}

export function compileAssign(node: Assign, frame: Frame): Execute {
  frame.unit.checkTarget(targetNames(node.target));
  const value = compileExpression(node.value, frame);
  const store = compileTarget(node.target, frame);
  const announce = exporting(node.target, frame);
  return (activation) => {
    store(activation, value(activation));
    announce(activation);
    return undefined;
  };
}

/** Where text is escaped, what a block is set to is text that is safe, also behind filters that forget it. */
function marked(value: Value, { rendering }: Activation): Value {
  return rendering.autoescape && !(value instanceof Markup) ? new Markup(textOf(value)) : value;
}

/** `set name` with a body: its text, through the filters behind the name. */
export function compileAssignBlock(node: AssignBlock, frame: Frame): Execute {
  frame.unit.checkTarget(targetNames(node.target));
  const inner = frame.inner({ checksOutput: false });
  inner.symbols.visit(node.body.children);
  const enter = inner.entering();
  const before = frame.unit.assignedCount;
  const body = compileStatements(node.body.children, inner);
  frame.unit.forgetBehind(before);
  frame.unit.scopes.push({ extent: node.extent, symbols: inner.symbols });
  const capture = capturedBy(inner);
  const filters = guarded(node.filters, frame, compileExpression(node.filters, inner));
  const store = compileTarget(node.target, frame);
  const announce = exporting(node.target, frame);
  return (activation) => {
    let jump: Jump | undefined;
    const text = activation.rendering.capture(() => {
      enter(activation);
      jump = body(activation);
    });
    if (jump !== undefined) return jump;
    activation.captured = capture(activation, text);
    store(activation, marked(filters(activation), activation));
    announce(activation);
    return undefined;
  };
}
