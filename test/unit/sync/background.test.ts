import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BackgroundWork } from '../../../core/sync';
import { ENGINE_LOCK, type Host, type ProcessState } from '../../../core/system';
import { ManualClock } from '../../support/manual-clock';
import { temporaryFolder } from '../../support/temporary-folder';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Several processes over one state folder; each test says which of them live. */
interface Computer {
  readonly stateFolder: string;
  readonly clock: ManualClock;
  readonly states: Map<number, ProcessState>;
  readonly lines: string[];
  /** How many rounds each process has begun. */
  readonly rounds: Map<number, number>;
  process(pid: number, work?: () => Promise<unknown>): BackgroundWork;
}

function makeComputer(): Computer {
  const stateFolder = temporaryFolder();
  const clock = new ManualClock();
  const states = new Map<number, ProcessState>();
  const lines: string[] = [];
  const rounds = new Map<number, number>();
  const log = {
    write: (level: string, message: string) => void lines.push(`${level} ${message}`),
    flush: () => Promise.resolve(),
  };
  return {
    stateFolder,
    clock,
    states,
    lines,
    rounds,
    process(pid, work = () => Promise.resolve()) {
      const host: Host = {
        name: 'lab-pc',
        user: 'alice',
        self: () => Promise.resolve({ host: 'lab-pc', pid, started: `boot:${pid}` }),
        stateOf: (identity) => Promise.resolve(states.get(identity.pid) ?? 'alive'),
      };
      const background = new BackgroundWork(stateFolder, { host, clock, log }, () => {
        rounds.set(pid, (rounds.get(pid) ?? 0) + 1);
        return work();
      });
      onTestFinished(() => background.close());
      return background;
    },
  };
}

/** Lets `minutes` pass, and waits each minute until the processes have done what they do then. */
async function pass(computer: Computer, minutes: number, ...processes: BackgroundWork[]): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    computer.clock.advance(MINUTE);
    // Asked again, it answers when the turn that goes on is over.
    for (const background of processes) await background.start();
  }
}

/** A piece of work that ends when the test says so. */
function heldBack(): { work: () => Promise<void>; end: () => void } {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { work: () => ended, end: () => end() };
}

describe('background work', () => {
  it('is done by the first who starts, at once and then hourly', async () => {
    const computer = makeComputer();
    const first = computer.process(1);
    expect(await first.start()).toBe(true);
    expect(computer.rounds.get(1)).toBe(1);

    await pass(computer, 59, first);
    expect(computer.rounds.get(1)).toBe(1);
    await pass(computer, 1, first);
    expect(computer.rounds.get(1)).toBe(2);
    await pass(computer, 60, first);
    expect(computer.rounds.get(1)).toBe(3);
  });

  it('is not done by a second one, while the first lives', async () => {
    const computer = makeComputer();
    await computer.process(1).start();
    const second = computer.process(2);
    expect(await second.start()).toBe(false);
    await pass(computer, 70, second);
    expect(computer.rounds.get(2)).toBeUndefined();
  });

  it('is taken over within a minute when the first has died, by one of those who wait', async () => {
    const computer = makeComputer();
    await computer.process(1).start();
    const waiting = [computer.process(2), computer.process(3)];
    for (const background of waiting) await background.start();

    computer.states.set(1, 'dead');
    await pass(computer, 1, ...waiting);
    expect([...computer.rounds.values()]).toEqual([1, 1]);
  });

  it('is asked for every minute, without anybody saying so', async () => {
    const computer = makeComputer();
    await computer.process(1).start();
    const { work, end } = heldBack();
    const second = computer.process(2, () => {
      end();
      return work();
    });
    await second.start();
    await pass(computer, 1, second);

    computer.states.set(1, 'dead');
    computer.clock.advance(MINUTE);
    await work();
    expect(computer.rounds.get(2)).toBe(1);
  });

  it('is asked for once where two minutes pass in one, as when the computer slept', async () => {
    const computer = makeComputer();
    await computer.process(1).start();
    const second = computer.process(2);
    await second.start();
    computer.states.set(1, 'dead');
    computer.lines.length = 0;
    computer.clock.advance(2 * MINUTE);

    expect(await second.start()).toBe(true);
    await second.close();
    expect(computer.lines.filter((line) => line.includes('is done by'))).toEqual([]);
    expect(await readdir(computer.stateFolder)).toEqual([]);
  });

  it('is handed over by one that closes', async () => {
    const computer = makeComputer();
    const first = computer.process(1);
    const second = computer.process(2);
    await first.start();
    await second.start();
    await first.close();
    expect(await readdir(computer.stateFolder)).toEqual([]);
    await pass(computer, 1, second);
    expect(computer.rounds.get(2)).toBe(1);
  });

  it('is taken over within a second from one of its own process that closes', async () => {
    const computer = makeComputer();
    const { work, end } = heldBack();
    const first = computer.process(1, work);
    await first.start();
    const closing = first.close();
    const second = computer.process(1);
    expect(await second.start()).toBe(false);
    computer.clock.advance(SECOND);
    expect(await second.start()).toBe(false);
    end();
    await closing;
    computer.clock.advance(SECOND);
    expect(await second.start()).toBe(true);
    expect(computer.rounds.get(1)).toBe(2);
    expect(computer.lines.filter((line) => line.includes('is done by'))).toEqual([]);
    await second.close();
    computer.clock.advance(10 * SECOND);
    expect(await readdir(computer.stateFolder)).toEqual([]);
  });

  it('is not asked for again by one that was closed before the other one of its process', async () => {
    const computer = makeComputer();
    const first = computer.process(1);
    await first.start();
    const second = computer.process(1);
    await second.start();
    await second.close();
    await first.close();
    expect(computer.clock.waiting).toBe(0);
  });

  it('is asked for every minute, as ever, once one of its own process has let it go to another', async () => {
    const computer = makeComputer();
    const first = computer.process(1);
    await first.start();
    const second = computer.process(1);
    await second.start();
    await first.close();
    expect(await computer.process(2).start()).toBe(true);
    computer.clock.advance(SECOND);
    await second.start();
    const waiting = computer.clock.waiting;
    computer.clock.advance(30 * SECOND);
    expect(computer.clock.waiting).toBe(waiting);
    expect(computer.lines.filter((line) => line.includes('is done by process 2'))).toHaveLength(1);
  });

  it('is left by one that lost its lock to another', async () => {
    const computer = makeComputer();
    const first = computer.process(1);
    await first.start();
    await rm(path.join(computer.stateFolder, ENGINE_LOCK));
    const second = computer.process(2);
    expect(await second.start()).toBe(true);

    await pass(computer, 120, first, second);
    expect(computer.rounds).toEqual(
      new Map([
        [1, 1],
        [2, 3],
      ]),
    );
    await first.close();
    expect(await readFile(path.join(computer.stateFolder, ENGINE_LOCK), 'utf8')).toContain('"pid": 2');
  });

  it('is begun at once by one that has its lock again', async () => {
    const computer = makeComputer();
    const first = computer.process(1);
    await first.start();
    await rm(path.join(computer.stateFolder, ENGINE_LOCK));
    await pass(computer, 1, first);
    expect(await readdir(computer.stateFolder)).toEqual([ENGINE_LOCK]);
    expect(computer.rounds.get(1)).toBe(2);
  });

  it('says once who has the lock where nobody can tell whether it lives, and which file to remove', async () => {
    const computer = makeComputer();
    await computer.process(1).start();
    computer.states.set(1, 'unknown');
    computer.lines.length = 0;
    const second = computer.process(2);
    expect(await second.start()).toBe(false);
    await pass(computer, 5, second);
    expect(computer.lines).toEqual([expect.stringContaining(path.join(computer.stateFolder, ENGINE_LOCK))]);
    expect(computer.lines[0]).toMatch(/^WARN .*process 1 on lab-pc/);
  });

  it('does not begin a round while the last one goes on', async () => {
    const computer = makeComputer();
    const { work, end } = heldBack();
    const first = computer.process(1, work);
    await first.start();
    await pass(computer, 130, first);
    expect(computer.rounds.get(1)).toBe(1);

    end();
    await work();
    await pass(computer, 2, first);
    expect(computer.rounds.get(1)).toBe(2);
  });

  it('goes on after a round that failed, and tells of it', async () => {
    const computer = makeComputer();
    const first = computer.process(1, () => Promise.reject(new Error('the queue is down')));
    await first.start();
    await pass(computer, 60, first);
    expect(computer.rounds.get(1)).toBe(2);
    const failures = computer.lines.filter((line) => line.startsWith('ERROR'));
    expect(failures).toEqual(Array(2).fill(expect.stringContaining('the queue is down')));
  });

  it('asks again where the lock could not be asked for, and tells of that once', async () => {
    const computer = makeComputer();
    const inTheWay = path.join(computer.stateFolder, 'state');
    await writeFile(inTheWay, 'no folder');
    const { clock, lines } = computer;
    const log = {
      write: (level: string, message: string) => void lines.push(`${level} ${message}`),
      flush: () => Promise.resolve(),
    };
    const host: Host = {
      name: 'lab-pc',
      user: 'alice',
      self: () => Promise.resolve({ host: 'lab-pc', pid: 1, started: 'boot:1' }),
      stateOf: () => Promise.resolve('alive'),
    };
    const background = new BackgroundWork(inTheWay, { host, clock, log }, () => Promise.resolve());
    onTestFinished(() => background.close());
    expect(await background.start()).toBe(false);
    await pass(computer, 3, background);
    expect(lines).toEqual([expect.stringMatching(/^ERROR /)]);

    await rm(inTheWay);
    await pass(computer, 1, background);
    expect(await readdir(inTheWay)).toEqual([ENGINE_LOCK]);
  });
});

describe('closing background work', () => {
  it('waits for a round in progress before it lets others have the lock', async () => {
    const computer = makeComputer();
    const { work, end } = heldBack();
    const first = computer.process(1, work);
    await first.start();
    let closed = false;
    const closing = first.close().then(() => (closed = true));

    expect(await computer.process(2).start()).toBe(false);
    expect(closed).toBe(false);
    end();
    await closing;
    expect(await computer.process(3).start()).toBe(true);
  });

  it('begins nothing more', async () => {
    const computer = makeComputer();
    const first = computer.process(1);
    await first.start();
    await first.start();
    await first.close();
    computer.clock.advance(180 * MINUTE);
    expect(await first.start()).toBe(false);
    await first.close();
    expect(computer.rounds.get(1)).toBe(1);
    expect(await readdir(computer.stateFolder)).toEqual([]);
  });

  it('keeps it from being started', async () => {
    const computer = makeComputer();
    const never = computer.process(1);
    await never.close();
    expect(await never.start()).toBe(false);
    expect(await readdir(computer.stateFolder)).toEqual([]);
  });

  it('lets others have a lock that was had while it was closing, and begins no round with it', async () => {
    const computer = makeComputer();
    const first = computer.process(1);
    const started = first.start();
    await first.close();
    await started;
    expect(computer.rounds.get(1)).toBeUndefined();
    expect(await readdir(computer.stateFolder)).toEqual([]);
  });

  it('tells of a lock that could not be released, and ends all the same', async () => {
    const computer = makeComputer();
    const first = computer.process(1);
    await first.start();
    await rm(computer.stateFolder, { recursive: true });
    await writeFile(computer.stateFolder, 'no folder');
    await expect(first.close()).resolves.toBeUndefined();
    expect(computer.lines.at(-1)).toMatch(/^WARN the engine lock was not released/);
  });
});
