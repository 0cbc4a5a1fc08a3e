import type { Stats } from 'node:fs';
import { lstat, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import * as path from 'node:path';
import { systemClock, type Clock } from './clock';
import { errnoOf } from './errors';
import { fileError } from './file-error';
import { systemFileSystem, type FileSystem } from './file-system';
import { exists } from './files';
import { mountTopOf } from './mounts';

/** What decides where the trash is, as a dependency. */
export interface TrashSurroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The user's home; empty where there is none. */
  readonly home: string;
  readonly userId: number | undefined;
  /** The top folder of the mounted file system that a folder stands in, where the system tells it. */
  readonly mountTopOf: (folder: string) => Promise<string | undefined>;
  readonly fileSystem: FileSystem;
  readonly clock: Pick<Clock, 'now'>;
}

export function systemTrashSurroundings(): TrashSurroundings {
  return {
    environment: process.env,
    home: homeFolder(),
    userId: process.getuid?.(),
    mountTopOf,
    fileSystem: systemFileSystem,
    clock: systemClock,
  };
}

/** A folder of trash that this user may have; it may be there or not. */
export interface TrashFolder {
  readonly path: string;
  /** The folder that its notes tell places from: the top of the disk that they share, else the root of all. */
  readonly notesFrom: string;
}

type Finder = (place: string, surroundings: TrashSurroundings) => Promise<TrashFolder | undefined>;

/**
 * Where the trash for a place may be by the FreeDesktop.org Trash specification 1.0, in the order in which it is tried.
 * Each finds one, none, or throws what stands against it.
 */
export const TRASH_FINDERS: readonly Finder[] = [homeTrash, trashOfAll, trashOfUser];

/** The trash in the user's home, for what is on the same disk: anything else would have to be copied. */
async function homeTrash(place: string, surroundings: TrashSurroundings): Promise<TrashFolder | undefined> {
  const { XDG_DATA_HOME: chosen = '' } = surroundings.environment;
  const data = path.isAbsolute(chosen) ? chosen : path.join(surroundings.home, '.local', 'share');
  if (!path.isAbsolute(data)) return undefined;
  const trash = path.join(data, 'Trash');
  try {
    const existing = await nearestExisting(trash);
    const [home, moved] = await Promise.all([stat(existing), lstat(place)]);
    if (home.dev !== moved.dev) return undefined;
    // The user may have put a link to it there.
    return { path: path.join(await realpath(existing), path.relative(existing, trash)), notesFrom: '/' };
  } catch (caught) {
    throw fileError(caught, trash);
  }
}

const STICKY_BIT = 0o1000;

/** The trash that an administrator has made for all at the top of the disk. */
async function trashOfAll(place: string, surroundings: TrashSurroundings): Promise<TrashFolder | undefined> {
  const top = await topOf(place, surroundings);
  if (top === undefined) return undefined;
  const trash = path.join(top, '.Trash');
  const found = await lookAt(trash);
  // Behind a link, or where others may rename it, somebody else could have it.
  if (found?.isDirectory() !== true || (found.mode & STICKY_BIT) === 0) return undefined;
  return { path: path.join(trash, String(surroundings.userId)), notesFrom: top };
}

/** The user's own at the top of the disk. */
async function trashOfUser(place: string, surroundings: TrashSurroundings): Promise<TrashFolder | undefined> {
  const top = await topOf(place, surroundings);
  return top === undefined
    ? undefined
    : { path: path.join(top, `.Trash-${surroundings.userId}`), notesFrom: top };
}

async function topOf(place: string, surroundings: TrashSurroundings): Promise<string | undefined> {
  const folder = path.dirname(place);
  try {
    return surroundings.userId === undefined ? undefined : await surroundings.mountTopOf(folder);
  } catch (caught) {
    throw fileError(caught, folder);
  }
}

async function lookAt(file: string): Promise<Stats | undefined> {
  try {
    return await lstat(file);
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT') return undefined;
    throw fileError(caught, file);
  }
}

async function nearestExisting(folder: string): Promise<string> {
  let existing = folder;
  while (!(await exists(existing)) && path.dirname(existing) !== existing) existing = path.dirname(existing);
  return existing;
}

function homeFolder(): string {
  try {
    return homedir();
  } catch {
    // Neither the environment nor the user database tells one (containers).
    return '';
  }
}
