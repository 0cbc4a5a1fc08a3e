import nodes from 'nunjucks/src/nodes';
import { Activation } from '../../runtime/activation';
import { LoopContext } from '../../runtime/loop';
import type { Execute, Jump } from '../../runtime/template-code';
import type { For } from '../../syntax/tree';
import { hasScopedBlock, targetNames } from '../../syntax/walk';
import { isTrue, nextOf } from '../../values/iterate';
import { isList, Lazy, Markup, Tuple, type Value } from '../../values/kinds';
import { compileExpression, guarded, type Evaluate } from '../expression';
import type { Enter, Frame, Store } from '../frame';
import { compileStatements } from '../statement';
import { compileTarget } from './target';

/** The parts of a loop as code. */
interface LoopCode {
  /** Sets up the variables of a turn, where there are any. */
  readonly enter: Enter | undefined;
  readonly assign: Store;
  readonly body: Execute;
  /** Where its variable `loop` is kept; undefined where nothing asks for it. */
  readonly loop: number | undefined;
  /** Chooses the items; they come as they are where the loop has no condition. */
  readonly choose: (activation: Activation, items: Value) => Value;
  readonly otherwise: Execute;
  readonly hasElse: boolean;
  /** Whether it takes all items. */
  readonly isPlain: boolean;
}

export function compileFor(node: For, frame: Frame): Execute {
  return frame.unit.inLoop(() => {
    frame.unit.checkTarget(targetNames(node.target));
    return compileAround(node, frame);
  });
}

function compileAround(node: For, frame: Frame): Execute {
  const iterated = guarded(node.iterated, frame, compileExpression(node.iterated, frame));
  if (node.recursive) return compileRecursive(node, frame, iterated);
  const code = compileLoop(node, frame, frame.inner({ inLoop: true }));
  return (activation) => run(code, activation, iterated(activation), undefined);
}

/** A loop whose body can be called again with `loop(items)`: it runs as a function of its own, and writes a text. */
function compileRecursive(node: For, frame: Frame, iterated: Evaluate): Execute {
  const inner = frame.innerFunction({ inLoop: true, checksOutput: false });
  const code = compileLoop(node, frame, inner);
  const { escaping } = frame.flags;
  const start = (outer: Activation, items: Value, depth: number): string => {
    const { rendering, context } = outer;
    return rendering.capture(() => {
      const activation = new Activation(rendering, context, outer, inner.size);
      run(code, activation, items, { recurse: (more, deeper) => marked(start(outer, more, deeper)), depth });
    });
  };
  const marked = (text: string): Value => (escaping === true ? new Markup(text) : text);
  const { checksOutput } = frame.flags;
  return (activation) => {
    const text = start(activation, iterated(activation), 0);
    if (!checksOutput || activation.parent === undefined) activation.rendering.write(text);
    return undefined;
  };
}

function compileLoop(node: For, frame: Frame, inner: Frame): LoopCode {
  const { unit } = frame;
  const { children } = node.body;
  const asksForLoop =
    node.recursive ||
    unit.undeclaredIn(children, ['loop']).size > 0 ||
    (unit.mentions('scoped') && hasScopedBlock(children));
  const loop = asksForLoop ? inner.symbols.declareParameter('loop').slot : undefined;
  inner.symbols.storeTarget(node.target).visit(children);
  const otherwise = node.recursive ? inner.inner() : frame.inner();
  otherwise.symbols.visit(node.otherwise?.children ?? []);
  const choose = compileCondition(node, node.recursive ? inner : frame);
  const before = unit.assignedCount;
  const enter = inner.enteringIfAny();
  const assign = compileLoopTarget(node.target, inner);
  if (loop !== undefined) {
    const variable = inner.symbols.find('loop');
    if (variable !== undefined) unit.markAssigned(variable);
  }
  const body = compileStatements(children, inner);
  unit.forgetBehind(before);
  const enterOtherwise = otherwise.entering();
  const elseBody = compileStatements(node.otherwise?.children ?? [], otherwise);
  unit.forgetBehind(before);
  unit.scopes.push({ extent: node.extent, symbols: inner.symbols });
  return {
    enter,
    assign,
    body,
    loop,
    choose,
    hasElse: node.otherwise !== null,
    isPlain: node.condition === null,
    otherwise: (activation) => {
      enterOtherwise(activation);
      return elseBody(activation);
    },
  };
}

/** What each turn begins with: its names have values then, whatever they are around the loop. */
function compileLoopTarget(target: nodes.Node, frame: Frame): Store {
  for (const { value } of targetNames(target)) {
    const variable = frame.symbols.find(value);
    if (variable !== undefined) frame.unit.settled.add(variable);
  }
  return compileTarget(target, frame);
}

/** The items for which the loop's `if` holds, lazily; there `loop` is that of the loop around, if any. */
function compileCondition(node: For, frame: Frame): LoopCode['choose'] {
  if (node.condition === null) return (_activation, items) => items;
  const inner = frame.inner();
  inner.symbols.storeTarget(node.target).loadAll(node.condition);
  const enter = inner.entering();
  const before = frame.unit.assignedCount;
  const assign = compileLoopTarget(node.target, inner);
  const value = compileExpression(node.condition, inner);
  const holds = guarded(node.condition, inner, (activation) => isTrue(value(activation)));
  frame.unit.forgetBehind(before);
  const regroup = regrouping(node.target, inner);
  return (activation, items) => {
    const next = nextOf(items);
    return new Lazy(() => {
      for (let item = next(); item !== undefined; item = next()) {
        activation.rendering.spend(1);
        enter(activation);
        assign(activation, item);
        if (holds(activation) === true) return regroup(activation, item);
      }
      return undefined;
    });
  };
}

/** Where items are chosen, Jinja goes on with tuples of what the names took (`loop.previtem` shows it). */
function regrouping(target: nodes.Node, frame: Frame): (activation: Activation, item: Value) => Value {
  if (target instanceof nodes.Symbol) {
    const slot = frame.symbols.find(target.value)?.slot;
    return (activation, item) => {
      const taken = slot === undefined ? item : activation.slots[slot];
      return taken === undefined ? item : taken;
    };
  }
  const parts = target instanceof nodes.Group ? target.children.map((part) => regrouping(part, frame)) : [];
  return (activation, item) => new Tuple(parts.map((part) => part(activation, item)));
}

/** What the variable `loop` takes, in items. */
const ITEMS_PER_LOOP = 32;

/** How a recursive loop calls itself. */
interface Recursion {
  readonly recurse: (items: Value, depth: number) => Value;
  readonly depth: number;
}

/** Goes through the items; a jump in the `else` is one of the loop around. */
function run(
  code: LoopCode,
  activation: Activation,
  items: Value,
  recursion: Recursion | undefined,
): Jump | undefined {
  const { rendering } = activation;
  const { loop, enter, assign, body } = code;
  if (loop === undefined && code.isPlain && isList(items)) return runPlain(code, activation, items);
  const chosen = code.choose(activation, items);
  if (code.loop !== undefined) rendering.hold(ITEMS_PER_LOOP);
  const state =
    loop === undefined ? undefined : new LoopContext(chosen, rendering, recursion?.recurse, recursion?.depth);
  const next = state === undefined ? nextOf(chosen) : () => state.advance();
  // Jinja runs the `else` also where no turn came to its end.
  let isThrough = false;
  for (let item = next(); item !== undefined; item = next()) {
    rendering.spend(1);
    enter?.(activation);
    if (loop !== undefined) activation.slots[loop] = state;
    assign(activation, item);
    const jump = body(activation);
    if (jump === 'break') break;
    if (jump === undefined) isThrough = true;
  }
  return code.hasElse && !isThrough ? code.otherwise(activation) : undefined;
}

/** The same for a list that is taken as it is, by a loop that asks for no more than its items. */
function runPlain(
  { enter, assign, body, hasElse, otherwise }: LoopCode,
  activation: Activation,
  items: readonly Value[],
): Jump | undefined {
  const { rendering } = activation;
  let isThrough = false;
  // The body may make the list longer: an iterator of it goes on to its new end.
  for (const item of items) {
    rendering.spend(1);
    enter?.(activation);
    assign(activation, item);
    const jump = body(activation);
    if (jump === 'break') break;
    if (jump === undefined) isThrough = true;
  }
  return hasElse && !isThrough ? otherwise(activation) : undefined;
}
