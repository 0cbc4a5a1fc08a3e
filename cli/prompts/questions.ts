import { l10n } from '../../core/system';
import type { QuestionState, TemplateValue } from '../../core/templates';
import type { Check, Questioner } from './questioner';

/** An answer as a request holds it; undefined leaves the question to its default. */
export type Answer = string | number | boolean | undefined;

/** Asks one question of a template in the way that fits its type. `check` is the gate's. */
export async function askQuestion(
  questioner: Questioner,
  question: QuestionState,
  check: Check<Answer>,
): Promise<Answer> {
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

/** A value as clients send it. A float that is whole keeps its point, so that a text stays what it was. */
function asAnswer(value: TemplateValue): Answer {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isInteger(value) ? value.toFixed(1) : String(value);
  return typeof value === 'object' ? undefined : value;
}
