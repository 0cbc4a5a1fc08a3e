import nodes from 'nunjucks/src/nodes';
import { l10n } from '../../../system';
import { typeMistake, Mistake } from '../place';
import type { Activation } from '../runtime/activation';
import type { Run } from '../runtime/run';
import * as tree from '../syntax/tree';
import { Dict } from '../values/dict';
import { itemsOf } from '../values/iterate';
import {
  Callable,
  kindOf,
  NO_NAMED,
  open,
  present,
  Undefined,
  WithAttributes,
  type Arguments,
  type Value,
} from '../values/kinds';
import { positionOf } from './compilation';
import { compileCallee, compileExpression, guarded, type Evaluate } from './expression';
import type { Frame } from './frame';

type EvaluateArguments = (activation: Activation) => Arguments;

const NO_ARGUMENTS: Arguments = { positional: [], named: NO_NAMED };

/** Calls a value. Throws a `Mistake` where it cannot be called, and for secret arguments. */
export function callValue(callee: Value, given: Arguments, run: Run): Value {
  const called = open(callee);
  run.begin(1);
  for (const value of given.positional) open(value);
  for (const value of given.named.values()) open(value);
  if (called instanceof Callable) return run.made(called.call(given, run));
  if (called instanceof WithAttributes && called.call !== undefined) return run.made(called.call(given, run));
  if (called instanceof Undefined) called.fail();
  throw typeMistake(l10n.t("a '{0}' cannot be called", kindOf(called)));
}

export function compileCall(node: nodes.FunCall, frame: Frame): Evaluate {
  return compileCallWith(node, frame, undefined);
}

/** A call; `caller` is handed over by that name, as a call block does. */
export function compileCallWith(node: nodes.FunCall, frame: Frame, caller: Evaluate | undefined): Evaluate {
  const callee = compileCallee(node.name, frame);
  const given = compileArguments(node.args.children, frame);
  return guarded(node.name, frame, (activation) => {
    const called = callee(activation);
    const own = given(activation);
    const all =
      caller === undefined
        ? own
        : { ...own, named: new Map([...own.named, ['caller', caller(activation)] as const]) };
    return callValue(called, all, activation.rendering);
  });
}

/** The arguments of a call, unpacked ones among them. */
export function compileArguments(children: readonly nodes.Node[], frame: Frame): EvaluateArguments {
  if (children.length === 0) return () => NO_ARGUMENTS;
  const positional: Evaluate[] = [];
  const named: { name: string; value: Evaluate }[] = [];
  let spread: Evaluate | undefined;
  let spreadNamed: Evaluate | undefined;
  for (const child of children) {
    if (child instanceof nodes.KeywordArgs) named.push(...compileNamed(child, frame));
    else if (child instanceof tree.Spread) {
      const value = compileExpression(child.value, frame);
      if (child.stars === '*') spread = value;
      else spreadNamed = value;
    } else positional.push(compileExpression(child, frame));
  }
  if (named.length === 0 && spread === undefined && spreadNamed === undefined)
    return (activation) => ({
      positional: positional.map((argument) => argument(activation)),
      named: NO_NAMED,
    });
  return (activation) => {
    const values = positional.map((argument) => argument(activation));
    const entries = new Map(named.map(({ name, value }) => [name, value(activation)] as const));
    if (spread !== undefined) values.push(...itemsOf(present(spread(activation)), activation.rendering));
    if (spreadNamed !== undefined) addNamed(entries, present(spreadNamed(activation)));
    return { positional: values, named: entries };
  };
}

function compileNamed(list: nodes.KeywordArgs, frame: Frame): { name: string; value: Evaluate }[] {
  const named = new Map<string, Evaluate>();
  for (const pair of list.children) {
    if (!(pair instanceof nodes.Pair) || !(pair.key instanceof nodes.Literal)) continue;
    const name = String(pair.key.value);
    if (named.has(name))
      frame.unit.fail(l10n.t("the argument '{0}' is given twice", name), pair, 'TemplateSyntaxError');
    named.set(name, compileExpression(pair.value, frame));
  }
  return [...named].map(([name, value]) => ({ name, value }));
}

function addNamed(named: Map<string, Value>, given: Value): void {
  if (!(given instanceof Dict))
    throw typeMistake(l10n.t("what is unpacked with '**' is a dict, not a '{0}'", kindOf(given)));
  for (const [key, value] of given) {
    if (typeof key !== 'string')
      throw typeMistake(l10n.t("the keys of what is unpacked with '**' are texts"));
    if (named.has(key)) throw typeMistake(l10n.t("the argument '{0}' is given twice", key));
    named.set(key, value);
  }
}

/** A name that Jinja checks before it runs anything, but for branches, where it is an error only when it is reached. */
function checkName(node: nodes.Node, frame: Frame, check: () => void): void {
  if (!frame.flags.soft) frame.unit.check(node, check);
}

export function compileFilter(node: nodes.Filter, frame: Frame): Evaluate {
  const [input, ...rest] = node.args.children;
  const value = input === undefined ? (): Value => null : compileExpression(input, frame);
  const { unit } = frame;
  const { environment } = unit;
  const name = node.name.value;
  const position = positionOf(node.name);
  unit.filters.push({ name, position });
  checkName(node.name, frame, () => void environment.filter(name));
  const given = compileArguments(rest, frame);
  const filter = environment.hasFilter(name) ? environment.filter(name) : undefined;
  return (activation) => {
    const input = value(activation);
    const args = given(activation);
    try {
      if (filter === undefined)
        throw new Mistake(
          messageOf(() => environment.filter(name)),
          'render',
          undefined,
          'TemplateRuntimeError',
        );
      return filter(input, args, activation.rendering);
    } catch (caught) {
      throw unit.at(caught, position);
    }
  };
}

export function compileTest(node: tree.Test, frame: Frame): Evaluate {
  const { unit } = frame;
  const { environment } = unit;
  const name = node.name.value;
  const position = positionOf(node.name);
  unit.tests.push({ name, position });
  checkName(node.name, frame, () => void environment.test(name));
  const target = compileExpression(node.target, frame);
  const given = compileArguments(node.args.children, frame);
  const test = environment.hasTest(name) ? environment.test(name) : undefined;
  return (activation) => {
    const value = target(activation);
    const args = given(activation);
    try {
      if (test === undefined)
        throw new Mistake(
          messageOf(() => environment.test(name)),
          'render',
          undefined,
          'TemplateRuntimeError',
        );
      return test(value, args, activation.rendering);
    } catch (caught) {
      throw unit.at(caught, position);
    }
  };
}

/** The sentence of the mistake that an action makes. */
function messageOf(action: () => unknown): string {
  try {
    action();
    return '';
  } catch (caught) {
    return caught instanceof Mistake ? caught.message : '';
  }
}
