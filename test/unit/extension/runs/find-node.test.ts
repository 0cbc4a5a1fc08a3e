import { describe, expect, it } from 'vitest';
import { RecordCache } from '../../../../core/catalogue';
import { RunsChildren } from '../../../../extension/views/runs/children';
import { findNode } from '../../../../extension/views/runs/find-node';
import { Lab } from '../../../../extension/views/runs/lab';
import { folderOf } from '../../../../extension/views/runs/nodes';
import { LONGEST_LIST } from '../../../../extension/views/runs/periods';
import { aLab, type ALab } from '../../catalogue/a-lab';

function finder(files: ALab): (folder: string) => ReturnType<typeof findNode> {
  const lab = new Lab(files.config);
  const children = new RunsChildren({ lab, records: new RecordCache(), results: undefined, language: 'en' });
  return (folder) => findNode((node) => children.of(node), folder);
}

describe('the node of a folder', () => {
  it('is found at every level, test runs and a project whose name begins another among them', async () => {
    const files = aLab();
    const folders = [
      files.make('SCOPE/PROJ-1/Run_2026-11-20T13-00-00'),
      files.make('SCOPE/PROJ-1/TestRuns/TestRun_2026-11-21T13-00-00'),
      files.make('SCOPE/PROJ-10/Run_2026-11-20T13-00-00'),
      files.make('SCOPE/PROJ-10'),
    ];
    const find = finder(files);
    for (const folder of folders) {
      const node = await find(folder);
      expect(node && folderOf(node)).toBe(folder);
    }
  });

  it('is found in the period where there are too many runs for one list', async () => {
    const files = aLab();
    const names = Array.from({ length: LONGEST_LIST + 1 }, (_, index) => {
      const day = new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);
      return `SCOPE/PROJ-1/Run_${day}T13-00-00`;
    });
    const folders = names.map((name) => files.make(name));
    const wanted = folders[40] ?? '';
    const node = await finder(files)(wanted);
    expect(node?.type).toBe('run');
    expect(node && folderOf(node)).toBe(wanted);
  });

  it('is none where nothing of ours stands', async () => {
    const files = aLab();
    const folder = files.make('SCOPE/PROJ-1/Run_2026-11-20T13-00-00');
    expect(await finder(files)(`${folder}0`)).toBeUndefined();
    expect(await finder(files)('')).toBeUndefined();
  });
});
