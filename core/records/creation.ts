import * as z from 'zod';
import { CREATION_RECORD } from '../layout';
import { l10n } from '../system';
import { definedVersion, type RecordDefinition } from './definition';
import { jsonMembersField, numberField, runKindField, timestampField, versionField } from './field-types';
import { overrideField } from './override-entries';
import { isOlder } from './version';

export const CREATION_VERSION = '1.10';

export const SYNC_STATUSES = ['pending', 'synced', 'cleaned', 'failed', 'blocked_by_validation'] as const;
export type SyncStatus = (typeof SYNC_STATUSES)[number];

/** Where the facts of a project came from. */
export const LIMS_SOURCES = ['live', 'cache', 'offline_catalogue', 'manual'] as const;
export type LimsSource = (typeof LIMS_SOURCES)[number];

export const PLUGIN_STATUSES = ['success', 'failed', 'skipped', 'timeout', 'policy_violation'] as const;
export type PluginStatus = (typeof PLUGIN_STATUSES)[number];

const limsProjectField = z.object({
  uid: z.string(),
  short_id: z.string(),
  name_at_creation: z.string(),
  source: z.enum(LIMS_SOURCES),
  cache_freshness_at_use: z.string().nullable(),
});

const pluginField = z.object({
  plugin: z.string(),
  version: z.string(),
  files_affected: z.array(z.string()).readonly(),
  status: z.enum(PLUGIN_STATUSES),
  isolation: z
    .object({
      duration_ms: numberField,
      /** Null where the worker was killed, or the platform does not say. */
      exit_code: numberField.nullable(),
      /** Absent where the worker ended before the first look. */
      peak_memory_mb: numberField.exactOptional(),
    })
    .exactOptional(),
});

const renderedField = z.object({
  path: z.string(),
  exempt: z
    .array(z.object({ token: z.string(), reason: z.enum(['raw', 'allow_token', 'markup', 'answer']) }))
    .readonly()
    .exactOptional(),
});

const schema = z.object({
  schema_version: versionField,
  created_at: timestampField,
  created_by: z.string(),
  level: z.enum(['project', 'run']),
  run_kind: runKindField,
  lims_project: limsProjectField.exactOptional(),
  template: z.object({
    name: z.string(),
    version: z.string(),
    source_path: z.string(),
    run_scope: z.enum(['experimental', 'test', 'both']).nullable(),
  }),
  variables: jsonMembersField,
  plugins_applied: z.array(pluginField).readonly(),
  rendered: z.array(renderedField).readonly().exactOptional(),
  paths: z.object({ local: z.string(), nas: z.string() }),
  orchestrator: z.object({ enabled: z.boolean(), host: z.string(), label: z.string() }).exactOptional(),
  sync_status: z.enum(SYNC_STATUSES),
  validation_overrides: z.array(overrideField).readonly(),
});

export type CreationRecord = Readonly<z.infer<typeof schema>>;
export type LimsProject = Readonly<z.infer<typeof limsProjectField>>;
export type PluginApplied = Readonly<z.infer<typeof pluginField>>;
export type RenderedEntry = Readonly<z.infer<typeof renderedField>>;

/** `lims_project` may be missing where it is read: that is a finding of its own, and no broken record. */
const newSchema: z.ZodType<CreationRecord> = schema.extend({
  schema_version: z.literal(CREATION_VERSION),
  lims_project: limsProjectField.refine(({ uid, source }) => uid !== '' || source === 'manual', {
    error: () => l10n.t('must have a uid unless its source is manual'),
  }),
  rendered: z
    .array(renderedField)
    .readonly()
    .refine(isSortedByPath, { error: () => l10n.t('must be sorted by path') }),
});

function isSortedByPath(entries: readonly RenderedEntry[]): boolean {
  return entries.every((entry, index) => index === 0 || (entries[index - 1]?.path ?? '') <= entry.path);
}

/** `creation.json`, of a project or a run (spec 1.2). */
export const creationRecord: RecordDefinition<CreationRecord> = {
  name: CREATION_RECORD,
  version: definedVersion(CREATION_VERSION),
  schema,
  newSchema,
  defaults: [
    { since: 1, field: 'run_kind', value: 'experimental' },
    { since: 10, field: 'plugins_applied', value: [] },
    { since: 10, field: 'validation_overrides', value: [] },
  ],
  mutable: { sync_status: 'replace', validation_overrides: 'append' },
};

const LIMS_PROJECT_SINCE = definedVersion('1.5');

/** Whether a record lacks the LIMS project that its version requires (`missing_required_field`, spec 4.2). */
export function lacksLimsProject(record: CreationRecord): boolean {
  return record.lims_project === undefined && !isOlder(record.schema_version, LIMS_PROJECT_SINCE);
}
