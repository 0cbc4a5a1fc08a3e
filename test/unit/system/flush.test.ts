import { mkdir, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { flushTree } from '../../../core/system';
import { temporaryFolder } from '../../support/temporary-folder';

describe('flushTree', () => {
  it('goes through files, folders and links, and says what it cannot reach', async () => {
    const folder = temporaryFolder();
    await mkdir(path.join(folder, 'a', 'b'), { recursive: true });
    await writeFile(path.join(folder, 'a', 'b', 'file'), 'x');
    await symlink('nowhere', path.join(folder, 'dangling'));
    await expect(flushTree(folder)).resolves.toBeUndefined();
    await expect(flushTree(path.join(folder, 'missing'))).rejects.toMatchObject({ code: 'folder_not_found' });
  });
});
