import { spawn, spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { launcher } from '../../core/templates/evaluation/launch';
import { inOwnProcesses, inThisProcess, loadTemplate, type TemplateEvaluator } from '../../core/templates';

/**
 * What evaluating templates in a process of its own costs: its start beside that of Node alone, the first and every
 * later evaluation, and the same in this process.
 */

const ENTRY = path.resolve('dist/template-child.cjs');
const TEMPLATE = path.resolve('templates/confocal-microscopy');
const ROUNDS = 15;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function timed(action: () => unknown): Promise<number> {
  const begun = performance.now();
  await action();
  return performance.now() - begun;
}

/** From the start of the process to its end. */
function bareNode(): void {
  spawnSync(process.execPath, ['-e', '0'], { env: {}, stdio: 'ignore' });
}

/** From the start of a process with a channel to its first message. */
function firstMessage(words: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, words, {
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    });
    child.once('message', () => {
      resolve();
      child.kill('SIGKILL');
    });
  });
}

/** From the start of the process that evaluates templates until it says that it is ready. */
function untilReady(): Promise<void> {
  return new Promise((resolve) => {
    const launch = launcher({ entry: ENTRY, executable: process.execPath, isElectron: false });
    const child = launch({
      message: () => {
        resolve();
        child.kill();
      },
      failed: () => undefined,
      ended: () => undefined,
    });
  });
}

const template = await loadTemplate(TEMPLATE, 'path');
const context = new Map([
  ['label', 'Bench'],
  ['run_date', '2026-11-20T13:00:00Z'],
  ['run_name', 'Run_2026-11-20T13-00-00'],
]);
const first = await inThisProcess.questionnaire(template, {}, context);
const variables = new Map([...context, ...first.variables]);

const ask = (evaluator: TemplateEvaluator): Promise<unknown> =>
  evaluator.questionnaire(template, {}, context);
const render = (evaluator: TemplateEvaluator): Promise<unknown> =>
  evaluator.render(template, variables, first.secretNames);

/** The first evaluation of a process that starts for it. */
async function coldly(work: (evaluator: TemplateEvaluator) => Promise<unknown>): Promise<number> {
  const evaluator = inOwnProcesses({ entry: ENTRY });
  const duration = await timed(() => work(evaluator));
  await evaluator.close();
  return duration;
}

const warm = inOwnProcesses({ entry: ENTRY });
await ask(warm);
await render(warm);

const rows: Record<string, () => Promise<number>> = {
  'node -e 0': () => timed(bareNode),
  'node -e, its first message': () => timed(() => firstMessage(['-e', 'process.send(0)'])),
  'template process, ready': () => timed(untilReady),
  'first questionnaire, start included': () => coldly(ask),
  'first rendering, start included': () => coldly(render),
  'later questionnaire': () => timed(() => ask(warm)),
  'later rendering': () => timed(() => render(warm)),
  'questionnaire in this process': () => timed(() => ask(inThisProcess)),
  'rendering in this process': () => timed(() => render(inThisProcess)),
};

// Round after round, so that whatever else the computer does falls on all alike.
const durations = new Map<string, number[]>();
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, measure] of Object.entries(rows)) {
    durations.set(name, [...(durations.get(name) ?? []), await measure()]);
  }
}
await warm.close();

console.log(`${path.basename(TEMPLATE)}, median of ${ROUNDS}`);
const bare = median(durations.get('node -e 0') ?? []);
for (const [name, values] of durations) {
  const duration = median(values);
  console.log(
    `  ${name.padEnd(38)}${duration.toFixed(1).padStart(8)} ms${(duration / bare).toFixed(2).padStart(8)} x`,
  );
}
