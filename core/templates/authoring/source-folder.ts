import * as path from 'node:path';
import { ANSWERS_FILE, RECORDS_FOLDER, collisionKey, isWorkFolder } from '../../layout';
import {
  ExlabError,
  fileError,
  isFolder,
  l10n,
  readableSize,
  waitingAccess,
  type ListedEntry,
} from '../../system';
import type { PlanNote, PlanNoteKind } from './plan';

const MEBIBYTE = 1024 * 1024;
/** Larger files (bytes) are data, which a template should not repeat with every run. */
const LARGEST_FILE = 5 * MEBIBYTE;
/** Longer texts (bytes) are copied as they are: nobody writes them by hand. */
const LONGEST_TEXT = MEBIBYTE;
/** A folder with more than this is no example of a run, but a store of them. */
const MOST_ENTRIES = 2000;
const MOST_BYTES = 64 * MEBIBYTE;
const PERMISSION_BITS = 0o777;

/** What programs keep in folders for themselves. */
const OF_TOOLS = new Set(
  ['.git', '.hg', '.svn', 'node_modules', '__pycache__', '.DS_Store', 'Thumbs.db', 'desktop.ini'].map(
    collisionKey,
  ),
);

/** A folder that a template is made from, read whole. */
export interface SourceFolder {
  /** Absolute path. */
  readonly root: string;
  /** In the order of their paths. */
  readonly files: readonly SourceFile[];
  /** Folders below it that hold neither files nor folders that are taken. */
  readonly emptyFolders: readonly string[];
  /** Every name of a file or folder below it, each as often as it is given. */
  readonly names: readonly string[];
  /** What was left out. */
  readonly notes: readonly PlanNote[];
}

/** A file of such a folder. */
export interface SourceFile {
  /** Relative to the folder, with forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mode: number;
  /** A byte order mark is part of it; null where the bytes are no text in UTF-8. */
  readonly text: string | null;
  /** Whether words in its text are looked for. */
  readonly isWritten: boolean;
}

/**
 * Reads a folder that a template is to be made from. Links are not followed.
 * @throws `folder_not_found`; `validation_failed` for one that holds too much; `permission_denied` where a part of it
 * cannot be read
 */
export async function readSourceFolder(root: string): Promise<SourceFolder> {
  if (!(await isFolder(root))) {
    const message = l10n.t('{0} is no folder: choose one to make a template of.', root);
    throw new ExlabError({ code: 'folder_not_found', message, details: { path: root } });
  }
  const reader = new FolderReader(root);
  await reader.visit('');
  return reader.result();
}

class FolderReader {
  private readonly files: SourceFile[] = [];
  private readonly emptyFolders: string[] = [];
  private readonly names: string[] = [];
  private readonly notes: PlanNote[] = [];
  private bytes = 0;

  constructor(private readonly root: string) {}

  result(): SourceFolder {
    const inOrder = <Item extends { readonly path: string }>(items: Item[]): Item[] =>
      items.sort((left, right) => (left.path < right.path ? -1 : 1));
    const { root, emptyFolders, names } = this;
    return { root, files: inOrder(this.files), emptyFolders, names, notes: inOrder(this.notes) };
  }

  /** @param folder relative to the root; empty for the root itself */
  async visit(folder: string): Promise<void> {
    const entries = await this.list(folder);
    let taken = 0;
    for (const entry of entries) {
      const place = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const why = reasonToLeaveOut(entry, place);
      if (why !== undefined) this.leaveOut(why, place);
      else if (await this.take(entry, place)) taken += 1;
    }
    if (taken === 0 && folder !== '') this.emptyFolders.push(folder);
  }

  private async list(folder: string): Promise<ListedEntry[]> {
    const place = path.join(this.root, folder);
    try {
      const entries = await waitingAccess.list(place);
      return entries.sort((left, right) => (left.name < right.name ? -1 : 1));
    } catch (caught) {
      throw fileError(caught, place);
    }
  }

  /** Whether something of it is in the template. */
  private async take(entry: ListedEntry, place: string): Promise<boolean> {
    if (entry.isFile() && !(await this.read(place))) return false;
    this.names.push(entry.name);
    if (this.names.length > MOST_ENTRIES) {
      throw this.tooMuch(l10n.t('more than {0} files and folders', MOST_ENTRIES));
    }
    if (entry.isDirectory()) await this.visit(place);
    return true;
  }

  private async read(place: string): Promise<boolean> {
    const file = path.join(this.root, place);
    try {
      const bytes = await waitingAccess.read(file, LARGEST_FILE);
      const found = await waitingAccess.look(file);
      if (bytes === null || found === undefined) return this.leaveOut('large', place);
      this.add(place, bytes, found.mode & PERMISSION_BITS);
      return true;
    } catch (caught) {
      throw fileError(caught, file);
    }
  }

  private add(place: string, bytes: Uint8Array, mode: number): void {
    this.bytes += bytes.length;
    if (this.bytes > MOST_BYTES) throw this.tooMuch(l10n.t('more than {0}', readableSize(MOST_BYTES)));
    const text = textOf(bytes);
    const isWritten = text !== null && bytes.length <= LONGEST_TEXT;
    this.files.push({ path: place, bytes, mode, text, isWritten });
  }

  private leaveOut(kind: PlanNoteKind, place: string): false {
    this.notes.push({ kind, path: place });
    return false;
  }

  private tooMuch(what: string): ExlabError {
    return new ExlabError({
      code: 'validation_failed',
      message: l10n.t(
        '{0} holds {1}: choose the folder of one run or project, without its data.',
        this.root,
        what,
      ),
      details: { path: this.root },
    });
  }
}

function reasonToLeaveOut(entry: ListedEntry, place: string): PlanNoteKind | undefined {
  const { name } = entry;
  const key = collisionKey(name);
  if (key === RECORDS_FOLDER || isWorkFolder(name) || place === ANSWERS_FILE) return 'records';
  if (OF_TOOLS.has(key)) return 'tool';
  if (entry.isSymbolicLink()) return 'link';
  if (!entry.isFile() && !entry.isDirectory()) return 'special';
  // A backslash, a line's end, or what stands for bytes that are no text.
  return /[\\\r\n\uFFFD]/.test(name) ? 'name' : undefined;
}

/** Null where the bytes are no text; what holds a NUL is none. */
function textOf(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
