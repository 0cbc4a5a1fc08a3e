import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ENGINE_LOCK } from '../../core/system';

const PROCESSES = 6;

/** A process that asks for the lock when it is told to (test/support/lock-worker.ts). */
interface Asker {
  readonly pid: number;
  tell(command: 'acquire' | 'release' | 'held'): Promise<Answer>;
  /** Ends it without any goodbye. */
  kill(): Promise<void>;
}

interface Answer {
  readonly acquired?: boolean;
  readonly holder?: number;
  readonly held?: boolean;
}

let folder: string;
let program: string;
let stateFolder: string;
let askers: Asker[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'exlab-lock-'));
  program = path.join(folder, 'asker.mjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, '../support/lock-worker.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    format: 'esm',
    logLevel: 'error',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  stateFolder = await mkdtemp(path.join(folder, 'state-'));
  askers = await Promise.all(Array.from({ length: PROCESSES }, startAsker));
});
afterEach(() => Promise.all(askers.map((asker) => asker.kill())));

async function startAsker(): Promise<Asker> {
  const child = spawn(process.execPath, [program, stateFolder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<unknown> => {
    const line = await lines.next();
    if (line.done === true) throw new Error('The process ended.');
    return JSON.parse(line.value) as unknown;
  };
  expect(await nextLine()).toBe('started');
  return {
    pid: child.pid ?? 0,
    async tell(command) {
      child.stdin.write(`${command}\n`);
      return (await nextLine()) as Answer;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Lets all of them ask at once; the one that has the lock then, and those that were told who has it. */
async function race(racing: readonly Asker[]): Promise<{ holder: Asker; others: Asker[] }> {
  const answers = await Promise.all(racing.map((asker) => asker.tell('acquire')));
  const winners = racing.filter((_, index) => answers[index]?.acquired);
  const [holder] = winners;
  if (holder === undefined || winners.length > 1)
    throw new Error(`${winners.length} processes have the lock`);
  for (const answer of answers) if (!answer.acquired) expect(answer.holder).toBe(holder.pid);
  return { holder, others: racing.filter((asker) => asker !== holder) };
}

describe('processes that race for the engine lock', () => {
  it('exactly one has it', async () => {
    const { holder, others } = await race(askers);
    expect(await holder.tell('held')).toEqual({ held: true });
    for (const other of others) {
      expect(await other.tell('acquire')).toEqual({ acquired: false, holder: holder.pid });
    }
  });

  it('exactly one takes it over from each that is killed', async () => {
    let racing = askers;
    while (racing.length > 1) {
      const { holder, others } = await race(racing);
      await holder.kill();
      racing = others;
    }
    const [last] = racing;
    expect(await last?.tell('acquire')).toEqual({ acquired: true });
  });

  it('exactly one replaces a broken lock file', async () => {
    await writeFile(path.join(stateFolder, ENGINE_LOCK), '{"process":');
    const { holder } = await race(askers);
    expect(await holder.tell('held')).toEqual({ held: true });
  });

  it('a released lock can be had at once', async () => {
    let { holder, others } = await race(askers);
    for (let round = 0; round < PROCESSES; round += 1) {
      expect(await holder.tell('release')).toEqual({ held: false });
      const [next] = others;
      if (next === undefined) throw new Error('There is nobody else.');
      expect(await next.tell('acquire')).toEqual({ acquired: true });
      others = [...others.slice(1), holder];
      holder = next;
    }
  });
});
