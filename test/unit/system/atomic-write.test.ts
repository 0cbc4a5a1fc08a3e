import { mkdir, readFile, readdir, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileAtomic, writeFileAtomic } from '../../../core/system';
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
