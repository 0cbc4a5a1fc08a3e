import type { ClientCapabilities } from 'vscode-languageserver';

/**
 * Whether the client takes edits by document and version. Renaming a file can be said in no other way, so that one that
 * renames takes them, also where it does not say so (Neovim).
 */
export function takesDocumentChanges(client: ClientCapabilities): boolean {
  return client.workspace?.workspaceEdit?.documentChanges === true || renamesFiles(client);
}

/** Whether the client renames files as part of an edit. */
export function renamesFiles({ workspace }: ClientCapabilities): boolean {
  return workspace?.workspaceEdit?.resourceOperations?.includes('rename') === true;
}
