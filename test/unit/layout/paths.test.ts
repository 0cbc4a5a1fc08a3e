import { describe, expect, it } from 'vitest';
import {
  folderLogPath,
  isEquipmentId,
  isProjectShortId,
  isWorkFolder,
  nasPath,
  posixRelative,
  recordPath,
  runFolderName,
  runSegments,
  runStamp,
  workAreaPath,
  workFolderPath,
} from '../../../core/layout';

describe('isEquipmentId and isProjectShortId', () => {
  it.each(['A', 'CONFOCAL_01', `A${'9'.repeat(31)}`])('take %s for an equipment', (id) => {
    expect(isEquipmentId(id)).toBe(true);
  });

  it.each(['', '1A', '_A', 'a', 'A-1', 'A B', `A${'9'.repeat(32)}`, 'A\n'])(
    'refuse %j as an equipment',
    (id) => {
      expect(isEquipmentId(id)).toBe(false);
    },
  );

  it('take PROJ- and digits for a project, and nothing else', () => {
    expect(['PROJ-1', 'PROJ-0042'].every(isProjectShortId)).toBe(true);
    expect(['PROJ-', 'proj-1', 'PROJ-1a', 'PROJ-1\n', ' PROJ-1', 'PROJ-١'].some(isProjectShortId)).toBe(
      false,
    );
  });
});

describe('runStamp', () => {
  it('is UTC, to the second, without colons', () => {
    expect(runStamp(new Date('2026-11-20T13:00:00.999+02:00'))).toBe('2026-11-20T11-00-00');
    expect(runStamp(new Date('1969-12-31T23:59:59Z'))).toBe('1969-12-31T23-59-59');
    expect(runStamp(new Date('2028-02-29T00:00:00Z'))).toBe('2028-02-29T00-00-00');
  });

  it.each([new Date(Number.NaN), new Date('+010000-01-01T00:00:00Z'), new Date('-000001-01-01T00:00:00Z')])(
    'refuses a year that four digits cannot say (%#)',
    (date) => {
      expect(() => runStamp(date)).toThrow(
        expect.objectContaining({ code: 'validation_failed', field: 'run_date' }),
      );
    },
  );
});

describe('the path of a run', () => {
  const at = new Date('2026-11-20T13:00:00Z');

  it('stands in the project, a test run in TestRuns', () => {
    const run = runFolderName('experimental', at);
    expect(runSegments('SCOPE', 'PROJ-1', 'experimental', run)).toEqual([
      'SCOPE',
      'PROJ-1',
      'Run_2026-11-20T13-00-00',
    ]);
    const testRun = runFolderName('test', at);
    expect(runSegments('SCOPE', 'PROJ-1', 'test', testRun)).toEqual([
      'SCOPE',
      'PROJ-1',
      'TestRuns',
      'TestRun_2026-11-20T13-00-00',
    ]);
  });

  it.each([
    ['', ''],
    ['/nas/lab', '/nas/lab/A/B'],
    ['/nas/lab/', '/nas/lab/A/B'],
    ['\\\\nas\\lab', '\\\\nas\\lab\\A\\B'],
    ['Z:\\lab\\', 'Z:\\lab\\A\\B'],
    ['//nas/lab', '//nas/lab/A/B'],
  ])('on the storage %j is %j', (root, expected) => {
    expect(nasPath(root, ['A', 'B'])).toBe(expected);
  });

  it('has its records, its log and its work folder beside it', () => {
    expect(recordPath('/lab/Run_1', 'creation.json')).toBe('/lab/Run_1/.exlab-wizard/creation.json');
    expect(folderLogPath('/lab/Run_1', 'h')).toBe('/lab/Run_1/.exlab-wizard/wizard.h.log');
    expect(workAreaPath('/lab/Run_1')).toBe('/lab/.exlab-work-Run_1');
    expect(workFolderPath('/lab/Run_1', 'id')).toBe('/lab/.exlab-work-Run_1/id');
    expect(isWorkFolder('.exlab-work-Run_1')).toBe(true);
    expect(isWorkFolder('Run_1')).toBe(false);
    expect(posixRelative('/lab', '/lab/Run_1/a')).toBe('Run_1/a');
  });
});
