import * as path from 'node:path';
import { classifyFolder, walkLab, type ProjectFolder, type RunFolder } from '../layout';
import { ExlabError, l10n, type Log } from '../system';

/** A project or run, as the walk finds it, below the root that holds it. */
export type WholeFolder = (ProjectFolder | RunFolder) & { readonly path: string; readonly root: string };

/** Every project and run below the roots, parents first. What may hold more and cannot be looked into is told. */
export async function wholeFolders(roots: readonly string[], log: Log): Promise<WholeFolder[]> {
  const folders: WholeFolder[] = [];
  for (const root of roots) {
    for await (const folder of walkLab(root)) {
      if (folder.kind === 'project' || folder.kind === 'run') folders.push({ ...folder, root });
      else if (folder.kind === 'unreadable')
        log.write(
          'WARN',
          `what waits for sync below it is passed over: ${unreadable(folder.path, folder.errno).message}`,
        );
    }
  }
  return folders;
}

/**
 * The project or run that stands at a path, found as an audit finds it: through no link, and in no work folder.
 * @param roots the configured local roots
 * @throws `folder_not_found` where no project or run of the lab stands there; `permission_denied` where what leads
 *   to it cannot be looked into
 */
export async function findWholeFolder(roots: readonly string[], wanted: string): Promise<WholeFolder> {
  const place = path.resolve(wanted);
  for (const root of roots) {
    const { kind } = classifyFolder(root, place);
    if (kind !== 'project' && kind !== 'run') continue;
    const found = await findBelow(root, place);
    if (found !== undefined) return found;
  }
  throw new ExlabError({
    code: 'folder_not_found',
    message: l10n.t(
      '{0} is no project or run of the lab: give the folder of one, as it stands below a root of the configuration.',
      place,
    ),
    details: { path: place },
  });
}

async function findBelow(root: string, place: string): Promise<WholeFolder | undefined> {
  for await (const folder of walkLab(root, path.relative(root, place).split(path.sep))) {
    if (folder.kind === 'unreadable') throw unreadable(folder.path, folder.errno);
    if (folder.path !== place) continue;
    return folder.kind === 'project' || folder.kind === 'run' ? { ...folder, root } : undefined;
  }
  return undefined;
}

function unreadable(folder: string, errno: string): ExlabError {
  return new ExlabError({
    code: 'permission_denied',
    message:
      errno === 'ELOOP'
        ? l10n.t('{0} is a link, and none is followed: put the folder itself there.', folder)
        : l10n.t('{0} cannot be looked into ({1}): make it readable, then try again.', folder, errno),
    details: { path: folder, errno },
  });
}
