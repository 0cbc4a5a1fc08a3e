import { l10n } from '../../core/system';
import type { ReadmeField } from '../../core/templates';
import type { Check, Choice, Questioner } from './questioner';

/** The value of a README field; undefined where it is left empty. */
export type FieldAnswer = string | boolean | undefined;

/** Asks for one field of the README. `check` is the gate's. */
export async function askReadmeField(
  questioner: Questioner,
  field: ReadmeField,
  check: Check<FieldAnswer>,
): Promise<FieldAnswer> {
  const title = field.hint === undefined ? field.label : `${field.label} (${field.hint})`;
  const message = field.required ? title : l10n.t('{0}, optional', title);
  if (field.type === 'choice' || field.type === 'boolean') {
    return questioner.choose({ message, choices: choicesOf(field), initial: field.default, check });
  }
  const prompt = {
    message,
    check: (value: string) => check(filled(value)),
    ...(field.type === 'date' ? { placeholder: l10n.t('a date like 2026-11-20') } : {}),
    ...(typeof field.default === 'string' ? { initial: field.default } : {}),
  };
  return filled(await (field.type === 'text' ? questioner.longText(prompt) : questioner.text(prompt)));
}

function choicesOf({ type, options, required }: ReadmeField): Choice<FieldAnswer>[] {
  const offered: Choice<FieldAnswer>[] =
    type === 'boolean'
      ? [
          { value: true, label: l10n.t('yes') },
          { value: false, label: l10n.t('no') },
        ]
      : options.map((option) => ({ value: option, label: option }));
  return required ? offered : [...offered, { value: undefined, label: l10n.t('leave empty') }];
}

function filled(value: string): string | undefined {
  return value.trim() === '' ? undefined : value;
}
