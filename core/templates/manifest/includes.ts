import { readFileSync, readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import * as path from 'node:path';
import { errnoOf, fileError, l10n } from '../../system';
import type { LintGround } from '../lint/ground';
import { isInside } from '../source-entry';
import { unsavedBytes } from '../unsaved-texts';
import { isPattern, matchesSegment } from './file-pattern';

/** All that a manifest includes is written by hand, too: more than this (bytes in all, files) is no manifest. */
const MAX_BYTES = 1024 * 1024;
const MAX_FILES = 100;
/** How many names a pattern may be held against. */
const MAX_NAMES = 20_000;

/** A file that a manifest includes. */
export interface IncludedFile {
  /** Absolute path. */
  readonly file: string;
  readonly text: string;
}

/** What `!include` could not be followed for, in a sentence. */
export class IncludeRefused extends Error {}

/**
 * Finds and reads the files that `!include` names (spec 3.3): a path or a pattern from the manifest's folder on, also
 * inside of an included file. Nothing outside of that folder is ever read.
 */
export class ManifestIncludes {
  /** Each pattern with what it found, to tell later whether that is still so. */
  private readonly found = new Map<string, readonly IncludedFile[]>();
  private bytes = 0;
  private files = 0;

  /**
   * @param root absolute path of the manifest's folder
   * @param unsaved the text that an editor holds of a file, where one does
   */
  constructor(
    private readonly root: string,
    private readonly unsaved: LintGround['unsaved'] = () => undefined,
  ) {}

  /**
   * The files that a path or pattern stands for, by path. A pattern may stand for none.
   * @throws IncludeRefused where it leads out of the folder, or where a file is missing, too large or no text
   */
  read(pattern: string): readonly IncludedFile[] {
    const files = this.readNow(pattern);
    this.found.set(pattern, files);
    return files;
  }

  /** Whether every pattern that was read would find the same again. */
  areCurrent(): boolean {
    const again = new ManifestIncludes(this.root, this.unsaved);
    try {
      return [...this.found].every(([pattern, before]) => {
        const now = again.readNow(pattern);
        return (
          now.length === before.length &&
          now.every(({ file, text }, index) => before[index]?.file === file && before[index].text === text)
        );
      });
    } catch {
      return false;
    }
  }

  /** The files that were read (absolute paths), each once. */
  get paths(): readonly string[] {
    return [...this.texts.keys()];
  }

  /** What was read, by the absolute paths of the files. */
  get texts(): ReadonlyMap<string, string> {
    return new Map([...this.found.values()].flat().map(({ file, text }) => [file, text]));
  }

  /** All that was read, as one text: it differs where any file, or its place, does. */
  get content(): string {
    const files = [...this.found.values()].flat();
    return JSON.stringify(files.map(({ file, text }) => [path.relative(this.root, file), text]));
  }

  private readNow(pattern: string): readonly IncludedFile[] {
    const segments = segmentsOf(pattern);
    try {
      const files = [...new Set(this.find(this.root, segments, { names: 0 }))].sort();
      if (files.length === 0 && !segments.some(isPattern)) {
        throw new IncludeRefused(
          l10n.t(
            "There is no file '{0}' to include: check its name, from the manifest's folder on.",
            pattern,
          ),
        );
      }
      return files.map((file) => this.readFile(file));
    } catch (caught) {
      if (caught instanceof IncludeRefused) throw caught;
      throw new IncludeRefused(fileError(caught, path.join(this.root, pattern)).message);
    }
  }

  private find(folder: string, segments: readonly string[], walked: { names: number }): string[] {
    const [segment, ...rest] = segments;
    if (segment === undefined) return [];
    if (!isPattern(segment)) {
      const file = path.join(folder, segment);
      if (rest.length > 0) return this.find(file, rest, walked);
      return isFile(file) ? [file] : [];
    }
    const entries = this.entriesOf(folder, walked);
    if (segment === '**') {
      const folders = entries.filter((entry) => entry.isDirectory());
      return [
        ...this.find(folder, rest, walked),
        ...folders.flatMap(({ name }) => this.find(path.join(folder, name), segments, walked)),
      ];
    }
    const matching = entries.filter(({ name }) => matchesSegment(segment, name));
    return matching.flatMap(({ name }) => {
      const file = path.join(folder, name);
      if (rest.length > 0) return this.find(file, rest, walked);
      return isFile(file) ? [file] : [];
    });
  }

  private entriesOf(folder: string, walked: { names: number }): Dirent[] {
    const entries = listed(folder);
    walked.names += entries.length;
    if (walked.names > MAX_NAMES) {
      throw new IncludeRefused(l10n.t('The pattern looks at more than {0} names: narrow it.', MAX_NAMES));
    }
    return entries;
  }

  private readFile(file: string): IncludedFile {
    const name = path.relative(this.root, file);
    if (!isInside(realpathSync(this.root), realpathSync(file))) {
      throw new IncludeRefused(
        l10n.t("'{0}' is a link that leads out of the template: copy the file into it.", name),
      );
    }
    const unsaved = this.unsaved(file) ?? unsavedBytes(file);
    this.bytes += unsaved?.length ?? statSync(file).size;
    this.files += 1;
    if (this.bytes > MAX_BYTES || this.files > MAX_FILES) {
      throw new IncludeRefused(
        l10n.t('The manifest includes more than {0} files or 1 MiB: make it smaller.', MAX_FILES),
      );
    }
    return {
      file,
      text: typeof unsaved === 'string' ? unsaved : decode(unsaved ?? readFileSync(file), name),
    };
  }
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new IncludeRefused(l10n.t("'{0}' is not written in UTF-8: save it so.", name));
  }
}

function segmentsOf(pattern: string): string[] {
  const refuse = (why: string): never => {
    throw new IncludeRefused(l10n.t("'!include {0}' {1}", pattern, why));
  };
  if (pattern.includes('\0')) refuse(l10n.t('holds a character that no name may have.'));
  if (pattern.includes('\\')) refuse(l10n.t('holds a backslash: separate folders with a slash.'));
  if (pattern.startsWith('/') || /^[A-Za-z]:/.test(pattern)) {
    refuse(l10n.t("is absolute: start at the manifest's folder."));
  }
  const segments = pattern.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.includes('..')) refuse(l10n.t("climbs with '..': start at the manifest's folder."));
  if (segments.length === 0) refuse(l10n.t('names no file: write the path of one.'));
  return segments;
}

function listed(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT' || errnoOf(caught) === 'ENOTDIR') return [];
    throw caught;
  }
}

/** Whether it is a file, also behind a link. A pipe in the place of one would make us wait. */
function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
