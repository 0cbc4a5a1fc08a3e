import { mkdir, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { flushFolder, flushParentsOf, flushTree } from '../../../core/system';
import { temporaryFolder } from '../../support/temporary-folder';

describe('flushTree', () => {
  it('goes through files, folders and links, and says what it cannot reach', async () => {
    const folder = temporaryFolder();
    await mkdir(path.join(folder, 'a', 'b'), { recursive: true });
    await writeFile(path.join(folder, 'a', 'b', 'file'), 'x');
    await symlink('nowhere', path.join(folder, 'dangling'));
    await expect(flushTree(folder)).resolves.toBeUndefined();
    await expect(flushTree(path.join(folder, 'missing'))).rejects.toMatchObject({ code: 'folder_not_found' });
  });

  it('stops between two files when it is told to, with the reason of that', async () => {
    const folder = temporaryFolder();
    for (let number = 1; number <= 100; number += 1) await writeFile(path.join(folder, `file-${number}`), '');
    const controller = new AbortController();
    const reason = new Error('enough');
    let asked = 0;
    vi.spyOn(controller.signal, 'throwIfAborted').mockImplementation(() => {
      asked += 1;
      if (asked === 20) controller.abort(reason);
      if (controller.signal.aborted) throw reason;
    });
    await expect(flushTree(folder, controller.signal)).rejects.toBe(reason);
    expect(asked).toBeLessThan(50);
  });

  it('tells of files that cannot be reached though a signal is given', async () => {
    const missing = path.join(temporaryFolder(), 'missing');
    await expect(flushTree(missing, new AbortController().signal)).rejects.toMatchObject({
      code: 'folder_not_found',
    });
  });
});

describe('flushFolder', () => {
  it('does what can be done where a file system cannot flush folders', async () => {
    // Linux answers EINVAL there, as some shares do.
    await expect(flushFolder('/proc')).resolves.toBeUndefined();
    await expect(flushFolder(path.join(temporaryFolder(), 'missing'))).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});

describe('flushParentsOf', () => {
  it('has nothing to do for no folder, and says what it cannot reach', async () => {
    const folder = temporaryFolder();
    await expect(flushParentsOf([])).resolves.toBeUndefined();
    await expect(flushParentsOf([path.join(folder, 'made')])).resolves.toBeUndefined();
    await expect(flushParentsOf([path.join(folder, 'gone', 'made')])).rejects.toMatchObject({
      code: 'folder_not_found',
      details: { path: path.join(folder, 'gone') },
    });
  });
});
