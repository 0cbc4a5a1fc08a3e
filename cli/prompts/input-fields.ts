import type { InputField, InputRequest } from '../../core/plugins';
import { l10n } from '../../core/system';
import type { Questioner } from './questioner';

/** Asks for what a plugin needs (spec 2.3); what is left empty is left out. */
export async function askFields(
  questioner: Questioner,
  asked: InputRequest,
): Promise<Record<string, string | boolean>> {
  questioner.say(l10n.t('{0}: {1}', asked.plugin, asked.reason));
  const answers = new Map<string, string | boolean>();
  for (const field of asked.fields) {
    const answer = await askField(questioner, field);
    if (answer !== '') answers.set(field.id, answer);
  }
  return Object.fromEntries(answers);
}

function askField(questioner: Questioner, field: InputField): Promise<string | boolean> {
  const message = field.hint === undefined ? field.label : `${field.label} (${field.hint})`;
  const initial = typeof field.default === 'string' ? field.default : undefined;
  const check = (value: string): Promise<string | undefined> =>
    Promise.resolve(
      field.required && value.trim() === ''
        ? l10n.t("'{0}' is required: enter a value.", field.label)
        : undefined,
    );
  switch (field.type) {
    case 'boolean':
      return questioner.confirm(message, field.default === true);
    case 'choice':
      return questioner.choose({
        message,
        choices: (field.options ?? []).map((option) => ({ value: option, label: option })),
        initial,
      });
    case 'text':
      return questioner.longText({ message, check, ...(initial === undefined ? {} : { initial }) });
    default:
      return questioner.text({ message, check, ...(initial === undefined ? {} : { initial }) });
  }
}
