import { readFile, readdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  JsonNumber,
  appendOverride,
  createRecord,
  creationRecord,
  jsonFloat,
  lacksLimsProject,
  mutateRecord,
  readRecord,
  recordText,
  setSyncStatus,
  stringifyRecord,
  type CreationRecord,
} from '../../../core/records';
import { temporaryFolder } from '../../support/temporary-folder';
import { CREATION, NOW } from './examples';

async function fileWith(content: unknown): Promise<string> {
  const file = path.join(temporaryFolder(), 'creation.json');
  await writeFile(file, typeof content === 'string' ? content : stringifyRecord(content));
  return file;
}

function without(...fields: (keyof CreationRecord)[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(CREATION).filter(([field]) => !fields.some((name) => name === field)),
  );
}

function read(file: string): Promise<CreationRecord> {
  return readRecord(creationRecord, file);
}

describe('readRecord', () => {
  it('reads what createRecord wrote', async () => {
    const file = path.join(temporaryFolder(), 'creation.json');
    await createRecord(creationRecord, file, CREATION);
    expect(await read(file)).toEqual(CREATION);
  });

  it('accepts an older minor and fills what it lacks', async () => {
    const old = {
      ...without('run_kind', 'lims_project', 'rendered', 'validation_overrides'),
      schema_version: '1.0',
    };
    const record = await read(await fileWith(old));
    expect(record).toMatchObject({
      schema_version: '1.0',
      run_kind: 'experimental',
      validation_overrides: [],
    });
    expect(record.rendered).toBeUndefined();
    expect(record.lims_project).toBeUndefined();
    expect(lacksLimsProject(record)).toBe(false);
  });

  it('fills a default only for minors that are older than the field', async () => {
    const file = await fileWith({ ...without('run_kind'), schema_version: '1.1' });
    await expect(read(file)).rejects.toMatchObject({ code: 'validation_failed', field: 'run_kind' });
  });

  it('accepts a newer minor and ignores what it adds', async () => {
    const newer = {
      ...CREATION,
      schema_version: '1.11',
      mood: 'good',
      paths: { ...CREATION.paths, cloud: 's3:' },
    };
    const record = await read(await fileWith(newer));
    expect(record).toEqual({ ...CREATION, schema_version: '1.11' });
  });

  it.each(['2.0', '0.9', '10.1'])('refuses the other major %s', async (found) => {
    const file = await fileWith({ schema_version: found });
    await expect(read(file)).rejects.toMatchObject({
      code: 'schema_major_mismatch',
      details: { expected_major: 1, found, path: file },
    });
  });

  it.each([
    ['no JSON', '{"schema_version": ', ''],
    ['a list', '[]', ''],
    ['a number', '1', ''],
    ['without a version', '{}', 'schema_version'],
    ['with a version that is a number', '{"schema_version": 1.10}', 'schema_version'],
    ['with a version that is none', '{"schema_version": "one"}', 'schema_version'],
  ])('says that a file is %s', async (_what, text, field) => {
    const file = await fileWith(text);
    const failure = await read(file).catch((caught: unknown) => caught);
    expect(failure).toMatchObject({
      code: 'validation_failed',
      details: { path: file, fields: [{ field }] },
    });
    expect((failure as Error).message).toContain(file);
  });

  it('names every field that is wrong, in the message too', async () => {
    const file = await fileWith({
      ...CREATION,
      level: 'equipment',
      orchestrator: null,
      created_at: '2026-02-30T00:00:00Z',
      plugins_applied: [{ plugin: 'x' }],
    });
    const failure = await read(file).catch((caught: unknown) => caught);
    const fields = ['created_at', 'level', 'plugins_applied[0].version', 'orchestrator'];
    expect(failure).toMatchObject({
      code: 'validation_failed',
      details: {
        fields: expect.arrayContaining(
          fields.map((field): unknown => expect.objectContaining({ field })),
        ) as unknown,
      },
    });
    for (const field of fields) expect((failure as Error).message).toContain(field);
  });

  it('says that there is no file', async () => {
    await expect(read(path.join(temporaryFolder(), 'creation.json'))).rejects.toMatchObject({
      code: 'folder_not_found',
    });
  });

  it('lets the LIMS project be missing where a rule will say so', async () => {
    const record = await read(await fileWith(without('lims_project')));
    expect(lacksLimsProject(record)).toBe(true);
    expect(lacksLimsProject(CREATION)).toBe(false);
  });

  it('keeps the kinds of variables apart, and every digit', async () => {
    const file = await fileWith({
      ...CREATION,
      variables: { whole: 37n, float: jsonFloat(37), big: 12345678901234567890n, list: [1n, { deep: null }] },
    });
    expect((await read(file)).variables).toEqual({
      whole: 37n,
      float: new JsonNumber('37.0'),
      big: 12345678901234567890n,
      list: [1n, { deep: null }],
    });
  });

  it('takes hostile names of variables for names', async () => {
    const text = stringifyRecord(CREATION).replace('"sample": "s1"', '"__proto__": "x", "constructor": "y"');
    const { variables } = await read(await fileWith(text));
    expect(Object.entries(variables)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

describe('createRecord', () => {
  it('never writes over a record, whatever its durability', async () => {
    const file = await fileWith('kept');
    for (const durable of [true, false]) {
      await expect(createRecord(creationRecord, file, CREATION, { durable })).rejects.toMatchObject({
        code: 'destination_exists',
      });
    }
    expect(await readFile(file, 'utf8')).toBe('kept');
    expect(await readdir(path.dirname(file))).toEqual(['creation.json']);
  });

  it('writes the same text, flushed at once or later', async () => {
    const folder = temporaryFolder();
    await createRecord(creationRecord, path.join(folder, 'a'), CREATION);
    await createRecord(creationRecord, path.join(folder, 'b'), CREATION, { durable: false });
    const text = await readFile(path.join(folder, 'a'), 'utf8');
    expect(await readFile(path.join(folder, 'b'), 'utf8')).toBe(text);
    expect(recordText(creationRecord, 'x', CREATION)).toBe(text);
  });

  it('writes the fields in the order of their documentation', () => {
    const shuffled = Object.fromEntries(Object.entries(CREATION).reverse()) as CreationRecord;
    expect(recordText(creationRecord, 'x', shuffled)).toBe(stringifyRecord(CREATION));
  });

  it.each<[string, Partial<CreationRecord>, string]>([
    ['an older version', { schema_version: '1.9' }, 'schema_version'],
    ['a time that is not UTC', { created_at: '2026-11-20T13:00:00+02:00' }, 'created_at'],
    ['rendered files out of order', { rendered: [{ path: 'b' }, { path: 'a' }] }, 'rendered'],
    ['no uid', { lims_project: { ...CREATION.lims_project, uid: '' } }, 'lims_project'],
  ])('refuses %s', async (_what, change, field) => {
    const file = path.join(temporaryFolder(), 'creation.json');
    await expect(createRecord(creationRecord, file, { ...CREATION, ...change })).rejects.toMatchObject({
      code: 'validation_failed',
      field,
    });
    expect(await readdir(path.dirname(file))).toEqual([]);
  });

  it('refuses a record without its LIMS project, and lets a manual one have no uid', () => {
    const { lims_project, ...rest } = CREATION;
    expect(() => recordText(creationRecord, 'x', rest)).toThrow(/lims_project/);
    const manual = { ...lims_project, uid: '', source: 'manual' } as const;
    expect(recordText(creationRecord, 'x', { ...CREATION, lims_project: manual })).toContain('"uid": ""');
  });
});

describe('mutateRecord', () => {
  const FOREIGN = '"x_big": 12345678901234567890, "x_float": 1.0,\n  "x":   {"z":[1.50],"__proto__":2},\n  ';

  function withForeignFields(version: string): string {
    return stringifyRecord({ ...CREATION, schema_version: version }).replace('"level"', `${FOREIGN}"level"`);
  }

  it('changes the one field, and no other byte', async () => {
    const text = withForeignFields('1.10');
    const file = await fileWith(text);
    const record = await setSyncStatus(file, 'synced');
    expect(record.sync_status).toBe('synced');
    expect(await readFile(file, 'utf8')).toBe(text.replace('"pending"', '"synced"'));
    expect(await readdir(path.dirname(file))).toEqual(['creation.json']);
  });

  it('makes an older version ours, with the defaults that it then must state', async () => {
    const text = withForeignFields('1.0').replace('\n  "run_kind": "test",', '');
    const file = await fileWith(text);
    await setSyncStatus(file, 'failed');
    const expected = text
      .replace('"1.0"', '"1.10"')
      .replace('"pending"', '"failed"')
      .replace(/\n}\n$/, ',\n  "run_kind": "experimental"\n}\n');
    expect(await readFile(file, 'utf8')).toBe(expected);
    expect(await read(file)).toMatchObject({ schema_version: '1.10', run_kind: 'experimental' });
  });

  it('adds the list of overrides to a file from before there was one', async () => {
    const file = await fileWith({ ...without('validation_overrides'), schema_version: '1.2' });
    await appendOverride(
      file,
      { id: 'a', problem_class: 'orphan', operator: 'Ada', reason: 'known to us all' },
      NOW,
    );
    expect((await read(file)).validation_overrides).toHaveLength(1);
  });

  it('keeps a newer version as it is', async () => {
    const text = withForeignFields('1.12');
    const file = await fileWith(text);
    await setSyncStatus(file, 'synced');
    expect(await readFile(file, 'utf8')).toBe(text.replace('"pending"', '"synced"'));
  });

  it('refuses another major, and leaves it alone', async () => {
    const text = withForeignFields('2.0');
    const file = await fileWith(text);
    await expect(setSyncStatus(file, 'synced')).rejects.toMatchObject({ code: 'schema_major_mismatch' });
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('writes nothing where nothing changes', async () => {
    const text = withForeignFields('1.3');
    const file = await fileWith(text);
    await setSyncStatus(file, 'pending');
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it.each([
    { set: 'created_by', value: 'Eve' },
    { set: 'validation_overrides', value: [] },
    { append: 'sync_status', value: 'synced' },
    { set: 'constructor', value: 'x' },
    { set: '__proto__', value: 'x' },
  ])('lets nobody change what may not change: %j', async (change) => {
    const text = stringifyRecord(CREATION);
    const file = await fileWith(text);
    await expect(mutateRecord(creationRecord, file, () => [change])).rejects.toThrow(TypeError);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('refuses a value that would break the record', async () => {
    const text = stringifyRecord(CREATION);
    const file = await fileWith(text);
    const change = { set: 'sync_status', value: 'perhaps' };
    await expect(mutateRecord(creationRecord, file, () => [change])).rejects.toMatchObject({
      code: 'validation_failed',
      field: 'sync_status',
    });
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('loses nothing of many changes at once', async () => {
    const file = await fileWith(CREATION);
    const ids = Array.from({ length: 20 }, (_, number) => `override-${number}`);
    const override = { problem_class: 'orphan', operator: 'Ada', reason: 'known to us all' };
    await Promise.all(ids.map((id) => appendOverride(file, { id, ...override }, NOW)));
    const { validation_overrides } = await read(file);
    expect(validation_overrides.map((entry) => entry.id).sort()).toEqual([...ids].sort());
  });

  it('says that there is no file, and makes neither file nor folder', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'Run_gone', '.exlab-wizard', 'creation.json');
    await expect(setSyncStatus(file, 'synced')).rejects.toMatchObject({ code: 'folder_not_found' });
    expect(await readdir(folder)).toEqual([]);
  });
});
