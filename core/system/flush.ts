import { close, fsync, open } from 'node:fs';
import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { forEachLimited } from './concurrency';
import { errnoOf } from './errors';
import { fileError } from './file-error';

/** How many files are flushed or copied at once: more gains nothing on one disk. */
const FLUSH_CONCURRENCY = 16;

// Thousands of files are flushed in a row: bare descriptors cost half of what file handles do.
const openDescriptor = promisify(open);
const flushDescriptor = promisify(fsync);
const closeDescriptor = promisify(close);

/** What file systems say that cannot flush a folder: some network shares, and those in user space. */
const NO_FLUSH_OF_FOLDERS = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP']);

/**
 * Flushes a folder's entries to disk. Where the platform cannot open a folder (Windows), or the file system cannot
 * flush one, it does nothing: no better can be had there.
 */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    await flush(folder, 'r');
  } catch (caught) {
    if (!NO_FLUSH_OF_FOLDERS.has(errnoOf(caught) ?? '')) throw caught;
  }
}

/** Flushes the entries of new folders: what `makeFolders` made is still there after a power cut then. */
export async function flushParentsOf(made: readonly string[]): Promise<void> {
  for (const parent of new Set(made.map((folder) => path.dirname(folder)))) {
    try {
      await flushFolder(parent);
    } catch (caught) {
      throw fileError(caught, parent);
    }
  }
}

/**
 * Flushes every file and folder below `root`, and `root` itself, many at once. Symbolic links are not followed.
 * @param signal stops between two files; its reason is thrown then
 */
export async function flushTree(root: string, signal?: AbortSignal): Promise<void> {
  const files: string[] = [];
  const folders: string[] = [root];
  const flushEach = (paths: readonly string[], flushOne: (file: string) => Promise<void>): Promise<void> =>
    forEachLimited(paths, FLUSH_CONCURRENCY, (file) => {
      signal?.throwIfAborted();
      return flushOne(file);
    });
  try {
    for (const entry of await readdir(root, { withFileTypes: true, recursive: true })) {
      const full = path.join(entry.parentPath, entry.name);
      if (entry.isDirectory()) folders.push(full);
      else if (entry.isFile()) files.push(full);
    }
    await flushEach(files, flushFile);
    await flushEach(folders, flushFolder);
  } catch (caught) {
    // The signal's reason is nobody's file error.
    signal?.throwIfAborted();
    throw fileError(caught, root);
  }
}

/** Flushes one file to disk. */
export function flushFile(file: string): Promise<void> {
  // Windows flushes only through a writable descriptor; elsewhere a read-only file must do.
  return flush(file, process.platform === 'win32' ? 'r+' : 'r');
}

async function flush(file: string, flags: 'r' | 'r+'): Promise<void> {
  const descriptor = await openDescriptor(file, flags);
  try {
    await flushDescriptor(descriptor);
  } finally {
    await closeDescriptor(descriptor);
  }
}
