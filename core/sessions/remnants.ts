import { readdir, rename, rmdir } from 'node:fs/promises';
import * as path from 'node:path';
import { TEST_RUNS_FOLDER } from '../layout';
import { errnoOf, exists, fileError, removeTree } from '../system';
import { isGroundThere } from './ground';
import type { JournaledSession } from './journal-entries';

/** Whether the disk that a session wrote to is there. */
export async function isReachable({ planned }: JournaledSession): Promise<boolean> {
  return planned === undefined || isGroundThere(planned.folder, planned.ground);
}

/** What is left of a session that did not say how it ended. */
export type Remnant = 'completed' | 'unfinished' | 'nothing_left';

/** What a session that ended without a word had come to. */
export async function outcomeOf(session: JournaledSession): Promise<Remnant> {
  if (await holdsFiles(session)) return 'unfinished';
  const { moving, planned } = session;
  return moving && planned !== undefined && (await exists(planned.folder.path))
    ? 'completed'
    : 'nothing_left';
}

/** Whether the work folder of a session holds anything. */
export async function holdsFiles({ work_folder }: JournaledSession): Promise<boolean> {
  if (work_folder === undefined) return false;
  return (await isFilled(work_folder)) || (await exists(discardedPath(work_folder)));
}

async function isFilled(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length > 0;
  } catch (caught) {
    const errno = errnoOf(caught);
    if (errno === 'ENOENT') return false;
    // Something else stands there: it is for somebody to look at.
    if (errno === 'ENOTDIR') return true;
    throw fileError(caught, folder);
  }
}

/** Takes away what is empty: the work folder, what it stands in, and a folder for test runs. */
export async function removeEmpty({ planned, work_folder }: JournaledSession): Promise<void> {
  if (planned === undefined || work_folder === undefined) return;
  const parent = path.dirname(planned.folder.path);
  const isOwn = await isGoneOrEmpty(work_folder);
  if (isOwn && (await isGoneOrEmpty(path.dirname(work_folder)))) {
    if (path.basename(parent) === TEST_RUNS_FOLDER) await isGoneOrEmpty(parent);
  }
}

/** Removes a folder if it is empty; whether it is gone then. */
async function isGoneOrEmpty(folder: string): Promise<boolean> {
  try {
    await rmdir(folder);
    return true;
  } catch (caught) {
    const errno = errnoOf(caught);
    if (errno === 'ENOENT') return true;
    if (errno === 'ENOTEMPTY' || errno === 'EEXIST') return false;
    throw fileError(caught, folder);
  }
}

/**
 * Removes a work folder out of the way first, in one step: were its session alive after all, it would find nothing
 * to move into place, and never half of it.
 */
export async function removeAside(workFolder: string): Promise<void> {
  const aside = discardedPath(workFolder);
  try {
    await removeTree(aside);
    await rename(workFolder, aside);
  } catch (caught) {
    if (errnoOf(caught) !== 'ENOENT') throw fileError(caught, workFolder);
  }
  await removeTree(aside);
}

export function discardedPath(workFolder: string): string {
  return `${workFolder}.discarded`;
}
