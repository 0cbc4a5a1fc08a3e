import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import type * as Flush from '../../core/system/flush';
import { makeLaboratory, type Laboratory } from '../support/laboratory';

/** What was flushed, and whether the run was in its place by then. */
const flushed: { folder: string; inPlace: boolean }[] = [];
let destination = '';

vi.mock('../../core/system/flush', async (importOriginal) => {
  const original = await importOriginal<typeof Flush>();
  const noted =
    (flush: (folder: string) => Promise<void>) =>
    (folder: string): Promise<void> => {
      flushed.push({ folder, inPlace: existsSync(destination) });
      return flush(folder);
    };
  return {
    ...original,
    flushTree: noted(original.flushTree),
    flushFolder: noted(original.flushFolder),
    flushParentsOf: async (made: readonly string[]) => {
      for (const folder of made) await noted(original.flushFolder)(path.dirname(folder));
    },
  };
});

let lab: Laboratory;
afterEach(async () => {
  flushed.length = 0;
  await lab.dispose();
});

it('a run is on the disk before it is moved into place, and the move is on the disk before it is done', async () => {
  lab = await makeLaboratory();
  destination = path.join(lab.project, 'Run_2026-11-20T13-00-00');
  const { session_id } = await lab.engine.controller.createRun(lab.run());
  expect((await lab.engine.controller.finished(session_id)).state).toBe('done');

  const work = path.join(lab.project, '.exlab-work-Run_2026-11-20T13-00-00', session_id);
  expect(flushed).toContainEqual({ folder: work, inPlace: false });
  // The journal tells of the work folder, and of the move, before either may be on the disk alone.
  expect(flushed).toContainEqual({ folder: path.join(lab.stateFolder, 'sessions'), inPlace: false });
  expect(flushed).toContainEqual({ folder: lab.project, inPlace: true });
  expect(flushed).toContainEqual({ folder: path.join(lab.stateFolder, 'hand-offs'), inPlace: false });
});

it('the folders that were made above a run are on the disk before it is moved into place', async () => {
  lab = await makeLaboratory();
  destination = path.join(lab.project, 'TestRuns', 'TestRun_2026-11-20T13-00-00');
  const { session_id } = await lab.engine.controller.createRun(lab.run({ run_kind: 'test' }));
  expect((await lab.engine.controller.finished(session_id)).state).toBe('done');

  expect(flushed).toContainEqual({ folder: lab.project, inPlace: false });
  expect(flushed).toContainEqual({ folder: path.join(lab.project, 'TestRuns'), inPlace: true });
});

it('a folder for test runs that somebody else made is on the disk before a run in it is done', async () => {
  lab = await makeLaboratory();
  await mkdir(path.join(lab.project, 'TestRuns'));
  destination = path.join(lab.project, 'TestRuns', 'TestRun_2026-11-20T13-00-00');
  const { session_id } = await lab.engine.controller.createRun(lab.run({ run_kind: 'test' }));
  expect((await lab.engine.controller.finished(session_id)).state).toBe('done');
  expect(flushed).toContainEqual({ folder: lab.project, inPlace: false });
});

it('the folder of the first journal is on the disk', async () => {
  const nothing = () => Promise.resolve();
  const queue = { add: nothing, withdraw: nothing, list: () => Promise.resolve([]) };
  lab = await makeLaboratory({ engine: { queue } });
  destination = path.join(lab.project, 'Run_2026-11-20T13-00-00');
  const { session_id } = await lab.engine.controller.createRun(lab.run());
  await lab.engine.controller.finished(session_id);
  expect(flushed).toContainEqual({ folder: lab.stateFolder, inPlace: false });
});

it('the move of a run whose process died is on the disk before its journal goes', async () => {
  lab = await makeLaboratory();
  destination = path.join(lab.project, 'Run_2026-11-20T13-00-00');
  await mkdir(destination);
  const file = path.join(lab.stateFolder, 'sessions', 'a.jsonl');
  await mkdir(path.dirname(file), { recursive: true });
  const process = { host: 'lab-pc', pid: 1, started: 'boot:0' };
  const folder = {
    path: destination,
    root: lab.root,
    equipment_id: 'CONFOCAL_01',
    short_id: 'PROJ-0042',
    run_kind: 'experimental',
  };
  const lines = [
    { entry: 'opened', at: '', session_id: 'a', kind: 'run', process },
    { entry: 'planned', at: '', folder, ground: '', request: lab.run(), withheld: [] },
    { entry: 'moving', at: '' },
  ];
  await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'));
  expect(await lab.engine.recover()).toMatchObject([{ outcome: 'completed' }]);
  expect(flushed).toContainEqual({ folder: lab.project, inPlace: true });
});
