import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { errnoOf } from '../system';
import { classifySegments, type EquipmentFolder, type ProjectFolder, type RunFolder } from './classify';
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

/** A folder that could not be listed; what is below it is unknown. */
export interface UnreadableFolder {
  readonly kind: 'unreadable';
  /** The system's code: `EACCES`, `ENOENT` for a missing root, … */
  readonly errno: string;
}

/**
 * Every equipment, project and run folder below a lab's root, parents first, names in the order of their
 * code units. Symbolic links are not followed; records folders and the work folders of
 * sessions are skipped. Folders that cannot be listed are yielded as `unreadable`, and never end the walk.
 */
export async function* walkLab(root: string): AsyncGenerator<LabFolder> {
  yield* walkBelow(root, []);
}

async function* walkBelow(root: string, segments: readonly string[]): AsyncGenerator<LabFolder> {
  const folder = path.join(root, ...segments);
  const listed = await subfolders(folder);
  if ('errno' in listed) {
    // A run may be cleared while the walk goes on: what is gone is no folder of the lab.
    const vanished = segments.length > 0 && (listed.errno === 'ENOENT' || listed.errno === 'ENOTDIR');
    if (!vanished) yield { kind: 'unreadable', path: folder, errno: listed.errno };
    return;
  }
  for (const name of listed.names) {
    const below = [...segments, name];
    const found = classifySegments(below);
    if (found.kind !== 'other') yield { ...found, path: path.join(root, ...below) };
    else if (below.length === 2) yield strayFolder(root, below);
    if (leadsToRuns(found.kind, below)) yield* walkBelow(root, below);
  }
}

function strayFolder(root: string, segments: readonly string[]): LabFolder {
  return { kind: 'stray', equipmentId: segments[0] ?? '', path: path.join(root, ...segments) };
}

function leadsToRuns(kind: string, segments: readonly string[]): boolean {
  const name = segments.at(-1);
  if (kind === 'equipment' || kind === 'project') return true;
  return segments.length === 3 && (name === TEST_RUNS_FOLDER || name === OLDER_RUNS_FOLDER);
}

async function subfolders(folder: string): Promise<{ names: string[] } | { errno: string }> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const folders = entries.filter(
      (entry) => entry.isDirectory() && entry.name !== RECORDS_FOLDER && !isWorkFolder(entry.name),
    );
    return { names: folders.map((entry) => entry.name).sort() };
  } catch (caught) {
    return { errno: errnoOf(caught) ?? 'UNKNOWN' };
  }
}
