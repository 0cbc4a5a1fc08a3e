import * as path from 'node:path';
import { errnoOf, fileError, type FileAccess, type FoundEntry } from '../system';
import type { Finding } from './finding';
import type { Found } from './folder-records';

/**
 * How long a file must have been left alone before its look vouches for its content (ms): within one tick of a file
 * system's clock (2 s on the coarsest) it may change again and look the same.
 */
const SETTLED_MS = 2000;

/** What was said of files, with what each looked like: as long as it looks so, the same is said of it. */
export interface RememberedFiles {
  /** Relative to their folder. */
  readonly paths: readonly string[];
  /**
   * What each looked like, in the same order, with spaces between; empty for one that may have changed since, a dash
   * for none.
   */
  readonly looks: string;
  readonly findings: readonly Finding[];
}

export const NO_FILES: RememberedFiles = { paths: [], looks: '', findings: [] };

/** Where files are and how they are read. */
export interface FilePlace {
  /** Where the files stand now. */
  readonly folder: string;
  /** Where they will stand: findings and unreadable paths name that. */
  readonly runPath: string;
  readonly files: FileAccess;
  /** No later than the first look. */
  readonly now: Date;
}

/** Which file is judged, and how. */
export interface JudgedFile {
  /** Relative to the folder. */
  readonly path: string;
  readonly limitBytes: number;
  /** Whether all is as it was that it was judged by beside its text. */
  readonly isAskedTheSame: boolean;
  say(bytes: Uint8Array): readonly Finding[];
}

/**
 * What is said of the files of one folder. One that looks as it did when something was said of it is not read again.
 * Each is looked at by itself: its size, its number, and the moments of its last change of content and of any kind.
 */
export class FileVerdicts {
  private readonly previousLooks: ReadonlyMap<string, string>;
  private readonly findingsOf = new Map<string, Finding[]>();
  private readonly paths: string[] = [];
  private readonly looks: string[] = [];
  private readonly findings: Finding[] = [];
  private readonly unreadablePaths = new Set<string>();

  constructor(
    private readonly place: FilePlace,
    previous: RememberedFiles,
  ) {
    const looks = previous.looks.split(' ');
    this.previousLooks = new Map(previous.paths.map((file, index) => [file, looks[index] ?? '']));
    for (const finding of previous.findings) {
      const ofFile = this.findingsOf.get(finding.offending_path);
      if (ofFile === undefined) this.findingsOf.set(finding.offending_path, [finding]);
      else ofFile.push(finding);
    }
  }

  /** All that was said. */
  get said(): RememberedFiles {
    return { paths: this.paths, looks: this.looks.join(' '), findings: this.findings };
  }

  /** Absolute paths in the final place. */
  get unreadable(): readonly string[] {
    return [...this.unreadablePaths];
  }

  /** Says that something of the folder could not be looked at. */
  markUnreadable(relative: string): void {
    this.unreadablePaths.add(path.join(this.place.runPath, relative));
  }

  /**
   * What stands at a path below the folder: `irregular` is what is no file, or too large. Never throws for what a file
   * system does.
   */
  async look(relative: string): Promise<Found | 'irregular' | 'folder'> {
    const found = await this.lookAt(relative);
    if (typeof found === 'string') return found;
    if (found.isDirectory()) return 'folder';
    return found.isFile() ? 'there' : 'irregular';
  }

  /** Judges a file, or says again what was said of it. */
  async judge(file: JudgedFile): Promise<Found | 'irregular'> {
    const before = await this.lookAt(file.path);
    if (before === 'missing') this.note(file.path, NOTHING_THERE, []);
    if (typeof before === 'string') return before;
    const look = lookText(before);
    if (!before.isFile() || before.size > file.limitBytes) {
      this.note(file.path, look, []);
      return 'irregular';
    }
    if (file.isAskedTheSame && this.previousLooks.get(file.path) === look) {
      this.note(file.path, look, this.findingsOf.get(path.join(this.place.runPath, file.path)) ?? []);
      return 'there';
    }
    const bytes = await this.read(file);
    if (!(bytes instanceof Uint8Array)) {
      this.note(file.path, '', []);
      return bytes;
    }
    const findings = file.say(bytes);
    this.note(file.path, (await this.isSettled(file.path, look)) ? look : '', findings);
    return 'there';
  }

  private note(file: string, look: string, findings: readonly Finding[]): void {
    this.paths.push(file);
    this.looks.push(look);
    for (const finding of findings) this.findings.push(finding);
  }

  private async lookAt(relative: string): Promise<FoundEntry | 'missing' | 'unreadable'> {
    try {
      return (await this.place.files.look(path.join(this.place.folder, relative))) ?? 'missing';
    } catch (caught) {
      // A folder that may not be searched keeps back whether there is such a file.
      return this.failed(caught, path.dirname(relative));
    }
  }

  private async read({ path: relative, limitBytes }: JudgedFile): Promise<Uint8Array | Found | 'irregular'> {
    const { folder, files } = this.place;
    try {
      return (await files.read(path.join(folder, relative), limitBytes)) ?? 'irregular';
    } catch (caught) {
      const errno = errnoOf(caught);
      return errno === 'ENOENT' || errno === 'ENOTDIR' ? 'missing' : this.failed(caught, relative);
    }
  }

  /** Whether what was read is surely what a file of this look holds. */
  private async isSettled(relative: string, look: string): Promise<boolean> {
    const { folder, files, now } = this.place;
    try {
      const after = await files.look(path.join(folder, relative));
      if (after === undefined || lookText(after) !== look) return false;
      return now.getTime() - lastChange(after) >= SETTLED_MS;
    } catch {
      return false;
    }
  }

  private failed(caught: unknown, relative: string): 'unreadable' {
    if (errnoOf(caught) === undefined) throw fileError(caught, path.join(this.place.folder, relative));
    this.markUnreadable(relative);
    return 'unreadable';
  }
}

/** The later of two moments (ms): not every file system keeps that of the last change of any kind. */
function lastChange({ mtimeMs, ctimeMs }: FoundEntry): number {
  return Math.max(mtimeMs, ctimeMs);
}

/** What nothing looks like. */
const NOTHING_THERE = '-';

/** What stands at a path looks like; the same text for the same content of the same file. */
export function lookOf(found: FoundEntry | undefined): string {
  return found === undefined ? NOTHING_THERE : lookText(found);
}

/** What a file looks like from outside, in microseconds and base 36. */
function lookText({ size, ino, mtimeMs, ctimeMs }: FoundEntry): string {
  const changed = Math.round(mtimeMs * 1000);
  const anyChange = Math.round(ctimeMs * 1000);
  const moments = changed === anyChange ? '' : `:${anyChange.toString(36)}`;
  return `${size.toString(36)}:${ino.toString(36)}:${changed.toString(36)}${moments}`;
}
