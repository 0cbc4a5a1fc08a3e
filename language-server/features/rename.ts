import { lstat, readFile } from 'node:fs/promises';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { l10n } from '../../core/system';
import { Meanings, planRename, refusalToRename, RenameRefused } from '../../core/templates';
import type { OpenDocuments } from '../documents/open-documents';
import type { Feature } from '../ground';
import { renamesFiles } from '../navigation/client-edits';
import { workspaceEdit } from '../navigation/workspace-edit';
import { rangeOf, sourcePositionOf } from '../positions/ranges';
import { openedTemplate } from '../navigation/opened-template';

/** Another name for a variable, everywhere in a template and in the names of its files, as one edit (spec 4.5). */
export const rename: Feature = {
  capabilities: { renameProvider: { prepareProvider: true } },
  register(ground) {
    const { connection, documents, client } = ground;
    connection.onPrepareRename(async ({ textDocument, position }, token) => {
      const opened = await openedTemplate(ground, textDocument.uri, token);
      if (opened === undefined) return null;
      const found = Meanings.of(opened.sight).at(opened.file, sourcePositionOf(position));
      if (found === undefined) return null;
      const refusal = refusalToRename(opened.sight, found.meaning);
      if (refusal !== undefined) return refused(refusal);
      return { range: rangeOf(found.place.range), placeholder: found.meaning.name };
    });
    connection.onRenameRequest(async ({ textDocument, position, newName }, token) => {
      // What is typed from here on makes the client refuse the edit.
      const versions = new Map(documents.files.map((file) => [file, documents.of(file)?.version]));
      const opened = await openedTemplate(ground, textDocument.uri, token);
      if (opened === undefined) return null;
      const found = Meanings.of(opened.sight).at(opened.file, sourcePositionOf(position));
      if (found === undefined) return null;
      try {
        const plan = await planRename(opened.sight, found.meaning, newName, groundOf(documents));
        if (token.isCancellationRequested) return null;
        // Half an edit would leave the template with names that nothing defines.
        if (plan.files.length > 0 && !renamesFiles(client)) {
          return refused(l10n.t('The editor cannot rename files in one step with texts: rename it by hand.'));
        }
        return workspaceEdit(plan, client, (file) => versions.get(file));
      } catch (caught) {
        if (caught instanceof RenameRefused) return refused(caught.message);
        throw caught;
      }
    });
  },
};

function refused(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

function groundOf(documents: OpenDocuments): Parameters<typeof planRename>[3] {
  return {
    read: async (file) => documents.textOf(file) ?? (await textOnDisk(file)),
    exists: async (file) => documents.of(file) !== undefined || (await isOnDisk(file)),
  };
}

async function textOnDisk(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    // What cannot be read holds nothing that could be changed, and the plan says so.
    return undefined;
  }
}

async function isOnDisk(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (caught) {
    // What cannot be looked at may be there.
    return (caught as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}
