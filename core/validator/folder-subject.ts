import * as path from 'node:path';
import {
  OLDER_RUNS_FOLDER,
  README_FILE,
  RECORDS_FOLDER,
  TEST_RUNS_FOLDER,
  classifyFolder,
  isWorkFolder,
  type Level,
  type RunKind,
} from '../layout';
import type { RenderedEntry } from '../records';
import { errnoOf, fileError } from '../system';
import { findExemptions } from './exemptions';
import type { Exemption } from './finding';
import { leadsOutside, listFolder, readSmallFile, type Extent, type FolderEntries } from './folder-entries';
import { isScanned, scanLimitBytes, scannedText, type ScanSettings } from './scan';
import type { JudgedRecords } from './folder-records';
import type { CheckSubject, SubjectEntry, SubjectText } from './subject';

/** What must be known of a folder beside what stands in it. */
export interface FolderFacts {
  readonly level: Level;
  /** The configured root, absolute. */
  readonly root: string;
  /** Where the folder is, or will be once it is moved into place. */
  readonly runPath: string;
  readonly runKind: RunKind | null;
  /** What came out of rendering (`creation.json`); undefined for a run that does not say: then names decide. */
  readonly rendered: readonly RenderedEntry[] | undefined;
  readonly settings: ScanSettings;
  readonly maxPathLength: number | null;
  /** Where the folder is or will be on the lab's storage; `runPath` where it is left out or empty. */
  readonly targetPath?: string;
  /** Its records, where they are judged: what of them could not be read is unreadable too. */
  readonly records?: JudgedRecords;
}

/** A folder as the rules judge it, and what of it could not be looked at. */
export interface FolderSubject extends CheckSubject {
  /** Absolute paths of folders and files that could not be read; texts add to it while they are judged. */
  readonly unreadable: string[];
}

/**
 * Reads the names in a folder of a run or project; texts are read one after the other while they are judged.
 * Symbolic links are names like any other and never followed. Left out are what the folder of our records holds and,
 * in a project, its runs. A rendered file in whose place something else stands is unreadable.
 * @param folder where the files stand now: a session's work folder, or `facts.runPath` itself
 */
export async function readFolderSubject(folder: string, facts: FolderFacts): Promise<FolderSubject> {
  const listed = await listFolder(folder, (relative) => extentOf(relative, folder, facts));
  const unreadable = [...listed.unreadable, ...replaced(listed, facts)].map((relative) =>
    path.join(facts.runPath, relative),
  );
  const { entries } = listed;
  const records = listed.unreadable.includes('') ? undefined : facts.records;
  unreadable.push(...(records?.unreadable ?? []));
  const { level, root, runPath, runKind, maxPathLength, targetPath } = facts;
  const exemptions = new Map<string, readonly Exemption[]>();
  for (const entry of facts.rendered ?? []) exemptions.set(entry.path, entry.exempt ?? []);
  return {
    level,
    root,
    runPath,
    runKind,
    entries,
    texts: readTexts(folder, entries, facts, { unreadable, exemptions }),
    exemptions,
    maxPathLength,
    ...(targetPath === undefined ? {} : { targetPath }),
    ...(records === undefined ? {} : { records }),
    unreadable,
  };
}

/** Our records are judged by their schemas; a project's runs are subjects of their own. */
function extentOf(relative: string, folder: string, facts: FolderFacts): Extent {
  if (relative === RECORDS_FOLDER) return 'name';
  // A project that is still prepared elsewhere has no runs: what looks like one came from its template.
  const isInPlace = path.resolve(folder) === path.resolve(facts.runPath);
  if (facts.level !== 'project' || !isInPlace) return 'whole';
  return isOfRuns(relative, facts) || TRASH.test(relative) ? 'nothing' : 'whole';
}

/** What was thrown away at the top of a disk, where that is a project's (FreeDesktop.org Trash specification 1.0). */
const TRASH = /^\.Trash(-\d+)?$/;

/** Whether a project's folder is a run, or stands among its runs for our own use. */
function isOfRuns(relative: string, { root, runPath }: FolderFacts): boolean {
  const [first = '', second] = relative.split('/');
  const isAmongRuns = second === undefined || first === TEST_RUNS_FOLDER || first === OLDER_RUNS_FOLDER;
  if (!isAmongRuns) return false;
  const name = second ?? first;
  if (isWorkFolder(name) || name === RECORDS_FOLDER) return true;
  return classifyFolder(root, path.join(runPath, relative)).kind === 'run';
}

/** The rendered files in whose place something else stands: what a link leads to is not in the folder. */
function replaced(listed: FolderEntries, { rendered = [] }: FolderFacts): string[] {
  const folders = new Set(listed.entries.flatMap(({ path: at, kind }) => (kind === 'directory' ? [at] : [])));
  const isOutside = leadsOutside(listed);
  return rendered
    .map((entry) => entry.path)
    .filter((file) => listed.irregular.has(file) || folders.has(file) || isOutside(file));
}

/** What becomes known of a folder only while its texts are read. */
interface Gathered {
  readonly unreadable: string[];
  readonly exemptions: Map<string, readonly Exemption[]>;
}

/** Of a run that does not say what came out of rendering nobody knows more than what stands in its texts. */
const NOTHING_KNOWN = { allowTokens: [], typed: [], rawSpans: [] };

/** How many texts are read ahead of the one that is judged. */
const READ_AHEAD = 16;

async function* readTexts(
  folder: string,
  entries: readonly SubjectEntry[],
  facts: FolderFacts,
  { unreadable, exemptions }: Gathered,
): AsyncGenerator<SubjectText> {
  const rendered = facts.rendered && new Set(facts.rendered.map((entry) => entry.path));
  const scanned = entries.filter(
    ({ path: relative, kind }) =>
      kind === 'file' &&
      isScanned(relative, facts.settings.content_scan_extensions) &&
      (rendered === undefined || rendered.has(relative)),
  );
  for (let next = 0; next < scanned.length; next += READ_AHEAD) {
    const few = scanned.slice(next, next + READ_AHEAD);
    const texts = await Promise.all(few.map((entry) => readText(folder, entry.path, facts, unreadable)));
    for (const [index, { path: relative }] of few.entries()) {
      const text = texts[index];
      if (typeof text !== 'string') continue;
      if (rendered === undefined) exemptions.set(relative, findExemptions(text, relative, NOTHING_KNOWN));
      yield { path: relative, text };
    }
  }
}

async function readText(
  folder: string,
  relative: string,
  facts: FolderFacts,
  unreadable: string[],
): Promise<string | null> {
  const file = path.join(folder, relative);
  try {
    const isReadme = relative === README_FILE;
    const read = isReadme ? facts.records?.readme?.bytes : undefined;
    const bytes = read ?? (await readSmallFile(file, scanLimitBytes(facts.settings)));
    return bytes && scannedText(relative, bytes, facts.settings);
  } catch (caught) {
    const errno = errnoOf(caught);
    // Gone since it was listed: nothing to judge. A name that is no UTF-8 was listed as another one.
    if (errno === 'ENOENT' && !relative.includes('\uFFFD')) return null;
    if (errno === undefined) throw fileError(caught, file);
    unreadable.push(path.join(facts.runPath, relative));
    return null;
  }
}
