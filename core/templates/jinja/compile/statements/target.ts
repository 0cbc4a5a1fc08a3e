import nodes from 'nunjucks/src/nodes';
import { l10n } from '../../../../system';
import { Mistake, valueMistake } from '../../place';
import { Attribute } from '../../syntax/tree';
import { ITEMS_PER_ENTRY } from '../../values/effort';
import { itemsOf } from '../../values/iterate';
import { Namespace, open } from '../../values/kinds';
import { compileExpression } from '../expression';
import type { Frame, Store } from '../frame';

/** Puts a value into a name, into several names, or into an attribute of a namespace. */
export function compileTarget(target: nodes.Node, frame: Frame): Store {
  if (target instanceof nodes.Symbol) return compileNameTarget(target, frame);
  if (target instanceof Attribute) return compileAttributeTarget(target, frame);
  const parts =
    target instanceof nodes.Group ? target.children.map((part) => compileTarget(part, frame)) : [];
  return (activation, value) => {
    const items = itemsOf(open(value), activation.rendering);
    if (items.length !== parts.length)
      throw valueMistake(l10n.t('{0} names cannot take {1} values', parts.length, items.length));
    for (const [index, store] of parts.entries()) store(activation, items[index] ?? null);
  };
}

function compileNameTarget(target: nodes.Symbol, frame: Frame): Store {
  const variable = frame.symbols.find(target.value);
  if (variable === undefined) return () => undefined;
  frame.noteWrite(target, variable);
  const { slot } = variable;
  return (activation, value) => {
    activation.slots[slot] = value;
  };
}

function compileAttributeTarget(target: Attribute, frame: Frame): Store {
  const owner = compileExpression(target.target, frame);
  const name = target.val instanceof nodes.Literal ? String(target.val.value) : '';
  return (activation, value) => {
    const namespace = open(owner(activation));
    if (!(namespace instanceof Namespace))
      throw new Mistake(
        l10n.t("only a 'namespace' has attributes that can be set"),
        'render',
        undefined,
        'TemplateRuntimeError',
      );
    activation.rendering.hold(namespace.attributes.has(name) ? 1 : ITEMS_PER_ENTRY);
    namespace.attributes.set(name, value);
  };
}
