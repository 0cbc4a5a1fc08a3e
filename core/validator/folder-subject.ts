import { lstat, open, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import {
  OLDER_RUNS_FOLDER,
  RECORDS_FOLDER,
  RUN_PREFIX,
  TEST_RUNS_FOLDER,
  isWorkFolder,
  type Level,
  type RunKind,
} from '../layout';
import type { RenderedEntry } from '../records';
import { errnoOf, fileError } from '../system';
import { isScanned, scanLimitBytes, scannedText, type ScanSettings } from './scan';
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
}

/** A folder as the rules judge it, and what of it could not be looked at. */
export interface FolderSubject extends CheckSubject {
  /** Absolute paths of folders and files that could not be read; texts add to it while they are judged. */
  readonly unreadable: string[];
}

/**
 * Reads the names in a folder of a run or project; texts are read one after the other while they are judged.
 * Symbolic links are names like any other and never followed. Our records and, in a project, its runs are left out.
 * @param folder where the files stand now: a session's work folder, or `facts.runPath` itself
 */
export async function readFolderSubject(folder: string, facts: FolderFacts): Promise<FolderSubject> {
  const unreadable: string[] = [];
  const entries: SubjectEntry[] = [];
  await listEntries(folder, '', facts, entries, unreadable);
  const { level, root, runPath, runKind, maxPathLength } = facts;
  return {
    level,
    root,
    runPath,
    runKind,
    entries,
    texts: readTexts(folder, entries, facts, unreadable),
    exemptions: new Map((facts.rendered ?? []).map((entry) => [entry.path, entry.exempt ?? []])),
    maxPathLength,
    unreadable,
  };
}

async function listEntries(
  folder: string,
  below: string,
  facts: FolderFacts,
  entries: SubjectEntry[],
  unreadable: string[],
): Promise<void> {
  let listed;
  try {
    listed = await readdir(path.join(folder, below), { withFileTypes: true });
  } catch {
    unreadable.push(path.join(facts.runPath, below));
    return;
  }
  for (const entry of listed) {
    const relative = below === '' ? entry.name : `${below}/${entry.name}`;
    if (below === '' && isNotOwn(entry.name, facts.level)) continue;
    entries.push({ path: relative, kind: entry.isDirectory() ? 'directory' : 'file' });
    if (entry.isDirectory()) await listEntries(folder, relative, facts, entries, unreadable);
  }
}

/** Our records are judged by their schemas; a project's runs are subjects of their own. */
function isNotOwn(name: string, level: Level): boolean {
  if (name === RECORDS_FOLDER || isWorkFolder(name)) return true;
  if (level === 'run') return false;
  return (
    name === TEST_RUNS_FOLDER ||
    name === OLDER_RUNS_FOLDER ||
    name.startsWith(RUN_PREFIX.experimental) ||
    name.startsWith(RUN_PREFIX.test)
  );
}

/** How many texts are read ahead of the one that is judged. */
const READ_AHEAD = 16;

async function* readTexts(
  folder: string,
  entries: readonly SubjectEntry[],
  facts: FolderFacts,
  unreadable: string[],
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
      if (typeof text === 'string') yield { path: relative, text };
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
    const before = await lstat(file);
    if (!before.isFile() || before.size > scanLimitBytes(facts.settings)) return null;
    const handle = await open(file, 'r');
    try {
      return scannedText(relative, await handle.readFile(), facts.settings);
    } finally {
      await handle.close();
    }
  } catch (caught) {
    const errno = errnoOf(caught);
    // Gone since it was listed: nothing to judge.
    if (errno === 'ENOENT') return null;
    if (errno === undefined) throw fileError(caught, file);
    unreadable.push(path.join(facts.runPath, relative));
    return null;
  }
}
