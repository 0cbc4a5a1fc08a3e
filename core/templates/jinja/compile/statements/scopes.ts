import nodes from 'nunjucks/src/nodes';
import { l10n } from '../../../../system';
import { typeMistake } from '../../place';
import type { Execute, Jump } from '../../runtime/template-code';
import type { Autoescape, FilterBlock, With } from '../../syntax/tree';
import { isTrue } from '../../values/iterate';
import { kindOf, Markup } from '../../values/kinds';
import { compileExpression, guarded } from '../expression';
import type { Escaping, Frame } from '../frame';
import { compileStatements } from '../statement';
import { capturedBy, outputOf } from './output';
import { compileTarget } from './target';

/** `with a=1, b=2`: the values are those of outside, also where one reads the name of another. */
export function compileWith(node: With, frame: Frame): Execute {
  const values = node.values.map((value) => compileExpression(value, frame));
  const inner = frame.inner();
  for (const target of node.targets) inner.symbols.declareTarget(target);
  inner.symbols.visit(node.body.children);
  const before = frame.unit.assignedCount;
  const enter = inner.entering();
  const stores = node.targets.map((target) => compileTarget(target, inner));
  const body = compileStatements(node.body.children, inner);
  frame.unit.forgetBehind(before);
  frame.unit.scopes.push({ extent: node.extent, symbols: inner.symbols });
  return (activation) => {
    enter(activation);
    for (const [index, store] of stores.entries()) store(activation, values[index]?.(activation) ?? null);
    return body(activation);
  };
}

/** `filter name` with a body, whose text goes through the filters into the output. */
export function compileFilterBlock(node: FilterBlock, frame: Frame): Execute {
  const inner = frame.inner({ checksOutput: false });
  inner.symbols.loadAll(node.filters).visit(node.body.children);
  const before = frame.unit.assignedCount;
  const enter = inner.entering();
  const body = compileStatements(node.body.children, inner);
  const filters = guarded(node.filters, frame, compileExpression(node.filters, inner));
  frame.unit.forgetBehind(before);
  frame.unit.scopes.push({ extent: node.extent, symbols: inner.symbols });
  const capture = capturedBy(inner);
  const write = outputOf(frame, (activation) => {
    const value = filters(activation);
    if (typeof value !== 'string' && !(value instanceof Markup))
      throw typeMistake(
        l10n.t("the filter makes a '{0}' of the block, and only text can be written", kindOf(value)),
      );
    activation.rendering.write(typeof value === 'string' ? value : value.text);
  });
  return (activation) => {
    let jump: Jump | undefined;
    const text = activation.rendering.capture(() => {
      enter(activation);
      jump = body(activation);
    });
    if (jump !== undefined) return jump;
    activation.captured = capture(activation, text);
    return write(activation);
  };
}

/** `autoescape value`: whether what is written inside is escaped. */
export function compileAutoescape(node: Autoescape, frame: Frame): Execute {
  const outer = frame.inner();
  outer.symbols.loadAll(node.value).visit(node.body.children);
  const before = frame.unit.assignedCount;
  const enter = outer.entering();
  const value = compileExpression(node.value, outer);
  const escaping: Escaping = node.value instanceof nodes.Literal ? isTrue(node.value.value) : 'volatile';
  const body = compileStatements(node.body.children, outer.with({ escaping }));
  frame.unit.forgetBehind(before);
  return (activation) => {
    const { rendering } = activation;
    const { autoescape } = rendering;
    enter(activation);
    rendering.autoescape = isTrue(value(activation));
    try {
      return body(activation);
    } finally {
      rendering.autoescape = autoescape;
    }
  };
}
