import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { classifyFolder } from '../../../core/layout';

const ROOT = '/lab/data';
const AT = '2026-11-20T13-00-00';

function classify(below: string): ReturnType<typeof classifyFolder> {
  return classifyFolder(ROOT, path.join(ROOT, below));
}

describe('classifyFolder', () => {
  it('knows an equipment and a project', () => {
    expect(classify('CONFOCAL_01')).toEqual({ kind: 'equipment', equipmentId: 'CONFOCAL_01' });
    expect(classify('CONFOCAL_01/PROJ-0042')).toEqual({
      kind: 'project',
      equipmentId: 'CONFOCAL_01',
      shortId: 'PROJ-0042',
    });
  });

  it.each([
    [`Run_${AT}`, { runKind: 'experimental', container: null, older: false }],
    [`TestRuns/TestRun_${AT}`, { runKind: 'test', container: 'TestRuns', older: false }],
    [`Runs/Run_${AT}`, { runKind: 'experimental', container: 'Runs', older: true }],
  ])('knows the run %s', (below, expected) => {
    expect(classify(`CONFOCAL_01/PROJ-0042/${below}`)).toEqual({
      kind: 'run',
      equipmentId: 'CONFOCAL_01',
      shortId: 'PROJ-0042',
      leaf: path.basename(below),
      ...expected,
    });
  });

  it.each([
    [`TestRun_${AT}`, { runKind: 'test', container: null }],
    [`TestRuns/Run_${AT}`, { runKind: 'experimental', container: 'TestRuns' }],
    [`Runs/TestRun_${AT}`, { runKind: 'test', container: 'Runs' }],
  ])('takes %s for a run, so that a rule can say that its signals disagree', (below, expected) => {
    expect(classify(`CONFOCAL_01/PROJ-0042/${below}`)).toMatchObject({ kind: 'run', ...expected });
  });

  it.each([
    '',
    '..',
    '../data2/CONFOCAL_01',
    'confocal',
    'CONFOCAL_01/notes',
    'confocal/PROJ-0042',
    'CONFOCAL_01/PROJ-0042/TestRuns',
    'CONFOCAL_01/PROJ-0042/Runs',
    'CONFOCAL_01/PROJ-0042/raw',
    'CONFOCAL_01/PROJ-0042/raw/Run_1',
    'CONFOCAL_01/PROJ-0042/TestRuns/raw',
    `CONFOCAL_01/PROJ-0042/Run_${AT}/raw`,
    `CONFOCAL_01/PROJ-0042/TestRuns/TestRun_${AT}/raw`,
    `CONFOCAL_01/Run_${AT}`,
  ])('takes %j for none of ours', (below) => {
    expect(classify(below)).toEqual({ kind: 'other' });
  });
});
