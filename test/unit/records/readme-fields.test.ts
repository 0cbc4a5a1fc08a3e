import { describe, expect, it } from 'vitest';
import * as path from 'node:path';
import {
  createRecord,
  readRecord,
  readmeFieldsRecord,
  recordText,
  type ReadmeFieldsRecord,
} from '../../../core/records';
import { temporaryFolder } from '../../support/temporary-folder';
import { NOW } from './examples';

const FIELDS: ReadmeFieldsRecord = {
  schema_version: '1.1',
  generated_at: NOW,
  core_fields: { label: 'Membranes', operator: 'Ada', objective: 'Two lines\nof text' },
  template_fields: { laser: '488', checked: true },
  config_fields: {},
  custom_fields: [
    { label: 'b', value: '1' },
    { label: 'a', value: '2' },
    { label: 'b', value: '3' },
  ],
  system_fields: {
    created: NOW,
    created_by: 'ada',
    equipment: { id: 'SCOPE', label: 'Confocal' },
    template: { name: 'confocal', version: '1.0.0' },
    project: 'PROJ-0042',
  },
};

describe('readmeFieldsRecord', () => {
  it('comes back as it was, custom fields in their order', async () => {
    const file = path.join(temporaryFolder(), 'readme_fields.json');
    await createRecord(readmeFieldsRecord, file, FIELDS);
    expect(await readRecord(readmeFieldsRecord, file)).toEqual(FIELDS);
  });

  it('knows the run and its kind where there is one', async () => {
    const file = path.join(temporaryFolder(), 'readme_fields.json');
    const system_fields = { ...FIELDS.system_fields, run: 'TestRun_x', run_kind: 'test' } as const;
    await createRecord(readmeFieldsRecord, file, { ...FIELDS, system_fields });
    expect((await readRecord(readmeFieldsRecord, file)).system_fields).toEqual(system_fields);
  });

  it('names a field that is missing', () => {
    const broken = { ...FIELDS, core_fields: { label: 'x', operator: 'y' } } as unknown as ReadmeFieldsRecord;
    expect(() => recordText(readmeFieldsRecord, 'x', broken)).toThrow(
      expect.objectContaining({ field: 'core_fields.objective' }),
    );
  });
});
