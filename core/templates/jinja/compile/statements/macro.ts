import { l10n } from '../../../../system';
import { Activation } from '../../runtime/activation';
import { Macro as MacroValue, type MacroArguments, type MacroShape } from '../../runtime/macro';
import type { Execute } from '../../runtime/template-code';
import type { CallBlock, Macro, Parameters, Statement } from '../../syntax/tree';
import { Undefined, type Value } from '../../values/kinds';
import { textOf } from '../../values/text';
import { compileCallWith } from '../call';
import { positionOf } from '../compilation';
import { compileExpression, type Evaluate } from '../expression';
import type { Frame } from '../frame';
import { compileStatements } from '../statement';
import { exporting } from './assign';
import { outputOf } from './output';
import type nodes from 'nunjucks/src/nodes';

/** What a macro takes, in items. */
const ITEMS_PER_MACRO = 32;
const SPECIAL = ['caller', 'kwargs', 'varargs'];

interface MacroNode extends Statement {
  readonly parameters: Parameters;
  readonly body: nodes.NodeList;
}

export function compileMacro(node: Macro, frame: Frame): Execute {
  const make = compileMacroBody(node, node.name.value, frame);
  const variable = frame.symbols.find(node.name.value);
  if (variable !== undefined) frame.noteWrite(node.name, variable);
  const announce = exporting(node.name, frame);
  return (activation) => {
    if (variable !== undefined) activation.slots[variable.slot] = make(activation);
    announce(activation);
    return undefined;
  };
}

/** `call macro(…)` with a body that the macro runs as `caller()`. */
export function compileCallBlock(node: CallBlock, frame: Frame): Execute {
  const caller = compileMacroBody(node, null, frame);
  const call = compileCallWith(node.call, frame, caller);
  return outputOf(frame, (activation) => {
    activation.rendering.write(textOf(call(activation)));
  });
}

/** Makes the macro, in the activation that it is defined in. */
export function compileMacroBody(node: MacroNode, name: string | null, frame: Frame): Evaluate {
  const inner = frame.innerFunction({ checksOutput: false });
  const { unit } = frame;
  const parameters = node.parameters.names.map((parameter) => parameter.value);
  const used = unit.undeclaredIn(node.body.children, SPECIAL);
  const ownCaller = parameters.indexOf('caller');
  const hasDefault = ownCaller >= parameters.length - node.parameters.defaults.length;
  if (used.has('caller') && ownCaller !== -1 && !hasDefault)
    unit.fail(l10n.t("a parameter called 'caller' needs a default"), node);
  const { symbols } = inner;
  symbols.declareParameters(node.parameters);
  const special = (title: string): number | undefined =>
    used.has(title) && !parameters.includes(title) ? symbols.declareParameter(title).slot : undefined;
  const [caller, kwargs, varargs] = [special('caller'), special('kwargs'), special('varargs')];
  symbols.visit(node.body.children);
  const before = unit.assignedCount;
  const enter = inner.entering();
  const fill = compileParameters(node.parameters, inner);
  for (const parameter of node.parameters.names) {
    const variable = symbols.find(parameter.value);
    if (variable !== undefined) inner.noteWrite(parameter, variable);
    unit.parameters.push({ name: parameter.value, position: positionOf(parameter) });
  }
  for (const title of SPECIAL) {
    const variable = symbols.find(title);
    if (variable?.owner === symbols.owner) unit.markAssigned(variable);
  }
  const body = compileStatements(node.body.children, inner);
  unit.forgetBehind(before);
  unit.scopes.push({ extent: node.extent, symbols });
  const shape: MacroShape = {
    name,
    parameters,
    takesCaller: caller !== undefined,
    takesKwargs: kwargs !== undefined,
    takesVarargs: varargs !== undefined,
    hasOwnCaller: ownCaller !== -1,
  };
  return (outer) => {
    outer.rendering.hold(ITEMS_PER_MACRO);
    return new MacroValue(shape, (given) => {
      const { rendering, context } = outer;
      const activation = new Activation(rendering, context, outer, inner.size);
      return rendering.capture(() => {
        enter(activation);
        const put = (slot: number | undefined, value: Value | undefined): void => {
          if (slot !== undefined) activation.slots[slot] = value;
        };
        put(caller, given.caller);
        put(kwargs, given.kwargs);
        put(varargs, given.varargs);
        fill(activation, given);
        body(activation);
      });
    });
  };
}

/** Puts arguments and defaults into the parameters, one after the other: a default sees those before it. */
function compileParameters(
  { names, defaults }: Parameters,
  inner: Frame,
): (activation: Activation, given: MacroArguments) => void {
  const steps = names.map((name, index) => {
    const preset = defaults[index - (names.length - defaults.length)];
    const value = preset === undefined ? undefined : compileExpression(preset, inner);
    const slot = inner.symbols.find(name.value)?.slot ?? 0;
    return { slot, value: value ?? missingParameter(name.value, inner) };
  });
  return (activation, { parameters }) => {
    for (const [index, { slot }] of steps.entries()) activation.slots[slot] = parameters[index];
    for (const { slot, value } of steps)
      if (activation.slots[slot] === undefined) activation.slots[slot] = value(activation);
  };
}

function missingParameter(name: string, inner: Frame): Evaluate {
  const { undefinedNames } = inner.unit.options;
  return () => new Undefined(() => l10n.t("the parameter '{0}' was not given", name), undefinedNames);
}
