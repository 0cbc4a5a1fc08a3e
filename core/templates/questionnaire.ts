import { l10n, nearest, type ErrorShape } from '../system';
import { QuestionEvaluation } from './question-evaluation';
import type { TemplateContext, TemplateValue } from './jinja/value';
import type { QuestionType, Template } from './model';

/** Answers as clients give them; values are what JSON or YAML holds. */
export type GivenAnswers = Readonly<Record<string, unknown>>;

/** A choice as it is offered. */
export interface QuestionChoice {
  readonly label: string;
  readonly value: TemplateValue;
}

/** A question here and now: what a form shows of it, and what its answer is. */
export interface QuestionState {
  readonly id: string;
  readonly type: QuestionType;
  /** False where `when` does not hold: it is not asked, and its value is its default. */
  readonly visible: boolean;
  /** Whether an answer was given for it. */
  readonly answered: boolean;
  /** The answer or the default, in the question's type; undefined where there is neither. */
  readonly value: TemplateValue | undefined;
  readonly default: TemplateValue | undefined;
  readonly help: string;
  readonly placeholder: string;
  readonly choices: readonly QuestionChoice[] | undefined;
  readonly multiline: boolean;
  readonly secret: boolean;
  readonly advanced: boolean;
}

/** A template's questions with their answers, everything evaluated. */
export interface Questionnaire {
  readonly questions: readonly QuestionState[];
  /** The value of every question that has one, skipped and secret ones too, in their order. */
  readonly variables: ReadonlyMap<string, TemplateValue>;
  readonly secretNames: ReadonlySet<string>;
  /** What is wrong with the answers, each at its question (`field`), all of it. */
  readonly problems: readonly ErrorShape[];
}

/**
 * Evaluates a template's questions in their order, each against the context and the answers before it (spec 3.3).
 * Wrong answers are reported, never thrown (`validation_failed`); the default then stands in for them, so that
 * what follows can still be shown.
 * @param context the core variables; an answer of the same name wins
 */
export function evaluateQuestionnaire(
  template: Template,
  given: GivenAnswers,
  context: TemplateContext,
): Questionnaire {
  const answers = new Map(Object.entries(given).filter(([, value]) => value !== undefined));
  const evaluation = new QuestionEvaluation(context, template.settings.language);
  for (const question of template.questions) evaluation.ask(question, answers);
  return {
    questions: evaluation.states,
    variables: evaluation.variables,
    secretNames: evaluation.secretNames,
    problems: [...evaluation.problems, ...unknownAnswers(template, answers)],
  };
}

/** The answers that will be remembered: of questions that were asked, without secret ones. */
export function rememberedAnswers(questionnaire: Questionnaire): Map<string, TemplateValue> {
  const remembered = new Map<string, TemplateValue>();
  for (const { id, visible, secret, value } of questionnaire.questions) {
    if (visible && !secret && value !== undefined) remembered.set(id, value);
  }
  return remembered;
}

function unknownAnswers(template: Template, answers: ReadonlyMap<string, unknown>): ErrorShape[] {
  const known = template.questions.map((question) => question.id);
  return [...answers.keys()]
    .filter((name) => !known.includes(name))
    .map((name) => {
      const meant = nearest(name, known);
      return {
        code: 'validation_failed',
        field: name,
        message:
          meant === undefined
            ? l10n.t("The template '{0}' asks no question '{1}': take the answer out.", template.name, name)
            : l10n.t(
                "The template '{0}' asks no question '{1}'; did you mean '{2}'?",
                template.name,
                name,
                meant,
              ),
      };
    });
}
