import * as path from 'node:path';
import { exists, ExlabError, isFolder, l10n } from '../core/system';

/**
 * The absolute path of a folder that the command line names. Throws `folder_not_found`.
 * @param wanted what should be given, as in `the path of a template`
 */
export async function folderAt(given: string, wanted: string): Promise<string> {
  const folder = path.resolve(given);
  if (await isFolder(folder)) return folder;
  const message = (await exists(folder))
    ? l10n.t('{0} is no folder: give {1}.', given, wanted)
    : l10n.t('{0} does not exist: give {1}.', given, wanted);
  throw new ExlabError({ code: 'folder_not_found', message, details: { path: folder } });
}
