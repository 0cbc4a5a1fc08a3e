import * as z from 'zod';
import { l10n, LOG_LEVELS } from '../system';
import {
  amount,
  filledText,
  flag,
  listOf,
  mapping,
  oneOf,
  optionalLocalPath,
  positiveNumber,
  storagePath,
  text,
  wholeNumber,
} from './values';
import { completenessKeys, completeTransport, stagingTransportSchema, transportSchema } from './transport';

const httpAddress = (): string => l10n.t("an address that begins with 'https://' or 'http://'");
const fieldId = (): string => l10n.t("letters, digits and '_', not beginning with a digit");
const pluginName = (): string => l10n.t("the name of a plugin: letters, digits, '_' and '-'");
const extension = (): string => l10n.t("an extension with its dot, such as '.txt'");

const lims = mapping({
  /** `live` also where nothing is written; it counts only together with an endpoint. */
  mode: oneOf(['none', 'live', 'catalogue']).default('live'),
  endpoint: z
    .string({ error: httpAddress })
    .regex(/^(?:https?:\/\/[^\s/]\S*)?$/, { error: httpAddress })
    .default(''),
  email: text.default(''),
  cache_ttl_hours: amount.default(24),
  offline_catalogue_path: optionalLocalPath.default(''),
});

const readmeField = mapping({
  id: z.string({ error: fieldId }).regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: fieldId }),
  label: filledText.optional(),
  type: oneOf(['string', 'text', 'choice', 'date', 'boolean']),
  options: listOf(filledText).default([]),
  required: flag.default(false),
  default: z.union([text, flag], { error: () => l10n.t('a text, true or false') }).exactOptional(),
  hint: text.exactOptional(),
}).transform((field) => ({ ...field, label: field.label ?? field.id }));

export const equipmentSchema = mapping({
  id: filledText,
  label: filledText.optional(),
  local_root: optionalLocalPath.default(''),
  nas_root: storagePath.default(''),
  ...completenessKeys,
  transport: transportSchema.optional(),
  orchestrator_staging_transport: stagingTransportSchema.exactOptional(),
}).transform((equipment) => ({
  ...equipment,
  label: equipment.label ?? equipment.id,
  transport: completeTransport(equipment.transport, equipment.nas_root),
}));

const SCANNED_EXTENSIONS = '.txt .md .csv .tsv .json .yaml .yml .toml .ini .cfg .conf .xml .sh .py'.split(
  ' ',
);

/** The whole of `config.yaml` (spec 9); every section and most keys may be left out. */
export const configSchema = mapping({
  paths: mapping({
    templates_dir: optionalLocalPath.default(''),
    plugin_dir: optionalLocalPath.default(''),
    local_root: optionalLocalPath.default(''),
  }).prefault({}),
  lims: lims.prefault({}),
  readme: mapping({ defaults: listOf(readmeField).default([]) }).prefault({}),
  equipment: listOf(equipmentSchema).default([]),
  nas_cleanup: mapping({
    enabled: flag.default(false),
    min_verify_passes: wholeNumber(1).default(2),
    min_age_hours: amount.default(24),
    retain_cache: flag.default(true),
  }).prefault({}),
  logging: mapping({
    level: oneOf(LOG_LEVELS).default('INFO'),
    central_log_max_mb: positiveNumber.default(10),
    central_log_keep: wholeNumber(0).default(5),
  }).prefault({}),
  operators: mapping({ allowlist: listOf(filledText).default([]) }).prefault({}),
  validator: mapping({
    content_scan_max_mib: amount.default(5),
    content_scan_extensions: listOf(
      z.string({ error: extension }).regex(/^\.[^./\\\s]+$/, { error: extension }),
    ).default(SCANNED_EXTENSIONS),
    /** Whether Windows reads the share, which opens no path of more than 260 characters (spec 4.2). */
    windows_share: flag.default(false),
  }).prefault({}),
  plugins: mapping({
    allow_network: flag.default(false),
    always: listOf(z.string({ error: pluginName }).regex(/^[A-Za-z0-9_-]+$/, { error: pluginName })).default(
      [],
    ),
  }).prefault({}),
  sync: mapping({ enabled: flag.default(true), retry_attempts: wholeNumber(0).default(5) }).prefault({}),
  orchestrator: mapping({
    enabled: flag.default(false),
    label: text.default(''),
    staging_root: optionalLocalPath.default(''),
    staging_cleanup: mapping({
      mode: oneOf(['manual', 'scheduled']).default('manual'),
      retain_hours: amount.default(24),
    }).prefault({}),
  }).prefault({}),
});

/** A configuration with every default filled in; keys as in the file, paths with `~` expanded. */
export type Config = z.output<typeof configSchema>;

/** One instrument of the configuration. */
export type EquipmentConfig = Config['equipment'][number];

/** An instrument as it is written in the file: only `id` is required. */
export type EquipmentInput = z.input<typeof equipmentSchema>;
