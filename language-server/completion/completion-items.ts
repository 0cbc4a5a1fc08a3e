import {
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type CompletionItem,
  type CompletionList,
} from 'vscode-languageserver';
import type { Completion, Suggestion, SuggestionKind } from '../../core/templates';
import { rangeOf } from '../positions/ranges';

const KINDS: Readonly<Record<SuggestionKind, CompletionItemKind>> = {
  question: CompletionItemKind.Field,
  variable: CompletionItemKind.Variable,
  macro: CompletionItemKind.Method,
  module: CompletionItemKind.Module,
  filter: CompletionItemKind.Function,
  test: CompletionItemKind.Function,
  function: CompletionItemKind.Function,
  tag: CompletionItemKind.Keyword,
  word: CompletionItemKind.Keyword,
  file: CompletionItemKind.File,
  value: CompletionItemKind.Value,
  member: CompletionItemKind.Property,
  key: CompletionItemKind.Property,
  snippet: CompletionItemKind.Snippet,
};

/** What an item says of itself, so that its documentation is found again. */
interface ItemData {
  readonly list: number;
  readonly index: number;
}

/**
 * Completion as the protocol says it. Documentation is only made for the item that somebody looks at, and only those of
 * the last list can be looked at.
 */
export class CompletionItems {
  private list = 0;
  private suggestions: readonly Suggestion[] = [];

  /** @param knowsSnippets whether the client can fill in places of a text */
  constructor(private readonly knowsSnippets: boolean) {}

  of({ suggestions, range, isIncomplete }: Completion): CompletionList {
    this.list += 1;
    this.suggestions = suggestions;
    const items = suggestions.map((suggestion, index): CompletionItem => {
      const { label, kind, near, detail, text, snippet, replacesTo, documentation } = suggestion;
      const isSnippet = this.knowsSnippets && snippet !== undefined;
      const newText = (isSnippet ? snippet : text) ?? label;
      // A snippet ends its tag; what only names it leaves the end that is there.
      const column = isSnippet ? (replacesTo ?? range.end.column) : range.end.column;
      return {
        label,
        kind: KINDS[kind],
        sortText: `${String(near).padStart(3, '0')} ${label}`,
        ...(detail !== undefined && { detail }),
        ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
        textEdit: { range: rangeOf({ ...range, end: { ...range.end, column } }), newText },
        ...(documentation !== undefined && { data: { list: this.list, index } satisfies ItemData }),
      };
    });
    return { items, isIncomplete };
  }

  /** The item with its documentation; as it is where its list is not the last one. */
  resolve(item: CompletionItem): CompletionItem {
    const data = item.data as unknown;
    if (!isData(data) || data.list !== this.list) return item;
    const value = this.suggestions[data.index]?.documentation?.();
    return value === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value } };
  }
}

function isData(data: unknown): data is ItemData {
  return typeof data === 'object' && data !== null && 'list' in data && 'index' in data;
}
