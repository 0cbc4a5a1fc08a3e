import nodes from 'nunjucks/src/nodes';
import { l10n } from '../../../system';
import { BoundMethod } from '../methods';
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

/** Calls a value or a method. Throws a `Mistake` where it cannot be called, and for secret arguments. */
function call(callee: Value | BoundMethod, given: Arguments, run: Run): Value {
  if (!(callee instanceof BoundMethod)) return callValue(callee, given, run);
  run.begin(1);
  return run.made(callee.call(given, run));
}

function callValue(callee: Value, given: Arguments, run: Run): Value {
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
  if (frame.unit.isAnalysis) noteKeywords(node.args.children, frame);
  const given = compileArguments(node.args.children, frame);
  return guarded(node.name, frame, (activation) => {
    const called = callee(activation);
    const own = given(activation);
    const all =
      caller === undefined
        ? own
        : { ...own, named: new Map([...own.named, ['caller', caller(activation)] as const]) };
    return call(called, all, activation.rendering);
  });
}

function noteKeywords(given: readonly nodes.Node[], { unit }: Frame): void {
  for (const pair of given.flatMap((each) => (each instanceof nodes.KeywordArgs ? each.children : [])))
    if (pair instanceof nodes.Pair && pair.key instanceof nodes.Literal)
      unit.keywords.push({ name: String(pair.key.value), position: positionOf(pair.key) });
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

/**
 * What a name of a filter or test stands for. Jinja checks it before it runs anything, but for branches, where an unknown one is an
 * error only when it is reached.
 */
function named<Given extends unknown[], Result>(
  node: nodes.Symbol,
  frame: Frame,
  find: (name: string) => (...given: Given) => Result,
): (...given: Given) => Result {
  try {
    return find(node.value);
  } catch (caught) {
    if (!(caught instanceof Mistake)) throw caught;
    if (!frame.flags.soft) frame.unit.refuse(caught, node);
    return () => {
      throw new Mistake(caught.message, 'render', undefined, 'TemplateRuntimeError');
    };
  }
}

/** What asks whether a variable has a value. */
const ASKING_FILTERS: ReadonlySet<string> = new Set(['default', 'd']);
const ASKING_TESTS: ReadonlySet<string> = new Set(['defined', 'undefined']);

export function compileFilter(node: nodes.Filter, frame: Frame): Evaluate {
  const [input, ...rest] = node.args.children;
  const value = input === undefined ? (): Value => null : compileExpression(input, frame);
  const { unit } = frame;
  const { name } = node;
  if (input instanceof nodes.Symbol && ASKING_FILTERS.has(name.value)) unit.markOptional(input);
  unit.filters.push({ name: name.value, position: positionOf(name) });
  const filter = named(name, frame, (title) => unit.environment.filter(title));
  const given = compileArguments(rest, frame);
  return (activation) => {
    const input = value(activation);
    const args = given(activation);
    try {
      return filter(input, args, activation.rendering);
    } catch (caught) {
      throw unit.at(caught, name);
    }
  };
}

export function compileTest(node: tree.Test, frame: Frame): Evaluate {
  const { unit } = frame;
  const { name } = node;
  unit.tests.push({ name: name.value, position: positionOf(name) });
  const test = named(name, frame, (title) => unit.environment.test(title));
  const target = compileExpression(node.target, frame);
  if (node.target instanceof nodes.Symbol && ASKING_TESTS.has(name.value)) unit.markOptional(node.target);
  const given = compileArguments(node.args.children, frame);
  return (activation) => {
    const value = target(activation);
    const args = given(activation);
    try {
      return test(value, args, activation.rendering);
    } catch (caught) {
      throw unit.at(caught, name);
    }
  };
}
