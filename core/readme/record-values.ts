import type { JsonMembers, OrderedValue, ReadmeFieldsRecord } from '../records';
import { CORE_README_FIELDS } from '../templates';
import type { RecordPath } from './difference';
import { README_SCHEMA_VERSION } from './front-matter';

/** The keys of the front matter, in their order (spec 10). */
export const FRONT_MATTER_KEYS = [
  'readme_schema_version',
  'label',
  'operator',
  'objective',
  'template_fields',
  'config_fields',
  'custom_fields',
  'system',
] as const;

/** What the front matter of a README says that is generated from a record (spec 10), in the order of its keys. */
export function frontMatterValues(record: ReadmeFieldsRecord): JsonMembers {
  const { core_fields: core } = record;
  return new Map<string, OrderedValue>([
    ['readme_schema_version', README_SCHEMA_VERSION],
    ['label', core.label],
    ['operator', core.operator],
    ['objective', core.objective],
    ['template_fields', record.template_fields],
    ['config_fields', record.config_fields],
    ['custom_fields', record.custom_fields.map(({ label, value }) => ({ label, value }))],
    ['system', record.system_fields],
  ]);
}

/** Where a record holds what stands under a key of the front matter; undefined for what it does not hold. */
export function recordPathOf(key: string): RecordPath | undefined {
  if (key === 'readme_schema_version') return undefined;
  if (key === 'system') return ['system_fields'];
  return CORE_README_FIELDS.has(key) ? ['core_fields', key] : [key];
}
