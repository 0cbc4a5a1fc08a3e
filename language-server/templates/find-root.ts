import { lstat, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { CREATION_RECORD, RECORDS_FOLDER, recordPath } from '../../core/layout';
import { isSameFile } from '../documents/same-file';

/** The names that a manifest may have: as in Copier, capitals only in the extension. */
const MANIFEST = /^copier\.[yY][aA]?[mM][lL]$/;
/** A file lies at most so many folders deep in its template. */
const DEEPEST = 40;

/** What decides, beside the disk, which template a file belongs to. */
export interface RootSearch {
  /** Absolute paths of documents that may not be saved yet. */
  readonly openFiles: readonly string[];
  /** Absolute paths of the folders of the lab: data, and part of no template that may be above. */
  readonly labRoots: readonly string[];
}

/** Whether a file is a manifest by its name. */
export function isManifest(file: string): boolean {
  return MANIFEST.test(path.basename(file));
}

/** Whether a file decides what the files around it belong to: a manifest, or the record of a run or project. */
export function isMarker(file: string): boolean {
  const isRecord = path.basename(path.dirname(file)) === RECORDS_FOLDER;
  return isManifest(file) || (isRecord && path.basename(file) === CREATION_RECORD);
}

/**
 * The folder of the template that a file belongs to: the nearest above it with a manifest, on the disk or open. A
 * record makes a run or project (spec 1.2): what a manifest in its folder or above says is none of its concern.
 */
export async function findTemplateRoot(
  file: string,
  { openFiles, labRoots }: RootSearch,
): Promise<string | undefined> {
  const open = new Set(openFiles.filter(isMarker));
  const manifests = new Set([...open].filter(isManifest).map((manifest) => path.dirname(manifest)));
  let folder = path.dirname(file);
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    if (labRoots.some((root) => isSameFile(root, folder))) return undefined;
    const record = recordPath(folder, CREATION_RECORD);
    if (open.has(record) || (await isFile(record))) return undefined;
    if (manifests.has(folder) || (await holdsManifest(folder))) return folder;
    const above = path.dirname(folder);
    if (above === folder) return undefined;
    folder = above;
  }
  return undefined;
}

async function isFile(file: string): Promise<boolean> {
  try {
    return (await lstat(file)).isFile();
  } catch {
    // What cannot be looked at makes no run.
    return false;
  }
}

async function holdsManifest(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).some((name) => MANIFEST.test(name));
  } catch {
    // What cannot be listed shows no template.
    return false;
  }
}
