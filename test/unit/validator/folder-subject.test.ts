import { spawnSync } from 'node:child_process';
import { mkdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFolderSubject, type FolderFacts, type FolderSubject } from '../../../core/validator';
import { temporaryFolder } from '../../support/temporary-folder';

const SETTINGS = { content_scan_max_mib: 1, content_scan_extensions: ['.txt', '.csv'] };

/** Files by path below a folder; a path that ends in a slash is a folder. */
async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(name.endsWith('/') ? file : path.dirname(file), { recursive: true });
    if (!name.endsWith('/')) await writeFile(file, content);
  }
}

/** A path that holds a byte which is none of UTF-8. */
function noUtf8(before: string, after: string): Buffer {
  return Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)]);
}

/** The facts of a run, and of a project where `changes` says so. */
function factsOf(runPath: string, changes: Partial<FolderFacts> = {}): FolderFacts {
  return {
    level: 'run',
    root: path.resolve(runPath, '../../..'),
    runPath,
    runKind: changes.level === 'project' ? null : 'experimental',
    rendered: undefined,
    settings: SETTINGS,
    maxPathLength: null,
    ...changes,
  };
}

interface Place {
  readonly root: string;
  readonly project: string;
  readonly run: string;
}

async function place(): Promise<Place> {
  const root = temporaryFolder();
  const project = path.join(root, 'SCOPE', 'PROJ-1');
  const run = path.join(project, 'Run_a');
  await mkdir(run, { recursive: true });
  return { root, project, run };
}

/** A project's subject where it stands. */
async function projectSubject({ root, project }: Place): Promise<FolderSubject> {
  return readFolderSubject(project, factsOf(project, { level: 'project', root }));
}

/** Every name, folders with a slash at their end, sorted. */
function namesOf(subject: FolderSubject): string[] {
  return subject.entries.map((entry) => entry.path + (entry.kind === 'directory' ? '/' : '')).sort();
}

async function textsOf(subject: FolderSubject): Promise<string[]> {
  const paths: string[] = [];
  for await (const text of subject.texts) paths.push(text.path);
  return paths.sort();
}

describe('readFolderSubject', () => {
  describe('of a run', () => {
    it('holds every name but those in the folder of our records', async () => {
      const { run } = await place();
      await write(run, {
        'notes.txt': '',
        'raw/.exlab-wizard/odd': '',
        'raw/empty/': '',
        'Run_b/TestRuns/a.tif': '',
        '.exlab-work-Run_a/x': '',
        '.exlab-wizard/creation.json': '{}',
      });
      expect(namesOf(await readFolderSubject(run, factsOf(run)))).toEqual([
        '.exlab-wizard/',
        '.exlab-work-Run_a/',
        '.exlab-work-Run_a/x',
        'Run_b/',
        'Run_b/TestRuns/',
        'Run_b/TestRuns/a.tif',
        'notes.txt',
        'raw/',
        'raw/.exlab-wizard/',
        'raw/.exlab-wizard/odd',
        'raw/empty/',
      ]);
    });

    it('holds a file that is named like our records', async () => {
      const { run } = await place();
      await write(run, { '.exlab-wizard': '' });
      expect(namesOf(await readFolderSubject(run, factsOf(run)))).toEqual(['.exlab-wizard']);
    });
  });

  describe('of a project', () => {
    it('leaves out what was thrown away, where the project is a disk of its own', async () => {
      const at = await place();
      const trash = { '.Trash/0/files/Run_a/x': '', '.Trash-1000/files/Run_b/x': '' };
      await write(at.project, { 'charter.md': '', 'raw/.Trash-0': '', '.Trash-old/x': '', ...trash });
      expect(namesOf(await projectSubject(at))).toEqual([
        '.Trash-old/',
        '.Trash-old/x',
        'charter.md',
        'raw/',
        'raw/.Trash-0',
      ]);
    });

    it('leaves out its runs, with what stands beside them for our own use', async () => {
      const at = await place();
      await write(at.project, {
        'charter.md': '',
        'Run_a/data.tif': '',
        'TestRun_b/data.tif': '',
        'TestRuns/TestRun_c/data.tif': '',
        'TestRuns/.exlab-wizard/test_runs.json': '{}',
        'TestRuns/.exlab-work-TestRun_d/s/data.tif': '',
        'Runs/Run_e/data.tif': '',
        'Runs/.exlab-wizard/runs.json': '{}',
        '.exlab-wizard/creation.json': '{}',
        '.exlab-work-Run_f/s/data.tif': '',
      });
      expect(namesOf(await projectSubject(at))).toEqual([
        '.exlab-wizard/',
        'Runs/',
        'TestRuns/',
        'charter.md',
      ]);
    });

    it('holds what only looks like a run, a work folder or our records', async () => {
      const at = await place();
      await write(at.project, {
        'Run_notes.txt': '',
        'TestRun_list.csv': '',
        '.exlab-work-x': '',
        'TestRuns/TestRun_plan.txt': '',
        'TestRuns/shared/TestRun_a/x': '',
        'Runs/overview.csv': '',
        'Runs/.exlab-work-y': '',
        'raw/Run_a/x': '',
        'raw/.exlab-work-z/x': '',
        'raw/.exlab-wizard/x': '',
      });
      expect(namesOf(await projectSubject(at)).filter((name) => !name.endsWith('/'))).toEqual([
        '.exlab-work-x',
        'Run_notes.txt',
        'Runs/.exlab-work-y',
        'Runs/overview.csv',
        'TestRun_list.csv',
        'TestRuns/TestRun_plan.txt',
        'TestRuns/shared/TestRun_a/x',
        'raw/.exlab-wizard/x',
        'raw/.exlab-work-z/x',
        'raw/Run_a/x',
      ]);
    });

    it('holds everything while it is prepared: it has no runs yet', async () => {
      const at = await place();
      const work = path.join(at.root, 'SCOPE', '.exlab-work-PROJ-2', 's');
      await write(work, {
        'Run_form/a.txt': '',
        'TestRuns/TestRun_form/a.txt': '',
        '.exlab-work-odd/a.txt': '',
        '.exlab-wizard/creation.json': '{}',
      });
      const runPath = path.join(at.root, 'SCOPE', 'PROJ-2');
      const subject = await readFolderSubject(work, factsOf(runPath, { level: 'project', root: at.root }));
      expect(namesOf(subject).filter((name) => !name.endsWith('/'))).toEqual([
        '.exlab-work-odd/a.txt',
        'Run_form/a.txt',
        'TestRuns/TestRun_form/a.txt',
      ]);
    });

    it('holds links by their names, wherever they lead', async () => {
      const at = await place();
      await symlink(at.run, path.join(at.project, 'Run_linked'));
      await symlink(at.root, path.join(at.project, 'TestRuns'));
      expect(namesOf(await projectSubject(at))).toEqual(['Run_linked', 'TestRuns']);
    });
  });

  describe('its texts', () => {
    it('are those that came out of rendering', async () => {
      const { run } = await place();
      await write(run, { 'a.txt': '', 'b.txt': '', 'c.tif': '', 'raw/a.txt': '' });
      const rendered = [{ path: 'a.txt' }, { path: 'c.tif' }, { path: 'gone.txt' }];
      expect(await textsOf(await readFolderSubject(run, factsOf(run, { rendered })))).toEqual(['a.txt']);
    });

    it('are all with a scanned extension where no record says what was rendered', async () => {
      const { run } = await place();
      await write(run, { 'a.txt': '', 'b.CSV': '', 'c.tif': '', 'raw/a.txt': '' });
      expect(await textsOf(await readFolderSubject(run, factsOf(run)))).toEqual([
        'a.txt',
        'b.CSV',
        'raw/a.txt',
      ]);
    });

    it('are none of links, folders or files past the limit', async () => {
      const { root, run } = await place();
      await write(root, { 'elsewhere.txt': '<left>' });
      await write(run, { 'folder.txt/': '', 'large.txt': '' });
      await symlink(path.join(root, 'elsewhere.txt'), path.join(run, 'link.txt'));
      await symlink('nowhere', path.join(run, 'dangling.txt'));
      // More than can be read at once, and nothing on the disk: whoever tried would fail.
      await truncate(path.join(run, 'large.txt'), 3 * 1024 ** 3);
      const subject = await readFolderSubject(run, factsOf(run));
      expect(await textsOf(subject)).toEqual([]);
      expect(subject.unreadable).toEqual([]);
    });

    it.runIf(process.platform !== 'win32').each<[string, (file: string) => unknown]>([
      ['a link', (file) => symlink('elsewhere.txt', file)],
      ['a link to nothing', (file) => symlink('nowhere', file)],
      ['a pipe', (file) => spawnSync('mkfifo', [file])],
      ['a folder', (file) => mkdir(file)],
    ])('are known to be missing where %s stands in the place of a rendered file', async (_, put) => {
      const { run } = await place();
      await write(run, { 'elsewhere.txt': '<left>', 'b.txt': '', 'raw/': '' });
      for (const file of ['a.txt', 'raw/plate.xlsx']) await put(path.join(run, file));
      const rendered = ['.', 'a.txt', 'b.txt', 'gone.txt', 'raw/plate.xlsx'].map((file) => ({ path: file }));
      const subject = await readFolderSubject(run, factsOf(run, { rendered }));
      expect(await textsOf(subject)).toEqual(['b.txt']);
      expect(subject.unreadable).toEqual([path.join(run, 'a.txt'), path.join(run, 'raw', 'plate.xlsx')]);
    });

    it('are those inside only, whatever a record names', async () => {
      const { run } = await place();
      await write(run, { 'a.txt': '' });
      const rendered = ['/a.txt', '../../a.txt', '', './a.txt'].map((file) => ({ path: file }));
      const subject = await readFolderSubject(run, factsOf(run, { rendered }));
      expect(await textsOf(subject)).toEqual([]);
      expect(subject.unreadable).toEqual([]);
    });

    it('are known to be missing where a link stands in the place of a folder above', async () => {
      const { root, run } = await place();
      await write(root, { 'elsewhere/sub/a.txt': '<left>' });
      await symlink(path.join(root, 'elsewhere'), path.join(run, 'raw'));
      const rendered = [{ path: 'raw/sub/a.txt' }, { path: 'rawer/a.txt' }];
      const subject = await readFolderSubject(run, factsOf(run, { rendered }));
      expect(await textsOf(subject)).toEqual([]);
      expect(subject.unreadable).toEqual([path.join(run, 'raw', 'sub', 'a.txt')]);
    });

    it('are none that are gone since the names were read', async () => {
      const { run } = await place();
      await write(run, { 'a.txt': '', 'b.txt': '' });
      const subject = await readFolderSubject(run, factsOf(run));
      await rm(path.join(run, 'a.txt'));
      expect(await textsOf(subject)).toEqual(['b.txt']);
      expect(subject.unreadable).toEqual([]);
    });
  });

  describe('what cannot be read', () => {
    // Nobody is refused anything where the tests run as root, so too long names stand in for a lack of rights.
    const TOO_LONG = 'x'.repeat(300);

    it('is listed: the folder itself, under the name that it will have', async () => {
      const { run } = await place();
      const subject = await readFolderSubject(path.join(run, TOO_LONG), factsOf(run));
      expect(subject.entries).toEqual([]);
      expect(subject.unreadable).toEqual([run]);
    });

    it('is listed: a text, while the texts are read', async () => {
      const { run } = await place();
      await write(run, { 'raw/a.txt': '', 'raw/never-judged.tif': '', 'b.txt': '' });
      const subject = await readFolderSubject(run, factsOf(run));
      await rm(path.join(run, 'raw'), { recursive: true });
      await symlink('raw', path.join(run, 'raw'));
      expect(await textsOf(subject)).toEqual(['b.txt']);
      expect(subject.unreadable).toEqual([path.join(run, 'raw', 'a.txt')]);
    });

    it.runIf(process.platform === 'linux')('is listed: a folder whose name is no UTF-8', async () => {
      const { run } = await place();
      await mkdir(noUtf8(`${run}/raw_`, ''));
      const subject = await readFolderSubject(run, factsOf(run));
      expect(subject.unreadable).toEqual([path.join(run, 'raw_\uFFFD')]);
    });

    it.runIf(process.platform === 'linux')('is listed: a text whose name is no UTF-8', async () => {
      const { run } = await place();
      await writeFile(noUtf8(`${run}/a`, '.txt'), '<left>');
      const subject = await readFolderSubject(run, factsOf(run));
      expect(await textsOf(subject)).toEqual([]);
      expect(subject.unreadable).toEqual([path.join(run, 'a\uFFFD.txt')]);
    });
  });
});
