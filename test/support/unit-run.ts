import { chmodSync, mkdtempSync, realpathSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder in which the unit tests of a run make theirs. */
    temporaryRoot: string;
  }
}

const MEMORY = '/dev/shm';

/** More than the tests ever write (bytes): below 5 GiB the product itself warns that little is free. */
const ROOM = 6 * 1024 ** 3;

/** Where folders cost the least: in memory where Linux offers enough of it, else where they always are. */
function cheapestPlace(): string {
  if (process.platform !== 'linux') return tmpdir();
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ROOM ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** One folder for all that the unit tests of a run write. What a disk does is for the integration tests. */
export default function setup(project: TestProject): () => void {
  const root = mkdtempSync(path.join(realpathSync(cheapestPlace()), 'exlab-unit-'));
  // As /tmp: some tests give their privileges up, and have to get to their folders still.
  chmodSync(root, 0o1777);
  project.provide('temporaryRoot', root);
  return () => {
    rmSync(root, { recursive: true, force: true });
  };
}
