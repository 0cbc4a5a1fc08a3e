import { TextDocument } from 'vscode-languageserver-textdocument';
import type { WorkspaceEdit } from 'vscode-languageserver';
import { fileOf } from '../../language-server/documents/file-uris';

/** What an edit makes of files: their new texts, and their new names. */
export interface AppliedEdit {
  readonly texts: ReadonlyMap<string, string>;
  readonly renames: readonly (readonly [string, string])[];
}

/**
 * Applies an edit as a client does.
 * @param textOf the present text of a file (absolute path)
 */
export function applied(
  { documentChanges = [] }: WorkspaceEdit,
  textOf: (file: string) => string,
): AppliedEdit {
  const texts = new Map<string, string>();
  const renames: [string, string][] = [];
  for (const change of documentChanges) {
    if ('textDocument' in change) {
      const file = fileOf(change.textDocument.uri) ?? '';
      const document = TextDocument.create('', '', 0, texts.get(file) ?? textOf(file));
      const edits = change.edits.map((edit) => ({
        range: edit.range,
        newText: 'newText' in edit ? edit.newText : '',
      }));
      texts.set(file, TextDocument.applyEdits(document, edits));
    } else if (change.kind === 'rename')
      renames.push([fileOf(change.oldUri) ?? '', fileOf(change.newUri) ?? '']);
  }
  return { texts, renames };
}
