import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { RecordCache, readRunSummary } from '../../../core/catalogue';
import { CREATION_RECORD, README_FIELDS_RECORD, README_FILE, recordPath } from '../../../core/layout';
import { setSyncStatus } from '../../../core/records';
import { NOW } from '../records/examples';
import { aLab, writeRecords } from './a-lab';

const RUN = 'SCOPE/PROJ-1/Run_2026-11-20T13-00-00';

describe('readRunSummary', () => {
  it('tells what both records say', async () => {
    const run = aLab().make(RUN, { creation: { sync_status: 'synced' } });
    expect(await readRunSummary(run)).toEqual({
      state: 'synced',
      problem: '',
      operator: 'Ada',
      createdAt: NOW,
      template: { name: 'confocal', version: '1.0.0' },
      source: 'record',
      label: 'Channels at rest',
      objective: 'See the pores',
    });
  });

  it('says that there is no record', async () => {
    const lab = aLab();
    lab.bare(RUN);
    expect(await readRunSummary(path.join(lab.root, RUN))).toEqual({
      state: 'no_record',
      problem: '',
      operator: '',
      createdAt: '',
      template: null,
      source: 'readme',
      label: '',
      objective: '',
    });
  });

  it.each([
    ['{', 'no JSON'],
    ['{"schema_version": "2.0"}', 'version 2.0'],
    ['{"schema_version": "1.10"}', 'created_at'],
  ])('says what is broken in %s, and asks the README for the rest', async (text, complaint) => {
    const run = aLab().make(RUN);
    writeFileSync(recordPath(run, CREATION_RECORD), text);
    const summary = await readRunSummary(run);
    expect(summary).toMatchObject({ state: 'broken_record', label: 'Channels at rest', operator: 'Ada' });
    expect(summary.problem).toContain(complaint);
  });

  it('says it of a record that is a folder', async () => {
    const lab = aLab();
    lab.bare(`${RUN}/.exlab-wizard/creation.json`);
    expect(await readRunSummary(path.join(lab.root, RUN))).toMatchObject({ state: 'broken_record' });
  });

  it.each(['missing', 'broken'])('reads README.md where its record is %s', async (how) => {
    const run = aLab().make(RUN, { creation: null });
    if (how === 'missing') rmSync(recordPath(run, README_FIELDS_RECORD));
    else writeFileSync(recordPath(run, README_FIELDS_RECORD), 'x');
    writeFileSync(path.join(run, README_FILE), '---\nlabel: Pores\noperator: Bob\nobjective: [a]\n---\n');
    expect(await readRunSummary(run)).toMatchObject({ label: 'Pores', operator: 'Bob', objective: '' });
  });

  it.each(['no front matter', '---\nlabel: [\n---\n'])('makes do with a README of %j', async (text) => {
    const run = aLab().make(RUN, { fields: null });
    writeFileSync(path.join(run, README_FILE), text);
    expect(await readRunSummary(run)).toMatchObject({ label: '', operator: 'Ada' });
  });
});

describe('RecordCache', () => {
  it('reads nothing again while the files look the same', async () => {
    const run = aLab().make(RUN, { creation: { created_by: 'Ada' }, fields: { label: 'aaaa' } });
    const [creation, fields] = [recordPath(run, CREATION_RECORD), recordPath(run, README_FIELDS_RECORD)];
    for (const file of [creation, fields]) utimesSync(file, 1000, 1000);
    const records = new RecordCache();
    await records.summary(run);
    writeRecords(run, { creation: { created_by: 'Bob' }, fields: { label: 'bbbb' } });
    for (const file of [creation, fields]) utimesSync(file, 1000, 1000);
    expect(await records.summary(run)).toMatchObject({ operator: 'Ada', label: 'aaaa' });
    records.clear();
    expect(await records.summary(run)).toMatchObject({ operator: 'Bob', label: 'bbbb' });
  });

  it('sees a new status, and a record that comes or goes', async () => {
    const run = aLab().make(RUN);
    const records = new RecordCache();
    expect((await records.creation(run)).state).toBe('pending');
    await setSyncStatus(recordPath(run, CREATION_RECORD), 'failed');
    expect((await records.creation(run)).state).toBe('failed');
    rmSync(recordPath(run, CREATION_RECORD));
    expect((await records.creation(run)).state).toBe('no_record');
    writeRecords(run, {});
    expect((await records.creation(run)).state).toBe('pending');
  });

  it('sees changes of the README where its record is missing, and the record when it comes', async () => {
    const run = aLab().make(RUN, { fields: null });
    const records = new RecordCache();
    expect((await records.readme(run)).label).toBe('');
    writeFileSync(path.join(run, README_FILE), '---\nlabel: Pores\n---\n');
    expect((await records.readme(run)).label).toBe('Pores');
    writeFileSync(path.join(run, README_FILE), '---\nlabel: Channels\n---\n');
    expect((await records.readme(run)).label).toBe('Channels');
    writeRecords(run, {});
    expect((await records.readme(run)).label).toBe('Channels at rest');
  });

  it('forgets the earliest of too many', async () => {
    const lab = aLab();
    const runs = [1, 2, 3].map((second) => lab.make(`SCOPE/PROJ-1/Run_2026-11-20T13-00-0${second}`));
    const files = runs.map((run) => recordPath(run, CREATION_RECORD));
    for (const file of files) utimesSync(file, 1000, 1000);
    const records = new RecordCache(2);
    for (const run of runs) await records.creation(run);
    for (const [index, run] of runs.entries()) {
      writeRecords(run, { creation: { created_by: 'Bob' } });
      utimesSync(files[index] ?? '', 1000, 1000);
    }
    const operators = await Promise.all([...runs].reverse().map((run) => records.creation(run)));
    expect(operators.map(({ operator }) => operator)).toEqual(['Ada', 'Ada', 'Bob']);
  });
});
