import { mkdir, readFile, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  acquireEngineLock,
  ENGINE_LOCK,
  silentLog,
  systemHost,
  withFileLock,
  type EngineLock,
  type EngineLockSurroundings,
  type Host,
  type ProcessIdentity,
  type ProcessState,
} from '../../../core/system';
import { ManualClock } from '../../support/manual-clock';
import { temporaryFolder } from '../../support/temporary-folder';

const OTHER: ProcessIdentity = { host: 'lab-pc', pid: 17, started: 'boot:17' };

/** Process number so-and-so; `states` says what it is told of others, by their pid. */
function processOf(
  pid: number,
  states: Readonly<Record<number, ProcessState>> = {},
  log = silentLog,
): EngineLockSurroundings {
  const host: Host = {
    name: 'lab-pc',
    user: 'alice',
    self: () => Promise.resolve({ host: 'lab-pc', pid, started: `boot:${pid}` }),
    stateOf: (identity) => Promise.resolve(states[identity.pid] ?? 'alive'),
  };
  return { host, clock: new ManualClock(), log };
}

async function acquired(folder: string, surroundings: EngineLockSurroundings): Promise<EngineLock> {
  const answer = await acquireEngineLock(folder, surroundings);
  if (!answer.acquired) throw new Error(`process ${answer.holder.pid} has it`);
  return answer;
}

async function lockFile(content: string): Promise<string> {
  const folder = temporaryFolder();
  await writeFile(path.join(folder, ENGINE_LOCK), content);
  return folder;
}

function textOf(holder: ProcessIdentity): string {
  return JSON.stringify({ process: holder, acquired_at: '2026-11-20T12:00:00.000Z' });
}

async function holderIn(folder: string): Promise<unknown> {
  return (JSON.parse(await readFile(path.join(folder, ENGINE_LOCK), 'utf8')) as { process: unknown }).process;
}

describe('the engine lock', () => {
  it('is had by the first who asks, and names it and the time', async () => {
    const folder = path.join(temporaryFolder(), 'state');
    const lock = await acquired(folder, processOf(1));

    expect(await lock.isHeld()).toBe(true);
    expect(JSON.parse(await readFile(path.join(folder, ENGINE_LOCK), 'utf8'))).toMatchObject({
      process: { host: 'lab-pc', pid: 1, started: 'boot:1' },
      acquired_at: '2026-11-20T13:00:00.000Z',
    });
    expect(await readdir(folder)).toEqual([ENGINE_LOCK]);
  });

  it('is refused to everybody else, the same process included, and the answer names the holder', async () => {
    const folder = temporaryFolder();
    await acquired(folder, processOf(1));
    for (const pid of [1, 2]) {
      expect(await acquireEngineLock(folder, processOf(pid))).toEqual({
        acquired: false,
        file: path.join(folder, ENGINE_LOCK),
        holder: { host: 'lab-pc', pid: 1, started: 'boot:1' },
        isUnknown: false,
      });
    }
    expect(await holderIn(folder)).toMatchObject({ pid: 1 });
  });

  it('can be had at once when it was released', async () => {
    const folder = temporaryFolder();
    const lock = await acquired(folder, processOf(1));
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
    expect(await lock.isHeld()).toBe(false);
    await acquired(folder, processOf(2));
    expect(await holderIn(folder)).toMatchObject({ pid: 2 });
  });

  it('is had by exactly one of many who ask at once', async () => {
    const folder = temporaryFolder();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => acquireEngineLock(folder, processOf(index + 1))),
    );
    expect(answers.filter((answer) => answer.acquired)).toHaveLength(1);
    expect(await readdir(folder)).toEqual([ENGINE_LOCK]);
  });
});

describe('the engine lock of another', () => {
  it('is taken over where that is dead', async () => {
    const folder = await lockFile(textOf(OTHER));
    const lock = await acquired(folder, processOf(1, { 17: 'dead' }));
    expect(await lock.isHeld()).toBe(true);
    expect(await holderIn(folder)).toMatchObject({ pid: 1 });
  });

  it('is taken over by exactly one of many who find it dead', async () => {
    const folder = await lockFile(textOf(OTHER));
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        acquireEngineLock(folder, processOf(index + 1, { 17: 'dead' })),
      ),
    );
    const locks = answers.filter((answer) => answer.acquired);
    expect(locks).toHaveLength(1);
    expect(await locks[0]?.isHeld()).toBe(true);
  });

  it('is looked at again before it is taken over: somebody may have been quicker', async () => {
    const folder = await lockFile(textOf(OTHER));
    const late = processOf(1, { 17: 'dead' });
    const quick = processOf(2, { 17: 'dead' });
    let begun = false;
    const host: Host = {
      ...late.host,
      async stateOf(identity) {
        if (!begun) {
          begun = true;
          await acquired(folder, quick);
        }
        return late.host.stateOf(identity);
      },
    };
    expect(await acquireEngineLock(folder, { ...late, host })).toMatchObject({ holder: { pid: 2 } });
    expect(await holderIn(folder)).toMatchObject({ pid: 2 });
  });

  it.each(['alive', 'unknown'] as const)('is left to it where it is %s', async (state) => {
    const text = textOf(OTHER);
    const folder = await lockFile(text);
    expect(await acquireEngineLock(folder, processOf(1, { 17: state }))).toEqual({
      acquired: false,
      file: path.join(folder, ENGINE_LOCK),
      holder: OTHER,
      isUnknown: state === 'unknown',
    });
    expect(await readFile(path.join(folder, ENGINE_LOCK), 'utf8')).toBe(text);
    expect(await readdir(folder)).toEqual([ENGINE_LOCK]);
  });

  it('is left to a process of another computer, which cannot be asked', async () => {
    const folder = await lockFile(textOf({ host: 'elsewhere', pid: 999_999_999, started: 'boot:1' }));
    const here = { ...processOf(1), host: systemHost() };
    expect(await acquireEngineLock(folder, here)).toMatchObject({ acquired: false, isUnknown: true });
  });

  it.each([
    ['nothing', ''],
    ['junk', 'junk'],
    ['cut off', '{"process": {"host": "lab-pc", "pid"'],
    ['null', 'null'],
    ['nobody', '{}'],
    ['no process', '{"process": null}'],
    ['half a process', '{"process": {"host": "lab-pc", "pid": "17", "started": "boot:17"}}'],
    ['no host', '{"process": {"pid": 17, "started": "boot:17"}}'],
    ['no start', '{"process": {"host": "lab-pc", "pid": 17}}'],
  ])('is replaced, and told of, where its file is broken: %s', async (_what, text) => {
    const folder = await lockFile(text);
    const lines: string[] = [];
    const log = { ...silentLog, write: (_level: string, message: string) => void lines.push(message) };
    const lock = await acquired(folder, processOf(1, {}, log));
    expect(await lock.isHeld()).toBe(true);
    expect(lines).toEqual([expect.stringContaining(path.join(folder, ENGINE_LOCK))]);
  });

  it('is not had where its file cannot be read: nobody knows whose it is', async () => {
    const folder = temporaryFolder();
    await mkdir(path.join(folder, ENGINE_LOCK));
    await expect(acquireEngineLock(folder, processOf(1))).rejects.toMatchObject({ name: 'ExlabError' });
  });
});

describe('an engine lock that was lost', () => {
  it('is told of, and is not released for the one who has it since', async () => {
    const folder = temporaryFolder();
    const lost = await acquired(folder, processOf(1));
    await rm(path.join(folder, ENGINE_LOCK));
    expect(await lost.isHeld()).toBe(false);
    const since = await acquired(folder, processOf(1));

    expect(await lost.isHeld()).toBe(false);
    await lost.release();
    expect(await since.isHeld()).toBe(true);
  });

  it('is not released either where it is lost at that moment', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, ENGINE_LOCK);
    const lock = await acquired(folder, processOf(1));
    let releasing = Promise.resolve();
    await withFileLock(file, async () => {
      releasing = lock.release();
      // It looks at the file, then waits for us.
      for (let turn = 0; turn < 50; turn += 1) await readdir(folder);
      await writeFile(file, textOf(OTHER));
    });
    await releasing;
    expect(await holderIn(folder)).toEqual(OTHER);
  });

  it('is released without making the state folder again', async () => {
    const parent = temporaryFolder();
    const folder = path.join(parent, 'state');
    const lock = await acquired(folder, processOf(1));
    await rm(folder, { recursive: true });
    await lock.release();
    expect(await readdir(parent)).toEqual([]);
  });

  it('while it was being taken over is nobody’s: the next who asks has it', async () => {
    const folder = await lockFile(textOf(OTHER));
    const slow = processOf(1, { 17: 'dead' });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    let asked = 0;
    const host: Host = {
      ...slow.host,
      async stateOf(identity) {
        asked += 1;
        if (asked === 2) await loseFileLock(folder);
        return slow.host.stateOf(identity);
      },
    };
    await expect(acquireEngineLock(folder, { ...slow, host })).rejects.toMatchObject({
      code: 'internal_error',
    });
    expect(await readdir(folder)).toEqual([]);
    await acquired(folder, processOf(2));
  });
});

/** As if this process had stood still while it held the lock of the file, and another had taken that over. */
async function loseFileLock(folder: string): Promise<void> {
  await rmdir(path.join(folder, `${ENGINE_LOCK}.lock`));
  await vi.advanceTimersByTimeAsync(6_000);
  // The library looks after its lock with calls of its own: give them their turn.
  for (let turn = 0; turn < 50; turn += 1) await readdir(folder);
}
