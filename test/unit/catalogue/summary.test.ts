import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { RecordCache, readRunSummary, type RecordSource } from '../../../core/catalogue';
import { CREATION_RECORD, README_FIELDS_RECORD, README_FILE, recordPath } from '../../../core/layout';
import { setSyncStatus } from '../../../core/records';
import { ManualClock } from '../../support/manual-clock';
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

describe('RecordCache.recent', () => {
  const AGE = 30_000;

  function withClock(): { clock: ManualClock; records: RecordCache; recent: RecordSource } {
    const clock = new ManualClock();
    const records = new RecordCache(undefined, clock);
    return { clock, records, recent: records.recent(AGE) };
  }

  it('does not look again at what was seen within the age, and does so after it', async () => {
    const run = aLab().make(RUN);
    const { clock, recent } = withClock();
    expect((await recent.creation(run)).operator).toBe('Ada');
    expect((await recent.readme(run)).label).toBe('Channels at rest');
    writeRecords(run, { creation: { created_by: 'Bob' }, fields: { label: 'Pores' } });
    clock.advance(AGE - 1);
    expect((await recent.creation(run)).operator).toBe('Ada');
    expect((await recent.readme(run)).label).toBe('Channels at rest');
    clock.advance(1);
    expect((await recent.creation(run)).operator).toBe('Bob');
    expect((await recent.readme(run)).label).toBe('Pores');
  });

  it('counts from the last look, also where it found nothing new', async () => {
    const run = aLab().make(RUN);
    const { clock, records, recent } = withClock();
    await records.summary(run);
    clock.advance(20_000);
    await records.summary(run);
    writeRecords(run, { creation: { created_by: 'Bob' }, fields: { label: 'Pores' } });
    clock.advance(20_000);
    expect((await recent.creation(run)).operator).toBe('Ada');
    expect((await recent.readme(run)).label).toBe('Channels at rest');
  });

  it('does not look again for what was missing', async () => {
    const lab = aLab();
    lab.bare(RUN);
    const run = path.join(lab.root, RUN);
    const { clock, recent } = withClock();
    expect((await recent.creation(run)).state).toBe('no_record');
    expect((await recent.readme(run)).label).toBe('');
    writeRecords(run, {});
    clock.advance(5000);
    expect((await recent.creation(run)).state).toBe('no_record');
    expect((await recent.readme(run)).label).toBe('');
    clock.advance(AGE);
    expect((await recent.creation(run)).state).toBe('pending');
    expect((await recent.readme(run)).label).toBe('Channels at rest');
  });

  it('does not take one look for nothing for a look everywhere', async () => {
    const lab = aLab();
    const runs = ['Run_2026-11-20T13-00-00', 'Run_2026-11-20T13-00-01'].map((leaf) => `SCOPE/PROJ-1/${leaf}`);
    lab.bare(...runs);
    const [first = '', second = ''] = runs.map((relative) => path.join(lab.root, relative));
    const { clock, recent } = withClock();
    for (const run of [first, second]) await recent.creation(run);
    clock.advance(AGE);
    await recent.creation(first);
    writeRecords(second, {});
    expect((await recent.creation(second)).state).toBe('pending');
  });

  it('keeps lists looking each time, and learns from them', async () => {
    const run = aLab().make(RUN);
    const { records, recent } = withClock();
    await recent.creation(run);
    await setSyncStatus(recordPath(run, CREATION_RECORD), 'failed');
    expect((await recent.creation(run)).state).toBe('pending');
    expect((await records.summary(run)).state).toBe('failed');
    expect((await recent.creation(run)).state).toBe('failed');
  });

  it.each<[string, (records: RecordCache, run: string) => void]>([
    ['was forgotten', (records, run) => records.forget(run)],
    ['may have changed like all', (records) => records.lookAgain()],
    ['was dropped with all', (records) => records.clear()],
  ])('looks at once at what %s', async (_, tell) => {
    const lab = aLab();
    const run = lab.make(RUN);
    const bare = path.join(lab.root, 'SCOPE/PROJ-1/Run_2026-11-21T13-00-00');
    const { records, recent } = withClock();
    for (const folder of [run, bare]) {
      await recent.creation(folder);
      await recent.readme(folder);
    }
    for (const folder of [run, bare]) {
      writeRecords(folder, { creation: { created_by: 'Bob' }, fields: { label: 'Pores' } });
      tell(records, folder);
      expect((await recent.creation(folder)).operator).toBe('Bob');
      expect((await recent.readme(folder)).label).toBe('Pores');
    }
  });

  it('reads nothing again that looks as it did when it is told to look', async () => {
    const run = aLab().make(RUN, { creation: { created_by: 'Ada' } });
    const file = recordPath(run, CREATION_RECORD);
    utimesSync(file, 1000, 1000);
    const { records, recent } = withClock();
    await recent.creation(run);
    writeRecords(run, { creation: { created_by: 'Bob' } });
    utimesSync(file, 1000, 1000);
    records.lookAgain();
    expect((await recent.creation(run)).operator).toBe('Ada');
  });

  it('forgets one folder and no other', async () => {
    const lab = aLab();
    const [one, other] = [lab.make(RUN), lab.make('SCOPE/PROJ-1/Run_2026-11-21T13-00-00')];
    const { records, recent } = withClock();
    for (const run of [one, other]) await recent.creation(run);
    for (const run of [one, other]) writeRecords(run, { creation: { created_by: 'Bob' } });
    records.forget(one);
    expect((await recent.creation(one)).operator).toBe('Bob');
    expect((await recent.creation(other)).operator).toBe('Ada');
  });

  it.each<[string, (records: RecordCache, run: string) => void]>([
    ['it was forgotten', (records, run) => records.forget(run)],
    ['all may have changed', (records) => records.lookAgain()],
    ['all was dropped', (records) => records.clear()],
  ])('does not trust a look that was under way when %s', async (_, tell) => {
    const run = aLab().make(RUN);
    const { records, recent } = withClock();
    const underWay = [records.creation(run), records.readme(run)];
    tell(records, run);
    await Promise.all(underWay);
    writeRecords(run, { creation: { created_by: 'Bob' }, fields: { label: 'Pores' } });
    expect((await recent.creation(run)).operator).toBe('Bob');
    expect((await recent.readme(run)).label).toBe('Pores');
  });

  it('looks again when the clock was put back', async () => {
    const run = aLab().make(RUN);
    const { clock, recent } = withClock();
    clock.advance(100_000);
    await recent.creation(run);
    writeRecords(run, { creation: { created_by: 'Bob' } });
    clock.advance(-50_000);
    expect((await recent.creation(run)).operator).toBe('Bob');
  });
});
