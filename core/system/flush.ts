import { open, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { forEachLimited } from './concurrency';
import { fileError } from './file-error';

/** How many files are flushed or copied at once: more gains nothing on one disk. */
const FLUSH_CONCURRENCY = 16;

/** Flushes a folder's entries to disk. Where the platform cannot open a folder (Windows) it does nothing. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
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

export async function flushFile(file: string): Promise<void> {
  // Windows flushes only through a writable descriptor; elsewhere a read-only file must do.
  const handle = await open(file, process.platform === 'win32' ? 'r+' : 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
