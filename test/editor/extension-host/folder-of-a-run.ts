import { strict as assert } from 'node:assert';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { suite, type Test } from '../host/suite';
import { eventually } from './eventually';
import type { IN_THE_FOLDER_OF_A_RUN } from './names';
import { extension, hasEngineLock, manifest } from './surroundings';

const tests: Record<(typeof IN_THE_FOLDER_OF_A_RUN)[number], Test> = {
  'is active before anything is asked for': () => {
    assert.equal(extension().isActive, true);
  },

  'looks by itself for creations that were left unfinished': async () => {
    // It does so as the one that has the lock, a moment after it was activated.
    await eventually(() => {
      assert(hasEngineLock());
    });
  },

  'gives up the engine lock when it is deactivated': async () => {
    const program = pathToFileURL(path.join(extension().extensionPath, manifest().main)).href;
    // The module that the editor has loaded, not another one: the lock would stay.
    const { deactivate } = (await import(program)) as { deactivate: () => Promise<void> };
    assert.equal(hasEngineLock(), true);
    await deactivate();
    assert.equal(hasEngineLock(), false);
  },
};

export const run = suite(tests);
