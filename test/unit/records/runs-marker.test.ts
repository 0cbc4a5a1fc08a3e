import { readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecord, runsRecord, testRunsRecord, writeRunsMarker } from '../../../core/records';
import { temporaryFolder } from '../../support/temporary-folder';
import { NOW } from './examples';

const MARKER = { run_kind: 'test', created_at: NOW, project: 'PROJ-0042', equipment: 'SCOPE' } as const;

function markerFile(): string {
  return path.join(temporaryFolder(), '.exlab-wizard', 'test_runs.json');
}

describe('writeRunsMarker', () => {
  it('writes the marker once and never again', async () => {
    const file = markerFile();
    expect(await writeRunsMarker(file, MARKER)).toBe(true);
    const text = await readFile(file, 'utf8');
    expect(await writeRunsMarker(file, { ...MARKER, created_at: '2030-01-01T00:00:00Z' })).toBe(false);
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(await readRecord(testRunsRecord, file)).toEqual({ schema_version: '1.0', ...MARKER });
  });

  it('leaves a marker alone that it could not read', async () => {
    const file = markerFile();
    await writeRunsMarker(file, MARKER);
    await writeFile(file, 'broken');
    expect(await writeRunsMarker(file, MARKER)).toBe(false);
    expect(await readFile(file, 'utf8')).toBe('broken');
  });

  it('lets exactly one of many write it', async () => {
    const file = markerFile();
    const written = await Promise.all(Array.from({ length: 8 }, () => writeRunsMarker(file, MARKER)));
    expect(written.filter(Boolean)).toHaveLength(1);
  });
});

describe('runsRecord', () => {
  it('reads the marker of an older tree', async () => {
    const file = path.join(temporaryFolder(), 'runs.json');
    const marker = { schema_version: '1.0', ...MARKER, run_kind: 'experimental' };
    await writeFile(file, JSON.stringify(marker));
    expect(await readRecord(runsRecord, file)).toEqual(marker);
  });
});
