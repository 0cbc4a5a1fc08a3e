import { constants } from 'node:fs';
import { access, lstat, mkdir, open, realpath } from 'node:fs/promises';
import * as path from 'node:path';
import { ExlabError, errnoOf } from './errors';
import { fileError } from './file-error';
import { exists, makeFolders, moveFolderIntoPlace, removeEmptyFolders, removeFile } from './files';
import type { FileSystem } from './file-system';
import { flushFolder } from './flush';
import { localTime } from './local-time';
import { l10n } from './localization';
import {
  TRASH_FINDERS,
  systemTrashSurroundings,
  type TrashFolder,
  type TrashSurroundings,
} from './trash-folders';

export { systemTrashSurroundings, type TrashSurroundings } from './trash-folders';

/**
 * Moves a folder to the user's trash, from where desktops and tools can take it back (FreeDesktop.org Trash
 * specification 1.0, Linux). It is one rename, so nothing is ever copied or deleted, and what somebody writes into the
 * folder meanwhile goes with it.
 * @returns where it is now
 * @throws where there is no such trash, or none can be used: then the folder is where it was
 */
export async function moveToTrash(
  folder: string,
  surroundings: TrashSurroundings = systemTrashSurroundings(),
): Promise<string> {
  if (surroundings.fileSystem.platform !== 'linux') throw noTrash(folder);
  const place = await realPlace(folder);
  const holder = path.dirname(place);
  const failures: ExlabError[] = [];
  try {
    // Whoever may not take it out of its folder needs no trash to be made for it.
    await access(holder, constants.W_OK);
  } catch (caught) {
    throw await notMoved(folder, [fileError(caught, holder)]);
  }
  for (const find of TRASH_FINDERS) {
    try {
      const trash = await find(place, surroundings);
      if (trash !== undefined) return await moveInto(trash, place, surroundings);
    } catch (caught) {
      failures.push(fileError(caught, place));
    }
  }
  throw failures.length === 0 ? noTrash(folder) : await notMoved(folder, failures);
}

/** The path of the folder itself, whatever links lead to it. */
async function realPlace(folder: string): Promise<string> {
  const absolute = path.resolve(folder);
  try {
    await lstat(absolute);
    return path.join(await realpath(path.dirname(absolute)), path.basename(absolute));
  } catch (caught) {
    throw fileError(caught, absolute);
  }
}

async function moveInto(trash: TrashFolder, place: string, surroundings: TrashSurroundings): Promise<string> {
  const { fileSystem } = surroundings;
  const [files, notes] = [path.join(trash.path, 'files'), path.join(trash.path, 'info')];
  const made: string[] = [];
  try {
    for (const folder of [trash.path, files, notes]) {
      made.push(...(await makeFolders(folder, forUserAlone(fileSystem))));
      await refuseOthers(folder, surroundings);
    }
    const name = await claimName(files, notes, path.basename(place), noteText(trash, place, surroundings));
    try {
      await flushFolder(notes);
      await moveFolderIntoPlace(place, path.join(files, name), fileSystem);
    } catch (caught) {
      // With the note it can be taken back: it stays unless the folder has certainly not come here.
      if (!(await mayBeAt(path.join(files, name))))
        await removeFile(noteFile(notes, name)).catch(() => undefined);
      throw isOtherDisk(caught) ? otherDisk(trash) : caught;
    }
    return path.join(files, name);
  } catch (caught) {
    // What could not be used is not left behind; the reason counts for more than what is.
    await removeEmptyFolders(made).catch(() => undefined);
    throw caught;
  }
}

async function mayBeAt(place: string): Promise<boolean> {
  try {
    return await exists(place);
  } catch {
    return true;
  }
}

function forUserAlone(fileSystem: FileSystem): FileSystem {
  return { ...fileSystem, mkdir: (folder) => mkdir(folder, { mode: 0o700 }) };
}

/** What is a link or belongs to somebody else leads to where others may read and take things. */
async function refuseOthers(folder: string, { userId }: TrashSurroundings): Promise<void> {
  const found = await lstat(folder);
  if (found.isDirectory() && found.uid === userId) return;
  throw new ExlabError({
    code: 'permission_denied',
    message: l10n.t('{0} is no folder of this user.', folder),
    details: { path: folder },
  });
}

/**
 * Writes the note that claims a name, before anything stands under it.
 * @returns the folder's own name, or that with a number where it is taken
 */
async function claimName(files: string, notes: string, leaf: string, note: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? leaf : `${leaf}.${number}`;
    if (await exists(path.join(files, name))) continue;
    if (await writeNote(noteFile(notes, name), note)) return name;
  }
}

/** Writes a new note and flushes it; false where there is one already. */
async function writeNote(file: string, note: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(note);
      await handle.sync();
    } catch (caught) {
      await removeFile(file);
      throw caught;
    } finally {
      await handle.close();
    }
    return true;
  } catch (caught) {
    if (errnoOf(caught) === 'EEXIST') return false;
    throw fileError(caught, file);
  }
}

function noteFile(notes: string, name: string): string {
  return path.join(notes, `${name}.trashinfo`);
}

function noteText({ notesFrom }: TrashFolder, place: string, { clock }: TrashSurroundings): string {
  const told = notesFrom === '/' ? place : path.relative(notesFrom, place);
  const [day = '', time = ''] = localTime(clock.now()).split(' ');
  const encoded = told.split('/').map(encodeURIComponent).join('/');
  return `[Trash Info]\nPath=${encoded}\nDeletionDate=${day}T${time}\n`;
}

function isOtherDisk(caught: unknown): boolean {
  return caught instanceof ExlabError && caught.details?.errno === 'EXDEV';
}

function otherDisk({ path: trash }: TrashFolder): ExlabError {
  return new ExlabError({
    code: 'permission_denied',
    message: l10n.t('{0} is on another disk.', trash),
    details: { path: trash },
  });
}

function noTrash(folder: string): ExlabError {
  return new ExlabError({
    code: 'permission_denied',
    message: l10n.t(
      'There is no trash on this computer that can be reached from here: {0} stays where it is. Delete it yourself if it is to go.',
      folder,
    ),
    details: { path: folder },
  });
}

async function notMoved(folder: string, failures: readonly ExlabError[]): Promise<ExlabError> {
  const reasons = failures.map(({ message }) => message).join(' ');
  const isThere = await exists(folder);
  return new ExlabError(
    {
      code: isThere ? 'permission_denied' : 'folder_not_found',
      message: isThere
        ? l10n.t(
            '{0} was not moved to the trash, and stays where it is: {1} Delete it yourself if it is to go.',
            folder,
            reasons,
          )
        : l10n.t('{0} does not exist.', folder),
      details: { path: folder, reasons: failures.map((failure) => failure.toShape()) },
    },
    { cause: failures.at(-1) },
  );
}
