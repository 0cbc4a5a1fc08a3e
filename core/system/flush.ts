import { close, fsync, open } from 'node:fs';
import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { forEachLimited } from './concurrency';
import { fileError } from './file-error';

/** How many files are flushed or copied at once: more gains nothing on one disk. */
const FLUSH_CONCURRENCY = 16;

// Thousands of files are flushed in a row: bare descriptors cost half of what file handles do.
const openDescriptor = promisify(open);
const flushDescriptor = promisify(fsync);
const closeDescriptor = promisify(close);

/** Flushes a folder's entries to disk. Where the platform cannot open a folder (Windows) it does nothing. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform !== 'win32') await flush(folder, 'r');
}

/** Flushes every file and folder below `root`, and `root` itself, many at once. Symbolic links are not followed. */
export async function flushTree(root: string): Promise<void> {
  const files: string[] = [];
  const folders: string[] = [root];
  try {
    for (const entry of await readdir(root, { withFileTypes: true, recursive: true })) {
      const full = path.join(entry.parentPath, entry.name);
      if (entry.isDirectory()) folders.push(full);
      else if (entry.isFile()) files.push(full);
    }
    await forEachLimited(files, FLUSH_CONCURRENCY, flushFile);
    await forEachLimited(folders, FLUSH_CONCURRENCY, flushFolder);
  } catch (caught) {
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
