import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { listEquipment, listProjects, listRuns } from '../../core/catalogue';
import { parseConfig } from '../../core/config';
import { auditTree } from '../../core/validator';
import { moveToTrash, systemTrashSurroundings, type TrashSurroundings } from '../../core/system';
import { mountTopOf } from '../../core/system/mounts';

/** nobody, on every Linux. */
const NOBODY = 65534;
const AS_NOBODY = ['setpriv', '--reuid', String(NOBODY), '--regid', String(NOBODY), '--clear-groups'];

/** A program that moves the folder that it is given, and prints where it went or the sentence of its error. */
const PROGRAM = `
  import { moveToTrash } from './core/system';
  moveToTrash(process.argv[2]).then(console.log, (error) => {
    console.error(error.code, error.message);
    process.exitCode = 1;
  });
`;
const programFolder = mkdtempSync(path.join(tmpdir(), 'exlab-trash-'));
const program = path.join(programFolder, 'trash.mjs');

beforeAll(async () => {
  await build({
    stdin: { contents: PROGRAM, resolveDir: path.resolve('.'), loader: 'ts' },
    outfile: program,
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    format: 'esm',
    logLevel: 'error',
    banner: {
      js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
    },
  });
  chmodSync(programFolder, 0o755);
});
afterAll(() => rmSync(programFolder, { recursive: true, force: true }));

function system(...command: [string, ...string[]]): void {
  const [file, ...args] = command;
  const { status, stderr } = spawnSync(file, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command.join(' ')}: ${stderr}`);
}

/** Runs the program on a folder, in another's name or place. */
function moveElsewhere(
  folder: string,
  wrap: readonly string[] = [],
  environment: NodeJS.ProcessEnv = {},
): SpawnSyncReturns<string> {
  const [file, ...args] = [...wrap, process.execPath, program, folder];
  return spawnSync(file, args, {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: '/nonexistent', ...environment },
  });
}

function mounted(name: string, ...mount: string[]): string {
  const above = mkdtempSync(path.join(tmpdir(), 'exlab-trash-'));
  chmodSync(above, 0o755);
  const top = path.join(above, name);
  mkdirSync(top);
  system('mount', ...mount, top);
  onTestFinished(() => {
    system('umount', '-l', top);
    rmSync(above, { recursive: true, force: true });
  });
  return top;
}

/** A file system of its own, in memory. */
function disk(name = 'disk'): string {
  return mounted(name, '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs');
}

/** A folder with a file in it. */
function make(folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'notes.txt'), folder);
  return folder;
}

/** Gives a folder and all in it to nobody. */
function giveToNobody(folder: string): string {
  system('chown', '-R', `${NOBODY}:${NOBODY}`, folder);
  return folder;
}

/** The surroundings of this computer, with a home in this folder. */
function at(home: string): TrashSurroundings {
  return { ...systemTrashSurroundings(), environment: {}, home };
}

function aHome(): string {
  const home = mkdtempSync(path.join(tmpdir(), 'exlab-home-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return home;
}

const noteOf = (moved: string): string =>
  readFileSync(path.join(moved, '../../info', `${path.basename(moved)}.trashinfo`), 'utf8');

describe('a run on another disk than the home', () => {
  it.each(['disk', 'a b', 'Größe', 'two\nlines', 'back\\slash', '100%25'])(
    'goes into the trash at the top of its disk %j',
    async (name) => {
      const top = disk(name);
      const home = aHome();
      const run = make(path.join(top, 'lab/Run_1'));
      const moved = await moveToTrash(run, at(home));
      expect(moved).toBe(path.join(top, '.Trash-0/files/Run_1'));
      expect(noteOf(moved)).toMatch(
        /^\[Trash Info\]\nPath=lab\/Run_1\nDeletionDate=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\n$/,
      );
      expect(readFileSync(path.join(moved, 'notes.txt'), 'utf8')).toBe(run);
      expect(readdirSync(home)).toEqual([]);
      expect(readdirSync(path.join(top, 'lab'))).toEqual([]);
    },
  );

  it('goes into the trash in the home where that is on its disk', async () => {
    const top = disk();
    const moved = await moveToTrash(make(path.join(top, 'lab/Run_1')), at(path.join(top, 'home')));
    expect(moved).toBe(path.join(top, 'home/.local/share/Trash/files/Run_1'));
    expect(noteOf(moved)).toContain(`Path=${top}/lab/Run_1\n`);
  });

  it('is found on the nearest of disks that stand in each other', async () => {
    const outer = disk();
    const inner = path.join(outer, 'inner');
    mkdirSync(inner);
    system('mount', '-t', 'tmpfs', 'tmpfs', inner);
    onTestFinished(() => system('umount', '-l', inner));
    const moved = await moveToTrash(make(path.join(inner, 'lab/Run_1')), at(aHome()));
    expect(moved).toBe(path.join(inner, '.Trash-0/files/Run_1'));
    expect(await mountTopOf(outer)).toBe(outer);
  });

  it('is moved within a part of the home’s disk that is mounted for itself', async () => {
    const outer = disk();
    const lab = path.join(outer, 'lab');
    const home = path.join(outer, 'home');
    mkdirSync(lab);
    mkdirSync(home);
    system('mount', '--bind', lab, lab);
    onTestFinished(() => system('umount', '-l', lab));
    const moved = await moveToTrash(make(path.join(lab, 'PROJ-1/Run_1')), at(home));
    expect(moved).toBe(path.join(lab, '.Trash-0/files/Run_1'));
    expect(noteOf(moved)).toContain('\nPath=PROJ-1/Run_1\n');
    expect(readdirSync(home)).toEqual([]);
  });

  it('stays where it is the top of a disk itself', async () => {
    const top = disk();
    make(top);
    await expect(moveToTrash(top, at(aHome()))).rejects.toThrow('was not moved to the trash, and stays');
    expect(readdirSync(top)).toEqual(['notes.txt']);
  });

  it('stays on a disk that is mounted for reading only', () => {
    const top = disk();
    const run = make(path.join(top, 'lab/Run_1'));
    system('mount', '-o', 'remount,ro', top);
    const { status, stderr } = moveElsewhere(run);
    expect(status).toBe(1);
    expect(stderr).toContain(`${run} was not moved to the trash, and stays where it is`);
    expect(stderr).toContain(`${path.join(top, 'lab')} may not be written or read`);
    expect(readdirSync(run)).toEqual(['notes.txt']);
  });
});

describe('a user without privileges', () => {
  function labOfNobody(): { top: string; run: string } {
    const top = disk();
    // A disk like those of a server: only its folders belong to users.
    chmodSync(top, 0o755);
    const run = make(path.join(top, 'lab/Run_1'));
    giveToNobody(path.join(top, 'lab'));
    return { top, run };
  }

  it('keeps a run where the top of its disk takes no trash, and is told the folder', () => {
    const { top, run } = labOfNobody();
    const { status, stderr } = moveElsewhere(run, AS_NOBODY);
    expect(status).toBe(1);
    expect(stderr).toContain(`permission_denied ${run} was not moved to the trash, and stays where it is`);
    expect(stderr).toContain(`${top}/.Trash-${NOBODY} may not be written or read`);
    expect(readdirSync(top)).toEqual(['lab']);
    expect(readdirSync(run)).toEqual(['notes.txt']);
  });

  it('has a place in the trash that an administrator has made for all', () => {
    const { top, run } = labOfNobody();
    mkdirSync(path.join(top, '.Trash'));
    chmodSync(path.join(top, '.Trash'), 0o1777);
    const { stdout, stderr } = moveElsewhere(run, AS_NOBODY);
    const moved = path.join(top, `.Trash/${NOBODY}/files/Run_1`);
    expect(stdout.trim(), stderr).toBe(moved);
    expect(noteOf(moved)).toContain('\nPath=lab/Run_1\n');
    const own = lstatSync(path.join(top, '.Trash', String(NOBODY)));
    expect([own.uid, own.mode & 0o777]).toEqual([NOBODY, 0o700]);
  });

  it.each(['.Trash', '.Trash-65534'])('does not use a %s that somebody else prepared', (name) => {
    const { top, run } = labOfNobody();
    const prepared = path.join(top, name, ...(name === '.Trash' ? [String(NOBODY)] : []));
    mkdirSync(path.join(prepared, 'files'), { recursive: true });
    mkdirSync(path.join(prepared, 'info'));
    for (const folder of [prepared, `${prepared}/files`, `${prepared}/info`]) chmodSync(folder, 0o777);
    chmodSync(path.join(top, name), 0o1777);
    const { status, stderr } = moveElsewhere(run, AS_NOBODY);
    expect(status).toBe(1);
    expect(stderr).toContain(`${prepared} is no folder of this user.`);
    expect(readdirSync(path.join(prepared, 'files'))).toEqual([]);
    expect(readdirSync(run)).toEqual(['notes.txt']);
  });

  it('makes no trash for a run that it may not take out of its project', () => {
    const { top, run } = labOfNobody();
    chmodSync(top, 0o777);
    chownSync(path.join(top, 'lab'), 0, 0);
    const { status, stderr } = moveElsewhere(run, AS_NOBODY);
    expect(status).toBe(1);
    expect(stderr).toContain(`${path.join(top, 'lab')} may not be written or read`);
    expect(readdirSync(top)).toEqual(['lab']);
  });

  it('keeps a run of somebody else in a project with the sticky bit, and leaves no trash behind', () => {
    const { top, run } = labOfNobody();
    chmodSync(top, 0o777);
    chownSync(path.join(top, 'lab'), 0, 0);
    chownSync(run, 0, 0);
    chmodSync(path.join(top, 'lab'), 0o1777);
    const { status, stderr } = moveElsewhere(run, AS_NOBODY);
    expect(status).toBe(1);
    expect(stderr).toContain('stays where it is');
    expect(readdirSync(top)).toEqual(['lab']);
    expect(readdirSync(run)).toEqual(['notes.txt']);
  });
});

describe('the note of a run', () => {
  it.each([
    ['UTC', 0],
    ['Asia/Kolkata', 330],
    ['Pacific/Honolulu', -600],
  ])('tells the time of %s', (zone, minutes) => {
    const run = make(path.join(disk(), 'lab/Run_1'));
    const before = Math.floor(Date.now() / 1000) * 1000;
    const { stdout, stderr } = moveElsewhere(run, [], { TZ: zone });
    const told = /^DeletionDate=(.*)$/m.exec(noteOf(stdout.trim()))?.[1] ?? stderr;
    const moment = Date.parse(`${told}Z`) - minutes * 60_000;
    expect(moment).toBeGreaterThanOrEqual(before);
    expect(moment).toBeLessThanOrEqual(Date.now());
  });
});

describe('trash in a lab', () => {
  it.each([
    ['a disk for the whole lab', ''],
    ['a disk for one instrument', 'SCOPE'],
  ])('is no part of it, with %s', async (_, mountPoint) => {
    const root = mountPoint === '' ? disk() : aHome();
    if (mountPoint !== '') {
      mkdirSync(path.join(root, mountPoint), { recursive: true });
      system('mount', '-t', 'tmpfs', 'tmpfs', path.join(root, mountPoint));
      onTestFinished(() => system('umount', '-l', path.join(root, mountPoint)));
    }
    const project = path.join(root, 'SCOPE/PROJ-1');
    const kept = make(path.join(project, 'Run_2026-11-20T13-00-00'));
    const gone = make(path.join(project, 'Run_2026-11-21T13-00-00'));
    // A finding of the validator, that must be gone with the run.
    for (const run of [kept, gone]) writeFileSync(path.join(run, '<sample>.txt'), '');
    const { config } = parseConfig(
      `paths: {local_root: ${JSON.stringify(root)}}\nequipment: [{id: SCOPE}]\n`,
      'config.yaml',
    );
    if (config === null) throw new Error('The lab has no configuration.');
    const audited = (): ReturnType<typeof auditTree> => auditTree([root], {}, config);
    const before = await audited();

    const moved = await moveToTrash(gone, at('/nonexistent'));

    expect(moved).toBe(path.join(root, mountPoint, '.Trash-0/files/Run_2026-11-21T13-00-00'));
    expect((await listEquipment(config)).equipment.map(({ id }) => id)).toEqual(['SCOPE']);
    expect((await listProjects(root, 'SCOPE')).map(({ shortId }) => shortId)).toEqual(['PROJ-1']);
    expect((await listRuns(project)).runs.map((run) => run.path)).toEqual([kept]);
    const after = await audited();
    expect(before.scanned).toEqual({ runs: 2, files: 4 });
    expect(after.scanned).toEqual({ runs: 1, files: 2 });
    expect(after.unreadable).toEqual([]);
    const ofRun = (audit: Awaited<ReturnType<typeof audited>>, run: string): number =>
      audit.findings.filter(({ run_path }) => run_path === run).length;
    expect(ofRun(before, gone)).toBeGreaterThan(0);
    expect(after.findings).toHaveLength(before.findings.length - ofRun(before, gone));
    expect(new Set(after.findings.map(({ run_path }) => run_path))).toEqual(new Set([project, kept]));
  });
});
