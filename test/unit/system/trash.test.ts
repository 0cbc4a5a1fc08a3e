import { lstatSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { chmod, readlink, rename } from 'node:fs/promises';
import * as path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveToTrash, systemFileSystem, type TrashSurroundings } from '../../../core/system';
import { mountTop } from '../../../core/system/mounts';
import { temporaryFolder } from '../../support/temporary-folder';

const UID = process.getuid?.() ?? -1;
const MOMENT = new Date(2026, 10, 20, 3, 4, 5);

interface Disk {
  readonly top: string;
  /** Makes a folder below the top with a file in it. */
  make(relative: string): string;
  /** Where the home of this user is, at the same disk. */
  readonly home: TrashSurroundings;
  /** The same where the home is at another disk. */
  readonly noHome: TrashSurroundings;
  /** Everything below the top, with forward slashes. */
  tree(): string[];
}

function aDisk(): Disk {
  const top = temporaryFolder();
  const noHome: TrashSurroundings = {
    environment: {},
    home: '',
    userId: UID,
    mountTopOf: () => Promise.resolve(top),
    fileSystem: { ...systemFileSystem, platform: 'linux' },
    clock: { now: () => MOMENT },
  };
  return {
    top,
    make(relative) {
      const folder = path.join(top, relative);
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, 'notes.txt'), relative);
      return folder;
    },
    home: { ...noHome, environment: { XDG_DATA_HOME: path.join(top, 'home', 'data') } },
    noHome,
    tree: () => readdirSync(top, { recursive: true }).map(String).sort(),
  };
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: told by a test`), { code });
}

/** The same surroundings, where a rename does this. */
function renaming(surroundings: TrashSurroundings, call: typeof systemFileSystem.rename): TrashSurroundings {
  return { ...surroundings, fileSystem: { ...surroundings.fileSystem, rename: call } };
}

function noteOf(moved: string): string {
  const trash = path.dirname(path.dirname(moved));
  return readFileSync(path.join(trash, 'info', `${path.basename(moved)}.trashinfo`), 'utf8');
}

const modeOf = (file: string): number => lstatSync(file).mode & 0o777;

describe('the trash in the home', () => {
  it('takes a folder of the same disk, and notes where it was and when, in local time', async () => {
    const disk = aDisk();
    const run = disk.make('lab/Run_1');
    const moved = await moveToTrash(run, disk.home);
    const trash = path.join(disk.top, 'home/data/Trash');
    expect(moved).toBe(path.join(trash, 'files/Run_1'));
    expect(disk.tree().filter((file) => file.startsWith('lab'))).toEqual(['lab']);
    expect(readFileSync(path.join(moved, 'notes.txt'), 'utf8')).toBe('lab/Run_1');
    expect(noteOf(moved)).toBe(`[Trash Info]\nPath=${run}\nDeletionDate=2026-11-20T03:04:05\n`);
    for (const folder of [trash, `${trash}/files`, `${trash}/info`]) expect(modeOf(folder)).toBe(0o700);
    expect(modeOf(path.join(trash, 'info/Run_1.trashinfo'))).toBe(0o600);
  });

  it.each([{}, { XDG_DATA_HOME: '' }, { XDG_DATA_HOME: 'data' }])(
    'is below .local/share for %j',
    async (environment) => {
      const disk = aDisk();
      const surroundings = { ...disk.noHome, environment, home: path.join(disk.top, 'home') };
      const moved = await moveToTrash(disk.make('Run_1'), surroundings);
      expect(moved).toBe(path.join(disk.top, 'home/.local/share/Trash/files/Run_1'));
    },
  );

  it('is used through a link that the user has put there', async () => {
    const disk = aDisk();
    mkdirSync(path.join(disk.top, 'elsewhere'));
    mkdirSync(path.join(disk.top, 'home/data'), { recursive: true });
    symlinkSync(path.join(disk.top, 'elsewhere'), path.join(disk.top, 'home/data/Trash'));
    expect(await moveToTrash(disk.make('Run_1'), disk.home)).toBe(
      path.join(disk.top, 'elsewhere/files/Run_1'),
    );
  });

  it('is passed over for that of the disk where it is a link to nowhere', async () => {
    const disk = aDisk();
    mkdirSync(path.join(disk.top, 'home/data'), { recursive: true });
    symlinkSync('nowhere', path.join(disk.top, 'home/data/Trash'));
    expect(await moveToTrash(disk.make('Run_1'), disk.home)).toBe(
      path.join(disk.top, `.Trash-${UID}/files/Run_1`),
    );
  });

  it('is passed over, and left as it was, where a rename says that it is on another disk', async () => {
    const disk = aDisk();
    const across = renaming(disk.home, (from, to) =>
      to.includes('home') ? Promise.reject(systemError('EXDEV')) : rename(from, to),
    );
    const run = disk.make('lab/Run_1');
    const moved = await moveToTrash(run, across);
    expect(moved).toBe(path.join(disk.top, `.Trash-${UID}/files/Run_1`));
    expect(disk.tree().filter((file) => file.startsWith('home'))).toEqual([]);
  });
});

describe('a name that is taken', () => {
  it('gets a number, and nothing that is in the trash is touched', async () => {
    const disk = aDisk();
    const names: string[] = [];
    for (const project of ['A', 'B', 'C']) {
      const moved = await moveToTrash(disk.make(`${project}/Run_1`), disk.home);
      names.push(path.basename(moved));
      expect(readFileSync(path.join(moved, 'notes.txt'), 'utf8')).toBe(`${project}/Run_1`);
      expect(noteOf(moved)).toContain(`Path=${disk.top}/${project}/Run_1\n`);
    }
    expect(names).toEqual(['Run_1', 'Run_1.2', 'Run_1.3']);
  });

  it('is one that a note has, or an empty folder, which a rename would replace', async () => {
    const disk = aDisk();
    const trash = path.join(disk.top, 'home/data/Trash');
    mkdirSync(path.join(trash, 'files/Run_1'), { recursive: true });
    mkdirSync(path.join(trash, 'info'));
    writeFileSync(path.join(trash, 'info/Run_1.2.trashinfo'), 'of somebody');
    const moved = await moveToTrash(disk.make('Run_1'), disk.home);
    expect(path.basename(moved)).toBe('Run_1.3');
    expect(readdirSync(path.join(trash, 'files/Run_1'))).toEqual([]);
    expect(readdirSync(path.join(trash, 'info')).sort()).toEqual(['Run_1.2.trashinfo', 'Run_1.3.trashinfo']);
    expect(readFileSync(path.join(trash, 'info/Run_1.2.trashinfo'), 'utf8')).toBe('of somebody');
  });

  it('is claimed once by many that move at once', async () => {
    const disk = aDisk();
    const runs = Array.from({ length: 12 }, (_, index) => disk.make(`${index}/Run_1`));
    const moved = await Promise.all(runs.map((run) => moveToTrash(run, disk.home)));
    expect(new Set(moved).size).toBe(runs.length);
    for (const [index, folder] of moved.entries()) {
      expect(readFileSync(path.join(folder, 'notes.txt'), 'utf8')).toBe(`${index}/Run_1`);
      expect(noteOf(folder)).toContain(`Path=${runs[index]}\n`);
    }
  });
});

describe('the trash at the top of a disk', () => {
  it('is of the user alone, and notes places from the top', async () => {
    const disk = aDisk();
    const moved = await moveToTrash(disk.make('lab/Run_1'), disk.noHome);
    expect(moved).toBe(path.join(disk.top, `.Trash-${UID}/files/Run_1`));
    expect(modeOf(path.join(disk.top, `.Trash-${UID}`))).toBe(0o700);
    expect(noteOf(moved)).toContain('\nPath=lab/Run_1\n');
  });

  it('is in that for all where there is one with the sticky bit', async () => {
    const disk = aDisk();
    mkdirSync(path.join(disk.top, '.Trash'));
    await chmod(path.join(disk.top, '.Trash'), 0o1777);
    const moved = await moveToTrash(disk.make('lab/Run_1'), disk.noHome);
    expect(moved).toBe(path.join(disk.top, `.Trash/${UID}/files/Run_1`));
    expect(modeOf(path.join(disk.top, `.Trash/${UID}`))).toBe(0o700);
    expect(noteOf(moved)).toContain('\nPath=lab/Run_1\n');
  });

  it.each<[string, (trash: string) => unknown]>([
    ['has no sticky bit', (trash) => mkdirSync(trash)],
    ['is a file', (trash) => writeFileSync(trash, '')],
    ['is a link', (trash) => symlinkSync('sticky', trash)],
    [
      'has a link in place of the folder of the user',
      async (trash) => {
        mkdirSync(trash);
        await chmod(trash, 0o1777);
        symlinkSync('../sticky', path.join(trash, String(UID)));
      },
    ],
  ])('is not in that for all where it %s', async (_, make) => {
    const disk = aDisk();
    mkdirSync(path.join(disk.top, 'sticky'));
    await chmod(path.join(disk.top, 'sticky'), 0o1777);
    await make(path.join(disk.top, '.Trash'));
    const moved = await moveToTrash(disk.make('lab/Run_1'), disk.noHome);
    expect(moved).toBe(path.join(disk.top, `.Trash-${UID}/files/Run_1`));
    expect(readdirSync(path.join(disk.top, 'sticky'))).toEqual([]);
  });

  it.each(['', '/files', '/info'])('is not used where .Trash-$uid%s is a link', async (part) => {
    const disk = aDisk();
    const run = disk.make('lab/Run_1');
    mkdirSync(path.join(disk.top, 'elsewhere'));
    const link = path.join(disk.top, `.Trash-${UID}${part}`);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(disk.top, 'elsewhere'), link);
    await expect(moveToTrash(run, disk.noHome)).rejects.toMatchObject({
      code: 'permission_denied',
      message: `${run} was not moved to the trash, and stays where it is: ${link} is no folder of this user. Delete it yourself if it is to go.`,
    });
    expect(readdirSync(run)).toEqual(['notes.txt']);
    expect(readdirSync(path.join(disk.top, 'elsewhere'))).toEqual([]);
    expect(await readlink(link)).toBe(path.join(disk.top, 'elsewhere'));
  });

  it('is not used, nor left behind, where it belongs to somebody else', async () => {
    const disk = aDisk();
    const run = disk.make('lab/Run_1');
    // As on shares that give everything to one user.
    const other = { ...disk.noHome, userId: UID + 1 };
    await expect(moveToTrash(run, other)).rejects.toThrow(`.Trash-${UID + 1} is no folder of this user`);
    expect(disk.tree()).toEqual(['lab', 'lab/Run_1', 'lab/Run_1/notes.txt']);
  });
});

describe('a note', () => {
  it.each([
    ['a b', 'a%20b'],
    ['Größe', 'Gr%C3%B6%C3%9Fe'],
    ['two\nlines', 'two%0Alines'],
    ['100%25', '100%2525'],
    ['a=b;[c]#', 'a%3Db%3B%5Bc%5D%23'],
    ["-_.!~*'()", "-_.!~*'()"],
  ])('writes %j as %s', async (name, encoded) => {
    const disk = aDisk();
    const moved = await moveToTrash(disk.make(`${name}/Run_${name}`), disk.noHome);
    expect(noteOf(moved)).toBe(
      `[Trash Info]\nPath=${encoded}/Run_${encoded}\nDeletionDate=2026-11-20T03:04:05\n`,
    );
    expect(path.basename(moved)).toBe(`Run_${name}`);
  });

  it('tells the way back for every name, in one line', async () => {
    const disk = aDisk();
    const name = fc
      .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
      .filter((text) => !/[/\0]/.test(text) && text !== '.' && text !== '..')
      .filter((text) => Buffer.byteLength(text) < 200);
    await fc.assert(
      fc.asyncProperty(name, name, async (project, run) => {
        const moved = await moveToTrash(disk.make(`lab/${project}/${run}`), disk.noHome);
        const [, line = '', , end] = noteOf(moved).split('\n');
        expect(decodeURIComponent(line.slice('Path='.length))).toBe(`lab/${project}/${run}`);
        expect(end).toBe('');
      }),
      { numRuns: 50 },
    );
  });

  it('tells the place itself, whatever links lead to it', async () => {
    const disk = aDisk();
    disk.make('data/lab/Run_1');
    symlinkSync(path.join(disk.top, 'data/lab'), path.join(disk.top, 'short'));
    const moved = await moveToTrash(path.join(disk.top, 'short/Run_1'), disk.noHome);
    expect(noteOf(moved)).toContain('\nPath=data/lab/Run_1\n');
    expect(readdirSync(path.join(disk.top, 'data/lab'))).toEqual([]);
  });
});

describe('the move', () => {
  it('is one rename, with its note written before it', async () => {
    const disk = aDisk();
    const run = disk.make('lab/Run_1');
    const notes: string[][] = [];
    const moves: string[][] = [];
    const watched = renaming(disk.noHome, (from, to) => {
      moves.push([from, to]);
      notes.push(readdirSync(path.join(disk.top, `.Trash-${UID}/info`)));
      return rename(from, to);
    });
    const moved = await moveToTrash(run, watched);
    expect(moves).toEqual([[run, moved]]);
    expect(notes).toEqual([['Run_1.trashinfo']]);
  });

  it('takes with it what is written at the last moment', async () => {
    const disk = aDisk();
    const written = renaming(disk.noHome, (from, to) => {
      writeFileSync(path.join(from, 'image.tif'), 'data');
      return rename(from, to);
    });
    const moved = await moveToTrash(disk.make('lab/Run_1'), written);
    expect(readFileSync(path.join(moved, 'image.tif'), 'utf8')).toBe('data');
  });

  it.each(['EXDEV', 'EACCES', 'EBUSY', 'EIO'])('leaves all as it was when it fails (%s)', async (code) => {
    const disk = aDisk();
    const run = disk.make('lab/Run_1');
    const before = disk.tree();
    const failing = renaming(disk.home, () => Promise.reject(systemError(code)));
    await expect(moveToTrash(run, failing)).rejects.toThrow(`${run} was not moved to the trash, and stays`);
    expect(disk.tree()).toEqual(before);
  });

  it('leaves no note behind in a trash that was there', async () => {
    const disk = aDisk();
    await moveToTrash(disk.make('Run_1'), disk.noHome);
    const run = disk.make('Run_2');
    const failing = renaming(disk.noHome, () => Promise.reject(systemError('EXDEV')));
    await expect(moveToTrash(run, failing)).rejects.toThrow(`.Trash-${UID} is on another disk.`);
    expect(readdirSync(path.join(disk.top, `.Trash-${UID}/info`))).toEqual(['Run_1.trashinfo']);
    expect(readdirSync(path.join(disk.top, `.Trash-${UID}/files`))).toEqual(['Run_1']);
  });

  it('says that there is nothing to move', async () => {
    const disk = aDisk();
    const gone = path.join(disk.top, 'lab/Run_1');
    await expect(moveToTrash(gone, disk.noHome)).rejects.toMatchObject({ code: 'folder_not_found' });
    expect(disk.tree()).toEqual([]);
  });

  it('does not say that a folder stays which somebody has taken away meanwhile', async () => {
    const disk = aDisk();
    const run = disk.make('Run_1');
    const taken = renaming(disk.noHome, async (from) => {
      await rename(from, path.join(disk.top, 'taken'));
      throw systemError('ENOENT');
    });
    await expect(moveToTrash(run, taken)).rejects.toMatchObject({
      code: 'folder_not_found',
      message: `${run} does not exist.`,
    });
  });
});

describe('where there is no trash', () => {
  const SENTENCE = /^There is no trash on this computer .* stays where it is\. Delete it yourself/;

  it.each(['win32', 'darwin', 'freebsd'] as const)('it says so on %s, and does nothing', async (platform) => {
    const disk = aDisk();
    const run = disk.make('lab/Run_1');
    const elsewhere = { ...disk.home, fileSystem: { ...disk.home.fileSystem, platform } };
    await expect(moveToTrash(run, elsewhere)).rejects.toMatchObject({
      code: 'permission_denied',
      message: expect.stringMatching(SENTENCE) as unknown,
      details: { path: run },
    });
    expect(disk.tree()).toEqual(['lab', 'lab/Run_1', 'lab/Run_1/notes.txt']);
  });

  it('it says so where neither home nor the top of the disk are known', async () => {
    const disk = aDisk();
    const nowhere = { ...disk.noHome, mountTopOf: () => Promise.resolve(undefined) };
    await expect(moveToTrash(disk.make('Run_1'), nowhere)).rejects.toThrow(SENTENCE);
  });

  it('it tells why the top of the disk is not known', async () => {
    const disk = aDisk();
    const closed = { ...disk.noHome, mountTopOf: () => Promise.reject(systemError('EACCES')) };
    await expect(moveToTrash(disk.make('lab/Run_1'), closed)).rejects.toThrow(
      `${path.join(disk.top, 'lab')} may not be written or read`,
    );
  });
});

describe('mountTop', () => {
  const TOLD = [
    '22 1 254:0 / / rw,relatime - ext4 /dev/vda rw',
    '41 22 0:35 / /mnt/a\\040b rw shared:1 - tmpfs tmpfs rw',
    '42 22 0:36 /sub /mnt/Gr\u00f6\u00dfe\\134\\012x rw - ext4 /dev/vdb rw',
    '',
  ].join('\n');

  it.each([
    ['22', '/'],
    ['41', '/mnt/a b'],
    ['42', '/mnt/Gr\u00f6\u00dfe\\\nx'],
    ['4', undefined],
    ['', undefined],
  ])('finds the place of mount %j', (id, top) => {
    expect(mountTop(TOLD, id)).toBe(top);
  });
});
