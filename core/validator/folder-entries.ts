import * as path from 'node:path';
import { waitingAccess, type FileAccess, type ListedEntry } from '../system';
import type { SubjectEntry } from './subject';

/** What stands in a folder; paths are relative to it, with forward slashes. */
export interface FolderEntries {
  /** Each folder before what it holds; names of one folder in the order of their code units. */
  readonly entries: readonly SubjectEntry[];
  /** The entries that are neither files nor folders: links, devices, pipes. */
  readonly irregular: ReadonlySet<string>;
  /** The folders that could not be listed; an empty path is the folder itself. */
  readonly unreadable: readonly string[];
}

/** How much of a folder is listed: its name with all that it holds, its name alone, or nothing. */
export type Extent = 'whole' | 'name' | 'nothing';

/**
 * Lists everything below a folder. Symbolic links are entries like any other, and never followed.
 * @param extentOf how much of each folder is listed; all of every one where it is left out
 */
export async function listFolder(
  folder: string,
  extentOf: (relative: string) => Extent = () => 'whole',
  files: Pick<FileAccess, 'list'> = waitingAccess,
): Promise<FolderEntries> {
  const entries: SubjectEntry[] = [];
  const irregular = new Set<string>();
  const unreadable: string[] = [];
  const list = async (below: string): Promise<void> => {
    const listed = await listOne(path.join(folder, below), files);
    if (listed === undefined) unreadable.push(below);
    for (const entry of listed ?? []) {
      const relative = below === '' ? entry.name : `${below}/${entry.name}`;
      if (!entry.isDirectory()) {
        entries.push({ path: relative, kind: 'file' });
        if (!entry.isFile()) irregular.add(relative);
        continue;
      }
      const extent = extentOf(relative);
      if (extent !== 'nothing') entries.push({ path: relative, kind: 'directory' });
      if (extent === 'whole') await list(relative);
    }
  };
  await list('');
  return { entries, irregular, unreadable };
}

/** The entries of one folder, sorted; undefined where it cannot be listed. */
async function listOne(folder: string, files: Pick<FileAccess, 'list'>): Promise<ListedEntry[] | undefined> {
  try {
    return (await files.list(folder)).sort((left, right) => (left.name < right.name ? -1 : 1));
  } catch {
    return undefined;
  }
}

/** Says of a path whether it leads through something listed that is no folder: then it leads out of this one. */
export function leadsOutside({ entries }: Pick<FolderEntries, 'entries'>): (relative: string) => boolean {
  const files = new Set(entries.flatMap((entry) => (entry.kind === 'file' ? [entry.path] : [])));
  return (relative) => {
    let slash = relative.lastIndexOf('/');
    while (slash > 0 && !files.has(relative.slice(0, slash))) slash = relative.lastIndexOf('/', slash - 1);
    return slash > 0;
  };
}
