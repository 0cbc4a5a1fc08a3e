import type { Execute } from '../../runtime/template-code';
import type { If } from '../../syntax/tree';
import { isTrue } from '../../values/iterate';
import { compileExpression, guarded, type Evaluate } from '../expression';
import type { Frame } from '../frame';
import { compileStatements } from '../statement';

/** `if`, `elif`, `else`: no scope of their own. */
export function compileIf(node: If, frame: Frame): Execute {
  const soft = frame.branch();
  const branches: { condition: Evaluate; body: Execute }[] = [];
  let otherwise: Execute = () => undefined;
  frame.unit.inBranches([
    ...node.branches.map((branch) => () => {
      const value = compileExpression(branch.condition, soft);
      const condition = guarded(branch.condition, soft, (activation) => isTrue(value(activation)));
      branches.push({ condition, body: compileStatements(branch.body.children, soft) });
    }),
    () => {
      otherwise = compileStatements(node.otherwise?.children ?? [], soft);
    },
  ]);
  return (activation) => {
    for (const { condition, body } of branches) if (condition(activation) === true) return body(activation);
    return otherwise(activation);
  };
}
