import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { afterEach, expect, it } from 'vitest';
import {
  QUESTION,
  disposeLaboratories,
  finish,
  laboratory,
  plugged,
  pluginHost,
} from '../../support/creations';
import { TEST_HOST, listTree, type Laboratory } from '../../support/laboratory';

afterEach(disposeLaboratories);

const ALL_DEAD = { ...TEST_HOST, stateOf: () => Promise.resolve('dead' as const) };

/** The disk goes, and the folder where it was mounted stays. */
function unplug(lab: Laboratory): void {
  renameSync(lab.root, `${lab.root}-unplugged`);
  mkdirSync(lab.root);
}

async function plugIn(lab: Laboratory): Promise<void> {
  await rm(lab.root, { recursive: true });
  await rename(`${lab.root}-unplugged`, lab.root);
}

async function listed(lab: Laboratory): Promise<string[]> {
  return (await lab.engine.unfinished()).map((creation) => creation.session_id);
}

it('a creation that fails because its disk went is listed, also when the disk is back', async () => {
  const lab: Laboratory = await plugged(() => {
    unplug(lab);
    return Promise.reject(new Error('the disk went'));
  });
  const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
  expect(handle.state).toBe('failed');
  expect(await listed(lab)).toEqual([handle.session_id]);
  await lab.restart().recover();
  await plugIn(lab);
  expect(await listed(lab)).toEqual([handle.session_id]);
  expect((await listTree(lab.project)).some((file) => file.endsWith('/notes.txt'))).toBe(true);
});

it('a creation that is discarded while its disk is away is not forgotten', async () => {
  const lab = await plugged((_, hooks) => hooks.askForInput(QUESTION));
  const { session_id } = await lab.engine.controller.createRun(lab.run());
  for await (const event of lab.engine.controller.subscribe(session_id)) {
    if (event.kind === 'input_required') break;
  }
  unplug(lab);
  const handle = await lab.engine.controller.cancel(session_id, { discard_files: true });
  expect(handle?.result).toHaveProperty('path');
  await plugIn(lab);
  expect(await listed(lab)).toEqual([session_id]);
  expect(await lab.engine.discardUnfinished(session_id)).toBe(true);
  expect((await listTree(lab.project)).filter((file) => !file.startsWith('.exlab-wizard'))).toEqual([]);
});

it('a disk that goes after the move leaves no shadow of the lab behind', async () => {
  const lab: Laboratory = await laboratory({
    engine: {
      onStep: (step) => {
        if (step === 'moved') unplug(lab);
      },
    },
  });
  const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
  expect(handle.state).toBe('done');
  expect(await listTree(lab.root)).toEqual([]);
  // The next start drops nothing of what it cannot see.
  await lab.restart({ host: ALL_DEAD }).recover();
  expect((await lab.engine.queue.list()).map((entry) => entry.session?.id)).toEqual([handle.session_id]);
  await plugIn(lab);
});

it.each(['run', 'project'] as const)(
  'a disk that goes before the claim: no %s is made elsewhere',
  async (kind) => {
    const lab: Laboratory = await laboratory({
      engine: {
        onStep: (step) => {
          if (step === 'planned') renameSync(lab.root, `${lab.root}-unplugged`);
        },
      },
    });
    const { controller } = lab.engine;
    const opening =
      kind === 'run' ? controller.createRun(lab.run()) : controller.createProject(lab.newProject());
    const handle = await finish(lab.engine, opening);
    expect(handle).toMatchObject({ state: 'failed', error: { code: 'folder_not_found' } });
    expect(existsSync(lab.root)).toBe(false);
    await mkdir(lab.root);
    await plugIn(lab);
  },
);

it('a project that was cut off on a disk that is away is not taken for nothing', async () => {
  const lab = await laboratory({
    engine: {
      host: { ...ALL_DEAD, self: () => Promise.resolve({ host: 'lab-pc', pid: 2, started: 'x' }) },
      plugins: pluginHost(() => Promise.reject(new Error('crashed'))),
    },
  });
  const handle = await finish(lab.engine, lab.engine.controller.createProject(lab.newProject()));
  expect(handle.state).toBe('failed');
  // The equipment's folder is new as well: the mount point alone tells nothing of either.
  unplug(lab);
  await lab.engine.recover();
  expect(await lab.engine.unfinished()).toMatchObject([{ session_id: handle.session_id, reachable: false }]);
  await expect(lab.engine.discardUnfinished(handle.session_id)).rejects.toMatchObject({
    code: 'folder_not_found',
  });
  await plugIn(lab);
  expect(await lab.engine.unfinished()).toMatchObject([{ session_id: handle.session_id, reachable: true }]);
  expect(await lab.engine.discardUnfinished(handle.session_id)).toBe(true);
});
