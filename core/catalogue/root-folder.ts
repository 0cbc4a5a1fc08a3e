import { ExlabError, isFolder, l10n } from '../system';

/** The error of a root that is not there. What stands below it is unknown: the disk may only be away. */
export function rootMissing(root: string, cause?: unknown): ExlabError {
  return new ExlabError(
    {
      code: 'folder_not_found',
      message: l10n.t(
        'The folder for the data, {0}, is not there: connect its disk, or make the folder.',
        root,
      ),
      details: { path: root },
    },
    { cause },
  );
}

/** Throws `folder_not_found` where a root is not there: then nothing is known of what is missing below it. */
export async function checkRoot(root: string, cause?: unknown): Promise<void> {
  if (!(await isFolder(root))) throw rootMissing(root, cause);
}
