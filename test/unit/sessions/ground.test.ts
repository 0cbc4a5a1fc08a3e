import { mkdir, symlink } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { groundMark, groundOf, isGroundThere } from '../../../core/sessions/ground';
import type { CreatedFolder } from '../../../core/sessions/journal-entries';
import { temporaryFolder } from '../../support/temporary-folder';

function folderIn(root: string, kind: CreatedFolder['run_kind']): CreatedFolder {
  const project = path.join(root, 'SCOPE', 'PROJ-1');
  const folder = { root, equipment_id: 'SCOPE', short_id: 'PROJ-1', run_kind: kind };
  if (kind === null) return { ...folder, path: project };
  const parent = kind === 'test' ? path.join(project, 'TestRuns') : project;
  return { ...folder, path: path.join(parent, 'Run_1') };
}

describe('the ground of a creation', () => {
  it.each(['experimental', 'test'] as const)(
    'is the project of a run (%s), whatever stands in it',
    async (kind) => {
      const folder = folderIn(temporaryFolder(), kind);
      expect(groundOf(folder)).toBe(path.join(folder.root, 'SCOPE', 'PROJ-1'));
      expect(await isGroundThere(folder, '')).toBe(false);
      await mkdir(groundOf(folder), { recursive: true });
      expect(await isGroundThere(folder, 'any')).toBe(true);
    },
  );

  it('is the root of a project, known by its number: the place where it is mounted has another', async () => {
    const parent = temporaryFolder();
    const folder = folderIn(path.join(parent, 'mounted'), null);
    await mkdir(folder.root);
    const mark = await groundMark(folder);
    expect(await isGroundThere(folder, mark)).toBe(true);
    expect(await isGroundThere(folder, 'another')).toBe(false);
    await mkdir(path.join(folder.root, 'SCOPE'));
    expect(await isGroundThere(folder, 'another'), 'the folder of its equipment tells as much').toBe(true);
  });

  it('is not there where a look at it fails', async () => {
    const root = path.join(temporaryFolder(), 'loop');
    await symlink('loop', root);
    expect(await isGroundThere(folderIn(root, 'experimental'), '')).toBe(false);
    expect(await isGroundThere(folderIn(root, null), '')).toBe(false);
  });
});
