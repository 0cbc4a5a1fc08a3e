import type { TemplateValue } from './jinja/value';
import { jsonValue } from './json-text';
import type { QuestionState } from './questionnaire';
import { yamlValue } from './yaml-text';

/** An answer to a step, as requests hold it; `undefined` leaves the step to its default. */
export type StepAnswer = string | number | boolean | readonly string[] | undefined;

type Kind = Pick<QuestionState, 'type' | 'multiselect'>;

/**
 * A value of a question as an answer to it, which gives the same value again: of several choices the list, YAML and
 * JSON as their text. A float that is whole keeps its point, so that a text stays what it was.
 */
export function answerOf({ type, multiselect }: Kind, value: TemplateValue | undefined): StepAnswer {
  if (value === undefined) return undefined;
  if (multiselect && Array.isArray(value)) {
    return (value as readonly TemplateValue[]).map((item) => String(itemAnswer(type, item)));
  }
  return itemAnswer(type, value);
}

/** A choice of a question as an answer, or a part of one. */
export function choiceAnswer({ type, multiselect }: Kind, value: TemplateValue): string | boolean {
  const answer = itemAnswer(type, value) ?? '';
  return multiselect ? String(answer) : answer;
}

function itemAnswer(type: Kind['type'], value: TemplateValue): string | boolean | undefined {
  if (type === 'yaml') return yamlValue(value);
  if (type === 'json') return jsonValue(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isInteger(value) ? value.toFixed(1) : String(value);
  return typeof value === 'object' ? undefined : value;
}
