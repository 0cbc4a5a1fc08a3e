import { stat } from 'node:fs/promises';
import { readText } from '../lint/ground';

interface RememberedFile {
  readonly look: string;
  readonly text: string | null;
  round: number;
}

/** Texts of files that were read before: one that looks as it did is not read again. */
export class RememberedFiles {
  private readonly files = new Map<string, RememberedFile>();
  private round = 0;

  /** The text of a source; null where it is not written in UTF-8. Throws as `readSource` does. */
  async read(file: string): Promise<string | null> {
    const look = await lookOf(file);
    const known = this.files.get(file);
    if (known?.look === look && look !== '') {
      known.round = this.round;
      return known.text;
    }
    const text = await readText(file);
    this.files.set(file, { look, text, round: this.round });
    return text;
  }

  /** Forgets what was not asked for since the last time. */
  endRound(): void {
    for (const [file, { round }] of this.files) if (round !== this.round) this.files.delete(file);
    this.round += 1;
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
