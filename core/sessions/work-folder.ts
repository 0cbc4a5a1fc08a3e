import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { workFolderPath } from '../layout';
import {
  errnoOf,
  exists,
  fileError,
  forEachLimited,
  makeFolders,
  removeEmptyFolders,
  removeTree,
} from '../system';
import { copyVerbatim } from '../templates';
import type { PlanEntry } from './plan';

/** How many files are written at once. */
const WRITE_CONCURRENCY = 16;

const CLAIM_ATTEMPTS = 5;

/** The owner may always read and write what was made for them, whatever the template's bits say. */
const OWNER_BITS = 0o600;

/** The folder beside a destination in which a session prepares it. */
export interface WorkFolder {
  readonly path: string;
  /** Parents that had to be made for it, outermost first. */
  readonly madeParents: readonly string[];
}

/**
 * Makes the work folder of a destination: the first trace of a session on the lab's disk.
 * @param exclusive give up (undefined) where another session prepares the same destination, or it exists
 */
export async function claimWorkFolder(
  destination: string,
  sessionId: string,
  exclusive: boolean,
): Promise<WorkFolder | undefined> {
  const plain = workFolderPath(destination);
  const madeParents = await makeFolders(path.dirname(destination));
  if (await make(plain)) {
    if (!exclusive || !(await exists(destination))) return { path: plain, madeParents };
    await removeWorkFolder({ path: plain, madeParents });
    return undefined;
  }
  if (exclusive) return undefined;
  const own = workFolderPath(destination, sessionId);
  await make(own);
  return { path: own, madeParents };
}

/** Makes one folder; false where it exists. */
async function make(folder: string): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await mkdir(folder);
      return true;
    } catch (caught) {
      if (errnoOf(caught) === 'EEXIST') return false;
      // Another session that failed may have taken its empty parent away again: make it once more.
      if (errnoOf(caught) !== 'ENOENT' || attempt === CLAIM_ATTEMPTS) throw fileError(caught, folder);
      await makeFolders(path.dirname(folder));
    }
  }
}

/** Removes a work folder and the parents that were made for it, as far as nobody else uses them. */
export async function removeWorkFolder(work: WorkFolder): Promise<void> {
  await removeTree(work.path);
  await removeEmptyFolders(work.madeParents);
}

/**
 * Writes planned files below a folder, many at once. Nothing is flushed: the whole tree is, later.
 * @param onWritten told after each file how many are done
 */
export async function writeEntries(
  folder: string,
  entries: readonly PlanEntry[],
  signal: AbortSignal,
  onWritten: (done: number, entry: PlanEntry) => void,
): Promise<void> {
  await makeFoldersOf(folder, entries);
  let done = 0;
  await forEachLimited(entries, WRITE_CONCURRENCY, async (entry) => {
    signal.throwIfAborted();
    if (entry.kind !== 'folder') await writeEntry(path.join(folder, entry.path), entry);
    done += 1;
    onWritten(done, entry);
  });
}

async function makeFoldersOf(folder: string, entries: readonly PlanEntry[]): Promise<void> {
  const folders = new Set(
    entries.map((entry) => (entry.kind === 'folder' ? entry.path : path.posix.dirname(entry.path))),
  );
  folders.delete('.');
  for (const relative of [...folders].sort()) {
    try {
      await mkdir(path.join(folder, relative), { recursive: true });
    } catch (caught) {
      throw fileError(caught, path.join(folder, relative));
    }
  }
}

async function writeEntry(file: string, entry: Exclude<PlanEntry, { kind: 'folder' }>): Promise<void> {
  try {
    if (entry.kind === 'generated') await writeFile(file, entry.bytes, { flag: 'wx' });
    else if (entry.kind === 'rendered')
      await writeFile(file, entry.bytes, { flag: 'wx', mode: entry.mode | OWNER_BITS });
    else await copyVerbatim({ ...entry, mode: entry.mode | OWNER_BITS }, file);
  } catch (caught) {
    throw fileError(caught, file);
  }
}
