import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PIPELINE_STEPS } from '../../core/sessions';
import { ROUNDS, randomNumbers } from '../support/seed';
import { defectsOf, makeWorkerLab, type WorkerLab } from '../support/worker-lab';
import {
  buildWorker,
  type WorkerAnswer,
  type WorkerEnd,
  type WorkerProgram,
} from '../support/worker-process';

/** About how long a worker lives after its start (milliseconds). */
const LONGEST_LIFE_MS = 60;

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

/** The next start of the product. */
async function nextStart(): Promise<WorkerAnswer> {
  const { answer, stderr } = await program.start(lab.job()).end;
  if (answer === undefined) throw new Error(`The next start failed: ${stderr}`);
  return answer;
}

/** What must hold after any death: runs are whole or absent, and each whole one, no other, is handed off. */
async function expectSound(after: WorkerAnswer): Promise<void> {
  const runs = lab.runs().map((name) => path.join(lab.project, name));
  for (const run of runs) expect(await defectsOf(run), run).toEqual([]);
  expect(after.handOffs.map((handOff) => handOff.run_path).sort()).toEqual(runs.sort());
}

describe('a creation that is killed', () => {
  it.each(PIPELINE_STEPS.map((step) => [step]))(
    'at the step %s leaves nothing or a whole run',
    async (killAt) => {
      const killed = await program.start(lab.job({ run: lab.request(), killAt })).end;
      expect(killed.signal, killed.stderr).toBe('SIGKILL');

      const after = await nextStart();

      await expectSound(after);
      const moved = killAt === 'moved' || killAt === 'noted';
      expect(lab.runs()).toHaveLength(moved ? 1 : 0);
      expect(after.interrupted).toHaveLength(1);
      const [session] = after.interrupted;
      const empty = ['opened', 'planned', 'claimed', 'rendering'].includes(killAt);
      expect(session?.outcome).toBe(moved ? 'completed' : empty ? 'nothing_left' : 'unfinished');
      expect(after.unfinished).toHaveLength(moved || empty ? 0 : 1);
      const left = readdirSync(lab.project).filter((name) => name.startsWith('.exlab-work-'));
      expect(left).toHaveLength(moved || empty ? 0 : 1);
      expect((await nextStart()).interrupted, 'it is told once').toEqual([]);
    },
  );

  it('does not keep the next creation from its name', async () => {
    const run_date = '2026-11-20T13:00:00Z';
    await program.start(lab.job({ run: lab.request({ run_date }), killAt: 'rendered' })).end;

    const { answer } = await program.start(lab.job({ run: lab.request({ run_date }) })).end;

    expect(answer?.handle?.state).toBe('done');
    expect(lab.runs()).toEqual(['Run_2026-11-20T13-00-00']);
    expect(answer?.unfinished).toHaveLength(1);
  });

  it('at any moment leaves nothing or a whole run', async () => {
    const random = randomNumbers();
    const delays = Array.from({ length: 24 * ROUNDS }, () => random() * LONGEST_LIFE_MS);
    let killedInTheMiddle = 0;
    for (const delay of delays) {
      const worker = program.start(lab.job({ run: lab.request() }));
      await new Promise<void>((resolve) => worker.process.stdout?.once('data', () => resolve()));
      const end = await killAfter(worker, delay);
      if (end.signal === 'SIGKILL') killedInTheMiddle += 1;
      await expectSound(await nextStart());
    }
    expect(killedInTheMiddle, 'some must have been alive').toBeGreaterThan(3);
  });
});

/** Ends a worker after so many milliseconds of its own work, whatever it does then. */
async function killAfter(
  worker: ReturnType<WorkerProgram['start']>,
  milliseconds: number,
): Promise<WorkerEnd> {
  const begun = performance.now();
  while (performance.now() - begun < milliseconds && worker.process.exitCode === null) {
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  worker.process.kill('SIGKILL');
  return worker.end;
}
