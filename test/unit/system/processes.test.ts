import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { currentProcess, isProcessAlive, startQuery, systemHost } from '../../../core/system';

describe('isProcessAlive', () => {
  it('knows this process', async () => {
    const self = await currentProcess('h');
    expect(self).toEqual({ host: 'h', pid: process.pid, started: expect.stringMatching(/./) as string });
    expect(await isProcessAlive(self, 'h')).toBe('alive');
  });

  it('takes another process with the same pid for dead', async () => {
    const self = await currentProcess('h');
    expect(await isProcessAlive({ ...self, started: `${self.started}1` }, 'h')).toBe('dead');
  });

  it('cannot tell of another host', async () => {
    const self = await currentProcess('h');
    expect(await isProcessAlive(self, 'other')).toBe('unknown');
  });

  it('cannot tell of a process whose start nobody knew, while its pid is in use', async () => {
    expect(await isProcessAlive({ host: 'h', pid: process.pid, started: 'unknown' }, 'h')).toBe('unknown');
  });

  it('notices that a process has ended', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    expect(await isProcessAlive({ host: 'h', pid, started: 'another moment' }, 'h')).toBe('dead');
    child.stdin.end();
    await once(child, 'exit');
    expect(await isProcessAlive({ host: 'h', pid, started: 'unknown' }, 'h')).toBe('dead');
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 40])('takes %s for the pid of nobody', async (pid) => {
    expect(await isProcessAlive({ host: 'h', pid, started: 'x' }, 'h')).toBe('dead');
  });
});

describe.runIf(process.platform === 'linux')('a process on Linux', () => {
  const boot = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

  /** What the system says of a process: its state, and when it began. */
  function told(pid: number): { state: string | undefined; started: string } {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { state: fields[0], started: `${boot()}:${fields[19]}` };
  }

  /** A process with a child that ends when a test says so, and which it never asks what became of it. */
  async function negligentParent(): Promise<{ parent: number; child: number; endChild: () => void }> {
    const parent = spawn('sh', ['-c', 'cat <&3 & echo $!; exec cat'], {
      stdio: ['pipe', 'pipe', 'ignore', 'pipe'],
    });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const { pid = 0, stdin, stdout, stdio } = parent;
    if (stdin === null || stdout === null) throw new Error('It has no pipes.');
    const lines = createInterface(stdout);
    const [child] = (await once(lines, 'line')) as [string];
    // A shell may take notice of its children; the program that takes its place does not.
    stdin.write('started\n');
    await once(lines, 'line');
    const endChild = (): void => void stdio[3]?.destroy();
    return { parent: pid, child: Number(child), endChild };
  }

  it('is dead when it has ended, though its parent has not noticed', async () => {
    const { parent, child, endChild } = await negligentParent();
    expect(await isProcessAlive({ host: 'h', pid: child, started: told(child).started }, 'h')).toBe('alive');
    endChild();
    await vi.waitFor(() => expect(told(child).state).toBe('Z'), { interval: 1, timeout: 10_000 });
    const identities = [parent, child].map((pid) => ({ host: 'h', pid, started: told(pid).started }));
    const states = identities.map((identity) => isProcessAlive(identity, 'h'));
    expect(await Promise.all(states)).toEqual(['alive', 'dead']);
  });

  it('is another one after the computer was started anew, though pid and time since then are the same', async () => {
    const self = await currentProcess('h');
    const earlier = self.started.replace(boot(), '00000000-0000-4000-8000-000000000000');
    expect(await isProcessAlive({ ...self, started: earlier }, 'h')).toBe('dead');
  });

  it('is another one when it began at another time under the same pid', async () => {
    const self = await currentProcess('h');
    const { parent } = await negligentParent();
    expect(told(parent).started).not.toBe(self.started);
    expect(await isProcessAlive({ ...self, pid: parent }, 'h')).toBe('dead');
  });
});

describe('what the system is asked for the start of a process', () => {
  it('is the universal time on Windows: the local one changes twice a year', () => {
    const [file, args] = startQuery('win32', 42);
    expect(file).toBe('powershell.exe');
    expect(args.at(-1)).toBe('(Get-Process -Id 42).StartTime.ToUniversalTime().Ticks');
  });

  it('is `ps` elsewhere', () => {
    expect(startQuery('darwin', 42)).toEqual(['ps', ['-o', 'lstart=', '-p', '42']]);
  });
});

describe('systemHost', () => {
  it('has a name that may stand in a file name, a user, and knows this process', async () => {
    const host = systemHost();
    expect(host.name).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(host.user).not.toBe('');
    expect(await host.stateOf(await host.self())).toBe('alive');
  });
});
