import * as path from 'node:path';
import * as z from 'zod';
import { EQUIPMENT_RECORD } from '../layout';
import { ExlabError, exists, l10n, withFileLock } from '../system';
import { definedVersion, type RecordDefinition } from './definition';
import { timestampField, versionField } from './field-types';
import { makeRecordsFolder } from './records-folder';
import { changeLocked, createRecord, readRecord } from './store';

export const EQUIPMENT_VERSION = '1.0';

const schema = z.object({
  schema_version: versionField,
  id: z.string(),
  label: z.string(),
  configured_local_root: z.string(),
  configured_nas_root: z.string(),
  first_seen_at: timestampField,
  last_modified_at: timestampField,
});

export type EquipmentRecord = Readonly<z.infer<typeof schema>>;

/** `equipment.json`: what the configuration said of an instrument when it was last used (spec 1.2). */
export const equipmentRecord: RecordDefinition<EquipmentRecord> = {
  name: EQUIPMENT_RECORD,
  version: definedVersion(EQUIPMENT_VERSION),
  schema,
  newSchema: schema.extend({ schema_version: z.literal(EQUIPMENT_VERSION) }),
  defaults: [],
  mutable: {
    label: 'replace',
    configured_local_root: 'replace',
    configured_nas_root: 'replace',
    last_modified_at: 'replace',
  },
};

/** What the configuration says of an instrument. */
export type ConfiguredEquipment = Pick<
  EquipmentRecord,
  'id' | 'label' | 'configured_local_root' | 'configured_nas_root'
>;

/**
 * Writes an equipment's record, or brings it up to date: `first_seen_at` and fields that we do not know stay. One
 * that says what the configuration says is left as it is: every creation passes here, and few change anything.
 * @param now a UTC timestamp
 * @throws `equipment_id_conflict` where the record belongs to another equipment
 */
export async function writeEquipmentRecord(
  file: string,
  configured: ConfiguredEquipment,
  now: string,
): Promise<void> {
  if ((await exists(file)) && says(await readRecord(equipmentRecord, file), configured)) return;
  await makeRecordsFolder(path.resolve(file, '../..'));
  await withFileLock(file, async () => {
    if (!(await exists(file))) {
      await createRecord(equipmentRecord, file, {
        schema_version: EQUIPMENT_VERSION,
        ...configured,
        first_seen_at: now,
        last_modified_at: now,
      });
      return;
    }
    await changeLocked(equipmentRecord, file, (record) => {
      if (record.id !== configured.id) throw belongsToAnother(file, record.id, configured.id);
      return [
        { set: 'label', value: configured.label },
        { set: 'configured_local_root', value: configured.configured_local_root },
        { set: 'configured_nas_root', value: configured.configured_nas_root },
        { set: 'last_modified_at', value: now },
      ];
    });
  });
}

function says(record: EquipmentRecord, configured: ConfiguredEquipment): boolean {
  return (
    record.id === configured.id &&
    record.label === configured.label &&
    record.configured_local_root === configured.configured_local_root &&
    record.configured_nas_root === configured.configured_nas_root
  );
}

function belongsToAnother(file: string, owner: string, id: string): ExlabError {
  return new ExlabError({
    code: 'equipment_id_conflict',
    field: 'id',
    message: l10n.t(
      '{0} belongs to the equipment {1}, not to {2}: give one of them another folder.',
      file,
      owner,
      id,
    ),
    details: { path: file, expected: id, found: owner },
  });
}
