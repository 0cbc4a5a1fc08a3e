import nodes from 'nunjucks/src/nodes';
import { l10n } from '../../system';
import { calculate, signed, type Arithmetic } from './arithmetic';
import { compares, dictOf } from './comparison';
import { applyFilter, checkFilter } from './filters';
import { GLOBALS } from './globals';
import { Callable, kindOf, open, Tuple, Undefined, type Arguments, type Value } from './kinds';
import { TemplateError, type SourcePosition, type VariableReference } from './language';
import { attributeOf, itemOf, sliceOf } from './lookup';
import { Mistake, placed } from './place';
import type { Frame } from './rendering';
import type { Scope } from './scope';
import { costOf, isTrue } from './sequences';
import { Attribute, isUnary, Slice, type Unary } from './syntax';
import { checkTest, passesTest } from './tests';
import { textOf } from './text';

/** An expression as a function of the variables. */
export type Evaluate = (frame: Frame) => Value;

/** What compiling knows of the template around an expression. */
export interface Compilation {
  readonly file: string;
  /** Collects the variables that the template takes from outside. */
  readonly references: VariableReference[];
  /** Makes the code of a captured body: what it writes is its value. */
  readonly capture: (node: nodes.Capture, scope: Scope) => Evaluate;
}

/** How deep a tree may be. A chain of operators is as deep as it is long. */
const DEEPEST_TREE = 400;

const ARITHMETIC: readonly (readonly [abstract new (...given: never[]) => nodes.BinOp, Arithmetic])[] = [
  [nodes.Add, '+'],
  [nodes.Sub, '-'],
  [nodes.Mul, '*'],
  [nodes.Div, '/'],
  [nodes.FloorDiv, '//'],
  [nodes.Mod, '%'],
  [nodes.Pow, '**'],
];

export function positionOf(node: nodes.Node): SourcePosition {
  return { line: node.lineno, column: node.colno };
}

/**
 * Makes the function of an expression. Names of filters and tests are checked here. Throws `TemplateError` of
 * kind `syntax`; the function throws such of kind `render` and `budget`.
 */
export function compileExpression(node: nodes.Node, scope: Scope, compilation: Compilation): Evaluate {
  return new ExpressionCompiler(scope, compilation).compile(node);
}

class ExpressionCompiler {
  private depth = 0;

  constructor(
    private readonly scope: Scope,
    private readonly compilation: Compilation,
  ) {}

  compile(node: nodes.Node): Evaluate {
    const { file } = this.compilation;
    const position = positionOf(node);
    this.depth += 1;
    if (this.depth > DEEPEST_TREE)
      throw new TemplateError(l10n.t('this expression is nested too deeply'), file, position, 'syntax');
    const evaluate = placed(file, position, () => this.compileNode(node));
    this.depth -= 1;
    return (frame) => placed(file, position, () => evaluate(frame));
  }

  private compileNode(node: nodes.Node): Evaluate {
    if (node instanceof nodes.Literal) return () => node.value;
    if (node instanceof nodes.Symbol) return this.compileName(node);
    if (node instanceof nodes.LookupVal) return this.compileLookup(node);
    if (node instanceof nodes.Filter) return this.compileFilter(node);
    if (node instanceof nodes.FunCall) return this.compileCall(node);
    if (node instanceof nodes.Group) return this.compileItems(node, (items) => new Tuple(items));
    if (node instanceof nodes.Array) return this.compileItems(node, (items) => items);
    if (node instanceof nodes.Dict) return this.compileDict(node);
    if (node instanceof nodes.InlineIf) return this.compileInlineIf(node);
    if (node instanceof nodes.Compare) return this.compileCompare(node);
    if (node instanceof nodes.Is) return this.compileTest(node);
    if (node instanceof nodes.Capture) return this.compilation.capture(node, this.scope);
    if (node instanceof nodes.BinOp) return this.compileBinary(node);
    if (isUnary(node)) return this.compileUnary(node);
    throw new Mistake(l10n.t("'{0}' does not stand here", node.typename), 'syntax');
  }

  private compileName(node: nodes.Symbol): Evaluate {
    const { value: name } = node;
    const position = positionOf(node);
    if (!this.scope.isSet(name) && !GLOBALS.has(name)) this.compilation.references.push({ name, position });
    return (frame) => frame.rendering.variable(frame, name, position);
  }

  private compileLookup(node: nodes.LookupVal): Evaluate {
    const target = this.compile(node.target);
    const position = positionOf(node);
    const path = pathOf(node);
    const undefinedIn = (frame: Frame) => (message: string) =>
      frame.rendering.makeUndefined(() => message, path, position);
    if (node instanceof Attribute && node.val instanceof nodes.Literal) {
      const name = String(node.val.value);
      return (frame) => attributeOf(target(frame), name, undefinedIn(frame));
    }
    if (node.val instanceof Slice) {
      const [start, stop, step] = [node.val.start, node.val.stop, node.val.step].map((bound) =>
        bound === null ? () => null : this.compile(bound),
      );
      const valueOf = (bound: Evaluate | undefined, frame: Frame): Value => bound?.(frame) ?? null;
      return (frame) => {
        const value = target(frame);
        frame.rendering.spend(costOf(value));
        return sliceOf(value, {
          start: valueOf(start, frame),
          stop: valueOf(stop, frame),
          step: valueOf(step, frame),
        });
      };
    }
    const key = this.compile(node.val);
    return (frame) => {
      const value = target(frame);
      frame.rendering.spend(typeof value === 'string' ? costOf(value) : 1);
      return itemOf(value, key(frame), undefinedIn(frame));
    };
  }

  private compileItems(node: nodes.NodeList, make: (items: Value[]) => Value): Evaluate {
    const items = node.children.map((item) => this.compile(item));
    return (frame) => {
      frame.rendering.spend(items.length);
      return make(items.map((item) => item(frame)));
    };
  }

  private compileDict(node: nodes.Dict): Evaluate {
    const pairs: [Evaluate, Evaluate][] = [];
    for (const pair of node.children)
      if (pair instanceof nodes.Pair) pairs.push([this.compile(pair.key), this.compile(pair.value)]);
    return (frame) => {
      frame.rendering.spend(pairs.length);
      return dictOf(pairs.map(([key, value]) => [key(frame), value(frame)]));
    };
  }

  private compileInlineIf(node: nodes.InlineIf): Evaluate {
    const condition = this.compile(node.cond);
    const body = this.compile(node.body);
    const otherwise = node.else_ === null ? undefined : this.compile(node.else_);
    return (frame) => {
      if (isTrue(condition(frame))) return body(frame);
      if (otherwise !== undefined) return otherwise(frame);
      // Lenient even where undefined names are an error, as in Jinja.
      return new Undefined(() => l10n.t("the condition of this 'if' is false, and it has no 'else'"), false);
    };
  }

  private compileCompare(node: nodes.Compare): Evaluate {
    const first = this.compile(node.expr);
    const operands = node.ops.map(({ type, expr }) => ({ type, side: this.compile(expr) }));
    return (frame) => {
      let left = first(frame);
      for (const { type, side } of operands) {
        const right = side(frame);
        frame.rendering.spend(costOf(right));
        if (!compares(type, left, right)) return false;
        left = right;
      }
      return true;
    };
  }

  private compileBinary(node: nodes.BinOp): Evaluate {
    const left = this.compile(node.left);
    const right = this.compile(node.right);
    if (node instanceof nodes.And) {
      return (frame) => {
        const value = left(frame);
        return isTrue(value) ? right(frame) : value;
      };
    }
    if (node instanceof nodes.Or) {
      return (frame) => {
        const value = left(frame);
        return isTrue(value) ? value : right(frame);
      };
    }
    if (node instanceof nodes.Concat) {
      return (frame) => {
        const [start, end] = [textOf(left(frame)), textOf(right(frame))];
        frame.rendering.allow(start.length + end.length);
        return start + end;
      };
    }
    const operator = ARITHMETIC.find(([kind]) => node instanceof kind)?.[1];
    if (operator === undefined)
      throw new Mistake(l10n.t("'{0}' does not stand here", node.typename), 'syntax');
    return (frame) => {
      frame.rendering.spend(1);
      return calculate(operator, left(frame), right(frame), frame.rendering);
    };
  }

  private compileUnary(node: Unary): Evaluate {
    const target = this.compile(node.target);
    if (node instanceof nodes.Not) return (frame) => !isTrue(target(frame));
    const sign = node instanceof nodes.Neg ? '-' : '+';
    return (frame) => signed(sign, target(frame));
  }

  private compileCall(node: nodes.FunCall): Evaluate {
    const callee = this.compile(node.name);
    const given = this.compileArguments(node.args.children);
    return (frame) => {
      frame.rendering.spend(1);
      const called = open(callee(frame));
      if (called instanceof Undefined) called.fail();
      if (!(called instanceof Callable))
        throw new Mistake(l10n.t("a '{0}' cannot be called", kindOf(called)));
      const args = given(frame);
      for (const value of [...args.positional, ...args.named.values()]) open(value);
      return called.call(args, frame.rendering);
    };
  }

  private compileArguments(children: readonly nodes.Node[]): (frame: Frame) => Arguments {
    const last = children.at(-1);
    const hasNamed = last instanceof nodes.KeywordArgs;
    const positional = (hasNamed ? children.slice(0, -1) : children).map((child) => this.compile(child));
    const named = new Map<string, Evaluate>();
    for (const pair of hasNamed ? last.children : []) {
      if (!(pair instanceof nodes.Pair) || !(pair.key instanceof nodes.Literal)) continue;
      const name = String(pair.key.value);
      if (named.has(name)) throw new Mistake(l10n.t("the argument '{0}' is given twice", name), 'syntax');
      named.set(name, this.compile(pair.value));
    }
    return (frame) => ({
      positional: positional.map((argument) => argument(frame)),
      named: new Map([...named].map(([name, argument]) => [name, argument(frame)])),
    });
  }

  private compileFilter(node: nodes.Filter): Evaluate {
    const name = node.name.value;
    checkFilter(name);
    const [input, ...rest] = node.args.children;
    if (input === undefined) throw new Mistake(l10n.t("the filter '{0}' needs a value", name), 'syntax');
    const value = this.compile(input);
    const given = this.compileArguments(rest);
    return (frame) => applyFilter(name, value(frame), given(frame), frame.rendering.surroundings);
  }

  private compileTest(node: nodes.Is): Evaluate {
    const call = node.right instanceof nodes.FunCall ? node.right : undefined;
    const symbol = call === undefined ? node.right : call.name;
    const name = symbol instanceof nodes.Symbol ? symbol.value : '';
    checkTest(name);
    const value = this.compile(node.left);
    const given = this.compileArguments(call?.args.children ?? []);
    return (frame) => passesTest(name, value(frame), given(frame), frame.rendering);
  }
}

/** How an undefined attribute is named in a report, where all of its parts have names. */
function pathOf(node: nodes.Node): string | undefined {
  if (node instanceof nodes.Symbol) return node.value;
  if (!(node instanceof nodes.LookupVal) || !(node.val instanceof nodes.Literal)) return undefined;
  const target = pathOf(node.target);
  return target === undefined ? undefined : `${target}.${String(node.val.value)}`;
}
