import { describe, expect, it } from 'vitest';
import type { Config } from '../../../../core/config';
import { equipmentOf, holderOf } from '../../../../extension/problems/lab-places';
import { OffendingPaths } from '../../../../extension/problems/offending-paths';
import { finding, inText, problemsOf } from './findings';

const PROJECT = '/lab/CONFOCAL_01/PROJ-0042';
const RUN = `${PROJECT}/Run_2026-03-07T10-00-00`;
const CONFIG = {
  paths: { local_root: '/lab' },
  equipment: [{ id: 'CONFOCAL_01' }, { id: 'BALANCE_02', local_root: '/other' }],
} as unknown as Config;

describe('the run or project that holds a file', () => {
  it.each([
    [`${RUN}/notes.md`, RUN],
    [`${RUN}/.exlab-wizard/creation.json`, RUN],
    [
      `${PROJECT}/TestRuns/TestRun_2026-03-07T10-00-00/a/b`,
      `${PROJECT}/TestRuns/TestRun_2026-03-07T10-00-00`,
    ],
    [`${PROJECT}/README.md`, PROJECT],
    [RUN, RUN],
    ['/lab/CONFOCAL_01/notes.md', undefined],
    ['/laboratory/CONFOCAL_01/PROJ-0042/README.md', undefined],
    ['/home/alice/notes.md', undefined],
  ])('of %s is %s', (file, holder) => {
    expect(holderOf(file, CONFIG)).toBe(holder);
  });
});

describe('the instruments of folders', () => {
  it('are each told once', () => {
    expect([...equipmentOf([RUN, PROJECT, '/lab/CONFOCAL_01', '/lab', '/elsewhere/X'], CONFIG)]).toEqual([
      '/lab/CONFOCAL_01',
    ]);
  });
});

describe('paths that are a problem as a whole', () => {
  const nobody = () => false;

  it('are those of names; what stands in a text, is known or about the folder itself is not', () => {
    const paths = new OffendingPaths();
    const own = finding({ offending_path: RUN });
    const known = finding({ offending_path: `${RUN}/known` });
    paths.set(RUN, problemsOf(RUN, finding(), inText(1), own, known), (each) => each === known);
    expect(paths.at(`${RUN}/a:b.txt`)).toHaveLength(1);
    for (const path of [RUN, `${RUN}/notes.md`, `${RUN}/known`]) expect(paths.at(path)).toEqual([]);
  });

  it('are told of when they change: those from before and those of now', () => {
    const paths = new OffendingPaths();
    paths.set(RUN, problemsOf(RUN, finding()), nobody);
    const other = finding({ offending_path: `${RUN}/c:d` });
    expect(paths.set(RUN, problemsOf(RUN, other), nobody).sort()).toEqual([`${RUN}/a:b.txt`, `${RUN}/c:d`]);
    expect(paths.set(RUN, undefined, nobody)).toEqual([`${RUN}/c:d`]);
    expect(paths.at(`${RUN}/c:d`)).toEqual([]);
  });
});
