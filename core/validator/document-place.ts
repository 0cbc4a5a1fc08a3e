import * as path from 'node:path';
import {
  CREATION_RECORD,
  EQUIPMENT_RECORD,
  OLDER_RUNS_FOLDER,
  RECORDS_FOLDER,
  RUN_PREFIX,
  TEST_RUNS_FOLDER,
  classifySegments,
  isProjectShortId,
  isWorkFolder,
  recordPath,
  type LabFolder,
  type Level,
} from '../layout';
import { creationRecord, inspectRecord } from '../records';
import type { FileAccess } from '../system';
import { MAX_RECORD_BYTES } from './folder-records';

/** The folder of the lab that a document belongs to. */
export interface DocumentPlace {
  /** The root that the folder stands in; absolute. Nothing at or above it is judged. */
  readonly root: string;
  readonly folder: Extract<LabFolder, { kind: 'equipment' | 'project' | 'run' | 'unreadable' }>;
}

/**
 * Finds the run, project or equipment whose document a file is: by its place below a configured root, else by its place
 * in a tree of the lab's layout, as an audit does, else by the nearest folder that holds the record of a creation. Of
 * an equipment only its record is a document. What a session prepares belongs to nothing yet. Never throws.
 * @param file absolute path, whether there is such a file or not
 * @param roots absolute paths of the configured roots
 */
export async function placeOfDocument(
  file: string,
  roots: readonly string[],
  files: FileAccess,
): Promise<DocumentPlace | undefined> {
  if (file.split(path.sep).some(isWorkFolder)) return undefined;
  try {
    for (const root of [...roots, ...foldersAbove(file)]) {
      const names = namesBelow(root, file);
      if (names === undefined) continue;
      const spelled = spelledAs(root, file);
      return { root: spelled, folder: await asItStands(spelled, names, files) };
    }
    return await looseFolder(file, files);
  } catch {
    // A folder that may not be searched: nothing is known of what it holds.
    return undefined;
  }
}

/**
 * A folder above a file in the file's own spelling: where capitals do not count, the configuration may have others than
 * the editor, and what is found in the document must be found under the document's name.
 */
function spelledAs(root: string, file: string): string {
  return path.resolve(file.slice(0, file.length - path.relative(root, file).length));
}

/** The folders above a path, outermost first. */
function foldersAbove(file: string): string[] {
  const above = path.dirname(file);
  return above === file ? [] : [...foldersAbove(above), above];
}

/** The names that lead from a root to the folder that a document belongs to. */
function namesBelow(root: string, file: string): string[] | undefined {
  const segments = path.relative(root, file).split(path.sep);
  for (let length = segments.length - 1; length > 0; length -= 1) {
    const names = segments.slice(0, length);
    const { kind } = classifySegments(names);
    if (kind === 'run' || kind === 'project') return names;
    if (kind === 'equipment' && segments.slice(length).join('/') === EQUIPMENT_DOCUMENT) return names;
  }
  return undefined;
}

const EQUIPMENT_DOCUMENT = `${RECORDS_FOLDER}/${EQUIPMENT_RECORD}`;

/** Links that lead to a folder are not followed: what is behind one is unknown, as it is to an audit. */
async function asItStands(
  root: string,
  names: readonly string[],
  files: FileAccess,
): Promise<DocumentPlace['folder']> {
  let folder = root;
  for (const name of names) {
    folder = path.join(folder, name);
    const found = await files.look(folder);
    if (found?.isSymbolicLink() === true) return { kind: 'unreadable', path: folder, errno: 'ELOOP' };
  }
  const found = classifySegments(names);
  if (found.kind === 'other') throw new TypeError(`${folder} is no folder of a lab`);
  return { ...found, path: folder };
}

/** A run or project that somebody has put elsewhere: its own name and those above it are nobody's concern. */
async function looseFolder(file: string, files: FileAccess): Promise<DocumentPlace | undefined> {
  for (const folder of foldersAbove(file).reverse()) {
    if (path.basename(folder) === RECORDS_FOLDER) continue;
    const found = await files.look(recordPath(folder, CREATION_RECORD));
    if (found?.isFile() !== true) continue;
    const level = levelOfName(folder) ?? (await recordedLevel(folder, files));
    return { root: folder, folder: unplaced(level, folder) };
  }
  return undefined;
}

/** Nothing is known of where it belongs. */
function unplaced(level: Level, folder: string): DocumentPlace['folder'] {
  const nowhere = { path: folder, equipmentId: '', shortId: '' };
  if (level === 'project') return { ...nowhere, kind: 'project' };
  const leaf = path.basename(folder);
  const runKind = leaf.startsWith(RUN_PREFIX.test) ? 'test' : 'experimental';
  return { ...nowhere, kind: 'run', runKind, leaf, container: null, older: false };
}

function levelOfName(folder: string): Level | undefined {
  const name = path.basename(folder);
  if (isProjectShortId(name)) return 'project';
  const isInRuns = [TEST_RUNS_FOLDER, OLDER_RUNS_FOLDER].includes(path.basename(path.dirname(folder)));
  return isInRuns || Object.values(RUN_PREFIX).some((prefix) => name.startsWith(prefix)) ? 'run' : undefined;
}

async function recordedLevel(folder: string, files: FileAccess): Promise<Level> {
  const bytes = await files.read(recordPath(folder, CREATION_RECORD), MAX_RECORD_BYTES);
  const reading = bytes === null ? undefined : inspectRecord(creationRecord, bytes);
  return reading?.status === 'ok' ? reading.value.level : 'run';
}
