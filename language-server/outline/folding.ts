import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver';
import type { AnalysedText, ManifestNode, OutlinedStatement, TemplateSight } from '../../core/templates';

/** What folds in a text: what tags enclose, and comments. The line with the closing tag stays to be seen. */
export function jinjaFolding({ analysis, placeOf }: AnalysedText): FoldingRange[] {
  const foldingOf = ({ range, hasBody, kind, children }: OutlinedStatement): FoldingRange[] => {
    const startLine = placeOf(range.start).line;
    const endLine = placeOf(range.end).line - (kind === 'comment' ? 0 : 1);
    const inner = children.flatMap(foldingOf);
    if (!hasBody || endLine <= startLine) return inner;
    return [{ startLine, endLine, ...(kind === 'comment' && { kind: FoldingRangeKind.Comment }) }, ...inner];
  };
  return analysis.outline.flatMap(foldingOf);
}

/** What folds in one file of a manifest: every key with a value of several lines. */
export function manifestFolding({ tree, manifestFile }: TemplateSight, file: string): FoldingRange[] {
  const byLine = new Map<number, FoldingRange>();
  const visit = (node: ManifestNode): void => {
    if (node.kind === 'list') node.items.forEach(visit);
    if (node.kind !== 'mapping') return;
    for (const { key, value } of node.entries) {
      const startLine = key.range.start.line;
      const endLine = lastLineOf(value);
      const isHere = [key, value].every(({ range }) => (range.file ?? manifestFile) === file);
      if (isHere && endLine > startLine && !byLine.has(startLine))
        byLine.set(startLine, { startLine, endLine });
      visit(value);
    }
  };
  if (tree !== undefined) visit(tree);
  return [...byLine.values()].sort((left, right) => left.startLine - right.startLine);
}

/** The last line that a value stands on: one that ends with its line ends there, and not on the next. */
function lastLineOf({ range: { start, end } }: ManifestNode): number {
  return end.column === 0 && end.line > start.line ? end.line - 1 : end.line;
}
