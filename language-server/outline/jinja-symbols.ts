import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver';
import type { AnalysedText, OutlinedStatement } from '../../core/templates';
import { rangeOf } from '../positions/ranges';

const KINDS: Partial<Record<OutlinedStatement['kind'], SymbolKind>> = {
  block: SymbolKind.Namespace,
  macro: SymbolKind.Function,
  set: SymbolKind.Variable,
  for: SymbolKind.Array,
  with: SymbolKind.Variable,
  import: SymbolKind.Module,
};

/** The blocks, macros, loops, imports and variables of a text, one in the other. */
export function jinjaSymbols({ analysis, placeOf }: AnalysedText): DocumentSymbol[] {
  const rangeIn = ({ start, end }: OutlinedStatement['range']): DocumentSymbol['range'] =>
    rangeOf({ start: placeOf(start), end: placeOf(end) });
  const symbolsOf = (statement: OutlinedStatement): DocumentSymbol[] => {
    const { kind, names, range } = statement;
    const children = statement.children.flatMap(symbolsOf);
    const symbolKind = KINDS[kind];
    const [first] = names;
    // What has no name of its own shows what is in it.
    if (symbolKind === undefined || first === undefined) return children;
    return [
      {
        name: names.map(({ name }) => name).join(', '),
        detail: kind,
        kind: symbolKind,
        range: rangeIn(range),
        selectionRange: rangeIn(first.range),
        children,
      },
    ];
  };
  return analysis.outline.flatMap(symbolsOf);
}
