import { lstat, open, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import type { SubjectEntry } from './subject';

/** What stands in a folder; paths are relative to it, with forward slashes. */
export interface FolderEntries {
  readonly entries: readonly SubjectEntry[];
  /** The folders that could not be listed; an empty path is the folder itself. */
  readonly unreadable: readonly string[];
}

/**
 * Lists everything below a folder. Symbolic links are entries like any other, and never followed.
 * @param isLeftOut whether a folder is left out with all that it holds
 */
export async function listFolder(
  folder: string,
  isLeftOut: (relative: string) => boolean,
): Promise<FolderEntries> {
  const entries: SubjectEntry[] = [];
  const unreadable: string[] = [];
  const list = async (below: string): Promise<void> => {
    const listed = await readdir(path.join(folder, below), { withFileTypes: true }).catch(() => undefined);
    if (listed === undefined) unreadable.push(below);
    for (const entry of listed ?? []) {
      const relative = below === '' ? entry.name : `${below}/${entry.name}`;
      if (!entry.isDirectory()) {
        entries.push({ path: relative, kind: 'file' });
      } else if (!isLeftOut(relative)) {
        entries.push({ path: relative, kind: 'directory' });
        await list(relative);
      }
    }
  };
  await list('');
  return { entries, unreadable };
}

/** The content of a file; null for what is none (a link, a device) and for one of more than so many bytes. */
export async function readSmallFile(file: string, limitBytes: number): Promise<Uint8Array | null> {
  const found = await lstat(file);
  if (!found.isFile() || found.size > limitBytes) return null;
  const handle = await open(file, 'r');
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}
