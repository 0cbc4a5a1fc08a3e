import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { currentProcess, isProcessAlive, systemHost } from '../../../core/system';

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

describe('systemHost', () => {
  it('has a name that may stand in a file name, a user, and knows this process', async () => {
    const host = systemHost();
    expect(host.name).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(host.user).not.toBe('');
    expect(await host.stateOf(await host.self())).toBe('alive');
  });
});
