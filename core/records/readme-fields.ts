import * as z from 'zod';
import { README_FIELDS_RECORD } from '../layout';
import { definedVersion, type RecordDefinition } from './definition';
import { jsonObjectField, runKindField, timestampField, versionField } from './field-types';

export const README_FIELDS_VERSION = '1.1';

const schema = z.object({
  schema_version: versionField,
  generated_at: timestampField,
  core_fields: z.object({ label: z.string(), operator: z.string(), objective: z.string() }),
  template_fields: jsonObjectField,
  config_fields: jsonObjectField,
  custom_fields: z.array(z.object({ label: z.string(), value: z.string() })).readonly(),
  system_fields: z.object({
    created: timestampField,
    created_by: z.string(),
    equipment: z.object({ id: z.string(), label: z.string() }),
    template: z.object({ name: z.string(), version: z.string() }),
    project: z.string(),
    run: z.string().exactOptional(),
    run_kind: runKindField.exactOptional(),
  }),
});

export type ReadmeFieldsRecord = Readonly<z.infer<typeof schema>>;

/** `readme_fields.json`: enough to write README.md again (spec 1.2, 10). */
export const readmeFieldsRecord: RecordDefinition<ReadmeFieldsRecord> = {
  name: README_FIELDS_RECORD,
  version: definedVersion(README_FIELDS_VERSION),
  schema,
  newSchema: schema.extend({ schema_version: z.literal(README_FIELDS_VERSION) }),
  defaults: [],
  mutable: {},
};
