import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  INGEST_STATES,
  advanceIngest,
  createRecord,
  ingestRecord,
  mutateRecord,
  readRecord,
  recordText,
  type IngestRecord,
} from '../../../core/records';
import { temporaryFolder } from '../../support/temporary-folder';
import { INGEST, NOW } from './examples';

async function recordFile(): Promise<string> {
  const file = path.join(temporaryFolder(), 'ingest.json');
  await createRecord(ingestRecord, file, INGEST);
  return file;
}

describe('advanceIngest', () => {
  it('goes along the five states and keeps what each entry says', async () => {
    const file = await recordFile();
    await advanceIngest(file, {
      state: 'complete',
      at: NOW,
      host: 'h',
      files_received: 3,
      bytes_received: 4096,
    });
    await advanceIngest(file, { state: 'sync_queued', at: NOW, host: 'h' });
    await advanceIngest(file, {
      state: 'sync_verified',
      at: NOW,
      host: 'h',
      nas_path: '/nas/SCOPE/PROJ-0042/Run_x',
      checksum_file: '.exlab-wizard/checksums.sha256',
    });
    const record = await advanceIngest(file, { state: 'cleared', at: NOW, host: 'h' });
    expect(record.current_state).toBe('cleared');
    expect(record.history.map((entry) => entry.state)).toEqual(INGEST_STATES);
    expect(record.history[1]).toEqual({
      state: 'complete',
      at: NOW,
      host: 'h',
      files_received: 3,
      bytes_received: 4096,
    });
    expect(await readRecord(ingestRecord, file)).toEqual(record);
  });

  it.each(['staging', 'sync_queued', 'cleared'] as const)(
    'refuses to go from staging to %s',
    async (state) => {
      const file = await recordFile();
      const before = await readFile(file, 'utf8');
      await expect(advanceIngest(file, { state, at: NOW, host: 'h' })).rejects.toMatchObject({
        code: 'validation_failed',
        details: { current_state: 'staging', asked: state },
      });
      expect(await readFile(file, 'utf8')).toBe(before);
    },
  );

  it('lets one of two win that take the same step at once', async () => {
    const file = await recordFile();
    const step = { state: 'complete', at: NOW, host: 'h' } as const;
    const ended = await Promise.allSettled([advanceIngest(file, step), advanceIngest(file, step)]);
    expect(ended.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await readRecord(ingestRecord, file)).history).toHaveLength(2);
  });
});

describe('ingestRecord', () => {
  const entry = (state: IngestRecord['current_state']): IngestRecord['history'][number] => ({
    state,
    at: NOW,
    host: 'h',
  });

  it.each<[string, Partial<IngestRecord>, string]>([
    ['a state that is not the last of the history', { current_state: 'complete' }, 'current_state'],
    ['no history', { history: [] }, 'history'],
    ['a history that goes back', { history: [entry('complete'), entry('staging')] }, 'history'],
    [
      'a history that leaves a state out',
      { current_state: 'sync_queued', history: [entry('staging'), entry('sync_queued')] },
      'history',
    ],
    ['a path out of the staging root', { run_path: '../elsewhere' }, 'run_path'],
    ['a path with backslashes', { run_path: 'SCOPE\\PROJ-1' }, 'run_path'],
    ['half a file', { history: [{ ...entry('staging'), files_received: 0.5 }] }, 'history[0].files_received'],
    ['another version', { schema_version: '1.0' }, 'schema_version'],
  ])('refuses %s', (_what, change, field) => {
    expect(() => recordText(ingestRecord, 'x', { ...INGEST, ...change })).toThrow(
      expect.objectContaining({ code: 'validation_failed', field }),
    );
  });

  it('reads a history that another program has shortened at its beginning', () => {
    const change = {
      current_state: 'sync_queued',
      history: [entry('complete'), entry('sync_queued')],
    } as const;
    expect(recordText(ingestRecord, 'x', { ...INGEST, ...change })).toContain('sync_queued');
  });

  it('cannot be talked into another state without its history', async () => {
    const file = await recordFile();
    const change = { set: 'current_state', value: 'sync_verified' };
    await expect(mutateRecord(ingestRecord, file, () => [change])).rejects.toMatchObject({
      field: 'current_state',
    });
  });
});
