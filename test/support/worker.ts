import { readFileSync } from 'node:fs';
import { parseConfig } from '../../core/config';
import { createEngine } from '../../core/engine';
import type { PipelineStep } from '../../core/sessions';

/** What a worker process is to do; it is told as JSON in its one argument. */
export interface WorkerJob {
  readonly configFile: string;
  readonly stateFolder: string;
  readonly bundledTemplates: string;
  /** Tidy up after dead sessions first, as every start of the product does. */
  readonly recover: boolean;
  readonly run?: Record<string, unknown>;
  readonly project?: Record<string, unknown>;
  /** Ends itself without any goodbye when it reaches this step. */
  readonly killAt?: PipelineStep;
}

const job = JSON.parse(process.argv[2] ?? '{}') as WorkerJob;
const { config, problems } = parseConfig(readFileSync(job.configFile, 'utf8'), job.configFile);
if (config === null) throw new Error(JSON.stringify(problems));

const engine = createEngine({
  config,
  stateFolder: job.stateFolder,
  bundledTemplates: job.bundledTemplates,
  onStep: (step) => {
    if (step === job.killAt) process.kill(process.pid, 'SIGKILL');
  },
});
const interrupted = job.recover ? await engine.recover() : [];
process.stdout.write('started\n');
const { controller } = engine;
const opened =
  job.run !== undefined
    ? await controller.createRun(job.run)
    : job.project !== undefined
      ? await controller.createProject(job.project)
      : undefined;
const handle = opened && (await controller.finished(opened.session_id));
const answer = {
  interrupted,
  unfinished: await engine.unfinished(),
  handOffs: await engine.queue.list(),
  handle,
};
process.stdout.write(`${JSON.stringify(answer)}\n`);
await engine.close();
