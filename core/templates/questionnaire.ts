import { l10n, nearest, type ErrorShape } from '../system';
import { AnswerScope, type QuestionnairePlaces } from './answer-scope';
import { ChoiceEvaluation } from './choice-evaluation';
import type { QuestionChoice } from './choice-index';
import { readExternalData } from './external-data';
import { QuestionEvaluation } from './question-evaluation';
import type { TemplateContext, TemplateValue } from './jinja/value';
import type { QuestionType, Template } from './model';
import { templateLoader } from './template-loader';

/** Answers as clients give them; values are what JSON or YAML holds. */
export type GivenAnswers = Readonly<Record<string, unknown>>;

/** A question here and now: what a form shows of it, and what its answer is. */
export interface QuestionState {
  readonly id: string;
  readonly type: QuestionType;
  /** False where `when` does not hold: it is not asked, and its value is its default. */
  readonly visible: boolean;
  /** Whether an answer was given for it. */
  readonly answered: boolean;
  /** Whether it is asked and has no default, so that it cannot be left out. */
  readonly required: boolean;
  /** The answer or the default, in the question's type; undefined where there is neither. */
  readonly value: TemplateValue | undefined;
  readonly default: TemplateValue | undefined;
  readonly help: string;
  readonly placeholder: string;
  /** What stands before it on a terminal; empty where the template says nothing. */
  readonly qmark: string;
  readonly choices: readonly QuestionChoice[] | undefined;
  /** The answer is a list of choices. */
  readonly multiselect: boolean;
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
  /** What `_external_data` is, by the names there. */
  readonly externalData: ReadonlyMap<string, TemplateValue>;
  /** What is worth knowing and stops nobody. */
  readonly notes: readonly string[];
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
  places: QuestionnairePlaces = {},
): Questionnaire {
  const answers = new Map(Object.entries(given).filter(([, value]) => value !== undefined));
  const scope = new AnswerScope(context, template.root, places);
  const choices = new ChoiceEvaluation(scope, template.settings.language, templateLoader(template.root));
  const evaluation = new QuestionEvaluation(scope, choices);
  for (const question of template.questions) {
    // The paths may read the answers so far.
    scope.define(EXTERNAL_DATA, readExternal(template, scope, places).data);
    evaluation.ask(question, answers);
  }
  const external = readExternal(template, scope, places);
  return {
    questions: evaluation.states,
    variables: scope.variables,
    secretNames: scope.secretNames,
    externalData: external.data,
    notes: external.notes,
    problems: [...scope.problems, ...external.problems, ...unknownAnswers(template, answers)],
  };
}

const EXTERNAL_DATA = '_external_data';

interface ExternalRead {
  readonly data: ReadonlyMap<string, TemplateValue>;
  readonly notes: readonly string[];
  readonly problems: readonly ErrorShape[];
}

function externalProblem(name: string, problem: string): ErrorShape {
  return {
    code: 'validation_failed',
    field: EXTERNAL_DATA,
    message: l10n.t("'{0}' of _external_data: {1}", name, problem),
  };
}

/** Reads the files of `_external_data` as their paths stand now. */
function readExternal(template: Template, scope: AnswerScope, places: QuestionnairePlaces): ExternalRead {
  const data = new Map<string, TemplateValue>();
  const notes: string[] = [];
  const problems: ErrorShape[] = [];
  const roots = places.destination === undefined ? [] : [places.destination];
  for (const [name, source] of template.externalData) {
    const path = scope.tryRender(source);
    const read = 'value' in path ? readExternalData(path.value, [...roots, template.root]) : path;
    data.set(name, 'value' in read ? read.value : new Map());
    if ('missing' in read) notes.push(read.missing);
    if ('problem' in read && !scope.blamesEarlier(source)) problems.push(externalProblem(name, read.problem));
  }
  return { data, notes, problems };
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
