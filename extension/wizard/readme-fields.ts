import type { LayeredField } from '../../core/readme';
import type { CreationForm, Draft } from '../../core/sessions';
import { l10n } from '../../core/system';
import type { ReadmeFieldType } from '../../core/templates';
import type { CustomField, Field, FieldControl } from '../../webview-ui/protocol';
import { plainField, textOptions } from './plain-field';
import type { PlacedProblems } from './placed-problems';

/** The fields that a template and the configuration want in a README, as fields of the page. */
export function readmeFields({ fields }: CreationForm, draft: Draft, problems: PlacedProblems): Field[] {
  return fields.map((field) => readmeField(field, draft.readme.get(field.id), problems));
}

/** The control for a field of a README or a plugin. */
export function controlFor(type: ReadmeFieldType): FieldControl {
  switch (type) {
    case 'string':
      return 'text';
    case 'text':
      return 'multiline';
    case 'choice':
    case 'date':
      return type;
    case 'boolean':
      return 'checkbox';
  }
}

function readmeField(
  field: LayeredField,
  given: string | boolean | undefined,
  { errors, missing }: PlacedProblems,
): Field {
  const id = `readme:${field.id}`;
  const control = controlFor(field.type);
  const value = given ?? field.default;
  return plainField({
    id,
    label: field.label,
    control,
    value: control === 'checkbox' ? value === true || value === 'true' : String(value ?? ''),
    isDefault: given === undefined && field.default !== undefined,
    hasDefault: field.default !== undefined,
    required: field.required,
    missing: missing.has(id),
    error: errors.get(id) ?? '',
    help: field.hint ?? '',
    placeholder: field.type === 'date' ? l10n.t('a date like 2026-11-20') : '',
    note: field.layer === 'config' ? l10n.t('lab') : '',
    options: field.type === 'choice' ? textOptions(field.options) : [],
  });
}

/** The rows of custom fields, each with what is wrong with it. */
export function customFields({ custom }: Draft, { errors }: PlacedProblems): CustomField[] {
  return custom.map(({ label, value }, index) => ({
    label,
    value,
    error: errors.get(`custom:${index}`) ?? '',
  }));
}
