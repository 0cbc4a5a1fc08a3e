import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { walkLab, type LabFolder } from '../../../core/layout';
import { blockingAccess, type ListedEntry } from '../../../core/system';
import { temporaryFolder } from '../../support/temporary-folder';

async function lab(...folders: string[]): Promise<string> {
  const root = temporaryFolder();
  for (const folder of folders) await mkdir(path.join(root, folder), { recursive: true });
  return root;
}

/** What the walk yields, as `kind relative-path`. */
async function walked(root: string, within?: readonly (string | undefined)[]): Promise<string[]> {
  const found: string[] = [];
  for await (const folder of walkLab(root, within))
    found.push(`${folder.kind} ${path.relative(root, folder.path)}`);
  return found;
}

describe('walkLab', () => {
  it('yields equipment, projects and runs, parents first, in the order of code units', async () => {
    const root = await lab(
      'SCOPE_2/PROJ-10/Run_b/data/deep',
      'SCOPE_2/PROJ-10/Run_a',
      'SCOPE_2/PROJ-10/Run_\uFF01',
      'SCOPE_2/PROJ-10/Run_\u{1F600}',
      'SCOPE_2/PROJ-10/TestRuns/TestRun_a',
      'SCOPE_2/PROJ-10/TestRuns/notes',
      'SCOPE_2/PROJ-10/Runs/Run_c',
      'SCOPE_2/PROJ-10/raw/Run_x',
      'SCOPE_2/PROJ-1',
      'SCOPE_10',
      'somebody/PROJ-1/Run_a',
    );
    expect(await walked(root)).toEqual([
      'equipment SCOPE_10',
      'equipment SCOPE_2',
      'project SCOPE_2/PROJ-1',
      'project SCOPE_2/PROJ-10',
      'run SCOPE_2/PROJ-10/Run_a',
      'run SCOPE_2/PROJ-10/Run_b',
      'run SCOPE_2/PROJ-10/Run_\u{1F600}',
      'run SCOPE_2/PROJ-10/Run_\uFF01',
      'run SCOPE_2/PROJ-10/Runs/Run_c',
      'run SCOPE_2/PROJ-10/TestRuns/TestRun_a',
    ]);
  });

  it('says of each run what its place says', async () => {
    const root = await lab('SCOPE/PROJ-1/Runs/Run_c');
    const folders: LabFolder[] = [];
    for await (const folder of walkLab(root)) folders.push(folder);
    expect(folders.at(-1)).toEqual({
      kind: 'run',
      path: path.join(root, 'SCOPE/PROJ-1/Runs/Run_c'),
      runKind: 'experimental',
      leaf: 'Run_c',
      equipmentId: 'SCOPE',
      shortId: 'PROJ-1',
      container: 'Runs',
      older: true,
    });
  });

  it('yields a folder below an equipment that is no project as stray, and looks no further', async () => {
    const root = await lab('SCOPE/My project/Run_a');
    expect(await walked(root)).toEqual(['equipment SCOPE', 'stray SCOPE/My project']);
  });

  it('skips records, work folders and files', async () => {
    const root = await lab(
      'SCOPE/.exlab-wizard/templates',
      'SCOPE/PROJ-1/.exlab-wizard',
      'SCOPE/PROJ-1/.exlab-work-Run_a',
      'SCOPE/.exlab-work-PROJ-2',
      '.exlab-wizard/PROJ-1',
    );
    await writeFile(path.join(root, 'SCOPE/PROJ-1/Run_file'), '');
    expect(await walked(root)).toEqual(['equipment SCOPE', 'project SCOPE/PROJ-1']);
  });

  it('never follows a symbolic link, and says where one stands in place of a folder of the lab', async () => {
    const root = await lab('SCOPE/PROJ-1/Runs', 'SCOPE/PROJ-3');
    const elsewhere = await lab('PROJ-2/Run_a', 'Run_b');
    await symlink(elsewhere, path.join(root, 'LINKED'));
    await symlink(path.join(elsewhere, 'PROJ-2'), path.join(root, 'SCOPE/PROJ-2'));
    await symlink(path.join(elsewhere, 'Run_b'), path.join(root, 'SCOPE/PROJ-1/Run_b'));
    await symlink(path.join(elsewhere, 'Run_b'), path.join(root, 'SCOPE/PROJ-1/Runs/Run_b'));
    await symlink(root, path.join(root, 'SCOPE/PROJ-1/TestRuns'));
    await symlink(root, path.join(root, 'SCOPE/PROJ-3/Runs'));
    expect(await walked(root)).toEqual([
      'unreadable LINKED',
      'equipment SCOPE',
      'project SCOPE/PROJ-1',
      'unreadable SCOPE/PROJ-1/Run_b',
      'unreadable SCOPE/PROJ-1/Runs/Run_b',
      'unreadable SCOPE/PROJ-1/TestRuns',
      'unreadable SCOPE/PROJ-2',
      'project SCOPE/PROJ-3',
      'unreadable SCOPE/PROJ-3/Runs',
    ]);
  });

  it('says of a link that it is one', async () => {
    const root = await lab();
    await symlink(await lab('PROJ-1'), path.join(root, 'SCOPE'));
    const folders: LabFolder[] = [];
    for await (const folder of walkLab(root)) folders.push(folder);
    expect(folders).toEqual([{ kind: 'unreadable', path: path.join(root, 'SCOPE'), errno: 'ELOOP' }]);
  });

  it('does not mind links where no folder of the lab would stand', async () => {
    const root = await lab('SCOPE/PROJ-1/Runs');
    const places = [
      'shared',
      'Runs',
      'SCOPE/TestRuns',
      'SCOPE/shared',
      'SCOPE/PROJ-1/raw',
      'SCOPE/PROJ-1/Runs/notes',
      'SCOPE/PROJ-1/.exlab-wizard',
      'SCOPE/PROJ-1/.exlab-work-Run_a',
    ];
    for (const place of places) await symlink(root, path.join(root, place));
    expect(await walked(root)).toEqual(['equipment SCOPE', 'project SCOPE/PROJ-1']);
  });

  describe('within a part of the lab', () => {
    async function twoInstruments(): Promise<string> {
      const root = await lab(
        'SCOPE_1/PROJ-1/Run_a',
        'SCOPE_1/PROJ-1/TestRuns/TestRun_a',
        'SCOPE_1/PROJ-1/TestRuns/TestRun_b',
        'SCOPE_1/PROJ-2/Run_b',
        'SCOPE_2/PROJ-1/Run_c',
      );
      await symlink(root, path.join(root, 'SCOPE_1/PROJ-3'));
      return root;
    }

    it('yields that part and the folders above it', async () => {
      expect(await walked(await twoInstruments(), ['SCOPE_1', 'PROJ-1', 'TestRuns', 'TestRun_a'])).toEqual([
        'equipment SCOPE_1',
        'project SCOPE_1/PROJ-1',
        'run SCOPE_1/PROJ-1/TestRuns/TestRun_a',
      ]);
    });

    it('yields everything below', async () => {
      expect(await walked(await twoInstruments(), ['SCOPE_2'])).toEqual([
        'equipment SCOPE_2',
        'project SCOPE_2/PROJ-1',
        'run SCOPE_2/PROJ-1/Run_c',
      ]);
    });

    it('takes any name where none is given', async () => {
      expect(await walked(await twoInstruments(), [undefined, 'PROJ-1'])).toEqual([
        'equipment SCOPE_1',
        'project SCOPE_1/PROJ-1',
        'run SCOPE_1/PROJ-1/Run_a',
        'run SCOPE_1/PROJ-1/TestRuns/TestRun_a',
        'run SCOPE_1/PROJ-1/TestRuns/TestRun_b',
        'equipment SCOPE_2',
        'project SCOPE_2/PROJ-1',
        'run SCOPE_2/PROJ-1/Run_c',
      ]);
    });

    it('says that a link stands there', async () => {
      expect(await walked(await twoInstruments(), ['SCOPE_1', 'PROJ-3', 'Run_a'])).toEqual([
        'equipment SCOPE_1',
        'unreadable SCOPE_1/PROJ-3',
      ]);
    });
  });

  it('yields a root that cannot be listed as unreadable', async () => {
    const root = path.join(await lab(), 'missing');
    const folders: LabFolder[] = [];
    for await (const folder of walkLab(root)) folders.push(folder);
    expect(folders).toEqual([{ kind: 'unreadable', path: root, errno: 'ENOENT' }]);
  });

  it('does not mind that a folder vanishes while it walks', async () => {
    const root = await lab('SCOPE/PROJ-1/Run_a', 'SCOPE/PROJ-2');
    const found: string[] = [];
    for await (const folder of walkLab(root)) {
      found.push(path.relative(root, folder.path));
      if (folder.kind === 'equipment') await rm(path.join(root, 'SCOPE/PROJ-1'), { recursive: true });
      if (folder.kind === 'project') await rm(folder.path, { recursive: true, force: true });
    }
    expect(found).toEqual(['SCOPE', 'SCOPE/PROJ-2']);
  });

  it.each(['ENOENT', 'ENOTDIR'])(
    'does not take a folder for gone that is still there and answers %s: what it holds may be',
    async (code) => {
      const root = await lab('SCOPE/PROJ-1/Run_a', 'SCOPE/PROJ-2');
      const held = path.join(root, 'SCOPE/PROJ-1');
      const found: LabFolder[] = [];
      const list = (folder: string): ListedEntry[] => {
        if (folder === held) throw Object.assign(new Error('an entry vanished'), { code });
        return blockingAccess.list(folder);
      };
      for await (const folder of walkLab(root, [], { ...blockingAccess, list })) found.push(folder);
      expect(found).toContainEqual({ kind: 'unreadable', path: held, errno: code });
    },
  );

  it('says that a link took the place of a folder that it was about to list', async () => {
    const root = await lab('SCOPE/PROJ-1', 'elsewhere');
    const found: LabFolder[] = [];
    for await (const folder of walkLab(root)) {
      found.push(folder);
      if (folder.kind !== 'project') continue;
      await rm(folder.path, { recursive: true });
      await symlink(path.join(root, 'nowhere'), folder.path);
    }
    expect(found.at(-1)).toEqual({
      kind: 'unreadable',
      path: path.join(root, 'SCOPE/PROJ-1'),
      errno: 'ENOENT',
    });
  });
});
