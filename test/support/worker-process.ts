import { spawn, type ChildProcess } from 'node:child_process';
import type { InterruptedSession, SessionHandle, UnfinishedCreation } from '../../core/sessions';
import type { HandOff } from '../../core/sync';
import { bundledProgram } from './bundled-program';
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

/** Bundles the worker once for a suite. */
export async function buildWorker(): Promise<WorkerProgram> {
  const program = await bundledProgram('worker');
  return {
    start(job, wrap = []) {
      const command = [...wrap, process.execPath, program.file, JSON.stringify(job)];
      const child = spawn(command[0] ?? process.execPath, command.slice(1), {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      return { process: child, end: endOf(child) };
    },
    dispose: () => program.dispose(),
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
