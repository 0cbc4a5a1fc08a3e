import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { RenamePlan } from '../../core/templates';
import { uriOf } from '../documents/file-uris';
import { rangeOf } from '../positions/ranges';

/**
 * A plan as one edit: the texts first, while every file still has the path that they are named by, then the files, in
 * the order of the plan.
 * @param versionOf the version of an open document; undefined for a file that is not open
 */
export function workspaceEdit(
  { texts, files }: RenamePlan,
  versionOf: (file: string) => number | undefined,
): WorkspaceEdit {
  const byFile = new Map<string, TextDocumentEdit>();
  for (const { file, range, text } of texts) {
    const known = byFile.get(file) ?? {
      textDocument: { uri: uriOf(file), version: versionOf(file) ?? null },
      edits: [],
    };
    known.edits.push({ range: rangeOf(range), newText: text });
    byFile.set(file, known);
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
