import * as path from 'node:path';
import { RECORDS_FOLDER, type Level, type RunKind } from '../layout';
import type { Exemption } from './finding';

/** A file or folder of a run or project; `path` is relative to it, with forward slashes. */
export interface SubjectEntry {
  readonly path: string;
  readonly kind: 'file' | 'directory';
}

/** A text whose content is judged; `path` is relative to the run or project, with forward slashes. */
export interface SubjectText {
  readonly path: string;
  readonly text: string;
}

/** What a subject is: of an equipment's folder only its record is judged, of a stray folder only its name. */
export type SubjectLevel = Level | 'equipment' | 'stray';

/**
 * What is checked: a plan, a folder on disk, or one unsaved document. A project's subject holds the project's
 * own files, never those of its runs.
 */
export interface CheckSubject {
  readonly level: SubjectLevel;
  /** The configured root, absolute: nothing at or above it is judged. */
  readonly root: string;
  /** The final absolute path of the run or project, also while it is still prepared elsewhere. */
  readonly runPath: string;
  readonly runKind: RunKind | null;
  /** Everything inside, of our records' folder only its name; folders that only lead to a file may be left out. */
  readonly entries: readonly SubjectEntry[];
  /** The texts whose content is judged (`scannedText` says which). */
  readonly texts: Iterable<SubjectText> | AsyncIterable<SubjectText>;
  /** Tokens that are no placeholders, by the path of their file. */
  readonly exemptions: ReadonlyMap<string, readonly Exemption[]>;
  /** The longest absolute path that the target opens, in UTF-16 units; null where there is no limit. */
  readonly maxPathLength: number | null;
  /** Where the run or project stands on the target; `runPath` where it is left out or empty. */
  readonly targetPath?: string;
}

/** One name that the rules judge. */
export interface SubjectName {
  readonly name: string;
  /** Absolute path that ends in the name. */
  readonly path: string;
  readonly kind: 'directory_segment' | 'file_name';
  /** Absolute path of the folder it stands in. */
  readonly parent: string;
}

/** The names from below the configured root down to the run's own, outermost first; none outside the root. */
export function segmentsBelowRoot(subject: CheckSubject): string[] {
  const relative = path.relative(subject.root, subject.runPath);
  const segments = relative.split(path.sep);
  return relative === '' || segments[0] === '..' || path.isAbsolute(relative) ? [] : segments;
}

/** Every name of a run or project once: the segments of its path below the root, then its entries, by path. */
export function subjectNames(subject: CheckSubject): SubjectName[] {
  const names: SubjectName[] = [];
  if (subject.level === 'equipment' || subject.level === 'stray') return names;
  let parent = subject.root;
  for (const name of segmentsBelowRoot(subject)) {
    const ownPath = join(parent, name);
    names.push({ name, path: ownPath, kind: 'directory_segment', parent });
    parent = ownPath;
  }
  for (const [entry, kind] of [...entryKinds(subject.entries)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const slash = entry.lastIndexOf('/');
    names.push({
      name: entry.slice(slash + 1),
      path: entryPath(subject, entry),
      kind,
      parent: slash < 0 ? subject.runPath : entryPath(subject, entry.slice(0, slash)),
    });
  }
  return names;
}

/** The length of a name's path on the target, in UTF-16 units: below the root the names are the same there. */
export function lengthOnTarget({ path: local }: SubjectName, { runPath, targetPath }: CheckSubject): number {
  const onTarget = targetPath === undefined || targetPath === '' ? runPath : targetPath;
  return local.length - runPath.length + onTarget.length;
}

/** Whether a name is that of our records' folder: it is ours, and nobody can be asked to change it. */
export function isRecordsFolder({ name, parent }: SubjectName, { runPath }: CheckSubject): boolean {
  return name === RECORDS_FOLDER && parent === runPath;
}

/** The absolute path of an entry. Nothing is normalized: the names stay as they are. */
export function entryPath(subject: Pick<CheckSubject, 'runPath'>, entry: string): string {
  return join(subject.runPath, entry.split('/').join(path.sep));
}

function join(folder: string, name: string): string {
  return folder.endsWith(path.sep) ? folder + name : folder + path.sep + name;
}

/** The entries by path, with the folders that lead to them: a plan lists fewer of these than a walk does. */
function entryKinds(entries: readonly SubjectEntry[]): Map<string, SubjectName['kind']> {
  const kinds = new Map<string, SubjectName['kind']>();
  for (const entry of entries) {
    kinds.set(entry.path, entry.kind === 'file' ? 'file_name' : 'directory_segment');
    let slash = entry.path.lastIndexOf('/');
    while (slash > 0 && !kinds.has(entry.path.slice(0, slash))) {
      kinds.set(entry.path.slice(0, slash), 'directory_segment');
      slash = entry.path.lastIndexOf('/', slash - 1);
    }
  }
  return kinds;
}
