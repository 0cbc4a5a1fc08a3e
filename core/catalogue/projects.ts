import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { CREATION_RECORD, isProjectShortId, recordPath } from '../layout';
import { creationRecord, readRecord } from '../records';
import { ExlabError, errnoOf, fileError, mapLimited } from '../system';
import { checkRoot } from './root-folder';

/** A project that exists under an equipment. */
export interface ExistingProject {
  readonly shortId: string;
  /** As it was when the project was made; empty where its record does not say. */
  readonly name: string;
}

/** The same with its place. */
export interface ProjectEntry extends ExistingProject {
  readonly equipmentId: string;
  readonly path: string;
}

const CONCURRENCY = 16;

/** The projects below an equipment's folder, by short id. */
export async function existingProjects(
  equipmentFolder: string,
  signal?: AbortSignal,
): Promise<ExistingProject[]> {
  const names = await projectFolders(equipmentFolder);
  return mapLimited(names, CONCURRENCY, async (shortId) => {
    signal?.throwIfAborted();
    return { shortId, name: await nameOf(path.join(equipmentFolder, shortId)) };
  });
}

/**
 * The projects that an equipment has below a root, by short id; none where it has no folder.
 * @throws `folder_not_found` where the root is not there, `permission_denied` and the like where the folder cannot be
 * listed
 */
export async function listProjects(
  root: string,
  equipmentId: string,
  signal?: AbortSignal,
): Promise<ProjectEntry[]> {
  const equipmentFolder = path.join(root, equipmentId);
  const projects = await existingProjects(equipmentFolder, signal);
  if (projects.length === 0) await checkRoot(root);
  return projects.map((project) => ({
    ...project,
    equipmentId,
    path: path.join(equipmentFolder, project.shortId),
  }));
}

/**
 * Whether an equipment has a project below a root. Reads names only.
 * @throws what `listProjects` throws
 */
export async function hasProjects(root: string, equipmentId: string): Promise<boolean> {
  if ((await projectFolders(path.join(root, equipmentId))).length > 0) return true;
  await checkRoot(root);
  return false;
}

async function projectFolders(equipmentFolder: string): Promise<string[]> {
  try {
    const entries = await readdir(equipmentFolder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && isProjectShortId(entry.name))
      .map((entry) => entry.name)
      .sort((left, right) => left.localeCompare(right, 'en', { numeric: true }));
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT' || errnoOf(caught) === 'ENOTDIR') return [];
    throw fileError(caught, equipmentFolder);
  }
}

async function nameOf(project: string): Promise<string> {
  try {
    const record = await readRecord(creationRecord, recordPath(project, CREATION_RECORD));
    return record.lims_project?.name_at_creation ?? '';
  } catch (caught) {
    // The id is enough to choose it; what is wrong with the record is for the audit to say.
    if (caught instanceof ExlabError) return '';
    throw caught;
  }
}
