import { l10n, type ErrorShape } from '../system';
import { CORE_README_FIELDS } from '../templates';
import { brokenText, isBlank, isWellFormed } from './core-fields';
import { checkFieldValue } from './field-values';
import type { FieldLayer, LayeredField } from './layers';

/** A field that only this README has. */
export interface CustomField {
  readonly label: string;
  readonly value: string;
}

/** The values of a README by layer, ready to be recorded, and what is wrong with them. */
export interface CheckedReadmeValues {
  readonly problems: readonly ErrorShape[];
  readonly templateFields: ReadonlyMap<string, string | boolean>;
  readonly configFields: ReadonlyMap<string, string | boolean>;
  readonly customFields: readonly CustomField[];
}

/**
 * Check 8 of the validation gate (spec 2.4) and the types of spec 10: all problems at once, the template's fields
 * first, then the configuration's, then the custom ones. Values are kept as typed. A field that was not given has
 * its default; without one it is left out. Ids in `given` that nobody declared become custom fields, after
 * those of `custom`.
 * @param given what was filled in, by id (`readme_extra` of a request)
 */
export function checkReadmeValues(
  fields: readonly LayeredField[],
  given: Readonly<Record<string, unknown>>,
  custom: readonly CustomField[],
): CheckedReadmeValues {
  const values = new Map(Object.entries(given));
  const problems: ErrorShape[] = [];
  const layers: Record<FieldLayer, Map<string, string | boolean>> = {
    template: new Map(),
    config: new Map(),
  };

  const byLayer = (layer: FieldLayer): LayeredField[] => fields.filter((field) => field.layer === layer);
  for (const field of [...byLayer('template'), ...byLayer('config')]) {
    const { value, problem } = checkFieldValue(field, values.get(field.id));
    if (problem !== undefined) problems.push(problem);
    else if (value !== undefined) layers[field.layer].set(field.id, value);
    values.delete(field.id);
  }

  problems.push(...custom.flatMap(checkCustomField));
  const customFields: CustomField[] = [...custom];
  for (const [id, value] of values) {
    const problem = checkUndeclared(id, value);
    if (problem === undefined) customFields.push({ label: id, value: String(value) });
    else problems.push(problem);
  }
  return { problems, templateFields: layers.template, configFields: layers.config, customFields };
}

function checkCustomField({ label, value }: CustomField, index: number): ErrorShape[] {
  const labelField = `custom_fields.${index}.label`;
  if (isBlank(label)) {
    const message = l10n.t('Custom field {0} has no label: name it, or take it out.', index + 1);
    return [{ code: 'validation_failed', field: labelField, message }];
  }
  if (!isWellFormed(label)) return [brokenText(labelField)];
  return isWellFormed(value) ? [] : [brokenText(`custom_fields.${index}.value`)];
}

function checkUndeclared(id: string, value: unknown): ErrorShape | undefined {
  const refused = (message: string): ErrorShape => ({ code: 'validation_failed', field: id, message });
  if (isBlank(id)) return refused(l10n.t('A README field has no id: name it, or take it out.'));
  if (CORE_README_FIELDS.has(id)) {
    return refused(l10n.t("'{0}' is a field of every README: give it there, not among the others.", id));
  }
  if (typeof value !== 'string' && typeof value !== 'boolean') {
    return refused(l10n.t("'{0}' must be a text: put it in quotes.", id));
  }
  return isWellFormed(id) && isWellFormed(String(value)) ? undefined : brokenText(id);
}
