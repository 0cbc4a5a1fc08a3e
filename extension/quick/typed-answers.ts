import { keyOf, type Draft, type Step, type StepAnswer } from '../../core/sessions';
import { answerOf } from '../../core/templates';

const PLACE: readonly string[] = ['equipment', 'project', 'template'] satisfies Step['ask'][];

/**
 * What was typed last at each step, so that it stands there again when somebody comes back to it: by the back button, to
 * correct it, or with the next call of a command that was broken off. What was left at its default is not kept: the
 * default may change with other answers.
 */
export class TypedAnswers {
  private readonly secret = new Set<string>();

  constructor(private readonly answers = new Map<string, StepAnswer>()) {}

  /** What a draft holds already, should it have to be asked for again. */
  static ofDraft({
    equipment,
    project,
    template,
    label,
    operator,
    objective,
    lims,
    ...draft
  }: Draft): TypedAnswers {
    const known: [string, unknown][] = [
      ...Object.entries({ equipment, project, template, label, operator, objective }),
      ['lims_short_id', lims.shortId],
      ['lims_name', lims.name],
      ...[...draft.answers].map(([id, value]): [string, unknown] => [`question ${id}`, value]),
      ...[...draft.readme].map(([id, value]): [string, unknown] => [`field ${id}`, value]),
    ];
    return new TypedAnswers(
      new Map(known.flatMap(([key, value]) => (isAnswer(value) ? [[key, value]] : []))),
    );
  }

  /** What stands in the input of a step; a secret only where it is asked for as one. */
  for(step: Step): StepAnswer {
    const key = keyOf(step);
    if (this.secret.has(key) && !(step.ask === 'question' && step.question.secret)) return undefined;
    return this.answers.get(key);
  }

  keep(step: Step, answer: StepAnswer): void {
    const key = keyOf(step);
    if (answer === undefined || isSame(answer, defaultOf(step))) this.answers.delete(key);
    else this.answers.set(key, answer);
    if (step.ask === 'question' && step.question.secret) this.secret.add(key);
  }

  /** For the next one after this was made: it is often made in the same place. */
  placeOnly(): TypedAnswers {
    return new TypedAnswers(new Map([...this.answers].filter(([key]) => PLACE.includes(key))));
  }

  /** For later, after somebody broke off: a secret is kept no longer than the rest is asked for. */
  withoutSecrets(): TypedAnswers {
    return new TypedAnswers(new Map([...this.answers].filter(([key]) => !this.secret.has(key))));
  }
}

function isAnswer(value: unknown): value is Exclude<StepAnswer, undefined> {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isSame(left: StepAnswer, right: StepAnswer): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return left === right;
  return left.length === right.length && left.every((item, index) => item === right[index]);
}

function defaultOf(step: Step): StepAnswer {
  if (step.ask === 'question') return answerOf(step.question, step.question.default);
  return step.ask === 'field' ? step.field.default : undefined;
}
