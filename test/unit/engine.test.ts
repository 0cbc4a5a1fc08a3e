import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RunQueue } from '../../core/sync';
import { ENGINE_LOCK, silentLog, type Host } from '../../core/system';
import { makeLaboratory, TEST_HOST, type Laboratory, type LaboratoryOptions } from '../support/laboratory';

const HOUR = 60 * 60 * 1000;

async function laboratory(options?: LaboratoryOptions): Promise<Laboratory> {
  const lab = await makeLaboratory(options);
  onTestFinished(() => lab.dispose());
  return lab;
}

/** A run whose hand-off is lost: what background work is for. */
async function makeForgottenRun(lab: Laboratory): Promise<string> {
  const { session_id } = await lab.engine.controller.createRun(lab.run());
  const { state } = await lab.engine.controller.finished(session_id);
  expect(state).toBe('done');
  await rm(path.join(lab.stateFolder, 'hand-offs'), { recursive: true });
  return path.join(lab.project, 'Run_2026-11-20T13-00-00');
}

/** A queue whose `add` waits until the test says so. */
function slowQueue(): RunQueue & { readonly added: string[]; readonly asked: Promise<void>; end(): void } {
  const added: string[] = [];
  let end = (): void => undefined;
  let ask = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const asked = new Promise<void>((resolve) => (ask = resolve));
  return {
    added,
    asked,
    end: () => end(),
    async add(handOff) {
      ask();
      await ended;
      added.push(handOff.run_path);
    },
    withdraw: () => Promise.resolve(),
    list: () => Promise.resolve([]),
  };
}

describe('background work of an engine', () => {
  it('hands off what is pending, and has the engine lock until it is closed', async () => {
    const lab = await laboratory();
    const run = await makeForgottenRun(lab);
    const engine = lab.restart();

    expect(await engine.startBackground()).toBe(true);
    const lock = path.join(lab.stateFolder, ENGINE_LOCK);
    expect(JSON.parse(await readFile(lock, 'utf8'))).toMatchObject({ process: await TEST_HOST.self() });

    await engine.close();
    expect((await engine.queue.list()).map((handOff) => handOff.run_path)).toEqual([run]);
    expect(await readdir(lab.stateFolder)).not.toContain(ENGINE_LOCK);
  });

  it('is left to the engine that has the lock; asking for it by hand is always possible', async () => {
    const lab = await laboratory();
    expect(await lab.engine.startBackground()).toBe(true);
    const run = await makeForgottenRun(lab);
    const second = lab.restart();

    expect(await second.startBackground()).toBe(false);
    expect(await second.queue.list()).toEqual([]);
    expect(await second.handOffPending()).toBe(1);
    expect((await second.queue.list()).map((handOff) => handOff.run_path)).toEqual([run]);
  });

  it('is taken over from an engine whose process died', async () => {
    const lab = await laboratory();
    await makeForgottenRun(lab);
    const dead: Host = {
      ...TEST_HOST,
      self: () => Promise.resolve({ host: 'lab-pc', pid: 1, started: 'x' }),
    };
    expect(await lab.restart({ host: dead }).startBackground()).toBe(true);
    expect(await lab.restart().startBackground()).toBe(true);
  });

  it('hands off hourly', async () => {
    const lab = await laboratory();
    const queue = slowQueue();
    const engine = lab.restart({ queue });
    await engine.startBackground();
    await makeForgottenRun(lab);
    expect(queue.added).toEqual([]);
    for (let minute = 0; minute < 60; minute += 1) {
      lab.clock.advance(HOUR / 60);
      await engine.startBackground();
    }
    await queue.asked;
    queue.end();
    await engine.close();
    expect(queue.added).toHaveLength(1);
  });

  it('waits, when the engine closes, for the hand-offs in progress', async () => {
    const lab = await laboratory();
    const run = await makeForgottenRun(lab);
    const queue = slowQueue();
    const engine = lab.restart({ queue });
    await engine.startBackground();
    await queue.asked;

    const closing = engine.close().then(() => queue.added.push('closed'));
    expect(await lab.restart().startBackground()).toBe(false);
    queue.end();
    await closing;
    expect(queue.added).toEqual([run, 'closed']);
  });

  it('tells of a round that failed, and is not ended by it', async () => {
    const lab = await laboratory();
    const lines: string[] = [];
    const log = { ...silentLog, write: (_level: string, message: string) => void lines.push(message) };
    const down: RunQueue = { ...slowQueue(), list: () => Promise.reject(new Error('the queue is down')) };
    const engine = lab.restart({ queue: down, log });
    expect(await engine.startBackground()).toBe(true);
    await engine.close();
    expect(lines).toContainEqual(expect.stringContaining('the queue is down'));
  });
});

describe('recovery', () => {
  it('does not fail for a hand-off that cannot be read, and tells of it', async () => {
    const lab = await laboratory();
    const handOffs = path.join(lab.stateFolder, 'hand-offs');
    await mkdir(path.join(handOffs, 'folder.json'), { recursive: true });
    await writeFile(path.join(handOffs, 'junk.json'), 'junk');
    const lines: string[] = [];
    const log = { ...silentLog, write: (_level: string, message: string) => void lines.push(message) };
    expect(await lab.restart({ log }).recover()).toEqual([]);
    expect(lines).toHaveLength(2);
    expect((await readdir(handOffs)).sort()).toEqual(['folder.json', 'junk.json']);
  });
});

describe('the README of a run', () => {
  it('is made again from its record, and compared with it', async () => {
    const lab = await laboratory();
    const run = await makeForgottenRun(lab);
    const readme = path.join(run, 'README.md');
    const before = await readFile(readme);
    await expect(lab.engine.regenerateReadme(run)).rejects.toMatchObject({ code: 'destination_exists' });
    await rm(readme);
    expect(await lab.engine.regenerateReadme(run)).toBe(readme);
    expect(await readFile(readme)).toEqual(before);
    expect(await lab.engine.generatedReadme(run)).toBe(before.toString());
    expect(await lab.engine.compareReadme(run)).toMatchObject({ comparison: { differences: [] } });
    const log = await readFile(path.join(run, '.exlab-wizard', 'wizard.lab-pc.log'), 'utf8');
    expect(log).toContain('[kind:experimental] [run:Run_2026-11-20T13-00-00] README.md regenerated from');
  });
});
