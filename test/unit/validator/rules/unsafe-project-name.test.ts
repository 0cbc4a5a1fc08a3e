import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../../../core/validator';
import { auditedLab, foundIn, placesIn } from '../../../support/audited-lab';
import { ROOT, aSubject, findingsOf } from '../a-subject';

/** What is said of a folder of this name among the projects of an instrument. */
async function detailsOf(name: string): Promise<string[]> {
  const subject = aSubject({ level: 'stray', runKind: null, runPath: path.join(ROOT, 'CONFOCAL_01', name) });
  const findings = await check(subject, { isAudit: true });
  expect(new Set(findings.map(({ rule }) => rule)).size).toBeLessThan(2);
  return findings.map(({ rule_detail }) => rule_detail);
}

describe('unsafe_project_name', () => {
  it.each([
    ['a:b', "'a:b' holds ':'"],
    ['<PROJ-0042>', "holds '<'"],
    ['PROJ-0042 ', 'begins or ends with a space'],
    [' PROJ-0042', 'begins or ends with a space'],
    ['PROJ-0042.', 'ends in a dot'],
    ['\u00A0PROJ-0042', 'begins or ends with a space'],
    ['.PROJ-0042', 'begins with a dot'],
    ['aux.old', 'is a device on Windows'],
    ['a\u0007b', 'U+0007'],
    ['PROJ\u202E2400', 'U+202E'],
    ['PROJ\u200B-0042', 'U+200B'],
    ['a\uFFFDb', 'no text'],
    ['x'.repeat(256), '255 bytes'],
  ])('finds %j', async (name, words) => {
    expect(await detailsOf(name)).toEqual([expect.stringContaining(words)]);
  });

  it.each([
    'My project',
    'PROJ-42-old',
    'proj-0042',
    'größe 5 µm',
    '.Trash-1000',
    '.Trash',
    '.git',
    'lost+found',
  ])('leaves %j alone: it is nobody’s business', async (name) => {
    expect(await detailsOf(name)).toEqual([]);
  });

  it('judges folders on disk where projects stand, and no others', async () => {
    const lab = await auditedLab({
      'CONFOCAL_01/.PROJ-0042/data.tif': '',
      'CONFOCAL_01/My project/.hidden/data.tif': '',
      '.hidden/PROJ-0042/data.tif': '',
      'CONFOCAL_01/.exlab-work-PROJ-0043/x/': null,
    });
    const { findings, scanned } = await lab.audit();
    expect(placesIn(lab.root, findings)).toEqual([
      'unsafe_project_name | CONFOCAL_01/.PROJ-0042 | .PROJ-0042',
    ]);
    expect(findings[0]).toMatchObject({
      tier: 'soft',
      run_path: lab.at('CONFOCAL_01/.PROJ-0042'),
      offending_kind: 'directory_segment',
    });
    expect(scanned).toEqual({ runs: 0, files: 0 });
  });

  it.runIf(process.platform === 'linux')('finds a name that is no UTF-8', async () => {
    const lab = await auditedLab({ 'CONFOCAL_01/': null });
    await mkdir(Buffer.concat([Buffer.from(lab.at('CONFOCAL_01/PROJ')), Buffer.from([0xff])]));
    expect((await lab.audit()).findings).toMatchObject([{ matched_token: 'PROJ\uFFFD' }]);
  });

  it('is asked by audits alone, and never of projects and runs', async () => {
    const stray = aSubject({ level: 'stray', runPath: path.join(ROOT, 'CONFOCAL_01', '.PROJ-1') });
    expect(await check(stray)).toEqual([]);
    const run = aSubject({ runPath: path.join(ROOT, 'CONFOCAL_01', 'PROJ-0042', '.x') });
    expect(await findingsOf('unsafe_project_name', run)).toEqual([]);
    expect(await foundIn({ 'CONFOCAL_01/PROJ-0042/.x/data.tif': '' })).toEqual([]);
  });
});
