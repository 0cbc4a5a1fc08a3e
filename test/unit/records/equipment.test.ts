import { mkdir, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { equipmentRecord, readRecord, writeEquipmentRecord } from '../../../core/records';
import { temporaryFolder } from '../../support/temporary-folder';
import { NOW } from './examples';

const CONFIGURED = {
  id: 'SCOPE',
  label: 'Confocal',
  configured_local_root: '/lab',
  configured_nas_root: '//nas/lab',
};
const LATER = '2026-12-01T08:00:00.000Z';

function recordFile(): string {
  return path.join(temporaryFolder(), '.exlab-wizard', 'equipment.json');
}

describe('writeEquipmentRecord', () => {
  it('makes the record and its folder', async () => {
    const file = recordFile();
    await writeEquipmentRecord(file, CONFIGURED, NOW);
    expect(await readRecord(equipmentRecord, file)).toEqual({
      schema_version: '1.0',
      ...CONFIGURED,
      first_seen_at: NOW,
      last_modified_at: NOW,
    });
  });

  it('keeps when it was first seen, and what others added', async () => {
    const file = recordFile();
    await writeEquipmentRecord(file, CONFIGURED, NOW);
    const text = (await readFile(file, 'utf8')).replace('"label"', '"serial": 1.0,\n  "label"');
    await writeFile(file, text);
    await writeEquipmentRecord(
      file,
      { ...CONFIGURED, label: 'Confocal "2"', configured_nas_root: '' },
      LATER,
    );
    expect(await readFile(file, 'utf8')).toBe(
      text
        .replace('"Confocal"', '"Confocal \\"2\\""')
        .replace('"//nas/lab"', '""')
        .replace(`"last_modified_at": "${NOW}"`, `"last_modified_at": "${LATER}"`),
    );
  });

  it('leaves a record that says the same as it is', async () => {
    const file = recordFile();
    await writeEquipmentRecord(file, CONFIGURED, NOW);
    const before = await readFile(file, 'utf8');
    await writeEquipmentRecord(file, CONFIGURED, LATER);
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  it('writes one record where many come at once', async () => {
    const file = recordFile();
    await Promise.all(Array.from({ length: 8 }, () => writeEquipmentRecord(file, CONFIGURED, NOW)));
    expect((await readRecord(equipmentRecord, file)).first_seen_at).toBe(NOW);
  });

  it('refuses the folder of another equipment', async () => {
    const file = recordFile();
    await writeEquipmentRecord(file, CONFIGURED, NOW);
    await expect(writeEquipmentRecord(file, { ...CONFIGURED, id: 'OTHER' }, NOW)).rejects.toMatchObject({
      code: 'equipment_id_conflict',
    });
  });

  it('does not touch a record that it does not understand', async () => {
    const file = recordFile();
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, '{"schema_version": "2.0"}');
    await expect(writeEquipmentRecord(file, CONFIGURED, NOW)).rejects.toMatchObject({
      code: 'schema_major_mismatch',
    });
    expect(await readFile(file, 'utf8')).toBe('{"schema_version": "2.0"}');
  });
});
