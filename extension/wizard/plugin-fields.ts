import type { InputField } from '../../core/plugins';
import type { SessionEvent } from '../../core/sessions';
import { l10n, type ErrorShape, type ExlabError } from '../../core/system';
import type { Field, InputView } from '../../webview-ui/protocol';
import { plainField, textOptions } from './plain-field';
import { controlFor } from './readme-fields';

export type InputAsked = Extract<SessionEvent, { kind: 'input_required' }>;
export type InputValues = ReadonlyMap<string, string | boolean>;

/** What a plugin asks for, with what was given so far and what was wrong with that. */
export function inputView(
  { plugin, reason, fields }: InputAsked,
  values: InputValues,
  problems: readonly ErrorShape[],
): InputView {
  return {
    plugin,
    reason,
    fields: fields.map((field) => {
      const problem = problems.find((each) => each.field === field.id);
      return inputField(field, values.get(field.id), problem?.message ?? '');
    }),
  };
}

function inputField(field: InputField, given: string | boolean | undefined, error: string): Field {
  const control = controlFor(field.type);
  const value = given ?? field.default;
  return plainField({
    id: field.id,
    label: field.label,
    control,
    value: control === 'checkbox' ? value === true : String(value ?? ''),
    isDefault: given === undefined && field.default !== undefined,
    hasDefault: field.default !== undefined,
    required: field.required,
    missing: field.required && value === undefined,
    error,
    help: field.hint ?? '',
    placeholder: field.type === 'date' ? l10n.t('a date like 2026-11-20') : '',
    options: field.type === 'choice' ? textOptions(field.options ?? []) : [],
  });
}

/** What is given to the session: a text may be empty; a date or choice that is left empty is not given. */
export function givenTo(
  { fields }: InputAsked,
  values: InputValues,
): Readonly<Record<string, string | boolean>> {
  const given = fields.flatMap(({ id, type }): [string, string | boolean][] => {
    const value = values.get(id);
    const isText = type === 'string' || type === 'text';
    return value === undefined || (value === '' && !isText) ? [] : [[id, value]];
  });
  return Object.fromEntries(given);
}

/** An error per field, where the error tells of several. */
export function problemsIn(error: ExlabError): readonly ErrorShape[] {
  const problems = error.details?.problems;
  return Array.isArray(problems) ? (problems as readonly ErrorShape[]) : [error.toShape()];
}
