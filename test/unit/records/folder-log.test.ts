import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { appendFolderLogs } from '../../../core/records';
import { temporaryFolder } from '../../support/temporary-folder';

describe('appendFolderLogs', () => {
  it("appends the line to each folder's log of this host", async () => {
    const root = temporaryFolder();
    const folders = [path.join(root, 'SCOPE'), path.join(root, 'SCOPE', 'PROJ-1')];
    await mkdir(path.join(root, 'SCOPE', 'PROJ-1'), { recursive: true });
    await appendFolderLogs(folders, 'h', 'one\n');
    await appendFolderLogs(folders, 'h', 'two\n');
    for (const folder of folders) {
      expect(await readFile(path.join(folder, '.exlab-wizard', 'wizard.h.log'), 'utf8')).toBe('one\ntwo\n');
    }
  });

  it('tries all of them before it tells of the one that failed', async () => {
    const root = temporaryFolder();
    await writeFile(path.join(root, 'file'), '');
    const whole = path.join(root, 'SCOPE');
    await mkdir(whole);
    const appended = appendFolderLogs([path.join(root, 'file'), whole], 'h', 'one\n');
    await expect(appended).rejects.toMatchObject({ name: 'ExlabError' });
    expect(await readFile(path.join(whole, '.exlab-wizard', 'wizard.h.log'), 'utf8')).toBe('one\n');
  });

  it('makes no folder that is not there: its disk may be elsewhere', async () => {
    const root = temporaryFolder();
    const appended = appendFolderLogs([path.join(root, 'SCOPE')], 'h', 'one\n');
    await expect(appended).rejects.toMatchObject({ code: 'folder_not_found' });
    expect(await readdir(root)).toEqual([]);
  });
});
