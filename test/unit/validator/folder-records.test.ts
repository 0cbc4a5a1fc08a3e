import { spawnSync } from 'node:child_process';
import { chmod, mkdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import * as path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { auditedLab, type AuditedLab } from '../../support/audited-lab';

const RUN = 'CONFOCAL_01/PROJ-0042/Run_a';
const RECORDS = `${RUN}/.exlab-wizard`;
const CREATED = `${RECORDS}/creation.json`;
const NOBODY = 65534;

async function aLab(): Promise<AuditedLab> {
  return auditedLab({ [`${RUN}/data.tif`]: '' });
}

/** Does something as somebody without privileges; the whole process has to. */
async function asNobody<Result>(lab: AuditedLab, action: () => Promise<Result>): Promise<Result> {
  await chmod(path.dirname(lab.root), 0o755);
  process.seteuid?.(NOBODY);
  try {
    return await action();
  } finally {
    process.seteuid?.(0);
  }
}

const isRoot = process.geteuid?.() === 0;

describe('an audit', () => {
  it.runIf(process.platform !== 'win32').each<[string, (file: string) => unknown]>([
    ['a link', (file) => symlink('readme_fields.json', file)],
    ['a link to nothing', (file) => symlink('nowhere', file)],
    ['a pipe', (file) => spawnSync('mkfifo', [file])],
    ['a folder', (file) => mkdir(file)],
    [
      'a socket',
      (file) =>
        new Promise<void>((resolve) => {
          const server = createServer().listen(file, resolve);
          onTestFinished(() => void server.close());
        }),
    ],
    ['a file too large for a record', (file) => writeFile(file, '').then(() => truncate(file, 2 ** 24 + 1))],
  ])('lists a record in whose place %s stands, and judges the rest', async (_, put) => {
    const lab = await auditedLab({ [`${RUN}/CON.tif`]: '' });
    await rm(lab.at(CREATED));
    await put(lab.at(CREATED));
    expect(await lab.audit()).toMatchObject({
      findings: [{ rule: 'reserved_filesystem_name' }],
      unreadable: [lab.at(CREATED)],
    });
  });

  it.runIf(isRoot)('lists a record that may not be read, once', async () => {
    const lab = await aLab();
    await chmod(lab.at(CREATED), 0);
    await chmod(lab.at(RUN, 'README.md'), 0);
    const { findings, unreadable } = await asNobody(lab, () => lab.audit());
    expect(findings).toEqual([]);
    expect(unreadable).toEqual([lab.at(CREATED), lab.at(RUN, 'README.md')]);
  });

  it.runIf(isRoot).each([0, 0o444])('lists a records folder of mode %o, once', async (mode) => {
    const lab = await aLab();
    await chmod(lab.at(RECORDS), mode);
    const { findings, unreadable } = await asNobody(lab, () => lab.audit());
    expect(findings).toEqual([]);
    expect(unreadable).toEqual([lab.at(RECORDS)]);
  });

  it.runIf(isRoot)('lists a run that may not be read, and says nothing of its records', async () => {
    const lab = await aLab();
    await chmod(lab.at(RUN), 0);
    const { findings, unreadable } = await asNobody(lab, () => lab.audit());
    expect(findings).toEqual([]);
    expect(unreadable).toEqual([lab.at(RUN)]);
  });

  it('does not look behind a link in the place of the folder of test runs', async () => {
    const lab = await auditedLab({
      'CONFOCAL_01/PROJ-0042/charter.md': '',
      'elsewhere/.exlab-wizard/test_runs.json': '{',
    });
    await symlink(lab.at('elsewhere'), lab.at('CONFOCAL_01/PROJ-0042/TestRuns'));
    expect(await lab.audit()).toMatchObject({
      findings: [],
      unreadable: [lab.at('CONFOCAL_01/PROJ-0042/TestRuns')],
    });
  });

  it.runIf(process.platform === 'linux')('takes names that are no UTF-8 beside the records', async () => {
    const lab = await aLab();
    await writeFile(Buffer.concat([Buffer.from(lab.at(CREATED)), Buffer.from([0xff])]), '{');
    expect(await lab.audit()).toMatchObject({ findings: [], unreadable: [] });
  });
});
