import { mkdir, readdir, rename, symlink, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ExlabError } from '../../core/system';
import {
  auditingHere,
  inThreads,
  type AuditedFolder,
  type AuditRequest,
  type AuditResult,
  type Auditor,
} from '../../core/validator';
import { auditedLab, creationText, type AuditedLab } from '../support/audited-lab';
import { temporaryFolder } from '../support/temporary-folder';
import { buildProgram } from './exlab-process';

const ENTRY = path.resolve('dist/audit-thread.cjs');
const PROJECT = 'CONFOCAL_01/PROJ-0042';

/** A lab with something wrong in most of its runs. */
async function brokenLab(runs: number): Promise<AuditedLab> {
  const files: Record<string, string> = { 'CONFOCAL_01/Old data/x.tif': '' };
  for (let index = 0; index < runs; index += 1) {
    const run = `${PROJECT}/Run_${String(index).padStart(5, '0')}`;
    files[`${run}/.exlab-wizard/creation.json`] =
      index % 7 === 0 ? '{"schema_version": "2.0"}' : creationText({ run_kind: 'experimental' });
    files[`${run}/notes.txt`] = index % 3 === 0 ? 'fine' : `<sample_${index}> and {{ more }}`;
    if (index % 5 === 0) files[`${run}/images/aux.${index}.tif`] = '';
  }
  return auditedLab(files);
}

function requestOf(lab: AuditedLab, scope: AuditRequest['scope'] = {}): AuditRequest {
  return { roots: [lab.root], scope, config: lab.config, bundledTemplates: path.resolve('templates') };
}

function threadsFor(folder: string, threads?: number): Auditor {
  return inThreads({ entry: ENTRY, memoryFolder: folder, ...(threads === undefined ? {} : { threads }) });
}

function bytes(result: AuditResult): string {
  return JSON.stringify(result);
}

describe('an audit in threads', () => {
  let lab: AuditedLab;
  let expected: AuditResult;

  beforeAll(buildProgram);

  beforeEach(async () => {
    lab = await brokenLab(80);
    await symlink(lab.at('elsewhere'), lab.at(PROJECT, 'Run_linked'));
    spawnSync('mkfifo', [lab.at(PROJECT, 'Run_00001', 'pipe.txt')]);
    expected = await auditingHere.audit(requestOf(lab));
    expect(expected.findings.length).toBeGreaterThan(100);
  });

  it.each([1, 2, 3, 5])(
    'says with %i of them what one process says, byte for byte, each time',
    async (count) => {
      const auditor = threadsFor(temporaryFolder(), count);
      const told: AuditedFolder[] = [];
      const first = await auditor.audit(requestOf(lab), { onFolder: (folder) => told.push(folder) });
      expect(bytes(first)).toBe(bytes(expected));
      expect(told.flatMap(({ findings }) => findings)).toHaveLength(expected.findings.length);
      expect(bytes(await auditor.audit(requestOf(lab)))).toBe(bytes(expected));
      expect(bytes(await auditor.audit(requestOf(lab), { isPolite: true }))).toBe(bytes(expected));
    },
  );

  it('says the same from the memory of another number of threads', async () => {
    const folder = temporaryFolder();
    await threadsFor(folder, 3).audit(requestOf(lab));
    expect(bytes(await threadsFor(folder, 2).audit(requestOf(lab)))).toBe(bytes(expected));
  });

  it('says the same to two who ask at once', async () => {
    const auditor = threadsFor(temporaryFolder());
    const results = await Promise.all([auditor.audit(requestOf(lab)), auditor.audit(requestOf(lab))]);
    expect(results.map(bytes)).toEqual([bytes(expected), bytes(expected)]);
  });

  it('audits a part of the lab, and one run', async () => {
    const auditor = threadsFor(temporaryFolder());
    for (const scope of [{ project: 'PROJ-0042' }, { path: lab.at(PROJECT, 'Run_00001') }]) {
      const request = requestOf(lab, scope);
      expect(bytes(await auditor.audit(request))).toBe(bytes(await auditingHere.audit(request)));
    }
  });

  it('says that nothing is where something was expected', async () => {
    const auditor = threadsFor(temporaryFolder());
    await expect(auditor.audit(requestOf(lab, { project: 'PROJ-9999' }))).rejects.toMatchObject({
      code: 'folder_not_found',
    });
  });

  it('ends when it is told to, keeps what it knows and can be begun again', async () => {
    const folder = temporaryFolder();
    const auditor = threadsFor(folder, 2);
    const ending = new AbortController();
    const audit = auditor.audit(requestOf(lab), {
      signal: ending.signal,
      onProgress: () => {
        ending.abort(new Error('enough'));
      },
    });
    await expect(audit).rejects.toThrow('enough');
    await expect(auditor.audit(requestOf(lab), { signal: ending.signal })).rejects.toThrow('enough');
    expect(bytes(await auditor.audit(requestOf(lab)))).toBe(bytes(expected));
    expect(await readdir(folder)).toHaveLength(16);
  });

  it('says nothing of a lab whose audit was ended before its threads began', async () => {
    const ending = new AbortController();
    const clock = {
      now: () => {
        ending.abort(new Error('enough'));
        return new Date();
      },
    };
    const audit = threadsFor(temporaryFolder()).audit(requestOf(lab), { signal: ending.signal, clock });
    await expect(audit).rejects.toThrow('enough');
  });

  it('fails where whoever is told of it fails, and tells nothing more', async () => {
    let count = 0;
    const audit = threadsFor(temporaryFolder(), 3).audit(requestOf(lab), {
      onFolder: () => {
        count += 1;
        throw new Error('no room on the screen');
      },
    });
    await expect(audit).rejects.toThrow('no room on the screen');
    expect(count).toBe(1);
  });

  it('says which file is missing where the program is not whole', async () => {
    const auditor = inThreads({ entry: '/nowhere/audit-thread.cjs', memoryFolder: temporaryFolder() });
    await expect(auditor.audit(requestOf(lab))).rejects.toMatchObject({
      code: 'folder_not_found',
      message: expect.stringContaining('/nowhere/audit-thread.cjs') as string,
    });
  });

  it('fails, and says so, where a thread ends without a word', async () => {
    const entry = path.join(temporaryFolder(), 'thread.cjs');
    await writeFile(entry, 'process.exit(3)');
    const auditor = inThreads({ entry, memoryFolder: temporaryFolder() });
    const failure: unknown = await auditor.audit(requestOf(lab)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ExlabError);
    expect(failure).toMatchObject({
      code: 'internal_error',
      message: expect.stringContaining('3') as string,
    });
  });

  it('audits once more in one thread where two met different folders: neither may have met one that moved', async () => {
    const entry = path.join(temporaryFolder(), 'thread.cjs');
    const folder = { path: '/lab', kind: 'run', findings: [], unreadable: ['/lab'], files: 1 };
    const others = { runs: 0, files: 0 };
    await writeFile(
      entry,
      `const { parentPort, workerData: { index, count } } = require('node:worker_threads');
       const folders = count === 1 ? [${JSON.stringify(folder)}] : [];
       parentPort.postMessage({ kind: 'audited', folders, others: ${JSON.stringify(others)} });
       parentPort.postMessage({ kind: 'done', walked: String(index) });`,
    );
    const auditor = inThreads({ entry, memoryFolder: temporaryFolder(), threads: 2 });
    expect(await auditor.audit(requestOf(lab))).toEqual({
      findings: [],
      unreadable: ['/lab'],
      scanned: { runs: 1, files: 1 },
    });
  });

  it('audits though nothing can be remembered', async () => {
    const file = path.join(temporaryFolder(), 'a file');
    await writeFile(file, '');
    expect(bytes(await threadsFor(path.join(file, 'below')).audit(requestOf(lab)))).toBe(bytes(expected));
  });

  it('speaks the language that it is given', async () => {
    const english =
      "There is no '{0}', so that no field of the README is kept where programs find it: restore it from a copy.";
    const other = await auditedLab({ [`${PROJECT}/Run_a/x.tif`]: '' });
    await rename(
      other.at(PROJECT, 'Run_a/.exlab-wizard/readme_fields.json'),
      other.at(PROJECT, 'Run_a/.exlab-wizard/kept.json'),
    );
    const folder = temporaryFolder();
    await mkdir(folder, { recursive: true });
    const details = async (texts?: Record<string, string>): Promise<string[]> => {
      const auditor = inThreads({ entry: ENTRY, memoryFolder: folder, texts });
      const { findings } = await auditor.audit(requestOf(other));
      return findings
        .filter(({ rule }) => rule === 'missing_required_field')
        .map(({ rule_detail }) => rule_detail);
    };
    expect(await details()).toEqual([english.replace('{0}', 'readme_fields.json')]);
    expect(await details({ [english]: '{0} fehlt.' })).toEqual(['readme_fields.json fehlt.']);
  });

  it('is done with 10,000 findings', async () => {
    const many = await auditedLab({
      [`${PROJECT}/Run_a/.exlab-wizard/creation.json`]: creationText({ run_kind: 'experimental' }),
      ...Object.fromEntries(
        Array.from({ length: 20 }, (_, index) => [`${PROJECT}/Run_a/${index}.txt`, '<a> <b>\n'.repeat(250)]),
      ),
    });
    const auditor = threadsFor(temporaryFolder());
    const result = await auditor.audit(requestOf(many));
    expect(result.findings).toHaveLength(10_000);
    expect(bytes(result)).toBe(bytes(await auditingHere.audit(requestOf(many))));
  });
});
