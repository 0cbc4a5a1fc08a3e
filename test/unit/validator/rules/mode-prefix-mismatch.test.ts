import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunKind } from '../../../../core/layout';
import type { Finding } from '../../../../core/validator';
import { aSubject, findingsOf, ROOT } from '../a-subject';

const RULE = 'mode_prefix_mismatch';
const STAMP = '2026-11-20T13-00-00';

function judge(runKind: RunKind | null, place: string, root = ROOT): Promise<Finding[]> {
  return findingsOf(RULE, aSubject({ runKind, root, runPath: path.join(root, place) }));
}

describe(RULE, () => {
  it.each([
    ['experimental', `EQ/PROJ-1/Run_${STAMP}`],
    ['experimental', `EQ/PROJ-1/Runs/Run_${STAMP}`],
    ['experimental', `EQ/an odd project/Run_${STAMP}`],
    ['test', `EQ/PROJ-1/TestRuns/TestRun_${STAMP}`],
    ['test', `EQ/an odd project/TestRuns/TestRun_${STAMP}`],
    [null, `EQ/PROJ-1/Run_${STAMP}`],
    [null, `EQ/PROJ-1/TestRuns/TestRun_${STAMP}`],
  ] as const)('lets a run of kind %s be at %s', async (kind, place) => {
    expect(await judge(kind, place)).toEqual([]);
  });

  it.each([
    ['test', `EQ/PROJ-1/TestRun_${STAMP}`],
    ['test', `EQ/PROJ-1/Runs/TestRun_${STAMP}`],
    ['test', `EQ/PROJ-1/TestRuns/Run_${STAMP}`],
    ['test', `EQ/PROJ-1/Run_${STAMP}`],
    ['test', `EQ/PROJ-1/testruns/TestRun_${STAMP}`],
    ['experimental', `EQ/PROJ-1/TestRuns/Run_${STAMP}`],
    ['experimental', `EQ/PROJ-1/TestRuns/TestRun_${STAMP}`],
    ['experimental', `EQ/PROJ-1/TestRun_${STAMP}`],
    ['experimental', `EQ/PROJ-1/data/Run_${STAMP}`],
    ['experimental', `EQ/PROJ-1/run_${STAMP}`],
    ['experimental', `EQ/PROJ-1/${STAMP}`],
    [null, `EQ/PROJ-1/TestRuns/Run_${STAMP}`],
    [null, `EQ/PROJ-1/TestRun_${STAMP}`],
    [null, `EQ/PROJ-1/${STAMP}`],
  ] as const)('finds a run of kind %s at %s', async (kind, place) => {
    expect(await judge(kind, place)).toMatchObject([
      {
        tier: 'hard',
        offending_path: path.join(ROOT, place),
        offending_kind: 'directory_segment',
        matched_token: path.basename(place),
      },
    ]);
  });

  it('judges no project', async () => {
    const subject = aSubject({ level: 'project', runPath: path.join(ROOT, 'EQ', 'PROJ-1') });
    expect(await findingsOf(RULE, subject)).toEqual([]);
  });

  it('does not look at the root or above it', async () => {
    const root = path.join(ROOT, 'TestRuns');
    expect(await judge('experimental', `Run_${STAMP}`, root)).toEqual([]);
  });
});
