import { mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  exists,
  freeBytes,
  makeFolders,
  moveFolderIntoPlace,
  removeEmptyFolders,
  removeFile,
  removeTree,
  sha256,
} from '../../../core/system';
import { temporaryFolder } from '../../support/temporary-folder';

describe('exists', () => {
  it('sees files, folders, and links that lead nowhere', async () => {
    const folder = temporaryFolder();
    await symlink('nowhere', path.join(folder, 'dangling'));
    expect(await exists(folder)).toBe(true);
    expect(await exists(path.join(folder, 'dangling'))).toBe(true);
    expect(await exists(path.join(folder, 'missing'))).toBe(false);
  });

  it('sees nothing below a file', async () => {
    const file = path.join(temporaryFolder(), 'file');
    await writeFile(file, '');
    expect(await exists(path.join(file, 'below'))).toBe(false);
  });
});

describe('moveFolderIntoPlace', () => {
  async function work(folder: string): Promise<string> {
    const source = path.join(folder, '.work');
    await mkdir(source);
    await writeFile(path.join(source, 'file'), 'x');
    return source;
  }

  it('moves the folder with all that is in it', async () => {
    const folder = temporaryFolder();
    await moveFolderIntoPlace(await work(folder), path.join(folder, 'Run_1'));
    expect(await readdir(folder)).toEqual(['Run_1']);
    expect(await readFile(path.join(folder, 'Run_1', 'file'), 'utf8')).toBe('x');
  });

  it.each(['an empty folder', 'a full folder', 'a file', 'a dangling link'])(
    'refuses %s that exists',
    async (what) => {
      const folder = temporaryFolder();
      const destination = path.join(folder, 'Run_1');
      if (what === 'an empty folder') await mkdir(destination);
      if (what === 'a full folder') await mkdir(path.join(destination, 'inner'), { recursive: true });
      if (what === 'a file') await writeFile(destination, '');
      if (what === 'a dangling link') await symlink('nowhere', destination);
      const source = await work(folder);
      await expect(moveFolderIntoPlace(source, destination)).rejects.toMatchObject({
        code: 'destination_exists',
        details: { path: destination },
      });
      expect(await readdir(source)).toEqual(['file']);
    },
  );
});

describe('makeFolders and removeEmptyFolders', () => {
  it('say which folders were made, outermost first, and take those away again', async () => {
    const folder = temporaryFolder();
    const made = await makeFolders(path.join(folder, 'a', 'b', 'c'));
    expect(made).toEqual(['a', 'a/b', 'a/b/c'].map((relative) => path.join(folder, relative)));
    expect(await makeFolders(path.join(folder, 'a', 'b'))).toEqual([]);
    await removeEmptyFolders(made);
    expect(await readdir(folder)).toEqual([]);
  });

  it('leave a folder in which something stands, and its parents', async () => {
    const folder = temporaryFolder();
    const made = await makeFolders(path.join(folder, 'a', 'b'));
    await writeFile(path.join(folder, 'a', 'other'), '');
    await removeEmptyFolders(made);
    expect(await readdir(path.join(folder, 'a'))).toEqual(['other']);
  });

  it('give every folder to exactly one of those who make it at once', async () => {
    const folder = temporaryFolder();
    const deep = path.join(folder, 'a', 'b', 'c', 'd');
    const made = await Promise.all(Array.from({ length: 6 }, () => makeFolders(deep)));
    expect(made.flat().sort()).toEqual(
      ['a', 'a/b', 'a/b/c', 'a/b/c/d'].map((part) => path.join(folder, part)),
    );
  });

  it('say that a file is in the way', async () => {
    const folder = temporaryFolder();
    await writeFile(path.join(folder, 'file'), '');
    await expect(makeFolders(path.join(folder, 'file', 'below'))).rejects.toMatchObject({
      code: 'folder_not_found',
    });
  });
});

describe('removeFile and removeTree', () => {
  it('take away what is there, and do not mind what is not', async () => {
    const folder = temporaryFolder();
    await mkdir(path.join(folder, 'tree', 'inner'), { recursive: true });
    await writeFile(path.join(folder, 'file'), '');
    for (let time = 1; time <= 2; time += 1) {
      await removeFile(path.join(folder, 'file'));
      await removeTree(path.join(folder, 'tree'));
    }
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('freeBytes', () => {
  it('asks the volume of the nearest folder that exists', async () => {
    const free = await freeBytes(path.join(temporaryFolder(), 'not', 'yet', 'made'));
    expect(free).toBeGreaterThan(0);
  });
});

describe('sha256', () => {
  it('hashes text and bytes alike', () => {
    const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    expect(sha256('')).toBe(empty);
    expect(sha256(Buffer.from('ä'))).toBe(sha256('ä'));
  });
});
