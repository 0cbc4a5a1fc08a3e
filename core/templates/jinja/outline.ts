import type nodes from 'nunjucks/src/nodes';
import type { SourcePosition } from './language';
import type { Source } from './syntax/source';
import type { SkippedPart } from './syntax/tokenizer';
import * as tree from './syntax/tree';
import { bodiesOf, targetNames } from './syntax/walk';

/** A stretch of a template's text: zero-based, UTF-16, the end exclusive. */
export interface TextRange {
  readonly start: SourcePosition;
  readonly end: SourcePosition;
}

/** A tag with what it encloses, as far as it has something to show: a name, or a body. */
export interface OutlinedStatement {
  readonly kind: OutlinedKind;
  /** From the beginning of its tag to the end of its closing one. */
  readonly range: TextRange;
  /** The names that it sets or is known by, in their order. */
  readonly names: readonly { readonly name: string; readonly range: TextRange }[];
  /** Whether it encloses something. */
  readonly hasBody: boolean;
  readonly children: readonly OutlinedStatement[];
}

export type OutlinedKind =
  | ('if' | 'for' | 'set' | 'filter' | 'macro' | 'call' | 'with' | 'autoescape' | 'block' | 'yield')
  | ('import' | 'comment' | 'raw');

const KINDS: ReadonlyMap<unknown, OutlinedKind> = new Map<unknown, OutlinedKind>([
  [tree.If, 'if'],
  [tree.For, 'for'],
  [tree.Assign, 'set'],
  [tree.AssignBlock, 'set'],
  [tree.FilterBlock, 'filter'],
  [tree.Macro, 'macro'],
  [tree.CallBlock, 'call'],
  [tree.With, 'with'],
  [tree.Autoescape, 'autoescape'],
  [tree.Block, 'block'],
  [tree.Yield, 'yield'],
  [tree.Import, 'import'],
  [tree.FromImport, 'import'],
]);

/** What a template is made of: its tags one in the other, and beside them its comments and `raw` blocks. */
export function outlineOf(
  root: nodes.Root,
  skipped: readonly SkippedPart[],
  source: Source,
): OutlinedStatement[] {
  const rangeOf = ({ start, end }: tree.Extent): TextRange => ({
    start: source.position(start),
    end: source.position(end),
  });
  const outlined = (statements: readonly nodes.Node[]): OutlinedStatement[] =>
    statements.flatMap((node) => {
      const kind = KINDS.get(node.constructor);
      if (kind === undefined || !(node instanceof tree.Statement)) return [];
      const bodies = bodiesOf(node);
      return {
        kind,
        range: rangeOf(node.extent),
        names: namesOf(node).map(named),
        hasBody: bodies.length > 0,
        children: bodies.flatMap((body) => outlined(body.children)),
      };
    });
  const beside = skipped.map(({ kind, ...extent }): OutlinedStatement => ({
    kind,
    range: rangeOf(extent),
    names: [],
    hasBody: true,
    children: [],
  }));
  return [...outlined(root.children), ...beside];
}

function namesOf(node: tree.Statement): readonly nodes.Symbol[] {
  if (node instanceof tree.Macro || node instanceof tree.Block || node instanceof tree.Yield)
    return [node.name];
  if (node instanceof tree.For || node instanceof tree.Assign || node instanceof tree.AssignBlock)
    return targetNames(node.target);
  if (node instanceof tree.With) return node.targets.flatMap(targetNames);
  if (node instanceof tree.Import) return [node.target];
  return node instanceof tree.FromImport ? node.names.map(({ alias }) => alias) : [];
}

function named({ value, lineno, colno }: nodes.Symbol): OutlinedStatement['names'][number] {
  const start = { line: lineno, column: colno };
  return { name: value, range: { start, end: { line: lineno, column: colno + value.length } } };
}
