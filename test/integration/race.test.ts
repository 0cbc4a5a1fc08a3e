import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defectsOf, makeWorkerLab, type WorkerLab } from '../support/worker-lab';
import { buildWorker, type WorkerEnd, type WorkerProgram } from '../support/worker-process';

let program: WorkerProgram;
let lab: WorkerLab;

beforeAll(async () => {
  program = await buildWorker();
});
afterAll(() => program.dispose());
beforeEach(async () => {
  lab = await makeWorkerLab();
});
afterEach(() => lab.dispose());

function atOnce(count: number, request: Record<string, unknown>): Promise<WorkerEnd[]> {
  return Promise.all(Array.from({ length: count }, () => program.start(lab.job({ run: request })).end));
}

describe('processes that create at once', () => {
  it('for one path: exactly one wins, the others fail and leave nothing behind', async () => {
    const ends = await atOnce(4, lab.request({ run_date: '2026-11-20T13:00:00Z' }));

    const handles = ends.map((end) => end.answer?.handle);
    expect(handles.filter((handle) => handle?.state === 'done')).toHaveLength(1);
    const losers = handles.filter((handle) => handle?.state !== 'done');
    expect(losers.map((handle) => handle?.error?.code)).toEqual(Array(3).fill('destination_exists'));
    expect(readdirSync(lab.project).sort()).toEqual(['.exlab-wizard', 'Run_2026-11-20T13-00-00']);
    expect(await defectsOf(path.join(lab.project, 'Run_2026-11-20T13-00-00'))).toEqual([]);
    const { answer } = await program.start(lab.job()).end;
    expect(answer?.handOffs).toHaveLength(1);
  });

  it('without a date: each moves on to a second of its own', async () => {
    const ends = await atOnce(4, lab.request());

    expect(ends.map((end) => end.answer?.handle?.error ?? null)).toEqual([null, null, null, null]);
    expect(lab.runs()).toHaveLength(4);
    for (const run of lab.runs()) expect(await defectsOf(path.join(lab.project, run))).toEqual([]);
    const { answer } = await program.start(lab.job()).end;
    expect(answer?.handOffs).toHaveLength(4);
  });

  it('for one project: exactly one wins', async () => {
    const project = {
      equipment_id: 'CONFOCAL_01',
      template_path: 'plain-project',
      label: 'Twice',
      operator: 'alice',
      objective: 'Only one may be',
      lims_project: { uid: '', short_id: 'PROJ-0077', name_at_creation: 'Twice', source: 'manual' },
    };

    const ends = await Promise.all([1, 2, 3].map(() => program.start(lab.job({ project })).end));

    const states = ends.map((end) => end.answer?.handle?.state);
    expect(states.filter((state) => state === 'done')).toHaveLength(1);
    expect(readdirSync(path.join(lab.root, 'CONFOCAL_01')).sort()).toEqual([
      '.exlab-wizard',
      'PROJ-0042',
      'PROJ-0077',
    ]);
  });
});
