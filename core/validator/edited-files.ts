import { waitingAccess, type FileAccess, type FoundEntry, type ListedEntry } from '../system';

/** The text of a document that is open in an editor, without a byte order mark; undefined where it is not open. */
export type UnsavedText = (file: string) => string | undefined;

/**
 * Files as an editor shows them: what is open has the text that stands there, saved or not, and all else is as it is
 * on the disk. Folders are listed as they are there. A link or a folder stays one, whatever is open under its name.
 */
export class EditedFiles implements FileAccess {
  private readonly editions = new Map<string, { readonly text: string; readonly number: number }>();
  private lastEdition = 0;

  constructor(
    private readonly unsaved: UnsavedText,
    private readonly saved: FileAccess = waitingAccess,
  ) {}

  list(folder: string): ReturnType<FileAccess['list']> {
    return this.saved.list(folder);
  }

  async look(file: string): Promise<FoundEntry | undefined> {
    const found = await this.saved.look(file);
    const text = this.unsaved(file);
    if (text === undefined || (found !== undefined && !found.isFile())) return found;
    return { ...OPEN_FILE, size: Buffer.byteLength(text), ino: this.editionOf(file, text) };
  }

  async read(file: string, limitBytes: number): Promise<Uint8Array | null> {
    const text = this.unsaved(file);
    if (text === undefined) return this.saved.read(file, limitBytes);
    const bytes = Buffer.from(text);
    return bytes.length > limitBytes ? null : bytes;
  }

  /** Forgets a document that was closed. */
  forget(file: string): void {
    this.editions.delete(file);
  }

  /** Another number for another text of a file, below all those that file systems give. */
  private editionOf(file: string, text: string): number {
    const known = this.editions.get(file);
    if (known?.text === text) return known.number;
    this.lastEdition -= 1;
    this.editions.set(file, { text, number: this.lastEdition });
    return this.lastEdition;
  }
}

/** Its number alone says whether an open document has changed, and its text is never half written. */
const OPEN_FILE = {
  isFile: () => true,
  isDirectory: () => false,
  isSymbolicLink: () => false,
  mode: 0o100644,
  mtimeMs: 0,
  ctimeMs: 0,
} as const;

/** An entry of a folder, from a look at it. */
export function listedEntry(name: string, found: FoundEntry): ListedEntry {
  return {
    name,
    isFile: () => found.isFile(),
    isDirectory: () => found.isDirectory(),
    isSymbolicLink: () => found.isSymbolicLink(),
  };
}
