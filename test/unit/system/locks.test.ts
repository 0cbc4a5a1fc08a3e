import { chmod, mkdir, readFile, readdir, rm, rmdir, utimes, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { withFileLock } from '../../../core/system';
import { temporaryFolder } from '../../support/temporary-folder';

describe('withFileLock', () => {
  it('lets nobody in between reading and writing', async () => {
    const file = path.join(temporaryFolder(), 'counter');
    await writeFile(file, '0');
    const increment = (): Promise<void> =>
      withFileLock(file, async () => {
        const value = Number(await readFile(file, 'utf8'));
        await writeFile(file, String(value + 1));
      });
    await Promise.all(Array.from({ length: 20 }, increment));
    expect(await readFile(file, 'utf8')).toBe('20');
  });

  it('returns the result, needs no file, and leaves no lock behind', async () => {
    const folder = temporaryFolder();
    expect(await withFileLock(path.join(folder, 'made', 'x'), () => Promise.resolve(7))).toBe(7);
    expect(await readdir(path.join(folder, 'made'))).toEqual([]);
  });

  it('is free again after an action that failed', async () => {
    const file = path.join(temporaryFolder(), 'x');
    await expect(withFileLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(withFileLock(file, () => Promise.resolve('yes'))).resolves.toBe('yes');
  });

  it.skipIf(process.geteuid?.() !== 0)('says at once that nobody may write there', async () => {
    const folder = temporaryFolder();
    await chmod(folder, 0o555);
    const before = performance.now();
    process.seteuid?.(65534);
    try {
      const locking = withFileLock(path.join(folder, 'file'), () => Promise.resolve('had'));
      await expect(locking).rejects.toMatchObject({ code: 'permission_denied' });
    } finally {
      process.seteuid?.(0);
    }
    expect(performance.now() - before).toBeLessThan(5000);
  });

  it('takes over the lock of a holder that was not heard of for more than ten seconds', async () => {
    const file = path.join(temporaryFolder(), 'x');
    await mkdir(`${file}.lock`);
    const longAgo = new Date(Date.now() - 11_000);
    await utimes(`${file}.lock`, longAgo, longAgo);
    await expect(withFileLock(file, () => Promise.resolve('mine'))).resolves.toBe('mine');
  });

  it('tells of an action during which another process took the lock over', async () => {
    const file = path.join(temporaryFolder(), 'x');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const locked = withFileLock(file, async () => {
      await rmdir(`${file}.lock`);
      await vi.advanceTimersByTimeAsync(6_000);
      // The library looks after its lock with calls of its own: give them their turn.
      for (let turn = 0; turn < 50; turn += 1) await readdir(path.dirname(file));
    });
    await expect(locked).rejects.toMatchObject({ code: 'internal_error', details: { path: file } });
  });

  it('does not mind that the action removed the folder with the lock in it', async () => {
    const folder = path.join(temporaryFolder(), 'run');
    const action = (): Promise<void> => rm(folder, { recursive: true });
    await expect(withFileLock(path.join(folder, 'x'), action)).resolves.toBeUndefined();
  });
});
