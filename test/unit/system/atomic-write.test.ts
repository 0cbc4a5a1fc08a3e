import { mkdir, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileAtomic, systemFileSystem, writeFileAtomic, type FileSystem } from '../../../core/system';
import { temporaryFolder } from '../../support/temporary-folder';

describe('writeFileAtomic', () => {
  it('replaces a file as a whole and leaves nothing else behind', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'record.json');
    await writeFileAtomic(file, 'one');
    await writeFileAtomic(file, 'two');
    expect(await readFile(file, 'utf8')).toBe('two');
    expect(await readdir(folder)).toEqual(['record.json']);
  });

  it('gives a new file the bits that were asked for', async () => {
    const file = path.join(temporaryFolder(), 'private');
    await writeFileAtomic(file, 'x', { mode: 0o600 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('leaves what was there, and no other file, where it fails', async () => {
    const folder = temporaryFolder();
    await mkdir(path.join(folder, 'taken', 'by-a-folder'), { recursive: true });
    await expect(writeFileAtomic(path.join(folder, 'taken'), 'x')).rejects.toMatchObject({
      name: 'ExlabError',
    });
    expect(await readdir(folder)).toEqual(['taken']);
    await expect(writeFileAtomic(path.join(folder, 'missing', 'file'), 'x')).rejects.toMatchObject({
      code: 'folder_not_found',
    });
  });

  /** A Windows where renames fail so many times because somebody holds the file. */
  function held(times: number, pause: () => Promise<void>): FileSystem {
    let left = times;
    return {
      ...systemFileSystem,
      platform: 'win32',
      pause,
      rename: (source, destination) => {
        if (left-- <= 0) return rename(source, destination);
        return Promise.reject(Object.assign(new Error('held'), { code: 'EPERM' }));
      },
    };
  }

  it('waits on Windows while somebody holds the file that it replaces', async () => {
    const file = path.join(temporaryFolder(), 'record.json');
    await writeFileAtomic(file, 'one');
    await writeFileAtomic(file, 'two', { fileSystem: held(3, () => Promise.resolve()) });
    expect(await readFile(file, 'utf8')).toBe('two');
  });

  it('leaves what was there, and no other file, where it is held for good', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'record.json');
    await writeFileAtomic(file, 'one');
    const fileSystem = held(Infinity, () => Promise.resolve());
    await expect(writeFileAtomic(file, 'two', { fileSystem })).rejects.toMatchObject({
      code: 'permission_denied',
    });
    expect(await readFile(file, 'utf8')).toBe('one');
    expect(await readdir(folder)).toEqual(['record.json']);
  });

  it('gives up when what it wrote is gone', async () => {
    const folder = temporaryFolder();
    const fileSystem = held(1, async () => {
      for (const name of await readdir(folder)) await rm(path.join(folder, name));
    });
    await expect(
      writeFileAtomic(path.join(folder, 'record.json'), 'x', { fileSystem }),
    ).rejects.toMatchObject({
      code: 'permission_denied',
    });
  });
});

describe('createFileAtomic', () => {
  it('lets exactly one of many writers win', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'marker.json');
    const writers = Array.from({ length: 8 }, (_, number) => createFileAtomic(file, `writer ${number}`));
    const ended = await Promise.allSettled(writers);
    const losers = ended.filter((result) => result.status === 'rejected');
    expect(losers).toHaveLength(7);
    for (const loser of losers) expect(loser.reason).toMatchObject({ code: 'destination_exists' });
    const winner = ended.findIndex((result) => result.status === 'fulfilled');
    expect(await readFile(file, 'utf8')).toBe(`writer ${winner}`);
    expect(await readdir(folder)).toEqual(['marker.json']);
  });
});
