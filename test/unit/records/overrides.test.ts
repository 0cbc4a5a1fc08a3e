import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  activeOverrides,
  appendOverride,
  createRecord,
  creationRecord,
  readRecord,
  revokeOverride,
  type NewOverride,
  type NewRevocation,
} from '../../../core/records';
import { temporaryFolder } from '../../support/temporary-folder';
import { CREATION, NOW } from './examples';

const OVERRIDE: NewOverride = {
  id: 'o-1',
  problem_class: 'leftover_jinja_marker',
  operator: 'Ada',
  reason: 'the braces are the notation of this lab',
};
const REVOCATION: NewRevocation = {
  id: 't-1',
  revokes: 'o-1',
  operator: 'Grace',
  reason: 'the notation changed',
};
const LATER = '2026-11-21T13:00:00.000Z';

async function recordFile(): Promise<string> {
  const file = path.join(temporaryFolder(), 'creation.json');
  await createRecord(creationRecord, file, CREATION);
  return file;
}

async function activeIds(file: string, now: string): Promise<string[]> {
  const record = await readRecord(creationRecord, file);
  return activeOverrides(record, new Date(now)).map((override) => override.id);
}

describe('appendOverride', () => {
  it('records who let what pass, when and why', async () => {
    const file = await recordFile();
    const entry = await appendOverride(file, { ...OVERRIDE, expires_at: LATER }, NOW);
    expect(entry).toStrictEqual({ ...OVERRIDE, recorded_at: NOW, expires_at: LATER, revoked: false });
    const { validation_overrides } = await readRecord(creationRecord, file);
    expect(validation_overrides).toEqual([entry]);
  });

  it('stores the reason as it was typed', async () => {
    const file = await recordFile();
    const reason = '  "why"\n\\ because: 🔬  ';
    await appendOverride(file, { ...OVERRIDE, reason }, NOW);
    expect((await readRecord(creationRecord, file)).validation_overrides[0]?.reason).toBe(reason);
  });

  it.each([10, 500])('takes a reason of %d code points after trim', async (length) => {
    const file = await recordFile();
    const reason = ` ${'🔬'.repeat(length)}\n`;
    await expect(appendOverride(file, { ...OVERRIDE, reason }, NOW)).resolves.toMatchObject({ reason });
  });

  it.each<[string, Partial<NewOverride>, string]>([
    ['a reason of 9 code points', { reason: ` ${'🔬'.repeat(9)} ` }, 'reason'],
    ['a reason of 501 code points', { reason: 'x'.repeat(501) }, 'reason'],
    ['no operator', { operator: ' ' }, 'operator'],
    ['no rule', { problem_class: '' }, 'problem_class'],
    ['no id', { id: '' }, 'id'],
    ['an expiry that is now', { expires_at: NOW }, 'expires_at'],
    ['an expiry that is no time', { expires_at: 'tomorrow' }, 'expires_at'],
  ])('refuses %s, and writes nothing', async (_what, change, field) => {
    const file = await recordFile();
    const before = await readFile(file, 'utf8');
    await expect(appendOverride(file, { ...OVERRIDE, ...change }, NOW)).rejects.toMatchObject({
      code: 'validation_failed',
      field,
    });
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  it('refuses an id that an entry has already', async () => {
    const file = await recordFile();
    await appendOverride(file, OVERRIDE, NOW);
    await expect(appendOverride(file, OVERRIDE, NOW)).rejects.toMatchObject({
      code: 'validation_failed',
      field: 'id',
    });
  });
});

describe('revokeOverride', () => {
  it('adds a tombstone and leaves the override where it is', async () => {
    const file = await recordFile();
    const override = await appendOverride(file, OVERRIDE, NOW);
    const tombstone = await revokeOverride(file, REVOCATION, LATER);
    expect(tombstone).toStrictEqual({ ...REVOCATION, recorded_at: LATER, revoked: true });
    expect((await readRecord(creationRecord, file)).validation_overrides).toEqual([override, tombstone]);
    expect(await activeIds(file, LATER)).toEqual([]);
  });

  it('refuses what is not there, what is revoked, and a tombstone', async () => {
    const file = await recordFile();
    await appendOverride(file, OVERRIDE, NOW);
    await revokeOverride(file, REVOCATION, NOW);
    for (const revokes of ['nothing', 'o-1', 't-1']) {
      await expect(revokeOverride(file, { ...REVOCATION, id: 't-2', revokes }, NOW)).rejects.toMatchObject({
        code: 'validation_failed',
        field: 'revokes',
      });
    }
    expect((await readRecord(creationRecord, file)).validation_overrides).toHaveLength(2);
  });

  it('needs a reason and a fresh id', async () => {
    const file = await recordFile();
    await appendOverride(file, OVERRIDE, NOW);
    await expect(revokeOverride(file, { ...REVOCATION, reason: 'no' }, NOW)).rejects.toMatchObject({
      field: 'reason',
    });
    await expect(revokeOverride(file, { ...REVOCATION, id: 'o-1' }, NOW)).rejects.toMatchObject({
      field: 'id',
    });
  });
});

describe('activeOverrides', () => {
  it('counts an override until the moment it expires, and keeps it in the file', async () => {
    const file = await recordFile();
    await appendOverride(file, { ...OVERRIDE, expires_at: LATER }, NOW);
    expect(await activeIds(file, '2026-11-21T12:59:59.999Z')).toEqual(['o-1']);
    expect(await activeIds(file, LATER)).toEqual([]);
    expect((await readRecord(creationRecord, file)).validation_overrides).toHaveLength(1);
  });

  it('counts one again that was given anew after a revocation', async () => {
    const file = await recordFile();
    await appendOverride(file, OVERRIDE, NOW);
    await revokeOverride(file, REVOCATION, NOW);
    await appendOverride(file, { ...OVERRIDE, id: 'o-2' }, NOW);
    expect(await activeIds(file, NOW)).toEqual(['o-2']);
  });
});
