import { lstat, mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { workAreaPath, workFolderPath } from '../layout';
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

/** The folder in which a session prepares a destination. */
export interface WorkFolder {
  readonly path: string;
  readonly destination: string;
  /** Folders that were made above the destination, outermost first. */
  readonly madeParents: readonly string[];
  /** What the file system knows it by: whoever puts another folder in its place is found out. */
  readonly identity: FolderIdentity;
}

/** The folder of that name is another one where either differs. */
export interface FolderIdentity {
  readonly dev: bigint;
  readonly ino: bigint;
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
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryToClaim(destination, sessionId, exclusive);
    } catch (caught) {
      // Another session that gave up took folders away again while they were empty.
      if (errnoOf(caught) !== 'ENOENT' || attempt === CLAIM_ATTEMPTS) throw fileError(caught, destination);
    }
  }
}

async function tryToClaim(
  destination: string,
  sessionId: string,
  exclusive: boolean,
): Promise<WorkFolder | undefined> {
  const area = workAreaPath(destination);
  const work = workFolderPath(destination, sessionId);
  const madeParents = await makeFolders(path.dirname(destination));
  const isFirst = await make(area);
  if (exclusive && (!isFirst || (await exists(destination)))) {
    await removeEmptyFolders(isFirst ? [...madeParents, area] : madeParents);
    return undefined;
  }
  await mkdir(work);
  return { path: work, destination, madeParents, identity: await identityOf(work) };
}

/** Makes one folder; false where it exists. */
async function make(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (caught) {
    if (errnoOf(caught) === 'EEXIST') return false;
    throw caught;
  }
}

/** The identity of the folder at a path; a link there has its own. */
export async function identityOf(folder: string): Promise<FolderIdentity> {
  try {
    const { dev, ino } = await lstat(folder, { bigint: true });
    return { dev, ino };
  } catch (caught) {
    throw fileError(caught, folder);
  }
}

/** Removes a work folder, and the folders above that were made for it as far as nobody else uses them. */
export async function removeWorkFolder(work: WorkFolder): Promise<void> {
  await removeTree(work.path);
  await leaveWorkArea(work);
}

/** Removes what is empty above a work folder that is gone: removed, or moved into place. */
export function leaveWorkArea({ destination, madeParents }: WorkFolder): Promise<void> {
  return removeEmptyFolders([...madeParents, workAreaPath(destination)]);
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
    if (entry.kind !== 'folder') await writeEntry(path.join(folder, entry.path), entry, signal);
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

async function writeEntry(
  file: string,
  entry: Exclude<PlanEntry, { kind: 'folder' }>,
  signal: AbortSignal,
): Promise<void> {
  try {
    if (entry.kind === 'generated') await writeFile(file, entry.bytes, { flag: 'wx' });
    else if (entry.kind === 'rendered')
      await writeFile(file, entry.bytes, { flag: 'wx', mode: entry.mode | OWNER_BITS });
    else await copyVerbatim({ ...entry, mode: entry.mode | OWNER_BITS }, file, signal);
  } catch (caught) {
    // The signal's reason is nobody's file error.
    signal.throwIfAborted();
    throw fileError(caught, file);
  }
}
