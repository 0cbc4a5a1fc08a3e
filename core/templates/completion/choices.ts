import { jinja } from '../jinja';
import { isCompiled, isTemplatedList } from '../evaluate';
import type { Question, Templated, TemplatedValue } from '../model';
import type { TemplateValue } from '../jinja/value';
import type { TemplateSight } from '../study/template-study';

/** A choice of a question as a template would write it. */
export interface WrittenChoice {
  /** The value: a text without quotes, anything else as the language writes it. */
  readonly text: string;
  /** What the form shows for it, where that is something else. */
  readonly label: string | undefined;
  readonly isText: boolean;
}

/** The choices of a question that are certain, and not decided by a template. */
export function choicesOf({ manifest }: TemplateSight, id: string): WrittenChoice[] {
  const question = manifest?.questions.find((candidate) => candidate.id === id);
  const { choices } = question ?? {};
  if (choices === undefined || isCompiled(choices)) return [];
  return choices.flatMap(({ value, label }) => {
    if (!isCertain(value)) return [];
    const isText = typeof value === 'string';
    const text = isText ? value : jinja.print(value);
    const shown = labelText(label);
    // What would need an escape is left to be written by hand.
    if (/['"\\\n]/.test(text) && isText) return [];
    return { text, label: shown === text ? undefined : shown, isText: isText && !isNumeric(question) };
  });
}

function isCertain(value: TemplatedValue): value is TemplateValue {
  return !isCompiled(value) && !isTemplatedList(value);
}

function isNumeric(question: Pick<Question, 'type'> | undefined): boolean {
  return question?.type === 'int' || question?.type === 'float';
}

function labelText(label: Templated): string | undefined {
  return typeof label === 'string' ? label : undefined;
}
