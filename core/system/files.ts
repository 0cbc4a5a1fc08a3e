import { hash } from 'node:crypto';
import { lstat, rmdir, stat, statfs, unlink } from 'node:fs/promises';
import * as path from 'node:path';
import { ExlabError, errnoOf } from './errors';
import { destinationExists, fileError } from './file-error';
import { systemFileSystem, type FileSystem } from './file-system';
import { retryWhileHeld } from './held-files';
import { l10n } from './localization';

/** Whether a folder stands at this path, or a link to one. */
export async function isFolder(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isDirectory();
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT' || errnoOf(caught) === 'ENOTDIR') return false;
    throw fileError(caught, file);
  }
}

/** Whether anything stands at this path, a dangling symbolic link included. */
export async function exists(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT' || errnoOf(caught) === 'ENOTDIR') return false;
    throw fileError(caught, file);
  }
}

/** What a file system knows a file or folder by: where either number differs, it is another one. */
export interface FileIdentity {
  readonly dev: bigint;
  readonly ino: bigint;
}

/** The identity of what stands at a path, undefined where nothing does; a link there has its own. */
export async function identityOf(file: string): Promise<FileIdentity | undefined> {
  try {
    const { dev, ino } = await lstat(file, { bigint: true });
    return { dev, ino };
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT' || errnoOf(caught) === 'ENOTDIR') return undefined;
    throw fileError(caught, file);
  }
}

/** Whether both are there and the same. */
export function isSameFile(one: FileIdentity | undefined, other: FileIdentity | undefined): boolean {
  return one !== undefined && one.dev === other?.dev && one.ino === other.ino;
}

/**
 * Moves a finished folder to where it belongs, in one step and never over anything. Both must be on one
 * volume; the caller flushes the parent. Throws `destination_exists` where something stands there, an empty
 * folder too.
 */
export async function moveFolderIntoPlace(
  source: string,
  destination: string,
  fileSystem: FileSystem = systemFileSystem,
): Promise<void> {
  // rename(2) replaces an empty folder without a word, so look first; a whole run is never empty,
  // and over one that came in between the rename itself fails.
  if (await exists(destination)) throw destinationExists(destination);
  const moved = await identityOf(source);
  try {
    await retryWhileHeld(fileSystem, () => fileSystem.rename(source, destination), {
      mayRetry: async () => (await exists(source)) && !(await exists(destination)),
    });
  } catch (caught) {
    const found = await identityOf(destination);
    // A network file system may answer a repeated request for a rename that it has done already.
    if (isSameFile(found, moved)) return;
    throw found === undefined ? fileError(caught, destination) : destinationExists(destination);
  }
}

const MAKE_ATTEMPTS = 5;

/**
 * Makes a folder and its missing parents.
 * @returns those that this call made and nobody else, outermost first
 */
export async function makeFolders(
  folder: string,
  fileSystem: FileSystem = systemFileSystem,
): Promise<string[]> {
  const made = new Set<string>();
  for (let attempt = 1; ; attempt += 1) {
    try {
      for (const missing of await missingFolders(folder, fileSystem)) {
        if (await makeFolder(missing, fileSystem)) made.add(missing);
        else made.delete(missing);
      }
      return [...made];
    } catch (caught) {
      // Somebody who gave up may have taken an empty parent away again.
      if (errnoOf(caught) !== 'ENOENT' || attempt === MAKE_ATTEMPTS) throw fileError(caught, folder);
    }
  }
}

/** The folders that do not exist on the way to this one, outermost first. */
async function missingFolders(folder: string, fileSystem: FileSystem): Promise<string[]> {
  const missing: string[] = [];
  for (let current = folder; !(await exists(current)); current = fileSystem.dirname(current)) {
    // The root of a drive that is not connected stands in nothing that exists.
    if (fileSystem.dirname(current) === current) throw driveMissing(folder, current);
    missing.unshift(current);
  }
  return missing;
}

function driveMissing(folder: string, root: string): ExlabError {
  return new ExlabError({
    code: 'folder_not_found',
    message: l10n.t(
      '{0} cannot be made because {1} does not exist: connect the drive, or choose another folder.',
      folder,
      root,
    ),
    details: { path: folder, root },
  });
}

async function makeFolder(folder: string, fileSystem: FileSystem): Promise<boolean> {
  try {
    await fileSystem.mkdir(folder);
    return true;
  } catch (caught) {
    if (errnoOf(caught) === 'EEXIST') return false;
    throw caught;
  }
}

/** Removes these folders, the last in the list first, as far as they are there and empty. */
export async function removeEmptyFolders(folders: readonly string[]): Promise<void> {
  for (const folder of [...folders].reverse()) {
    try {
      await rmdir(folder);
    } catch (caught) {
      const errno = errnoOf(caught);
      if (errno === 'ENOENT') continue;
      if (errno === 'ENOTEMPTY' || errno === 'EEXIST') return;
      throw fileError(caught, folder);
    }
  }
}

/** Removes a folder with everything below it; a missing one is fine. */
export async function removeTree(folder: string, fileSystem: FileSystem = systemFileSystem): Promise<void> {
  try {
    // The retries of `rm` itself multiply with every level of the tree.
    await retryWhileHeld(fileSystem, () => fileSystem.removeTree(folder), { furtherCodes: ['ENOTEMPTY'] });
  } catch (caught) {
    throw fileError(caught, folder);
  }
}

/** Removes a file; a missing one is fine. */
export async function removeFile(file: string): Promise<void> {
  try {
    await unlink(file);
  } catch (caught) {
    if (errnoOf(caught) !== 'ENOENT') throw fileError(caught, file);
  }
}

/** Bytes that this user may still write on the volume of `folder` (or of its nearest existing parent). */
export async function freeBytes(folder: string): Promise<number> {
  let existing = folder;
  while (!(await exists(existing)) && path.dirname(existing) !== existing) existing = path.dirname(existing);
  try {
    const volume = await statfs(existing);
    return volume.bavail * volume.bsize;
  } catch (caught) {
    throw fileError(caught, existing);
  }
}

/** The SHA-256 of these bytes, in lower-case hexadecimal. */
export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data);
}
