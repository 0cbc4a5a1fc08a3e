import { mkdir, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { listNames, type JudgedPlace } from '../../../core/validator/folder-names';
import { temporaryFolder } from '../../support/temporary-folder';

/** Files by path below a folder; a path that ends in a slash is a folder. */
async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(name.endsWith('/') ? file : path.dirname(file), { recursive: true });
    if (!name.endsWith('/')) await writeFile(file, content);
  }
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

/** Every name, folders with a slash at their end, sorted. */
async function namesIn(folder: string, changes: Partial<JudgedPlace> = {}): Promise<string[]> {
  const root = path.resolve(folder, '../../..');
  const { entries } = await listNames({ folder, runPath: folder, level: 'run', root, ...changes });
  return entries.map((entry) => entry.path + (entry.kind === 'directory' ? '/' : '')).sort();
}

/** Those of a project where it stands. */
function projectNames({ root, project }: Place): Promise<string[]> {
  return namesIn(project, { level: 'project', root });
}

describe('listNames', () => {
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
      expect(await namesIn(run)).toEqual([
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
      expect(await namesIn(run)).toEqual(['.exlab-wizard']);
    });
  });

  describe('of a project', () => {
    it('leaves out what was thrown away, where the project is a disk of its own', async () => {
      const at = await place();
      const trash = { '.Trash/0/files/Run_a/x': '', '.Trash-1000/files/Run_b/x': '' };
      await write(at.project, { 'charter.md': '', 'raw/.Trash-0': '', '.Trash-old/x': '', ...trash });
      expect(await projectNames(at)).toEqual([
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
      expect(await projectNames(at)).toEqual(['.exlab-wizard/', 'Runs/', 'TestRuns/', 'charter.md']);
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
      expect((await projectNames(at)).filter((name) => !name.endsWith('/'))).toEqual([
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
      const names = await namesIn(work, { runPath, level: 'project', root: at.root });
      expect(names.filter((name) => !name.endsWith('/'))).toEqual([
        '.exlab-work-odd/a.txt',
        'Run_form/a.txt',
        'TestRuns/TestRun_form/a.txt',
      ]);
    });

    it('holds links by their names, wherever they lead', async () => {
      const at = await place();
      await symlink(at.run, path.join(at.project, 'Run_linked'));
      await symlink(at.root, path.join(at.project, 'TestRuns'));
      expect(await projectNames(at)).toEqual(['Run_linked', 'TestRuns']);
    });
  });
});
