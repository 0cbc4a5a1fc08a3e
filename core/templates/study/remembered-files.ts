import type { Dirent } from 'node:fs';
import { stat } from 'node:fs/promises';
import { readText } from '../lint/ground';
import { sourceEntries } from '../source-entry';

interface RememberedFile {
  readonly look: string;
  readonly text: string | null;
  round: number;
}

/**
 * The files of a template that were read before: one that looks as it did is not read again, and as long as somebody
 * watches the template, nothing is looked at that nobody said had changed.
 */
export class RememberedFiles {
  private readonly files = new Map<string, RememberedFile>();
  private readonly folders = new Map<string, readonly Dirent[]>();
  private round = 0;
  /** Whether a change on the disk would be told. */
  private isWatched = false;
  /** How many changes were told, how many when this round began, and how many the last whole round has seen. */
  private readonly changes = { told: 0, begun: 0, seen: -1 };

  /** From now on every change on the disk is told. */
  watched(): void {
    this.isWatched = true;
    this.changed();
  }

  /** Something on the disk may have changed. */
  changed(): void {
    this.changes.told += 1;
    this.folders.clear();
  }

  /** What is in a folder. Throws as `sourceEntries` does. */
  async entries(folder: string): Promise<readonly Dirent[]> {
    const known = this.isTrusted ? this.folders.get(folder) : undefined;
    if (known !== undefined) return known;
    const entries = await sourceEntries(folder);
    this.folders.set(folder, entries);
    return entries;
  }

  /** The text of a source; null where it is not written in UTF-8. Throws as `readSource` does. */
  async read(file: string): Promise<string | null> {
    const known = this.files.get(file);
    if (known !== undefined && this.isTrusted) {
      known.round = this.round;
      return known.text;
    }
    const look = await lookOf(file);
    if (known?.look === look && look !== '') {
      known.round = this.round;
      return known.text;
    }
    const text = await readText(file);
    this.files.set(file, { look, text, round: this.round });
    return text;
  }

  /** What changes from here on is not seen by this round for certain. */
  beginRound(): void {
    this.changes.begun = this.changes.told;
  }

  /** The whole template was looked at: forgets what was not asked for. */
  endRound(): void {
    this.changes.seen = this.changes.begun;
    for (const [file, { round }] of this.files) if (round !== this.round) this.files.delete(file);
    this.round += 1;
  }

  private get isTrusted(): boolean {
    return this.isWatched && this.changes.seen === this.changes.told;
  }
}

/** What a file looks like from outside; empty where that cannot be said. */
async function lookOf(file: string): Promise<string> {
  try {
    const { size, ino, mtimeMs, ctimeMs } = await stat(file);
    return `${size}:${ino}:${mtimeMs}:${ctimeMs}`;
  } catch {
    return '';
  }
}
