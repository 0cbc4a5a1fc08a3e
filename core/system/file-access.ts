import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, readdirSync } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { errnoOf } from './errors';

type Awaitable<Value> = Value | Promise<Value>;

/** What is asked of an entry of a folder. */
export type ListedEntry = Pick<Dirent, 'name' | 'isDirectory' | 'isFile' | 'isSymbolicLink'>;

/** What is asked of something that stands at a path. */
export type FoundEntry = Pick<Stats, 'isDirectory' | 'isFile' | 'isSymbolicLink'> &
  Pick<Stats, 'size' | 'ino' | 'mode' | 'mtimeMs' | 'ctimeMs'>;

/** How a tree is looked at. Links are never followed; failures are the system's own errors. */
export interface FileAccess {
  /** What stands in a folder, in whatever order. */
  list(folder: string): Awaitable<ListedEntry[]>;
  /** What stands there itself; undefined where nothing does. */
  look(file: string): Awaitable<FoundEntry | undefined>;
  /**
   * The content of a file; null for what is none (a link, a device) and for one of more than so many bytes.
   * What takes a file's place meanwhile is neither followed nor waited for.
   */
  read(file: string, limitBytes: number): Awaitable<Uint8Array | null>;
}

/** The same where nobody has to be waited for. */
export interface BlockingFileAccess extends FileAccess {
  list(folder: string): ListedEntry[];
  look(file: string): FoundEntry | undefined;
  read(file: string, limitBytes: number): Uint8Array | null;
}

/** What took a file's place since it was looked at is neither followed nor waited for; Windows has no such flags. */
const AS_IT_STANDS =
  constants.O_RDONLY |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0) |
  ((constants.O_NONBLOCK as number | undefined) ?? 0);

/** For a thread that has other things to do meanwhile. */
export const waitingAccess: FileAccess = {
  list: (folder) => readdir(folder, { withFileTypes: true }),

  async look(file) {
    try {
      return await lstat(file);
    } catch (caught) {
      if (isNothingThere(caught)) return undefined;
      throw caught;
    }
  },

  async read(file, limitBytes) {
    if (!isSmallFile(await lstat(file), limitBytes)) return null;
    const handle = await open(file, AS_IT_STANDS);
    try {
      return isSmallFile(await handle.stat(), limitBytes) ? await handle.readFile() : null;
    } finally {
      await handle.close();
    }
  },
};

/** For a thread that has nothing else to do: several times as fast, and it stands still meanwhile. */
export const blockingAccess: BlockingFileAccess = {
  list: (folder) => readdirSync(folder, { withFileTypes: true }),

  look(file) {
    try {
      return lstatSync(file, { throwIfNoEntry: false });
    } catch (caught) {
      if (isNothingThere(caught)) return undefined;
      throw caught;
    }
  },

  read(file, limitBytes) {
    if (!isSmallFile(lstatSync(file), limitBytes)) return null;
    const opened = openSync(file, AS_IT_STANDS);
    try {
      return isSmallFile(fstatSync(opened), limitBytes) ? readFileSync(opened) : null;
    } finally {
      closeSync(opened);
    }
  },
};

function isSmallFile(found: Stats, limitBytes: number): boolean {
  return found.isFile() && found.size <= limitBytes;
}

function isNothingThere(caught: unknown): boolean {
  return errnoOf(caught) === 'ENOENT' || errnoOf(caught) === 'ENOTDIR';
}
