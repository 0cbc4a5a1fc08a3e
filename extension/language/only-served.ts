import type * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';
import type { ServedDocuments } from './served-documents';

/** What the editor asks of each document, whosever it is; the document comes first, and what asks the server last. */
const QUESTIONS = [
  'provideCompletionItem',
  'provideHover',
  'provideDefinition',
  'provideReferences',
  'provideDocumentHighlights',
  'provideDocumentSymbols',
  'provideDocumentLinks',
  'provideCodeActions',
  'provideCodeLenses',
  'provideFoldingRanges',
  'provideDocumentSemanticTokens',
  'provideDocumentSemanticTokensEdits',
  'provideDocumentRangeSemanticTokens',
  'prepareRename',
  'provideRenameEdits',
] as const satisfies readonly (keyof Middleware)[];

type Question = (document: vscode.TextDocument, ...rest: unknown[]) => unknown;

/**
 * Tells the server of the documents that it serves and asks it of them; of others it learns neither the texts nor the
 * changes, and the editor does not wait for it.
 * @param more what else is done with the answers
 */
export function onlyServed(served: ServedDocuments, more: Middleware): Middleware {
  const told = new Set<string>();
  const isTold = ({ uri }: vscode.TextDocument): boolean => told.has(uri.toString());
  return {
    ...more,
    ...Object.fromEntries(QUESTIONS.map((name) => [name, gated(isTold, more[name] as Question | undefined)])),
    async didOpen(document, next) {
      if (!(await served.serves(document)) || document.isClosed) return;
      told.add(document.uri.toString());
      // It is told as it is now, with all that was typed meanwhile.
      await next(document);
    },
    async didChange(change, next) {
      if (isTold(change.document)) await next(change);
    },
    async didSave(document, next) {
      if (isTold(document)) await next(document);
    },
    async didClose(document, next) {
      if (told.delete(document.uri.toString())) await next(document);
    },
  };
}

function gated(isTold: (document: vscode.TextDocument) => boolean, inner: Question | undefined): Question {
  return (document, ...rest) => {
    if (!isTold(document)) return null;
    if (inner !== undefined) return inner(document, ...rest);
    const next = rest.at(-1) as Question;
    return next(document, ...rest.slice(0, -1));
  };
}
