import { asAnswer, type StepAnswer } from '../../core/sessions';
import { l10n } from '../../core/system';
import type { QuestionState } from '../../core/templates';
import type { Check, Questioner } from './questioner';

/** Asks one question of a template in the way that fits its type. `check` is the gate's. */
export async function askQuestion(
  questioner: Questioner,
  question: QuestionState,
  check: Check<StepAnswer>,
): Promise<StepAnswer> {
  const message = question.help === '' ? question.id : `${question.help} (${question.id})`;
  if (question.choices !== undefined) {
    const choices = question.choices.map(({ label, value }) => ({ label, value: asAnswer(value) }));
    return questioner.choose({ message, choices, initial: asAnswer(question.default ?? null), check });
  }
  if (question.type === 'bool') return questioner.confirm(message, question.default === true, check);
  if (question.secret) {
    const hasDefault = question.default !== undefined;
    const typed = await questioner.secret({
      message: hasDefault ? l10n.t('{0}, empty for its default', message) : message,
      check: (value) => check(leftToDefault(value, hasDefault)),
    });
    return leftToDefault(typed, hasDefault);
  }
  const prompt = {
    message,
    check,
    ...(question.placeholder === '' ? {} : { placeholder: question.placeholder }),
    ...(question.default === undefined ? {} : { initial: String(asAnswer(question.default) ?? '') }),
  };
  return question.multiline ? questioner.longText(prompt) : questioner.text(prompt);
}

function leftToDefault(typed: string, hasDefault: boolean): string | undefined {
  return hasDefault && typed === '' ? undefined : typed;
}
