import * as path from 'node:path';
import { errnoOf, waitingAccess, type FileAccess } from '../system';
import {
  classifySegments,
  type EquipmentFolder,
  type FolderClass,
  type ProjectFolder,
  type RunFolder,
} from './classify';
import { OLDER_RUNS_FOLDER, RECORDS_FOLDER, TEST_RUNS_FOLDER, isWorkFolder } from './paths';

/** A folder of the lab, with its absolute path. */
export type LabFolder = (EquipmentFolder | ProjectFolder | RunFolder | StrayFolder | UnreadableFolder) & {
  readonly path: string;
};

/** A folder where a project should be, whose name is none of a project's. */
export interface StrayFolder {
  readonly kind: 'stray';
  readonly equipmentId: string;
}

/** A folder that was not listed; what is below it is unknown. */
export interface UnreadableFolder {
  readonly kind: 'unreadable';
  /** The system's code: `EACCES`, `ENOENT` for a missing root, `ELOOP` for a symbolic link, … */
  readonly errno: string;
}

/**
 * Every equipment, project and run folder below a lab's root, parents first, names in the order of their
 * code units. Records folders and the work folders of sessions are skipped. Folders that cannot be listed are
 * yielded as `unreadable`, and never end the walk. So are symbolic links in the place of a folder of the lab:
 * none is followed.
 * @param within limits the walk to a part of the lab, by the names that lead to it from the root; undefined stands
 *   for any name. The folders above the part are yielded too.
 * @param files how folders are looked at
 */
export async function* walkLab(
  root: string,
  within: readonly (string | undefined)[] = [],
  files: WalkAccess = waitingAccess,
): AsyncGenerator<LabFolder> {
  yield* walkBelow({ within, files }, [], path.join(root));
}

type WalkAccess = Pick<FileAccess, 'list' | 'look'>;

/** Where a walk goes, and how. */
interface Walk {
  readonly within: readonly (string | undefined)[];
  readonly files: WalkAccess;
}

/** @param folder the path of the segments */
async function* walkBelow(
  walk: Walk,
  segments: readonly string[],
  folder: string,
): AsyncGenerator<LabFolder> {
  const listed = await subfolders(folder, walk.files);
  if ('errno' in listed) {
    // A run may be cleared while the walk goes on: what is gone is no folder of the lab.
    const isGone = segments.length > 0 && (await hasVanished(folder, listed.errno, walk.files));
    if (!isGone) yield { kind: 'unreadable', path: folder, errno: listed.errno };
    return;
  }
  const wanted = walk.within[segments.length];
  for (const { name, isLink } of listed.entries) {
    if (wanted !== undefined && name !== wanted) continue;
    const below = [...segments, name];
    const place = folder.endsWith(path.sep) ? folder + name : folder + path.sep + name;
    const found = classifySegments(below);
    // Most folders are runs: nothing below them is looked at.
    if (found.kind === 'run' && !isLink) yield { ...found, path: place };
    else if (isLink) yield* linkedFolder(found, below, place);
    else yield* walkFolder(walk, found, below, place);
  }
}

async function* walkFolder(
  walk: Walk,
  found: FolderClass,
  segments: readonly string[],
  folder: string,
): AsyncGenerator<LabFolder> {
  if (found.kind !== 'other') yield { ...found, path: folder };
  else if (segments.length === 2) yield { kind: 'stray', equipmentId: segments[0] ?? '', path: folder };
  if (leadsToRuns(found.kind, segments)) yield* walkBelow(walk, segments, folder);
}

/** What a link leads to is not looked at, so what is behind one in the place of a lab's folder is unknown. */
function* linkedFolder(
  { kind }: FolderClass,
  segments: readonly string[],
  folder: string,
): Generator<LabFolder> {
  if (kind === 'other' && !leadsToRuns(kind, segments)) return;
  yield { kind: 'unreadable', path: folder, errno: 'ELOOP' };
}

function leadsToRuns(kind: string, segments: readonly string[]): boolean {
  const name = segments.at(-1);
  if (kind === 'equipment' || kind === 'project') return true;
  return segments.length === 3 && (name === TEST_RUNS_FOLDER || name === OLDER_RUNS_FOLDER);
}

/**
 * Whether a folder that could not be listed is there no more. The system says the same where an entry vanished from a
 * folder whose disk does not tell the kinds of entries: then the folder is there, with all that it holds.
 */
async function hasVanished(folder: string, errno: string, files: WalkAccess): Promise<boolean> {
  if (errno !== 'ENOENT' && errno !== 'ENOTDIR') return false;
  try {
    const found = await files.look(folder);
    return found === undefined || (!found.isDirectory() && !found.isSymbolicLink());
  } catch {
    return false;
  }
}

interface Subfolder {
  readonly name: string;
  readonly isLink: boolean;
}

async function subfolders(
  folder: string,
  files: WalkAccess,
): Promise<{ entries: Subfolder[] } | { errno: string }> {
  try {
    const entries = await files.list(folder);
    return {
      entries: entries
        .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
        .filter(({ name }) => name !== RECORDS_FOLDER && !isWorkFolder(name))
        .map((entry) => ({ name: entry.name, isLink: entry.isSymbolicLink() }))
        .sort((left, right) => (left.name < right.name ? -1 : 1)),
    };
  } catch (caught) {
    return { errno: errnoOf(caught) ?? 'UNKNOWN' };
  }
}
