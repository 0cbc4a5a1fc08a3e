import type nodes from 'nunjucks/src/nodes';
import { TemplateReference } from '../runtime/blocks';
import { Activation } from '../runtime/activation';
import type { TemplateCode } from '../runtime/template-code';
import { hasExtends } from '../syntax/walk';
import type { Compilation } from './compilation';
import { Frame } from './frame';
import { compileStatements } from './statement';

/** Makes the code of a parsed template. Throws `TemplateError` of kind `syntax`, or reports such to the compilation. */
export function compileTemplate(root: nodes.Root, unit: Compilation): TemplateCode {
  const frame = Frame.ofFunction(unit, {
    topLevel: true,
    rootLevel: true,
    checksOutput: unit.mentions('extends') && hasExtends(root.children),
  });
  const self = unit.undeclaredIn(root.children, ['self']).has('self')
    ? frame.symbols.declareParameter('self').slot
    : undefined;
  frame.symbols.visit(root.children);
  const enter = frame.entering();
  const body = compileStatements(root.children, frame);
  return {
    file: unit.file,
    blocks: unit.blocks,
    size: frame.size,
    run(activation) {
      const { rendering, context } = activation;
      if (self !== undefined) activation.slots[self] = new TemplateReference(rendering, context);
      enter(activation);
      body(activation);
      const { parent } = activation;
      if (parent !== undefined)
        rendering.nested(() => {
          parent.run(new Activation(rendering, context, undefined, parent.size));
        });
    },
  };
}
