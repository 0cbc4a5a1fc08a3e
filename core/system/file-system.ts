import { mkdir, rename, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** What a file system may do differently on another computer, as a dependency. */
export interface FileSystem {
  readonly platform: NodeJS.Platform;
  readonly dirname: (file: string) => string;
  readonly mkdir: (folder: string) => Promise<unknown>;
  readonly rename: (source: string, destination: string) => Promise<void>;
  /** Removes a folder with everything below it; a missing one is fine. */
  readonly removeTree: (folder: string) => Promise<void>;
  /** Waits so many milliseconds. */
  readonly pause: (ms: number) => Promise<unknown>;
}

export const systemFileSystem: FileSystem = {
  platform: process.platform,
  dirname: (file) => path.dirname(file),
  mkdir: (folder) => mkdir(folder),
  rename,
  removeTree: (folder) => rm(folder, { recursive: true, force: true }),
  pause: (ms) => setTimeout(ms),
};
