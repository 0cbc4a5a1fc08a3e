import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { build } from 'esbuild';
import type { InterruptedSession, SessionHandle, UnfinishedCreation } from '../../core/sessions';
import type { HandOff } from '../../core/sync';
import type { WorkerJob } from './worker';

/** What a worker that lived to its end answers. */
export interface WorkerAnswer {
  readonly interrupted: readonly InterruptedSession[];
  readonly unfinished: readonly UnfinishedCreation[];
  readonly handOffs: readonly HandOff[];
  readonly handle?: SessionHandle;
}

export interface WorkerEnd {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
  /** Undefined where it was killed before it answered. */
  readonly answer: WorkerAnswer | undefined;
}

export interface WorkerProgram {
  /** Starts a worker. `wrap` is a program, with its arguments, that runs it (`setpriv …`). */
  start(job: WorkerJob, wrap?: readonly string[]): { process: ChildProcess; end: Promise<WorkerEnd> };
  dispose(): Promise<void>;
}

/** Bundles the worker once for a suite; it stands in the project's folder so that any user may read it. */
export async function buildWorker(): Promise<WorkerProgram> {
  const folder = await mkdtemp(path.resolve('node_modules', '.worker-'));
  await chmod(folder, 0o755);
  const program = path.join(folder, 'worker.mjs');
  await build({
    entryPoints: [path.resolve('test/support/worker.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    format: 'esm',
    logLevel: 'error',
    banner: {
      js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
    },
  });
  return {
    start(job, wrap = []) {
      const command = [...wrap, process.execPath, program, JSON.stringify(job)];
      const child = spawn(command[0] ?? process.execPath, command.slice(1), {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      return { process: child, end: endOf(child) };
    },
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

function endOf(child: ChildProcess): Promise<WorkerEnd> {
  const output = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => {
      const line = output.stdout.split('\n')[1];
      const answer = line ? (JSON.parse(line) as WorkerAnswer) : undefined;
      resolve({ status, signal, stderr: output.stderr, answer });
    });
  });
}
