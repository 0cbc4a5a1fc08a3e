import type { CreationForm, Draft } from '../../core/sessions';
import { l10n } from '../../core/system';
import { answerOf, choiceAnswer, type QuestionState, type TemplateValue } from '../../core/templates';
import type { Field, FieldControl, FieldValue } from '../../webview-ui/protocol';
import { plainField } from './plain-field';
import type { PlacedProblems } from './placed-problems';

/** The questions that apply now, as fields of the page. */
export function questionFields(
  { questionnaire }: CreationForm,
  draft: Draft,
  { errors, missing }: PlacedProblems,
): Field[] {
  return (questionnaire?.questions ?? [])
    .filter(({ visible }) => visible)
    .map((question) => {
      const id = `question:${question.id}`;
      const error = errors.get(id) ?? '';
      return plainField({
        id,
        label: labelOf(question.id),
        control: controlOf(question),
        value: shownValue(question, draft.answers.get(question.id), error !== ''),
        isDefault: !question.answered && question.default !== undefined,
        hasDefault: question.default !== undefined,
        required: question.required,
        missing: missing.has(id) || (question.required && !question.answered && error === ''),
        error,
        help: question.help,
        placeholder: question.placeholder,
        note: noteOf(question),
        advanced: question.advanced,
        options: (question.choices ?? []).map(({ label, value, disabled }) => ({
          value: String(choiceAnswer(question, value)),
          label,
          refusal: disabled ?? '',
        })),
      });
    });
}

/** The name of a question as a label: `z_step` is "Z step". */
function labelOf(id: string): string {
  const words = id.replaceAll('_', ' ').trim();
  return words === '' ? id : words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

function controlOf({ type, choices, multiselect, secret, multiline }: QuestionState): FieldControl {
  if (choices !== undefined) return multiselect ? 'choices' : 'choice';
  if (secret) return 'secret';
  if (type === 'bool') return 'checkbox';
  if (type === 'yaml' || type === 'json') return 'code';
  return multiline ? 'multiline' : 'text';
}

function noteOf({ type, secret, choices }: QuestionState): string {
  if (secret) return l10n.t('secret');
  if (choices !== undefined) return '';
  switch (type) {
    case 'yaml':
      return 'YAML';
    case 'json':
      return 'JSON';
    case 'int':
      return l10n.t('whole number');
    case 'float':
      return l10n.t('number');
    case 'path':
      return l10n.t('path');
    default:
      return '';
  }
}

/** What stands in the field: an answer as it was typed, else the default. */
function shownValue(question: QuestionState, given: unknown, isRefused: boolean): FieldValue {
  const control = controlOf(question);
  const typed = asTyped(given);
  // A secret that a template presets is nothing to be read over a shoulder.
  const preset = control === 'secret' ? undefined : answerValue(question, question.value);
  switch (control) {
    case 'checkbox':
      return isWord(typed) ? String(typed) === 'true' : preset === true;
    case 'choices':
      if (typeof typed === 'object') return typed;
      return typeof preset === 'object' ? preset : [];
    case 'choice': {
      // Whoever called the command may have written a choice in another way.
      const isOption = typed !== undefined && options(question).includes(textOf(typed));
      // What is refused must not look as if the default had been chosen.
      return textOf((isOption || isRefused ? typed : (preset ?? typed)) ?? '');
    }
    default:
      // As typed, also where it is read as another value: whoever types must not see it change.
      return textOf(typed ?? preset ?? '');
  }
}

function isWord(typed: FieldValue | undefined): boolean {
  return typed === true || typed === false || typed === 'true' || typed === 'false';
}

function options(question: QuestionState): string[] {
  return (question.choices ?? []).map(({ value }) => String(choiceAnswer(question, value)));
}

function asTyped(given: unknown): FieldValue | undefined {
  if (Array.isArray(given)) return given.map(String);
  if (typeof given === 'boolean' || typeof given === 'string') return given;
  return typeof given === 'number' || typeof given === 'bigint' ? String(given) : undefined;
}

function answerValue(question: QuestionState, value: TemplateValue | undefined): FieldValue | undefined {
  const answer = answerOf(question, value);
  return typeof answer === 'number' ? String(answer) : answer;
}

function textOf(value: FieldValue): string {
  return typeof value === 'object' ? value.join(', ') : String(value);
}
