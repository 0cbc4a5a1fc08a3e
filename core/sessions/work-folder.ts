import { mkdir, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { workAreaPath, workFolderPath } from '../layout';
import {
  errnoOf,
  exists,
  fileError,
  forEachLimited,
  identityOf,
  removeEmptyFolders,
  removeTree,
  type FileIdentity,
} from '../system';
import { copyVerbatim } from '../templates';
import { groundMissing, groundOf } from './ground';
import type { CreatedFolder } from './journal-entries';
import type { PlanEntry } from './plan';

/** How many files are written at once. */
const WRITE_CONCURRENCY = 16;

/** Whoever loses so often against others who come and go has another reason. */
const CLAIM_ATTEMPTS = 100;

/** The owner may always read and write what was made for them, whatever the template's bits say. */
const OWNER_BITS = 0o600;

/** The folder in which a session prepares a destination. */
export interface WorkFolder {
  readonly path: string;
  readonly destination: string;
  /** Folders that were made above the destination, outermost first. */
  readonly madeParents: readonly string[];
  /** Whoever puts another folder in its place is found out. */
  readonly identity: FileIdentity | undefined;
}

/**
 * Makes the work folder of a destination: the first trace of a session on the lab's disk.
 * @param exclusive give up (undefined) where another session prepares the same destination, or it exists
 * @throws `folder_not_found` where the ground that it stands on is not there
 */
export async function claimWorkFolder(
  folder: CreatedFolder,
  sessionId: string,
  exclusive: boolean,
): Promise<WorkFolder | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryToClaim(folder, sessionId, exclusive);
    } catch (caught) {
      if (errnoOf(caught) !== 'ENOENT') throw fileError(caught, folder.path);
      // Either the disk has gone, or another session that gave up took folders away again while they were empty.
      if (attempt === CLAIM_ATTEMPTS || !(await exists(groundOf(folder))))
        throw groundMissing(folder, caught);
    }
  }
}

async function tryToClaim(
  folder: CreatedFolder,
  sessionId: string,
  exclusive: boolean,
): Promise<WorkFolder | undefined> {
  const destination = folder.path;
  const area = workAreaPath(destination);
  const work = workFolderPath(destination, sessionId);
  const madeParents = await makeParents(folder);
  const made = [...madeParents];
  try {
    const isFirst = await make(area);
    if (isFirst) made.push(area);
    if (exclusive && (!isFirst || (await exists(destination)))) {
      await removeEmptyFolders(made);
      return undefined;
    }
    await mkdir(work);
  } catch (caught) {
    // Where something was taken away from under it, others are at work there.
    if (errnoOf(caught) !== 'ENOENT') await removeEmptyFolders(made);
    throw caught;
  }
  return { path: work, destination, madeParents, identity: await identityOf(work) };
}

/** Makes what is missing between the ground and the destination; returns what it made, outermost first. */
async function makeParents(folder: CreatedFolder): Promise<string[]> {
  const ground = groundOf(folder);
  const missing: string[] = [];
  for (let parent = path.dirname(folder.path); parent !== ground; parent = path.dirname(parent)) {
    missing.unshift(parent);
  }
  const made: string[] = [];
  for (const parent of missing) if (await make(parent)) made.push(parent);
  return made;
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
  const write = async (entry: PlanEntry): Promise<void> => {
    signal.throwIfAborted();
    if (entry.kind !== 'folder') await writeEntry(path.join(folder, entry.path), entry, signal);
    done += 1;
    onWritten(done, entry);
  };
  // Windows wants to know of a link whether it leads to a file or a folder, and looks at what is there.
  const links = entries.filter((entry) => entry.kind === 'link');
  await forEachLimited(
    links.length === 0 ? entries : entries.filter((entry) => entry.kind !== 'link'),
    WRITE_CONCURRENCY,
    write,
  );
  await forEachLimited(links, WRITE_CONCURRENCY, write);
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
    if (entry.kind === 'link') await symlink(entry.target, file);
    else if (entry.kind === 'generated') await writeFile(file, entry.bytes, { flag: 'wx' });
    else if (entry.kind === 'rendered')
      await writeFile(file, entry.bytes, { flag: 'wx', mode: entry.mode | OWNER_BITS });
    else await copyVerbatim({ ...entry, mode: entry.mode | OWNER_BITS }, file, signal);
  } catch (caught) {
    // The signal's reason is nobody's file error.
    signal.throwIfAborted();
    throw fileError(caught, file);
  }
}
