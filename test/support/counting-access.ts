import { blockingAccess, type BlockingFileAccess } from '../../core/system';

/** Looks at files at once, and knows which were read. */
export class CountingAccess implements BlockingFileAccess {
  /** The files that were read, in that order. */
  readonly contents: string[] = [];

  constructor(private readonly afterRead: (file: string) => void = () => undefined) {}

  list(folder: string): ReturnType<BlockingFileAccess['list']> {
    return blockingAccess.list(folder);
  }

  look(file: string): ReturnType<BlockingFileAccess['look']> {
    return blockingAccess.look(file);
  }

  read(file: string, limitBytes: number): Uint8Array | null {
    this.contents.push(file);
    const bytes = blockingAccess.read(file, limitBytes);
    this.afterRead(file);
    return bytes;
  }
}
