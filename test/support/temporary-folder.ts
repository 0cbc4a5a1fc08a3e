import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { onTestFinished } from 'vitest';

const ofFile: string[] = [];

function makeFolder(prefix: string): string {
  return mkdtempSync(path.join(realpathSync(tmpdir()), prefix));
}

/** A folder of its own for the test that calls it; gone when the test has ended. */
export function temporaryFolder(): string {
  const folder = makeFolder('exlab-test-');
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A folder for the unit tests of one file, inside a test or before; gone after the last of them. */
export function freshFolder(): string {
  const folder = makeFolder('exlab-file-');
  ofFile.push(folder);
  return folder;
}

/**
 * Removes what `freshFolder` has made. The set-up of each file calls it (unit-file.ts): files share the modules that
 * they load, so that a hook in a module like this one would stand for the first file alone.
 */
export function removeFoldersOfFile(): void {
  for (const folder of ofFile.splice(0)) rmSync(folder, { recursive: true, force: true });
}
