import { TemplateError } from '../../language';
import type { Execute } from '../../runtime/template-code';
import type { Yield } from '../../syntax/tree';
import { itemsOf } from '../../values/iterate';
import { open, Undefined } from '../../values/kinds';
import { compileExpression } from '../expression';
import { positionOf } from '../compilation';
import type { Frame } from '../frame';
import { compileStatements } from '../statement';

/**
 * Copier's `yield name from values`: notes that the name is to be rendered once for each value. What it gives now is
 * its body with the name as it is outside; where that is undefined and something is asked of it, nothing.
 */
export function compileYield(node: Yield, frame: Frame): Execute {
  const values = compileExpression(node.values, frame);
  const inner = frame.inner();
  inner.symbols.visit(node.body.children);
  const before = frame.unit.assignedCount;
  const enter = inner.entering();
  const references = frame.unit.references.length;
  const body = compileStatements(node.body.children, inner);
  // Each value comes under this name from outside.
  const own = frame.unit.references.splice(references).filter(({ name }) => name !== node.name.value);
  frame.unit.references.push(...own);
  // What is known in its body only has its value from here.
  for (const variable of inner.symbols.origins.keys())
    if (variable.name === node.name.value) frame.unit.fromContext.delete(variable);
  frame.unit.yields.push({ name: node.name.value, position: positionOf(node.name), extent: node.extent });
  frame.unit.forgetBehind(before);
  return (activation) => {
    const { rendering } = activation;
    const given = open(values(activation));
    // Copier takes no values for none.
    const items = given === null || given instanceof Undefined ? [] : itemsOf(given, rendering);
    rendering.noteYield(node.name.value, [...items]);
    rendering.write(
      rendering.capture(() => {
        try {
          enter(activation);
          body(activation);
        } catch (caught) {
          if (!(caught instanceof TemplateError) || caught.python !== 'UndefinedError') throw caught;
          rendering.forget();
        }
      }),
    );
    return undefined;
  };
}
