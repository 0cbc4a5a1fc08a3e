import nodes from 'nunjucks/src/nodes';
import { l10n } from '../../../../system';
import { Mistake, typeMistake } from '../../place';
import { Activation } from '../../runtime/activation';
import { Context, Layer, type Names } from '../../runtime/context';
import { TemplateModule } from '../../runtime/module';
import type { Rendering } from '../../runtime/rendering';
import type { Execute, TemplateCode } from '../../runtime/template-code';
import type { Extends, FromImport, Import, Include } from '../../syntax/tree';
import { itemsOf } from '../../values/iterate';
import { isList, kindOf, Markup, present, Tuple, type Value } from '../../values/kinds';
import { positionOf, type ImportedUse, type SeenVariable, type TemplateUse } from '../compilation';
import { compileExpression } from '../expression';
import type { Frame } from '../frame';
import type { Variable } from '../symbols';
import { localsOf } from './block';

type Kind = TemplateUse['kind'];

interface Ties {
  readonly withContext: boolean;
  readonly optional?: boolean;
  readonly module?: Variable | undefined;
  readonly imported?: readonly ImportedUse[];
}

/** Notes the templates that are named by texts. */
function noteTemplates(node: nodes.Node, kind: Kind, ties: Ties, frame: Frame): void {
  const { withContext, optional = false, module, imported = [] } = ties;
  const sees = withContext && frame.unit.isAnalysis ? seenFrom(frame) : undefined;
  const isSeveral = node instanceof nodes.Array || node instanceof nodes.Group;
  for (const part of isSeveral ? node.children : [node])
    if (part instanceof nodes.Literal && typeof part.value === 'string')
      frame.unit.templates.push({
        kind,
        name: part.value,
        position: positionOf(part),
        optional: optional || isSeveral,
        sees,
        module,
        imported,
      });
}

/** The variables that have a value where a template is included, or may have one. */
function seenFrom(frame: Frame): SeenVariable[] {
  const variables = [...frame.symbols.stored().values()];
  return variables.map((variable) => ({ variable, always: frame.isSettled(variable) }));
}

/** The template that a value names. A list is searched for the first that is there where `several` are allowed. */
function templateOf(value: Value, rendering: Rendering, several: boolean): TemplateCode {
  const named = present(value);
  if (typeof named === 'string') return rendering.template(named);
  if (named instanceof Markup) return rendering.template(named.text);
  if (!several || !(isList(named) || named instanceof Tuple))
    throw typeMistake(l10n.t("a template is named by a text, not by a '{0}'", kindOf(named)));
  const names = itemsOf(named, rendering);
  for (const name of names) {
    const found = typeof name === 'string' ? rendering.templateOrNothing(name) : undefined;
    if (found !== undefined) return found;
  }
  throw new Mistake(
    l10n.t(
      'none of these templates is found: {0}',
      names.map((name) => `'${typeof name === 'string' ? name : kindOf(name)}'`).join(', '),
    ),
    'render',
    undefined,
    'TemplatesNotFound',
  );
}

/** A new context for another template: with all that is known here, or with the language's own functions only. */
function contextFor(frame: Frame, withContext: boolean): (activation: Activation) => Names {
  if (!withContext) return ({ rendering }) => rendering.globals;
  const locals = localsOf(frame);
  return (activation) => new Layer(locals(activation), activation.context.snapshot());
}

/** Runs another template in a context of its own. */
export function runTemplate(code: TemplateCode, rendering: Rendering, names: Names): Context {
  const context = new Context(names, new Map(), new Set(), blocksOf(code));
  rendering.nested(() => {
    code.run(new Activation(rendering, context, undefined, code.size));
  });
  return context;
}

function blocksOf(code: TemplateCode): Context['blocks'] {
  return new Map(Array.from(code.blocks, ([name, block]) => [name, [block]] as const));
}

export function compileInclude(node: Include, frame: Frame): Execute {
  const { withContext, ignoreMissing: optional } = node;
  noteTemplates(node.template, 'include', { withContext, optional }, frame);
  const named = compileExpression(node.template, frame);
  const names = contextFor(frame, node.withContext);
  return (activation) => {
    const code = included(node, named(activation), activation.rendering);
    if (code !== undefined) runTemplate(code, activation.rendering, names(activation));
    return undefined;
  };
}

function included(node: Include, value: Value, rendering: Rendering): TemplateCode | undefined {
  try {
    return templateOf(value, rendering, true);
  } catch (caught) {
    const isMissing =
      caught instanceof Mistake &&
      (caught.python === 'TemplateNotFound' || caught.python === 'TemplatesNotFound');
    if (isMissing && node.ignoreMissing) return undefined;
    throw caught;
  }
}

/** Runs a template for what it sets; its text is kept too. */
function moduleOf(value: Value, activation: Activation, names: Names): TemplateModule {
  const { rendering } = activation;
  const code = templateOf(value, rendering, false);
  let exported = new Map<string, Value>();
  const text = rendering.capture(() => {
    const context = runTemplate(code, rendering, names);
    exported = new Map([...context.set].filter(([name]) => context.exported.has(name)));
  });
  return new TemplateModule(code.file, exported, text);
}

export function compileImport(node: Import, frame: Frame): Execute {
  const variable = frame.symbols.find(node.target.value);
  noteTemplates(node.template, 'import', { withContext: node.withContext, module: variable }, frame);
  const named = compileExpression(node.template, frame);
  const names = contextFor(frame, node.withContext);
  if (variable !== undefined) frame.noteWrite(node.target, variable);
  const { topLevel } = frame.flags;
  if (topLevel && variable !== undefined) frame.unit.shown.add(variable);
  return (activation) => {
    const module = moduleOf(named(activation), activation, names(activation));
    if (variable === undefined) return undefined;
    activation.slots[variable.slot] = module;
    if (topLevel) hide(activation, variable.name, module);
    return undefined;
  };
}

/** What is imported is known to blocks and includes, but not handed on to those who import this template. */
function hide({ context }: Activation, name: string, value: Value): void {
  context.set.set(name, value);
  context.exported.delete(name);
}

export function compileFromImport(node: FromImport, frame: Frame): Execute {
  const imported = node.names.flatMap(({ name, alias }) => {
    const variable = frame.symbols.find(alias.value);
    return variable === undefined ? [] : [{ name: name.value, position: positionOf(name), alias, variable }];
  });
  noteTemplates(node.template, 'import', { withContext: node.withContext, imported }, frame);
  const named = compileExpression(node.template, frame);
  const names = contextFor(frame, node.withContext);
  const { topLevel } = frame.flags;
  for (const { alias, variable } of imported) {
    frame.noteWrite(alias, variable);
    if (topLevel) frame.unit.shown.add(variable);
  }
  return (activation) => {
    const { rendering } = activation;
    const module = moduleOf(named(activation), activation, names(activation));
    for (const { name, variable } of imported) {
      const found = module.attribute(name);
      const value =
        found === undefined
          ? rendering.undefined(l10n.t("'{0}' exports no '{1}'", module.file, name))
          : found;
      activation.slots[variable.slot] = value;
      if (topLevel) hide(activation, variable.name, value);
    }
    return undefined;
  };
}

/** `extends`: the template's blocks fill those of another one, which is written in its place. */
export function compileExtends(node: Extends, frame: Frame): Execute {
  const { unit } = frame;
  noteTemplates(node.template, 'extends', { withContext: true }, frame);
  if (!frame.flags.topLevel) unit.fail(l10n.t("'extends' stands at the top level of a template only"), node);
  const named = compileExpression(node.template, frame);
  unit.extendsCount += 1;
  if (frame.flags.rootLevel) unit.extendsKnown = true;
  return (activation) => {
    const { rendering, context } = activation;
    if (activation.parent !== undefined)
      throw new Mistake(
        l10n.t('a template extends one other only'),
        'render',
        undefined,
        'TemplateRuntimeError',
      );
    const parent = templateOf(named(activation), rendering, false);
    activation.parent = parent;
    for (const [name, block] of parent.blocks) {
      const stack = context.blocks.get(name);
      if (stack === undefined) context.blocks.set(name, [block]);
      else stack.push(block);
    }
    return undefined;
  };
}
