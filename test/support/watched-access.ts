import { waitingAccess, type FileAccess, type FoundEntry, type ListedEntry } from '../../core/system';

/** How files are looked at, with what was read, and a say before each. */
export class WatchedAccess implements FileAccess {
  /** The files that were read, in that order. */
  readonly contents: string[] = [];

  constructor(
    private readonly before: {
      list?: (folder: string) => unknown;
      look?: (file: string) => unknown;
      read?: (file: string) => unknown;
      afterRead?: (file: string) => unknown;
    } = {},
    private readonly real: FileAccess = waitingAccess,
  ) {}

  async list(folder: string): Promise<ListedEntry[]> {
    await this.before.list?.(folder);
    return this.real.list(folder);
  }

  async look(file: string): Promise<FoundEntry | undefined> {
    await this.before.look?.(file);
    return this.real.look(file);
  }

  async read(file: string, limitBytes: number): Promise<Uint8Array | null> {
    await this.before.read?.(file);
    this.contents.push(file);
    const bytes = await this.real.read(file, limitBytes);
    await this.before.afterRead?.(file);
    return bytes;
  }
}
