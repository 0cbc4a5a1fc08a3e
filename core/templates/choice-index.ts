import { jinja } from './jinja';
import { l10n } from '../system';
import type { TemplateValue } from './jinja/value';
import { sameValue } from './same-value';

/** A choice as it is offered. */
export interface QuestionChoice {
  readonly label: string;
  readonly value: TemplateValue;
  /** Why it is shown though it cannot be taken. */
  readonly disabled?: string;
}

/** So many choices are listed where an answer is none of them. */
const MAX_LISTED = 20;

/** The choices of a question, to find one by its value among thousands. */
export class ChoiceIndex {
  private readonly byKey = new Map<string, QuestionChoice[]>();

  constructor(readonly choices: readonly QuestionChoice[]) {
    for (const choice of choices) {
      const key = keyOf(choice.value);
      const alike = this.byKey.get(key);
      if (alike === undefined) this.byKey.set(key, [choice]);
      else alike.push(choice);
    }
  }

  /** The first choice with this value that can be taken or, where none can be, the first at all. */
  find(value: TemplateValue): QuestionChoice | undefined {
    const equal = (this.byKey.get(keyOf(value)) ?? []).filter((choice) => sameValue(choice.value, value));
    return equal.find(({ disabled }) => disabled === undefined) ?? equal[0];
  }

  /** The values that may be taken, for a sentence. */
  list(): string {
    const open = this.choices.filter(({ disabled }) => disabled === undefined);
    const list = open
      .slice(0, MAX_LISTED)
      .map(({ value }) => jinja.print(value))
      .join(', ');
    return open.length > MAX_LISTED ? l10n.t('{0} and {1} more', list, open.length - MAX_LISTED) : list;
  }
}

/** The same for values that may be equal. */
function keyOf(value: TemplateValue): string {
  if (value === null) return 'nothing';
  if (typeof value === 'object') return 'collection';
  return typeof value === 'string' ? `text ${value}` : `number ${Number(value)}`;
}
