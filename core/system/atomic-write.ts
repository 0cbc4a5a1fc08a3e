import { randomBytes } from 'node:crypto';
import { constants, copyFile, link, open, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { errnoOf } from './errors';
import { fileError } from './file-error';
import { systemFileSystem, type FileSystem } from './file-system';
import { exists } from './files';
import { flushFile, flushFolder } from './flush';
import { retryWhileHeld } from './held-files';

/**
 * Writes a whole file or nothing: temporary sibling, flush, rename, flush of the folder.
 * @param options.mode permission bits of a new file (before the umask); default 0o666
 */
export async function writeFileAtomic(
  file: string,
  data: string | Uint8Array,
  options: { mode?: number; fileSystem?: FileSystem } = {},
): Promise<void> {
  const { fileSystem = systemFileSystem } = options;
  const temporary = temporaryBeside(file);
  try {
    await writeFlushed(temporary, data, options.mode);
    await retryWhileHeld(fileSystem, () => fileSystem.rename(temporary, file), {
      mayRetry: () => exists(temporary),
    });
    await flushFolder(path.dirname(file));
  } catch (caught) {
    await discard(temporary);
    throw fileError(caught, file);
  }
}

/**
 * Like `writeFileAtomic`, but never over anything: of several at once exactly one writes, the others throw
 * `destination_exists`.
 */
export async function createFileAtomic(file: string, data: string | Uint8Array): Promise<void> {
  const temporary = temporaryBeside(file);
  try {
    await writeFlushed(temporary, data);
    await linkOrCopy(temporary, file);
    await flushFolder(path.dirname(file));
  } catch (caught) {
    throw fileError(caught, file);
  } finally {
    await discard(temporary);
  }
}

/** Removes what a write left over; the write's own error is the one to tell of. */
async function discard(temporary: string): Promise<void> {
  await rm(temporary, { force: true }).catch(() => undefined);
}

/** A name of its own for every writer. */
function temporaryBeside(file: string): string {
  return path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}.tmp`);
}

async function writeFlushed(file: string, data: string | Uint8Array, mode = 0o666): Promise<void> {
  const handle = await open(file, 'wx', mode);
  try {
    await handle.writeFile(data);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What file systems say that know no hard links (FAT, many shares). */
const NO_LINKS = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'EINVAL', 'UNKNOWN']);

async function linkOrCopy(temporary: string, file: string): Promise<void> {
  try {
    await link(temporary, file);
  } catch (caught) {
    if (!NO_LINKS.has(errnoOf(caught) ?? '')) throw caught;
    // Still exclusive; cut off midway it leaves a part of the file, and nothing better can be had here.
    await copyFile(temporary, file, constants.COPYFILE_EXCL);
    await flushFile(file);
  }
}
