import { existsSync } from 'node:fs';
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
  return { ...original, flushTree: noted(original.flushTree), flushFolder: noted(original.flushFolder) };
});

let lab: Laboratory;
afterEach(() => lab.dispose());

it('a run is on the disk before it is moved into place, and the move is on the disk before it is done', async () => {
  lab = await makeLaboratory();
  destination = path.join(lab.project, 'Run_2026-11-20T13-00-00');
  const { session_id } = await lab.engine.controller.createRun(lab.run());
  expect((await lab.engine.controller.finished(session_id)).state).toBe('done');

  const work = path.join(lab.project, '.exlab-work-Run_2026-11-20T13-00-00');
  expect(flushed).toContainEqual({ folder: work, inPlace: false });
  expect(flushed).toContainEqual({ folder: lab.project, inPlace: true });
  expect(flushed).toContainEqual({ folder: path.join(lab.stateFolder, 'hand-offs'), inPlace: false });
});
