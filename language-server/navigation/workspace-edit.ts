import type {
  ClientCapabilities,
  OptionalVersionedTextDocumentIdentifier,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import type { RenamePlan } from '../../core/templates';
import { uriOf } from '../documents/file-uris';
import { rangeOf } from '../positions/ranges';
import { takesDocumentChanges } from './client-edits';

/**
 * A plan as one edit: the texts first, while every file still has the path that they are named by, then the files, in
 * the order of the plan.
 * @param client what the editor can do; it renames files where the plan does
 * @param versionOf the version of an open document; undefined for a file that is not open
 */
export function workspaceEdit(
  { texts, files }: RenamePlan,
  client: ClientCapabilities,
  versionOf: (file: string) => number | undefined,
): WorkspaceEdit {
  const byFile = new Map<
    string,
    { readonly textDocument: OptionalVersionedTextDocumentIdentifier; readonly edits: TextEdit[] }
  >();
  for (const { file, range, text } of texts) {
    const known = byFile.get(file) ?? {
      textDocument: { uri: uriOf(file), version: versionOf(file) ?? null },
      edits: [],
    };
    known.edits.push({ range: rangeOf(range), newText: text });
    byFile.set(file, known);
  }
  if (!takesDocumentChanges(client)) {
    return {
      changes: Object.fromEntries(
        [...byFile.values()].map(({ textDocument, edits }) => [textDocument.uri, edits]),
      ),
    };
  }
  return {
    documentChanges: [
      ...byFile.values(),
      ...files.map(({ from, to }) => ({
        kind: 'rename' as const,
        oldUri: uriOf(from),
        newUri: uriOf(to),
        options: { overwrite: false, ignoreIfExists: false },
      })),
    ],
  };
}
