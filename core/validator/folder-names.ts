import * as path from 'node:path';
import {
  OLDER_RUNS_FOLDER,
  RECORDS_FOLDER,
  TEST_RUNS_FOLDER,
  classifyFolder,
  isWorkFolder,
  type Level,
} from '../layout';
import type { RenderedEntry } from '../records';
import type { FileAccess } from '../system';
import { leadsOutside, listFolder, type Extent, type FolderEntries } from './folder-entries';

/** A run or project that is judged. */
export interface JudgedPlace {
  /** Where the files stand now: a session's work folder, or `runPath` itself. */
  readonly folder: string;
  /** Where the folder is, or will be once it is moved into place. */
  readonly runPath: string;
  readonly level: Level;
  /** The configured root, absolute. */
  readonly root: string;
}

/**
 * Lists the names in a run or project that are judged. Symbolic links are names like any other and never followed.
 * Left out are what the folder of our records holds and, in a project, its runs.
 */
export function listNames(place: JudgedPlace, files?: Pick<FileAccess, 'list'>): Promise<FolderEntries> {
  return listFolder(place.folder, (relative) => extentOf(relative, place), files);
}

/** Our records are judged by their schemas; a project's runs are subjects of their own. */
function extentOf(relative: string, place: JudgedPlace): Extent {
  if (relative === RECORDS_FOLDER) return 'name';
  // A project that is still prepared elsewhere has no runs: what looks like one came from its template.
  const isInPlace = path.resolve(place.folder) === path.resolve(place.runPath);
  if (place.level !== 'project' || !isInPlace) return 'whole';
  return isOfRuns(relative, place) || TRASH.test(relative) ? 'nothing' : 'whole';
}

/** What was thrown away at the top of a disk, where that is a project's (FreeDesktop.org Trash specification 1.0). */
const TRASH = /^\.Trash(-\d+)?$/;

/** Whether a project's folder is a run, or stands among its runs for our own use. */
function isOfRuns(relative: string, { root, runPath }: JudgedPlace): boolean {
  const [first = '', second] = relative.split('/');
  const isAmongRuns = second === undefined || first === TEST_RUNS_FOLDER || first === OLDER_RUNS_FOLDER;
  if (!isAmongRuns) return false;
  const name = second ?? first;
  if (isWorkFolder(name) || name === RECORDS_FOLDER) return true;
  return classifyFolder(root, path.join(runPath, relative)).kind === 'run';
}

/** The rendered files in whose place something else stands: what a link leads to is not in the folder. */
export function replacedFiles(listed: FolderEntries, rendered: readonly RenderedEntry[]): string[] {
  if (rendered.length === 0) return [];
  const folders = new Set(listed.entries.flatMap(({ path: at, kind }) => (kind === 'directory' ? [at] : [])));
  const isOutside = leadsOutside(listed);
  return rendered
    .map((entry) => entry.path)
    .filter((file) => listed.irregular.has(file) || folders.has(file) || isOutside(file));
}
