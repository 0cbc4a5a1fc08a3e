import * as path from 'node:path';
import { README_FIELDS_RECORD, recordPath } from '../../layout';
import {
  creationRecord,
  lacksLimsProject,
  readmeFieldsRecord,
  type CreationRecord,
  type JsonValue,
  type ReadmeFieldsRecord,
  type RecordDefinition,
  type WholeRecord,
} from '../../records';
import { l10n } from '../../system';
import { displayName } from '../display';
import type { RecordFile } from '../folder-records';
import type { RequiredField } from '../required-fields';
import type { Complaint, Rule } from '../rule';

/** What is asked of every run today may have been asked of nobody when an older one was made. */
export const missingRequiredField: Rule = {
  code: 'missing_required_field',
  tier: 'soft',
  page: 'missing-required-field',
  describe: () => l10n.t('A record lacks a field that is required now.'),
  *checkPresence({ creation, readmeFields }, { runPath }) {
    if (creation === 'there' && readmeFields === 'missing') {
      yield recordMissing(recordPath(runPath, README_FIELDS_RECORD));
    }
  },
  *checkRecord(record, { presence, required }) {
    if (isRecord(record, creationRecord)) yield* withoutLimsProject(record);
    if (isRecord(record, readmeFieldsRecord) && presence.creation === 'there') {
      yield* withoutRequired(record, required);
    }
  },
};

function isRecord<Value>(
  record: RecordFile,
  definition: RecordDefinition<Value>,
): record is RecordFile<Value> {
  return record.name === definition.name;
}

function* withoutRequired(
  { path: file, reading }: RecordFile<ReadmeFieldsRecord>,
  required: readonly RequiredField[],
): Iterable<Complaint> {
  if (reading.status !== 'ok') return;
  for (const field of required) {
    if (!isFilled(reading.value, field.id)) yield notFilled(file, reading, field);
  }
}

function* withoutLimsProject({ name, path: file, reading }: RecordFile<CreationRecord>): Iterable<Complaint> {
  if (reading.status !== 'ok' || !lacksLimsProject(reading.value)) return;
  yield {
    path: file,
    kind: 'file_content',
    token: 'lims_project',
    detail: l10n.t(
      "'{0}' does not say which LIMS project this belongs to: add 'lims_project', as the project's other folders have it.",
      name,
    ),
    range: reading.rangeOf(['lims_project']),
  };
}

function recordMissing(file: string): Complaint {
  const name = path.basename(file);
  const detail = l10n.t(
    "There is no '{0}', so that no field of the README is kept where programs find it: restore it from a copy.",
    name,
  );
  return { path: file, kind: 'file_name', token: name, detail };
}

/** A value counts in whatever layer it stands: fields move between template and configuration. */
function isFilled(record: ReadmeFieldsRecord, id: string): boolean {
  const layers: readonly Readonly<Record<string, JsonValue>>[] = [
    record.core_fields,
    record.template_fields,
    record.config_fields,
  ];
  return (
    layers.some((layer) => Object.hasOwn(layer, id) && !isBlank(layer[id])) ||
    record.custom_fields.some(({ label, value }) => label === id && !isBlank(value))
  );
}

function isBlank(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function notFilled(
  file: string,
  reading: WholeRecord<ReadmeFieldsRecord>,
  { id, layer }: RequiredField,
): Complaint {
  return {
    path: file,
    kind: 'file_content',
    token: id,
    detail: displayName(detail(id, layer, reading.value.system_fields.template.name)),
    range: reading.rangeOf([`${layer}_fields`, id]),
  };
}

function detail(id: string, layer: RequiredField['layer'], template: string): string {
  switch (layer) {
    case 'core':
      return l10n.t(
        "'{0}' is a field of every README, and is empty here: fill it in under 'core_fields'.",
        id,
      );
    case 'template':
      return l10n.t(
        "The template '{1}' now requires '{0}', which has no value here: add it under 'template_fields'.",
        id,
        template,
      );
    case 'config':
      return l10n.t(
        "The configuration (readme.defaults) now requires '{0}', which has no value here: add it under 'config_fields'.",
        id,
      );
  }
}
