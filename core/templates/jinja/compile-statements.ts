import nodes from 'nunjucks/src/nodes';
import { l10n } from '../../system';
import { compileExpression, positionOf, type Compilation, type Evaluate } from './compile-expression';
import { LoopState, Namespace, open, Tuple, type Value } from './kinds';
import type { VariableReference } from './language';
import { Mistake, placed } from './place';
import { namesIn } from './names-in';
import { Frame } from './rendering';
import { Scope } from './scope';
import { isTrue, itemsOf } from './sequences';
import { Attribute, FilteredFor, RawData } from './syntax';
import { textOf } from './text';

/** A statement as something that is done with the variables. */
type Execute = (frame: Frame) => void;
/** Puts a value where a `set` or a loop wants it. */
type Assign = (frame: Frame, value: Value) => void;

/** A template as code: what it takes from outside, and a function that writes it. */
export interface Program {
  readonly references: readonly VariableReference[];
  readonly run: (frame: Frame) => void;
  /** The names that the template sets and that are undefined at its start. */
  readonly unset: readonly string[];
}

/** Makes the code of a parsed template. Throws `TemplateError` of kind `syntax`. */
export function compileProgram(root: nodes.Root, file: string): Program {
  const references: VariableReference[] = [];
  const compiler = new StatementCompiler(file, references);
  const scope = new Scope(undefined, root.children);
  const run = compiler.compileAll(root.children, scope);
  return { references, run, unset: scope.unset };
}

class StatementCompiler {
  private readonly compilation: Compilation;

  constructor(
    private readonly file: string,
    references: VariableReference[],
  ) {
    this.compilation = { file, references, capture: (node, scope) => this.compileCapture(node, scope) };
  }

  compileAll(statements: readonly nodes.Node[], scope: Scope): Execute {
    const steps = statements.map((node) => {
      const position = positionOf(node);
      const execute = this.compile(node, scope);
      return (frame: Frame): void => {
        placed(this.file, position, () => {
          frame.rendering.spend(1);
          execute(frame);
        });
      };
    });
    return (frame) => {
      for (const step of steps) step(frame);
    };
  }

  private compile(node: nodes.Node, scope: Scope): Execute {
    if (node instanceof RawData)
      return (frame) => {
        frame.rendering.writeRaw(node.value);
      };
    if (node instanceof nodes.TemplateData)
      return (frame) => {
        frame.rendering.write(node.value);
      };
    if (node instanceof nodes.Output) return this.compileOutput(node, scope);
    if (node instanceof nodes.If) return this.compileIf(node, scope);
    if (node instanceof FilteredFor) return this.compileFor(node, scope);
    if (node instanceof nodes.Set) return this.compileSet(node, scope);
    throw new Mistake(l10n.t("'{0}' does not stand here", node.typename), 'syntax');
  }

  private expression(node: nodes.Node, scope: Scope): Evaluate {
    return compileExpression(node, scope, this.compilation);
  }

  private compileOutput(node: nodes.Output, scope: Scope): Execute {
    const values = node.children.map((child) => ({
      position: positionOf(child),
      value: this.expression(child, scope),
    }));
    return (frame) => {
      for (const { position, value } of values)
        placed(this.file, position, () => {
          frame.rendering.write(textOf(value(frame)));
        });
    };
  }

  private compileIf(node: nodes.If, scope: Scope): Execute {
    const branches: { condition: Evaluate; body: Execute }[] = [];
    const makers: (() => void)[] = [];
    let otherwise: Execute = () => undefined;
    let next: nodes.NodeList | nodes.If | null = node;
    while (next instanceof nodes.If) {
      const branch: nodes.If = next;
      makers.push(() => {
        const condition = this.expression(branch.cond, scope);
        branches.push({ condition, body: this.compileAll(branch.body.children, scope) });
      });
      next = branch.else_;
    }
    const last = next;
    if (last !== null)
      makers.push(() => {
        otherwise = this.compileAll(last.children, scope);
      });
    scope.inBranches(makers);
    return (frame) => {
      for (const { condition, body } of branches)
        if (isTrue(condition(frame))) {
          body(frame);
          return;
        }
      otherwise(frame);
    };
  }

  private compileFor(node: FilteredFor, scope: Scope): Execute {
    const iterated = this.expression(node.arr, scope);
    const names = namesIn(node.name).map(({ value }) => value);
    const assign = this.compileTarget(node.name);
    const chosen = this.compileCondition(node, scope, names, assign);
    const bodyScope = new Scope(scope, node.body.children, [...names, 'loop']);
    const { unset } = bodyScope;
    const body = this.compileAll(node.body.children, bodyScope);
    const elseScope = new Scope(scope, node.else_?.children ?? []);
    const otherwise = this.compileAll(node.else_?.children ?? [], elseScope);
    return (frame) => {
      const { rendering } = frame;
      const loop = new LoopState(chosen(frame, itemsOf(iterated(frame), rendering)));
      if (loop.items.length === 0) {
        otherwise(new Frame(rendering, frame, elseScope.unset));
        return;
      }
      for (const [index, item] of loop.items.entries()) {
        rendering.spend(1);
        const turn = new Frame(rendering, frame, unset);
        loop.index = index;
        turn.set('loop', loop);
        assign(turn, item);
        body(turn);
      }
    };
  }

  /** The items for which the loop's `if` holds; there `loop` is that of the loop around, if any. */
  private compileCondition(
    node: FilteredFor,
    scope: Scope,
    names: readonly string[],
    assign: Assign,
  ): (frame: Frame, items: readonly Value[]) => readonly Value[] {
    if (node.condition === null) return (_frame, items) => items;
    const condition = this.expression(node.condition, new Scope(scope, [], names));
    return (frame, items) =>
      items.flatMap((item) => {
        const turn = new Frame(frame.rendering, frame, []);
        assign(turn, item);
        return isTrue(condition(turn)) ? [regrouped(node.name, item, turn)] : [];
      });
  }

  private compileSet(node: nodes.Set, scope: Scope): Execute {
    const value = this.expression(node.value, scope);
    const assigns = node.targets.map((target) => {
      if (target instanceof Attribute) return this.compileAttributeTarget(target, scope);
      for (const name of namesIn(target)) scope.markSet(name.value);
      return this.compileTarget(target);
    });
    return (frame) => {
      const given = value(frame);
      for (const assign of assigns) assign(frame, given);
    };
  }

  private compileTarget(target: nodes.Node): Assign {
    if (target instanceof nodes.Symbol)
      return (frame, value) => {
        frame.set(target.value, value);
      };
    const parts =
      target instanceof nodes.Group ? target.children.map((part) => this.compileTarget(part)) : [];
    return (frame, value) => {
      const items = itemsOf(value, frame.rendering);
      if (items.length !== parts.length)
        throw new Mistake(l10n.t('{0} names cannot take {1} values', parts.length, items.length));
      for (const [index, assign] of parts.entries()) assign(frame, items[index] ?? null);
    };
  }

  private compileAttributeTarget(target: Attribute, scope: Scope): Assign {
    const owner = this.expression(target.target, scope);
    const name = target.val instanceof nodes.Literal ? String(target.val.value) : '';
    return (frame, value) => {
      const namespace = open(owner(frame));
      if (!(namespace instanceof Namespace))
        throw new Mistake(l10n.t("only a 'namespace' has attributes that can be set"));
      namespace.attributes.set(name, value);
    };
  }

  private compileCapture(node: nodes.Capture, outer: Scope): Evaluate {
    const scope = new Scope(outer, node.body.children);
    const { unset } = scope;
    const body = this.compileAll(node.body.children, scope);
    return (frame) =>
      frame.rendering.capture(() => {
        body(new Frame(frame.rendering, frame, unset));
      });
  }
}

/** Where items are chosen, Jinja goes on with tuples of what the names took (`loop.previtem` shows it). */
function regrouped(target: nodes.Node, item: Value, turn: Frame): Value {
  if (target instanceof nodes.Symbol) {
    const taken = turn.find(target.value)?.value;
    return taken === undefined ? item : taken;
  }
  return target instanceof nodes.Group
    ? new Tuple(target.children.map((part) => regrouped(part, item, turn)))
    : item;
}
