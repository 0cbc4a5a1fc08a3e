import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readdir, watch } from 'node:fs/promises';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly folder?: string;
}

/** Builds the program where it is missing or older than its sources. */
export function buildProgram(): void {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/exlab.mjs', '--version'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The program could not be built: ${stderr}`);
}

function begin(words: readonly string[], { environment = {}, folder = ROOT }: ProcessOptions): ChildProcess {
  return spawn(process.execPath, [PROGRAM, ...words], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

function gather(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}

/** Runs the built program as a process of its own, with pipes. */
export function exlabProcess(words: readonly string[], options: ProcessOptions = {}): Promise<Ended> {
  const child = begin(words, options);
  const ended = gather(child);
  // A program that ends without reading its input is fine.
  child.stdin?.on('error', () => undefined).end(options.input ?? '');
  return ended;
}

/** Runs the program and sends it a signal as soon as a creation in this folder has begun to write files. */
export async function interruptWhileWriting(
  folder: string,
  signal: NodeJS.Signals,
  words: readonly string[],
  options: ProcessOptions = {},
): Promise<Ended> {
  const child = begin(words, options);
  const ended = gather(child);
  child.stdin?.end();
  const over = new AbortController();
  void ended.then(() => {
    over.abort();
  });
  const area = await appears(folder, /^\.exlab-work-/, over.signal);
  const workFolder = area && (await appears(area, /./, over.signal));
  if (workFolder !== undefined) await appears(workFolder, /./, over.signal);
  child.kill(signal);
  return ended;
}

/** The path of the first entry of such a name, as soon as there is one; undefined where it is over before. */
async function appears(folder: string, name: RegExp, signal: AbortSignal): Promise<string | undefined> {
  const found = async (): Promise<string | undefined> => {
    const entry = (await readdir(folder).catch(() => [])).find((candidate) => name.test(candidate));
    return entry === undefined ? undefined : path.join(folder, entry);
  };
  try {
    const changes = watch(folder, { signal });
    // Watching begins with the first request for a change: only then nothing can be missed.
    let change = changes[Symbol.asyncIterator]().next();
    for (;;) {
      const entry = await found();
      if (entry !== undefined) {
        change.catch(() => undefined);
        return entry;
      }
      await change;
      change = changes[Symbol.asyncIterator]().next();
    }
  } catch {
    return undefined;
  }
}
