import type { JsonObject, ReadmeFieldsRecord } from '../records';
import { FRONT_MATTER_MAX_LINES } from './front-matter-frame';
import { yamlBlock, yamlValue } from './yaml-text';

/** The version of the front matter's keys. */
export const README_SCHEMA_VERSION = '1.1';

/**
 * The front matter of a README, its delimiters included (spec 10). Any parser of YAML 1.1 or 1.2 reads back
 * what was typed, and the same record always gives the same bytes. Each value stands on a line of its own, unless
 * that makes more lines than readers look at: then each layer does.
 */
export function composeFrontMatter(record: ReadmeFieldsRecord): string {
  const spacious = lines(record, { mapping: yamlBlock, list: customBlock });
  const fits = spacious.length < FRONT_MATTER_MAX_LINES;
  const chosen = fits ? spacious : lines(record, { mapping: onOneLine, list: onOneLine });
  return ['---', ...chosen, '---', ''].join('\n');
}

type CustomFields = ReadmeFieldsRecord['custom_fields'];

/** How the layers are laid out. */
interface LayerLayout {
  readonly mapping: (name: string, mapping: JsonObject) => string[];
  readonly list: (name: string, items: CustomFields) => string[];
}

function lines(record: ReadmeFieldsRecord, layout: LayerLayout): string[] {
  const { core_fields: core, system_fields: system } = record;
  return [
    ...text('readme_schema_version', README_SCHEMA_VERSION),
    ...text('label', core.label),
    ...text('operator', core.operator),
    ...text('objective', core.objective),
    ...layout.mapping('template_fields', record.template_fields),
    ...layout.mapping('config_fields', record.config_fields),
    ...layout.list('custom_fields', record.custom_fields),
    'system:',
    ...text('  created', system.created),
    ...text('  created_by', system.created_by),
    '  equipment:',
    ...text('    id', system.equipment.id),
    ...text('    label', system.equipment.label),
    '  template:',
    ...text('    name', system.template.name),
    ...text('    version', system.template.version),
    ...text('  project', system.project),
    ...text('  run', system.run),
    ...text('  run_kind', system.run_kind),
  ];
}

function text(key: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`${key}: ${yamlValue(value)}`];
}

function customBlock(name: string, fields: CustomFields): string[] {
  if (fields.length === 0) return onOneLine(name, fields);
  return [
    `${name}:`,
    ...fields.flatMap(({ label, value }) => [...text('  - label', label), ...text('    value', value)]),
  ];
}

function onOneLine(name: string, layer: JsonObject | CustomFields): string[] {
  return [`${name}: ${yamlValue(layer)}`];
}
