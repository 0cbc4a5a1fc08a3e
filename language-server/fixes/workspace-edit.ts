import {
  TextDocumentEdit,
  type Position,
  type RenameFile,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { uriOf } from '../documents/file-uris';
import type { ServerGround } from '../ground';
import { renamesFiles, takesDocumentChanges } from '../navigation/client-edits';
import type { Fix, TextChange } from './fix';

/** Whether the client can do what a fix asks for. */
export function canBeMade({ renames = [] }: Fix, { client }: ServerGround): boolean {
  return renames.length === 0 || renamesFiles(client);
}

/** A fix as the protocol says it: for the versions of the documents that it was computed from, where the client can. */
export function workspaceEdit(
  { changes, renames = [] }: Fix,
  { client, documents }: ServerGround,
): WorkspaceEdit {
  const edits = new Map<string, TextEdit[]>();
  for (const { file, range, newText } of changes)
    edits.set(file, [...(edits.get(file) ?? []), { range, newText }]);
  if (!takesDocumentChanges(client))
    return { changes: Object.fromEntries([...edits].map(([file, made]) => [uriOf(file), made])) };
  return {
    documentChanges: [
      ...[...edits].map(([file, made]) =>
        TextDocumentEdit.create({ uri: uriOf(file), version: documents.of(file)?.version ?? null }, made),
      ),
      ...renames.map(({ from, to }): RenameFile => ({
        kind: 'rename',
        oldUri: uriOf(from),
        newUri: uriOf(to),
        options: { overwrite: false },
      })),
    ],
  };
}

/** The changes of those fixes that can be made together: of two that meet the first counts. */
export function withoutOverlaps(fixes: readonly Fix[]): TextChange[] {
  const made: TextChange[] = [];
  for (const { changes } of fixes)
    if (!changes.some((change) => made.some((other) => overlap(change, other)))) made.push(...changes);
  return made;
}

/** Whether two changes meet; two that only insert may stand at one place, one behind the other. */
function overlap({ range: one }: TextChange, { range: other }: TextChange): boolean {
  return isBefore(one.start, other.end) && isBefore(other.start, one.end);
}

function isBefore(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}
