import type { JsonValue, ReadmeFieldsRecord } from '../../../core/records';

/** What a test changes in the record below. */
export interface RecordChanges {
  readonly core?: Partial<ReadmeFieldsRecord['core_fields']>;
  readonly templateFields?: Readonly<Record<string, JsonValue>>;
  readonly configFields?: Readonly<Record<string, JsonValue>>;
  readonly customFields?: readonly { label: string; value: string }[];
  readonly system?: Partial<ReadmeFieldsRecord['system_fields']>;
}

/** The record of an ordinary run. */
export function aRecord(changes: RecordChanges = {}): ReadmeFieldsRecord {
  return {
    schema_version: '1.1',
    generated_at: '2026-11-20T13:00:01Z',
    core_fields: { label: 'HeLa, mitosis', operator: 'ada', objective: 'See it divide.', ...changes.core },
    template_fields: changes.templateFields ?? {},
    config_fields: changes.configFields ?? {},
    custom_fields: changes.customFields ?? [],
    system_fields: {
      created: '2026-11-20T13:00:00Z',
      created_by: 'lab',
      equipment: { id: 'CONFOCAL_01', label: 'Confocal' },
      template: { name: 'confocal', version: '1.0' },
      project: 'PROJ-0042',
      run: 'Run_2026-11-20T13-00-00',
      run_kind: 'experimental',
      ...changes.system,
    },
  };
}
