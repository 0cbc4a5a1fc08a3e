import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  existingProjects,
  hasProjects,
  listEquipment,
  listProjects,
  listRuns,
  momentOfLeaf,
  rootsOf,
  type RunEntry,
} from '../../../core/catalogue';
import { recordPath } from '../../../core/layout';
import { CREATION } from '../records/examples';
import { aLab } from './a-lab';

const LIMS = CREATION.lims_project;

describe('listEquipment', () => {
  it('has the instruments of the configuration in its order, then those that only have a folder', async () => {
    const lab = aLab();
    lab.bare('SCOPE', 'OLD_10', 'OLD_9', 'not an id');
    const { equipment, problems } = await listEquipment(lab.config);
    expect(problems).toEqual([]);
    expect(
      equipment.map(({ id, label, isConfigured, exists }) => ({ id, label, isConfigured, exists })),
    ).toEqual([
      { id: 'SCOPE', label: 'The scope', isConfigured: true, exists: true },
      { id: 'LASER', label: 'LASER', isConfigured: true, exists: false },
      { id: 'OLD_9', label: 'OLD_9', isConfigured: false, exists: true },
      { id: 'OLD_10', label: 'OLD_10', isConfigured: false, exists: true },
    ]);
    expect(equipment[0]).toMatchObject({ root: lab.root, path: path.join(lab.root, 'SCOPE') });
  });

  it('says of a root that is not there to connect its disk, once, and has its instruments', async () => {
    const lab = aLab();
    rmSync(lab.root, { recursive: true });
    const { equipment, problems } = await listEquipment(lab.config);
    expect(equipment.map(({ exists, isAway }) => [exists, isAway])).toEqual([
      [false, true],
      [false, true],
    ]);
    expect(problems).toMatchObject([{ code: 'folder_not_found', details: { path: lab.root } }]);
    expect(problems[0]?.message).toContain('connect its disk');
  });

  it('takes a file in the place of a root for one that is not there', async () => {
    const lab = aLab();
    rmSync(lab.root, { recursive: true });
    writeFileSync(lab.root, '');
    expect((await listEquipment(lab.config)).problems).toMatchObject([{ code: 'folder_not_found' }]);
  });

  it('says of a root that it cannot be listed, and lists the others', async () => {
    const lab = aLab();
    const loop = path.join(lab.root, 'loop');
    symlinkSync(loop, loop);
    const [scope, laser] = lab.config.equipment;
    if (scope === undefined || laser === undefined) throw new Error('two instruments');
    const config = { ...lab.config, equipment: [scope, { ...laser, local_root: loop }] };
    lab.bare('SCOPE');
    const { equipment, problems } = await listEquipment(config);
    expect(equipment.map(({ exists }) => exists)).toEqual([true, false]);
    expect(problems.map(({ details }) => details?.path)).toEqual([loop]);
    expect(rootsOf(config)).toEqual([lab.root, loop]);
  });

  it('leaves out an instrument that has no root', async () => {
    const lab = aLab();
    const config = { ...lab.config, paths: { ...lab.config.paths, local_root: '' } };
    expect(await listEquipment(config)).toEqual({ equipment: [], problems: [] });
  });
});

describe('listProjects', () => {
  it('has ids, names and places, ordered by number', async () => {
    const lab = aLab();
    lab.make('SCOPE/PROJ-10', { creation: { lims_project: { ...LIMS, name_at_creation: 'Pores' } } });
    lab.make('SCOPE/PROJ-9');
    lab.bare('SCOPE/notes', 'LASER/PROJ-1');
    writeFileSync(path.join(lab.root, 'SCOPE', 'PROJ-7'), 'a file');
    expect(await listProjects(lab.root, 'SCOPE')).toEqual([
      {
        equipmentId: 'SCOPE',
        shortId: 'PROJ-9',
        name: 'Membranes',
        path: path.join(lab.root, 'SCOPE/PROJ-9'),
      },
      { equipmentId: 'SCOPE', shortId: 'PROJ-10', name: 'Pores', path: path.join(lab.root, 'SCOPE/PROJ-10') },
    ]);
  });

  it('has a project whose record is missing or broken, without a name', async () => {
    const lab = aLab();
    lab.bare('SCOPE/PROJ-1');
    writeFileSync(recordPath(lab.make('SCOPE/PROJ-2'), 'creation.json'), '{');
    expect(await existingProjects(path.join(lab.root, 'SCOPE'))).toEqual([
      { shortId: 'PROJ-1', name: '' },
      { shortId: 'PROJ-2', name: '' },
    ]);
  });

  it('has none where there is no folder, and throws where it cannot be listed', async () => {
    const lab = aLab();
    expect(await listProjects(lab.root, 'SCOPE')).toEqual([]);
    symlinkSync(path.join(lab.root, 'LOOP'), path.join(lab.root, 'LOOP'));
    await expect(listProjects(lab.root, 'LOOP')).rejects.toMatchObject({ details: { errno: 'ELOOP' } });
  });

  it('says that the disk is away where the root is', async () => {
    const lab = aLab();
    rmSync(lab.root, { recursive: true });
    const away = { code: 'folder_not_found', details: { path: lab.root } };
    await expect(listProjects(lab.root, 'SCOPE')).rejects.toMatchObject(away);
    await expect(hasProjects(lab.root, 'SCOPE')).rejects.toMatchObject(away);
  });

  it('stops when it is aborted', async () => {
    const lab = aLab();
    lab.bare('SCOPE/PROJ-1');
    await expect(listProjects(lab.root, 'SCOPE', AbortSignal.abort())).rejects.toThrow();
  });
});

describe('hasProjects', () => {
  it('tells it by names alone', async () => {
    const lab = aLab();
    lab.bare('SCOPE/notes');
    expect(await hasProjects(lab.root, 'SCOPE')).toBe(false);
    expect(await hasProjects(lab.root, 'LASER')).toBe(false);
    writeFileSync(recordPath(lab.make('SCOPE/PROJ-2'), 'creation.json'), '{');
    expect(await hasProjects(lab.root, 'SCOPE')).toBe(true);
  });

  it('throws where the folder cannot be listed', async () => {
    const lab = aLab();
    symlinkSync(path.join(lab.root, 'LOOP'), path.join(lab.root, 'LOOP'));
    await expect(hasProjects(lab.root, 'LOOP')).rejects.toMatchObject({ details: { errno: 'ELOOP' } });
  });
});

describe('listRuns', () => {
  const runsOf = async (project: string): Promise<string[]> =>
    (await listRuns(project)).runs.map(({ kind, container, leaf }) => `${kind} ${container ?? '-'} ${leaf}`);

  it('has runs of all places by name alone, newest first', async () => {
    const lab = aLab();
    lab.bare(
      'SCOPE/PROJ-1/Run_2026-11-20T13-00-00/data/Run_2026-11-20T13-00-00',
      'SCOPE/PROJ-1/Run_2026-11-22T13-00-00',
      'SCOPE/PROJ-1/Runs/Run_2025-01-01T00-00-00',
      'SCOPE/PROJ-1/TestRuns/TestRun_2026-11-21T13-00-00',
      'SCOPE/PROJ-1/TestRuns/.exlab-wizard',
      'SCOPE/PROJ-1/.exlab-work-Run_2026-11-23T13-00-00',
      'SCOPE/PROJ-1/raw/Run_2026-11-20T13-00-00',
    );
    expect(await runsOf(path.join(lab.root, 'SCOPE/PROJ-1'))).toEqual([
      'experimental - Run_2026-11-22T13-00-00',
      'test TestRuns TestRun_2026-11-21T13-00-00',
      'experimental - Run_2026-11-20T13-00-00',
      'experimental Runs Run_2025-01-01T00-00-00',
    ]);
  });

  it('tells path and moment of each', async () => {
    const lab = aLab();
    lab.bare('SCOPE/PROJ-1/TestRuns/TestRun_2026-11-21T13-00-00');
    const project = path.join(lab.root, 'SCOPE/PROJ-1');
    expect((await listRuns(project)).runs).toEqual<RunEntry[]>([
      {
        path: path.join(project, 'TestRuns/TestRun_2026-11-21T13-00-00'),
        leaf: 'TestRun_2026-11-21T13-00-00',
        kind: 'test',
        container: 'TestRuns',
        moment: Date.UTC(2026, 10, 21, 13),
      },
    ]);
  });

  it('puts runs whose name tells no moment at the end, in an order of their own', async () => {
    const lab = aLab();
    lab.bare('SCOPE/PROJ-1/Run_a', 'SCOPE/PROJ-1/Run_b', 'SCOPE/PROJ-1/Run_2026-11-20T13-00-00');
    expect(await runsOf(path.join(lab.root, 'SCOPE/PROJ-1'))).toEqual([
      'experimental - Run_2026-11-20T13-00-00',
      'experimental - Run_b',
      'experimental - Run_a',
    ]);
  });

  it('takes no file and no link for a run', async () => {
    const lab = aLab();
    lab.bare('SCOPE/PROJ-1', 'elsewhere');
    const project = path.join(lab.root, 'SCOPE/PROJ-1');
    writeFileSync(path.join(project, 'Run_2026-11-20T13-00-00'), '');
    symlinkSync(path.join(lab.root, 'elsewhere'), path.join(project, 'Run_2026-11-21T13-00-00'));
    expect(await runsOf(project)).toEqual([]);
  });

  it('has none in a project that is gone', async () => {
    expect(await listRuns(path.join(aLab().root, 'SCOPE/PROJ-1'))).toEqual({ runs: [], problems: [] });
  });

  it('says which folder cannot be listed, and has the runs of the others', async () => {
    const lab = aLab();
    lab.bare('SCOPE/PROJ-1/Run_2026-11-20T13-00-00');
    const tests = path.join(lab.root, 'SCOPE/PROJ-1/TestRuns');
    symlinkSync(tests, tests);
    const { runs, problems } = await listRuns(path.join(lab.root, 'SCOPE/PROJ-1'));
    expect(runs).toHaveLength(1);
    expect(problems.map(({ details }) => details?.path)).toEqual([tests]);
  });

  it('stops when it is aborted', async () => {
    const lab = aLab();
    lab.bare('SCOPE/PROJ-1/Run_2026-11-20T13-00-00');
    const aborted = AbortSignal.abort(new Error('enough'));
    await expect(listRuns(path.join(lab.root, 'SCOPE/PROJ-1'), aborted)).rejects.toThrow('enough');
  });
});

describe('momentOfLeaf', () => {
  it.each([
    ['Run_2026-11-20T13-00-00', Date.UTC(2026, 10, 20, 13)],
    ['Run_0000-01-01T00-00-00', Date.parse('0000-01-01T00:00:00Z')],
    ['Run_2026-02-30T13-00-00', null],
    ['Run_2026-11-20', null],
    ['Run_2026-11-20T13-00-00_b', null],
    ['Run_2026-11-20T25-00-00', null],
    ['Run_', null],
  ])('reads %s', (leaf, moment) => {
    expect(momentOfLeaf(leaf, 'experimental')).toBe(moment);
  });
});
