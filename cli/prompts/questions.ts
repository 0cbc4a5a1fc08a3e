import type { StepAnswer } from '../../core/sessions';
import { ExlabError, l10n } from '../../core/system';
import { answerOf, choiceAnswer, type QuestionChoice, type QuestionState } from '../../core/templates';
import type { Check, Choice, Questioner } from './questioner';

/** Asks one question of a template in the way that fits it. `check` is the gate's. */
export async function askQuestion(
  questioner: Questioner,
  question: QuestionState,
  check: Check<StepAnswer>,
): Promise<StepAnswer> {
  const message = messageOf(question);
  if (question.choices !== undefined) return askChoice(questioner, question, question.choices, check);
  if (question.type === 'bool') return questioner.confirm(message, question.default === true, check);
  if (question.secret) {
    const hasDefault = question.default !== undefined;
    const typed = await questioner.secret({
      message: hasDefault ? l10n.t('{0}, empty for its default', message) : message,
      check: (value) => check(leftToDefault(value, hasDefault)),
    });
    return leftToDefault(typed, hasDefault);
  }
  const placeholder = placeholderOf(question);
  const prompt = {
    message,
    check,
    ...(placeholder === '' ? {} : { placeholder }),
    ...(question.default === undefined
      ? {}
      : { initial: String(answerOf(question, question.default) ?? '') }),
  };
  return question.multiline ? questioner.longText(prompt) : questioner.text(prompt);
}

function messageOf({ id, help, qmark }: QuestionState): string {
  const message = help === '' ? id : `${help} (${id})`;
  return qmark === '' ? message : `${qmark.trim()} ${message}`;
}

function placeholderOf({ placeholder, type }: QuestionState): string {
  if (placeholder !== '') return placeholder;
  if (type === 'yaml') return l10n.t('YAML, such as [a, b] or {a: 1}');
  return type === 'json' ? l10n.t('JSON, such as ["a", "b"] or {"a": 1}') : '';
}

function askChoice(
  questioner: Questioner,
  question: QuestionState,
  offered: readonly QuestionChoice[],
  check: Check<StepAnswer>,
): Promise<StepAnswer> {
  const choices = offered.map(({ label, value, disabled }): Choice<string | boolean> => ({
    label,
    value: choiceAnswer(question, value),
    ...(disabled === undefined ? {} : { disabled }),
  }));
  const message = messageOf(question);
  const standard = answerOf(question, question.default);
  if (question.multiselect) {
    const initial = typeof standard === 'object' ? standard : [];
    return questioner.chooseSeveral<string>({
      message,
      choices: choices.map((choice) => ({ ...choice, value: String(choice.value) })),
      initial,
      check,
    });
  }
  if (choices.every(({ disabled }) => disabled !== undefined)) throw nothingToChoose(question);
  const initial = typeof standard === 'object' || typeof standard === 'number' ? undefined : standard;
  return questioner.choose<string | boolean>({ message, choices, initial, check });
}

/** Nobody could answer, and asking again would change nothing. */
function nothingToChoose({ id, choices = [] }: QuestionState): ExlabError {
  const [reason = ''] = choices.map(({ disabled }) => disabled);
  return new ExlabError({
    code: 'validation_failed',
    field: id,
    message: l10n.t("None of the choices of '{0}' can be taken: {1}", id, reason),
  });
}

function leftToDefault(typed: string, hasDefault: boolean): string | undefined {
  return hasDefault && typed === '' ? undefined : typed;
}
