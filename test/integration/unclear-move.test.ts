import { existsSync } from 'node:fs';
import * as path from 'node:path';
import type * as FileSystem from 'node:fs/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { disposeLaboratories, finish, laboratory } from '../support/creations';
import { TEST_HOST } from '../support/laboratory';

/** A share that does what it is asked for, answers with an error, and for a while answers nothing else. */
const share = vi.hoisted(() => ({ destination: '', looksThatFail: 0 }));
vi.mock('node:fs/promises', async (importOriginal) => {
  const original = await importOriginal<typeof FileSystem>();
  const broken = (): Error => Object.assign(new Error('EIO: told by a test'), { code: 'EIO' });
  return {
    ...original,
    rename: async (from: string, to: string) => {
      await original.rename(from, to);
      if (to !== share.destination) return;
      share.looksThatFail = 1;
      throw broken();
    },
    lstat: (file: string, options: { bigint: true }) => {
      const fails = file === share.destination && share.looksThatFail > 0;
      if (fails) share.looksThatFail -= 1;
      return fails ? Promise.reject(broken()) : original.lstat(file, options);
    },
  };
});
beforeEach(() => {
  share.destination = '';
});
afterEach(disposeLaboratories);

it('a run that was moved although the share denied it keeps its hand-off, and is completed later', async () => {
  const lab = await laboratory();
  share.destination = path.join(lab.project, 'Run_2026-11-20T13-00-00');
  const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));

  expect(existsSync(path.join(share.destination, '.exlab-wizard/creation.json'))).toBe(true);
  expect(handle).toMatchObject({ state: 'failed' });
  expect(handle.error?.message).toContain('looked for at the next start');
  expect(await lab.engine.queue.list()).toHaveLength(1);

  const later = lab.restart({ host: { ...TEST_HOST, stateOf: () => Promise.resolve('dead') } });
  expect(await later.recover()).toMatchObject([{ session_id: handle.session_id, outcome: 'completed' }]);
  expect(await later.queue.list()).toHaveLength(1);
  expect(existsSync(path.join(share.destination, '.exlab-wizard/wizard.lab-pc.log'))).toBe(true);
});
