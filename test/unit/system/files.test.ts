import { mkdir, readFile, readdir, rename, rmdir, symlink, writeFile } from 'node:fs/promises';
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
  systemFileSystem,
  type FileSystem,
} from '../../../core/system';
import { temporaryFolder } from '../../support/temporary-folder';

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: told by a test`), { code });
}

/** A Windows where the calls that a test gives take the place of the real ones, and no pause takes time. */
function windows(calls: Partial<FileSystem>): FileSystem & { readonly pauses: number[] } {
  const pauses: number[] = [];
  const pause = (ms: number): Promise<void> => {
    pauses.push(ms);
    return Promise.resolve();
  };
  return { ...systemFileSystem, platform: 'win32', pause, ...calls, pauses };
}

/** A call that fails with these codes one after the other, and then does what the real one does. */
function failing<Arguments extends unknown[]>(
  codes: readonly string[],
  real: (...given: Arguments) => Promise<void>,
): (...given: Arguments) => Promise<void> {
  const left = [...codes];
  return (...given) => {
    const code = left.shift();
    return code === undefined ? real(...given) : Promise.reject(systemError(code));
  };
}

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

  it('takes a rename for done that a network file system tells of as failed', async () => {
    const folder = temporaryFolder();
    const answeredTwice = async (source: string, destination: string): Promise<void> => {
      await rename(source, destination);
      throw systemError('ENOENT');
    };
    const fileSystem = { ...systemFileSystem, rename: answeredTwice };
    await moveFolderIntoPlace(await work(folder), path.join(folder, 'Run_1'), fileSystem);
    expect(await readdir(path.join(folder, 'Run_1'))).toEqual(['file']);
  });

  it('tells why it failed where nothing stands at the destination', async () => {
    const folder = temporaryFolder();
    const source = await work(folder);
    const fileSystem = { ...systemFileSystem, rename: failing(['EBUSY'], rename) };
    await expect(moveFolderIntoPlace(source, path.join(folder, 'Run_1'), fileSystem)).rejects.toMatchObject({
      code: 'internal_error',
      details: { errno: 'EBUSY' },
    });
    expect(await readdir(folder)).toEqual(['.work']);
  });

  it.each(['EPERM', 'EBUSY', 'EACCES'])('waits on Windows while a file is held: %s', async (code) => {
    const folder = temporaryFolder();
    const fileSystem = windows({ rename: failing([code, code, code], rename) });
    await moveFolderIntoPlace(await work(folder), path.join(folder, 'Run_1'), fileSystem);
    expect(await readdir(folder)).toEqual(['Run_1']);
    expect(fileSystem.pauses).toEqual([8, 16, 32]);
  });

  it('waits about two seconds at most', async () => {
    const folder = temporaryFolder();
    const source = await work(folder);
    const fileSystem = windows({ rename: () => Promise.reject(systemError('EBUSY')) });
    await expect(moveFolderIntoPlace(source, path.join(folder, 'Run_1'), fileSystem)).rejects.toMatchObject({
      details: { errno: 'EBUSY' },
    });
    const total = fileSystem.pauses.reduce((sum, pause) => sum + pause, 0);
    expect(total).toBeGreaterThan(1500);
    expect(total).toBeLessThan(3000);
  });

  it.each<[string, NodeJS.Platform, string]>([
    ['on other systems', 'linux', 'EPERM'],
    ['for other errors', 'win32', 'EXDEV'],
  ])('does not wait %s', async (_, platform, code) => {
    const folder = temporaryFolder();
    const source = await work(folder);
    const fileSystem = { ...windows({ rename: failing([code], rename) }), platform };
    await expect(moveFolderIntoPlace(source, path.join(folder, 'Run_1'), fileSystem)).rejects.toMatchObject({
      details: { errno: code },
    });
    expect(fileSystem.pauses).toEqual([]);
    expect(await readdir(folder)).toEqual(['.work']);
  });

  it('gives up when something has come to the destination meanwhile', async () => {
    const folder = temporaryFolder();
    const source = await work(folder);
    const destination = path.join(folder, 'Run_1');
    const fileSystem = windows({
      rename: failing(['EPERM'], rename),
      // POSIX would replace this empty folder at a second attempt.
      pause: () => mkdir(destination),
    });
    await expect(moveFolderIntoPlace(source, destination, fileSystem)).rejects.toMatchObject({
      code: 'destination_exists',
    });
    expect(await readdir(destination)).toEqual([]);
    expect(await readdir(source)).toEqual(['file']);
  });

  it('gives up when the source has gone meanwhile', async () => {
    const folder = temporaryFolder();
    const source = await work(folder);
    const attempts: string[] = [];
    const fileSystem = windows({
      rename: (from) => {
        attempts.push(from);
        return Promise.reject(systemError('EPERM'));
      },
      pause: () => rename(source, path.join(folder, 'elsewhere')),
    });
    await expect(moveFolderIntoPlace(source, path.join(folder, 'Run_1'), fileSystem)).rejects.toMatchObject({
      code: 'permission_denied',
    });
    expect(attempts).toEqual([source]);
  });
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

  it('go on to the parents of a folder that somebody else took away', async () => {
    const folder = temporaryFolder();
    const made = await makeFolders(path.join(folder, 'a', 'b'));
    await rmdir(path.join(folder, 'a', 'b'));
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

  it('make again what somebody took away in between, and say each once', async () => {
    const folder = temporaryFolder();
    const stolen = path.join(folder, 'a', 'b');
    let thefts = 1;
    const fileSystem: FileSystem = {
      ...systemFileSystem,
      mkdir: async (wanted) => {
        if (path.dirname(wanted) === stolen && thefts-- > 0) await rmdir(stolen);
        return mkdir(wanted);
      },
    };
    const made = await makeFolders(path.join(stolen, 'c'), fileSystem);
    expect(made).toEqual(['a', 'a/b', 'a/b/c'].map((relative) => path.join(folder, relative)));
    await removeEmptyFolders(made);
    expect(await readdir(folder)).toEqual([]);
  });

  it('leave to somebody else what they made again', async () => {
    const outer = path.join(temporaryFolder(), 'a');
    const inner = path.join(outer, 'b');
    let stolen = false;
    const fileSystem: FileSystem = {
      ...systemFileSystem,
      mkdir: async (wanted) => {
        if (wanted === inner && !stolen) {
          await rmdir(outer);
          stolen = true;
        } else if (wanted === outer && stolen) {
          await mkdir(outer);
        }
        return mkdir(wanted);
      },
    };
    expect(await makeFolders(inner, fileSystem)).toEqual([inner]);
  });

  it('give up when what they make is taken away again and again', async () => {
    const folder = temporaryFolder();
    let attempts = 0;
    const fileSystem: FileSystem = {
      ...systemFileSystem,
      mkdir: () => {
        attempts += 1;
        return Promise.reject(systemError('ENOENT'));
      },
    };
    await expect(makeFolders(path.join(folder, 'a'), fileSystem)).rejects.toMatchObject({
      code: 'folder_not_found',
    });
    expect(attempts).toBe(5);
  });

  it.each(['Z:\\lab\\run', '\\\\nas\\share\\run'])(
    'end at the root of a drive that is missing: %s',
    async (folder) => {
      let asked = 0;
      const fileSystem: FileSystem = {
        ...systemFileSystem,
        dirname: (file) => {
          asked += 1;
          if (asked > 50) throw new Error('It goes on for ever.');
          return path.win32.dirname(file);
        },
        mkdir: (wanted) => expect.fail(`made ${wanted}`),
      };
      const { root } = path.win32.parse(folder);
      await expect(makeFolders(folder, fileSystem)).rejects.toMatchObject({
        code: 'folder_not_found',
        message: expect.stringContaining(`${root} does not exist`) as string,
        details: { path: folder, root },
      });
    },
  );

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

  it.each(['EBUSY', 'ENOTEMPTY'])('wait on Windows while something in the tree is held: %s', async (code) => {
    const folder = path.join(temporaryFolder(), 'tree');
    await mkdir(path.join(folder, 'inner'), { recursive: true });
    const fileSystem = windows({ removeTree: failing([code, code], systemFileSystem.removeTree) });
    await removeTree(folder, fileSystem);
    expect(await exists(folder)).toBe(false);
    expect(fileSystem.pauses).toEqual([8, 16]);
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
