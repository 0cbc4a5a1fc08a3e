import type nodes from 'nunjucks/src/nodes';
import { l10n } from '../../../system';
import type { Execute, Jump } from '../runtime/template-code';
import * as tree from '../syntax/tree';
import { compileExpression } from './expression';
import type { Frame } from './frame';
import { compileAssign, compileAssignBlock } from './statements/assign';
import { compileBlock } from './statements/block';
import { compileFor } from './statements/for';
import { compileIf } from './statements/if';
import { compileExtends, compileFromImport, compileImport, compileInclude } from './statements/templates';
import { compileCallBlock, compileMacro } from './statements/macro';
import { compileNow } from './statements/now';
import { compileRaw, compileWritten, isWritten, type Written } from './statements/output';
import { compileAutoescape, compileFilterBlock, compileWith } from './statements/scopes';
import { compileYield } from './statements/yield';
import { Mistake } from '../place';

type Compile = (node: never, frame: Frame) => Execute;

/** What makes the code of each kind of statement. */
const COMPILERS: ReadonlyMap<unknown, Compile> = new Map<unknown, Compile>([
  [tree.RawData, compileRaw],
  [tree.If, compileIf],
  [tree.For, compileFor],
  [tree.Assign, compileAssign],
  [tree.AssignBlock, compileAssignBlock],
  [tree.FilterBlock, compileFilterBlock],
  [tree.Macro, compileMacro],
  [tree.CallBlock, compileCallBlock],
  [tree.With, compileWith],
  [tree.Autoescape, compileAutoescape],
  [tree.Block, compileBlock],
  [tree.Include, compileInclude],
  [tree.Import, compileImport],
  [tree.FromImport, compileFromImport],
  [tree.Extends, compileExtends],
  [tree.Do, compileDo],
  [tree.Break, compileJump],
  [tree.Continue, compileJump],
  [tree.Yield, compileYield],
  [tree.Now, compileNow],
  [tree.Unserved, compileUnserved],
]);

/** Makes the code of a row of statements. Throws `TemplateError` of kind `syntax`. */
export function compileStatements(statements: readonly nodes.Node[], frame: Frame): Execute {
  const steps = runsOf(statements).map((run) =>
    Array.isArray(run) ? compileWritten(run, frame) : compileStatement(run, frame),
  );
  const [first, second] = steps;
  if (first === undefined) return () => undefined;
  if (second === undefined) return first;
  return (activation) => {
    activation.rendering.spend(steps.length);
    for (const step of steps) {
      const jump = step(activation);
      if (jump !== undefined) return jump;
    }
    return undefined;
  };
}

/** The statements, those in a row that only write put together. */
function runsOf(statements: readonly nodes.Node[]): (nodes.Node | Written[])[] {
  const runs: (nodes.Node | Written[])[] = [];
  for (const statement of statements) {
    const last = runs.at(-1);
    if (!isWritten(statement)) runs.push(statement);
    else if (Array.isArray(last)) last.push(statement);
    else runs.push([statement]);
  }
  return runs;
}

function compileStatement(node: nodes.Node, frame: Frame): Execute {
  const compile = COMPILERS.get(node.constructor);
  if (compile === undefined) {
    frame.unit.fail(l10n.t("'{0}' does not stand here", node.typename), node, 'TemplateSyntaxError');
    return () => undefined;
  }
  const execute = compile(node as never, frame);
  const { unit } = frame;
  return (activation) => {
    try {
      return execute(activation);
    } catch (caught) {
      throw unit.at(caught, node);
    }
  };
}

function compileDo(node: tree.Do, frame: Frame): Execute {
  const value = compileExpression(node.value, frame);
  return (activation) => {
    value(activation);
    return undefined;
  };
}

function compileJump(node: tree.Break | tree.Continue, frame: Frame): Execute {
  const jump: Jump = node instanceof tree.Break ? 'break' : 'continue';
  if (!frame.flags.inLoop)
    frame.unit.fail(l10n.t("'{0}' stands outside of a loop", jump), node, 'TemplateSyntaxError');
  return () => jump;
}

function compileUnserved({ message }: tree.Unserved): Execute {
  return () => {
    throw new Mistake(message, 'render', undefined, 'UndefinedError');
  };
}
