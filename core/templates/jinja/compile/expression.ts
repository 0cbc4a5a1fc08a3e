import nodes from 'nunjucks/src/nodes';
import { l10n } from '../../../system';
import type { Activation } from '../runtime/activation';
import type { BoundMethod } from '../methods';
import { attributeOf, itemOf, methodOf, sliceOf } from '../runtime/lookup';
import type { Rendering } from '../runtime/rendering';
import * as tree from '../syntax/tree';
import { Dict } from '../values/dict';
import { ITEMS_PER_DICT, ITEMS_PER_ENTRY, ITEMS_PER_LIST } from '../values/effort';
import { isTrue, costOf } from '../values/iterate';
import { Callable, Tuple, Undefined, type Value } from '../values/kinds';
import { compileCall, compileFilter, compileTest } from './call';
import { positionOf } from './compilation';
import type { Frame } from './frame';
import { compileBinary, compileCompare, compileUnary } from './operators';

/** An expression as a function of the variables. */
export type Evaluate = (activation: Activation) => Value;

type Compile = (node: never, frame: Frame) => Evaluate;

/** What makes the code of each kind of expression. */
const COMPILERS: ReadonlyMap<unknown, Compile> = new Map<unknown, Compile>([
  [nodes.Literal, compileLiteral],
  [nodes.Symbol, compileName],
  [nodes.LookupVal, compileItem],
  [tree.Attribute, compileAttribute],
  [nodes.Filter, compileFilter],
  [nodes.FunCall, compileCall],
  [tree.Test, compileTest],
  [nodes.Group, compileTuple],
  [nodes.Array, compileList],
  [nodes.Dict, compileDict],
  [nodes.InlineIf, compileInlineIf],
  [nodes.Compare, compileCompare],
  [tree.Slice, compileLonelySlice],
  [tree.Captured, () => (activation) => activation.captured],
  ...[nodes.And, nodes.Or, nodes.Concat, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv].map(
    binary,
  ),
  ...[nodes.Mod, nodes.Pow].map(binary),
  [nodes.Not, compileUnary],
  [nodes.Neg, compileUnary],
  [nodes.Pos, compileUnary],
]);

function binary(kind: unknown): [unknown, Compile] {
  return [kind, compileBinary];
}

/**
 * Makes the function of an expression. Names of filters and tests are checked here. Throws `TemplateError` of
 * kind `syntax`; the function throws such of kind `render` and `budget`, or a `Mistake` that has no place yet.
 */
export function compileExpression(node: nodes.Node, frame: Frame): Evaluate {
  const compile = COMPILERS.get(node.constructor);
  if (compile === undefined) {
    frame.unit.fail(l10n.t("'{0}' does not stand here", node.typename), node, 'TemplateSyntaxError');
    return () => null;
  }
  frame.unit.enter(node);
  const evaluate = compile(node as never, frame);
  frame.unit.leave();
  return evaluate;
}

/** The function with its mistakes placed where the node stands. */
export function guarded(node: nodes.Node, frame: Frame, evaluate: Evaluate): Evaluate {
  const { unit } = frame;
  return (activation) => {
    try {
      return evaluate(activation);
    } catch (caught) {
      throw unit.at(caught, node);
    }
  };
}

function compileLiteral({ value }: nodes.Literal): Evaluate {
  return () => value;
}

function compileName(node: nodes.Symbol, frame: Frame): Evaluate {
  const { value: name } = node;
  const position = positionOf(node);
  const variable = frame.symbols.find(name);
  if (variable === undefined) {
    // Jinja breaks here too: a filter on a set block reads a name that nothing else mentions.
    frame.unit.fail(
      l10n.t("'{0}' cannot be read in a filter on a set block: set it to a variable first", name),
      node,
    );
    return () => null;
  }
  frame.noteRead(node, variable);
  const missing = (activation: Activation): Value =>
    activation.rendering.undefinedVariable(name, activation.context, position);
  if (variable.owner === frame.symbols.owner) {
    const { slot } = variable;
    return (activation) => {
      const value = activation.slots[slot];
      return value === undefined ? missing(activation) : value;
    };
  }
  const read = frame.reading(variable);
  return (activation) => {
    const value = read(activation);
    return value === undefined ? missing(activation) : value;
  };
}

function compileAttribute(node: tree.Attribute, frame: Frame): Evaluate {
  const { unit } = frame;
  const target = compileExpression(node.target, frame);
  noteMember(node, frame);
  const read = readingAttribute(node);
  return (activation) => {
    const owner = target(activation);
    try {
      const value = read(owner, activation.rendering);
      return value instanceof Callable ? activation.rendering.made(value) : value;
    } catch (caught) {
      throw unit.at(caught, node.val);
    }
  };
}

/** What is called: a method that is called at once is no value, and costs no room. */
export function compileCallee(
  node: nodes.Node,
  frame: Frame,
): (activation: Activation) => Value | BoundMethod {
  if (!(node instanceof tree.Attribute)) return compileExpression(node, frame);
  const { unit } = frame;
  unit.enter(node);
  const target = compileExpression(node.target, frame);
  noteMember(node, frame);
  unit.leave();
  const name = nameOf(node);
  const read = readingAttribute(node);
  return (activation) => {
    const owner = target(activation);
    try {
      return methodOf(owner, name) ?? read(owner, activation.rendering);
    } catch (caught) {
      throw unit.at(caught, node.val);
    }
  };
}

/** Notes what is asked of a variable by a name that is written there. */
function noteMember({ target, val }: nodes.LookupVal, { unit, symbols }: Frame): void {
  if (!unit.isAnalysis || !(target instanceof nodes.Symbol) || !(val instanceof nodes.Literal)) return;
  const variable = symbols.find(target.value);
  if (variable === undefined || typeof val.value !== 'string') return;
  unit.members.push({ name: val.value, position: positionOf(val), variable });
}

function nameOf({ val }: tree.Attribute): string {
  return val instanceof nodes.Literal ? String(val.value) : '';
}

/** Reads the attribute of a value. Throws a `Mistake`. */
function readingAttribute(node: tree.Attribute): (owner: Value, rendering: Rendering) => Value {
  const name = nameOf(node);
  return (owner, rendering) =>
    attributeOf(owner, name, rendering, (message) =>
      rendering.undefinedItem(message, pathOf(node), positionOf(node.val)),
    );
}

function compileItem(node: nodes.LookupVal, frame: Frame): Evaluate {
  if (node.val instanceof tree.Slice) return compileSlice(node, node.val, frame);
  const target = compileExpression(node.target, frame);
  noteMember(node, frame);
  const key = compileExpression(node.val, frame);
  return guarded(node, frame, (activation) => {
    const { rendering } = activation;
    const value = target(activation);
    rendering.spend(typeof value === 'string' ? 1 + costOf(value) : 1);
    const item = itemOf(value, key(activation), rendering, (message) =>
      rendering.undefinedItem(message, pathOf(node), positionOf(node)),
    );
    return item instanceof Callable ? rendering.made(item) : item;
  });
}

function compileSlice(node: nodes.LookupVal, slice: tree.Slice, frame: Frame): Evaluate {
  const target = compileExpression(node.target, frame);
  const bound = (part: nodes.Node | null): Evaluate =>
    part === null ? () => null : compileExpression(part, frame);
  const [start, stop, step] = [bound(slice.start), bound(slice.stop), bound(slice.step)];
  return guarded(node, frame, (activation) => {
    const { rendering } = activation;
    const value = target(activation);
    rendering.spend(1 + costOf(value));
    const bounds = { start: start(activation), stop: stop(activation), step: step(activation) };
    return sliceOf(value, bounds, rendering);
  });
}

/** A slice among several keys (`a[1:2, 3]`) is a mistake in Python too. */
function compileLonelySlice(node: tree.Slice, frame: Frame): Evaluate {
  frame.unit.fail(l10n.t('a slice stands alone between its brackets'), node, 'TemplateSyntaxError');
  return () => null;
}

function compileItems(node: nodes.NodeList, frame: Frame): (activation: Activation) => Value[] {
  const items = node.children.map((item) => compileExpression(item, frame));
  return (activation) => {
    activation.rendering.hold(items.length + ITEMS_PER_LIST);
    return items.map((item) => item(activation));
  };
}

function compileTuple(node: nodes.Group, frame: Frame): Evaluate {
  const items = compileItems(node, frame);
  return (activation) => new Tuple(items(activation));
}

function compileList(node: nodes.Array, frame: Frame): Evaluate {
  return compileItems(node, frame);
}

function compileDict(node: nodes.Dict, frame: Frame): Evaluate {
  const pairs = node.children.flatMap((pair) =>
    pair instanceof nodes.Pair
      ? [{ key: compileExpression(pair.key, frame), value: compileExpression(pair.value, frame) }]
      : [],
  );
  return guarded(node, frame, (activation) => {
    activation.rendering.hold(ITEMS_PER_ENTRY * pairs.length + ITEMS_PER_DICT);
    const dict = new Dict();
    for (const { key, value } of pairs) dict.set(key(activation), value(activation));
    return dict;
  });
}

function compileInlineIf(node: nodes.InlineIf, frame: Frame): Evaluate {
  const soft = frame.branch();
  const condition = compileExpression(node.cond, soft);
  const body = compileExpression(node.body, soft);
  const otherwise = node.else_ === null ? undefined : compileExpression(node.else_, soft);
  return guarded(node.cond, frame, (activation) => {
    if (isTrue(condition(activation))) return body(activation);
    if (otherwise !== undefined) return otherwise(activation);
    // Lenient even where undefined names are an error, as in Jinja.
    return new Undefined(
      () => l10n.t("the condition of this 'if' is false, and it has no 'else'"),
      'lenient',
    );
  });
}

/** How an undefined attribute is named in a report, where all of its parts have names. */
function pathOf(node: nodes.Node): string | undefined {
  if (node instanceof nodes.Symbol) return node.value;
  if (!(node instanceof nodes.LookupVal) || !(node.val instanceof nodes.Literal)) return undefined;
  const target = pathOf(node.target);
  return target === undefined ? undefined : `${target}.${String(node.val.value)}`;
}
