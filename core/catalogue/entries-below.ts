import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import * as path from 'node:path';

/** Something below a folder, with its path. */
export interface EntryBelow {
  readonly path: string;
  readonly entry: Dirent;
}

/** All that stands below a folder, one at a time, each folder before what it holds. Links are followed nowhere. */
export async function* entriesBelow(folder: string): AsyncGenerator<EntryBelow> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const below = path.join(folder, entry.name);
    yield { path: below, entry };
    if (entry.isDirectory()) yield* entriesBelow(below);
  }
}
