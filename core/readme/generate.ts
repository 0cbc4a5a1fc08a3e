import { README_FIELDS_VERSION, type ReadmeFieldsRecord } from '../records';
import type { CoreFields } from './core-fields';
import type { CheckedReadmeValues } from './check';
import { composeFrontMatter } from './front-matter';

/** What the product itself says of a run or project (spec 10, `system`). */
export type SystemFields = ReadmeFieldsRecord['system_fields'];

const CLOSING_LINE =
  'The fields above were written by ExLab Wizard; `.exlab-wizard/readme_fields.json` keeps a copy of them.';

/** Builds the record from which a README can be generated at any time. */
export function buildReadmeFields(parts: {
  /** UTC, ISO 8601 with `Z`. */
  readonly generatedAt: string;
  readonly core: CoreFields;
  readonly values: CheckedReadmeValues;
  readonly system: SystemFields;
}): ReadmeFieldsRecord {
  const { label, operator, objective } = parts.core;
  return {
    schema_version: README_FIELDS_VERSION,
    generated_at: parts.generatedAt,
    core_fields: { label, operator, objective },
    template_fields: Object.fromEntries(parts.values.templateFields),
    config_fields: Object.fromEntries(parts.values.configFields),
    custom_fields: parts.values.customFields.map(({ label: name, value }) => ({ label: name, value })),
    system_fields: parts.system,
  };
}

/**
 * The README of a run or project: front matter, then prose (spec 10).
 * @param prose the text of the template's own README; without one there is a heading and a place for notes
 */
export function composeReadme(
  record: ReadmeFieldsRecord,
  prose: string = ownProse(record.core_fields.label),
): string {
  return `${composeFrontMatter(record)}\n${prose.replace(/^\uFEFF/, '')}`;
}

/** Rebuilds a deleted README from its record: byte for byte as it was created, but for the template's prose. */
export function regenerateReadme(record: ReadmeFieldsRecord): string {
  return composeReadme(record);
}

function ownProse(label: string): string {
  return `# ${oneLine(label)}\n\n## Notes\n\n\n${CLOSING_LINE}\n`;
}

/** A heading ends with its line. */
function oneLine(text: string): string {
  return text.trim().replace(/[\r\n\v\f\x85\u2028\u2029]+/g, ' ');
}
