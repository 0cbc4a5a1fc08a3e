import { l10n } from '../system';
import type { AnswerScope } from './answer-scope';
import { castAnswer, isTruthy, type ValueSource } from './casts';
import type { ChoiceEvaluation } from './choice-evaluation';
import type { ChoiceIndex } from './choice-index';
import { isCompiled } from './evaluate';
import { halfCharacter, hasHalfCharacter, readGivenAnswer } from './given-answer';
import { jinja } from './jinja';
import type { TemplateValue } from './jinja/value';
import { noType } from './manifest/questions';
import { QUESTION_TYPES, type Question, type QuestionType } from './model';
import { readItems } from './multiselect';
import type { QuestionState } from './questionnaire';

/** The most characters of an answer that a message repeats. */
const SHOWN = 60;

/** What `UNSET` stands for while a default is rendered: a text that nobody types. */
const UNSET = '\uE000UNSET\uE001';

/** A question with what had to be known before anything else of it. */
interface Asked {
  readonly question: Question;
  readonly type: QuestionType;
  readonly choices: ChoiceIndex | undefined;
}

/** What became of a default. A wrong one has been reported. */
type Preset = { readonly value: TemplateValue } | 'none' | 'wrong';

/** Asks one question after the other; what is known so far is its state. */
export class QuestionEvaluation {
  readonly states: QuestionState[] = [];

  constructor(
    private readonly scope: AnswerScope,
    private readonly choiceEvaluation: ChoiceEvaluation,
  ) {}

  /** Evaluates a question, takes its answer, and makes it a variable for those that follow. */
  ask(question: Question, given: ReadonlyMap<string, unknown>): void {
    const { scope } = this;
    if (question.secret) scope.secretNames.add(question.id);
    const visible = isTruthy(scope.evaluate(question, 'when', question.when) ?? true);
    const type = this.typeOf(question);
    const answered = given.has(question.id);
    const choices = type && this.choiceEvaluation.offered(question, type);
    const asked = type && { question, type, choices };
    // As in Copier: nobody needs the default of a question that is answered.
    const isLeft = !visible || !answered;
    const preset = asked === undefined ? 'wrong' : scope.telling(isLeft, () => this.presetOf(asked));
    const isGiven = !isLeft && asked !== undefined;
    const answer = isGiven ? this.accept(asked, given.get(question.id)) : undefined;
    if (visible && !answered) this.checkPreset(question, preset);
    const standard = typeof preset === 'object' ? preset.value : undefined;
    const value = answer === undefined ? standard : answer;
    scope.settle(question, value, visible);
    this.states.push({
      id: question.id,
      type: type ?? 'str',
      visible,
      answered,
      required: visible && standard === undefined,
      value,
      default: standard,
      help: scope.text(question, 'help', question.help),
      placeholder: scope.text(question, 'placeholder', question.placeholder),
      qmark: scope.text(question, 'qmark', question.qmark),
      choices: choices?.choices,
      multiselect: question.multiselect,
      multiline: isTruthy(scope.evaluate(question, 'multiline', question.multiline) ?? false),
      secret: question.secret,
      advanced: question.advanced,
    });
  }

  private typeOf(question: Question): QuestionType | undefined {
    if (!isCompiled(question.type)) return question.type;
    const written = this.scope.evaluate(question, 'type', question.type);
    const type = QUESTION_TYPES.find((candidate) => candidate === written);
    if (type === undefined && written !== undefined && !this.scope.blamesEarlier(question.type)) {
      this.scope.report(question, noType(jinja.print(written), question.id));
    }
    return type;
  }

  private presetOf(asked: Asked): Preset {
    const { question } = asked;
    if (question.default === undefined) return 'none';
    const rendered = this.scope.evaluate(question, 'default', question.default, new Map([['UNSET', UNSET]]));
    if (rendered === undefined) return 'wrong';
    if (isUnset(rendered)) return this.unsetPreset(question, rendered);
    const subject = l10n.t("The default of '{0}'", question.id);
    const value = this.read(asked, rendered, 'declared', () => subject);
    return value === undefined ? 'wrong' : { value };
  }

  private unsetPreset(question: Question, rendered: TemplateValue): Preset {
    if (typeof rendered === 'string' && rendered.trim() === UNSET) return 'none';
    const message = l10n.t(
      "The default of '{0}' writes 'UNSET' together with other text: let it be alone.",
      question.id,
    );
    this.scope.report(question, message);
    return 'wrong';
  }

  /** The given answer in the question's type, or undefined where it is refused. */
  private accept(asked: Asked, given: unknown): TemplateValue | undefined {
    const { question, type } = asked;
    const mayBeNothing = type === 'yaml' || type === 'json';
    if (given === null && (question.multiselect || !mayBeNothing)) {
      this.scope.report(
        question,
        l10n.t("'{0}' has no value: give one, or leave it out to take its default.", question.id),
      );
      return undefined;
    }
    const plain = readGivenAnswer(given);
    if ('problem' in plain) {
      this.scope.report(
        question,
        l10n.t("The answer to '{0}' cannot be taken: {1}.", question.id, plain.problem),
      );
      return undefined;
    }
    const value = this.read(asked, plain.value, 'given', (shown) => this.answerAsShown(question, shown));
    return value !== undefined && this.validates(question, value) ? value : undefined;
  }

  /** A value in the question's type and among its choices; undefined, and reported, where it is neither. */
  private read(
    asked: Asked,
    value: TemplateValue,
    source: ValueSource,
    subject: (value: TemplateValue) => string,
  ): TemplateValue | undefined {
    if (!asked.question.multiselect) return this.readOne(asked, value, source, subject);
    const items = readItems(value);
    if ('problem' in items) {
      const problem = this.untold(asked.question, 'yaml', items.problem);
      this.complain(asked.question, source, l10n.t('{0} is no list: {1}.', subject(value), problem));
      return undefined;
    }
    const read = items.value.map((item) => this.readOne(asked, item, source, subject));
    if (!read.every((item) => item !== undefined)) return undefined;
    const taken = new Set(read.map((item) => asked.choices?.find(item)));
    // As in Copier, in the order of the choices.
    return (asked.choices?.choices ?? []).filter((choice) => taken.has(choice)).map((choice) => choice.value);
  }

  private readOne(
    { question, type, choices }: Asked,
    value: TemplateValue,
    source: ValueSource,
    subject: (value: TemplateValue) => string,
  ): TemplateValue | undefined {
    const cast = castAnswer(type, value, source);
    if ('problem' in cast) {
      const problem = this.untold(question, type, cast.problem);
      this.complain(question, source, l10n.t('{0} is no {1}: {2}.', subject(value), type, problem));
      return undefined;
    }
    if (hasHalfCharacter(cast.value)) {
      this.complain(question, source, l10n.t('{0} cannot be taken: {1}.', subject(value), halfCharacter()));
      return undefined;
    }
    if (choices === undefined) return cast.value;
    const choice = choices.find(cast.value);
    if (choice !== undefined && choice.disabled === undefined) return cast.value;
    const shown = subject(cast.value);
    this.complain(
      question,
      source,
      choice?.disabled === undefined
        ? l10n.t('{0} is none of its choices: {1}.', shown, choices.list())
        : l10n.t('{0} cannot be chosen: {1}', shown, choice.disabled),
    );
    return undefined;
  }

  /** A question that is left to its default has one, and the default is valid. */
  private checkPreset(question: Question, preset: Preset): void {
    if (typeof preset === 'object') {
      // As Copier: nobody typed a secret's default, so nobody is told that it is wrong.
      if (!question.secret) this.validates(question, preset.value);
    } else if (preset === 'none') {
      this.scope.report(question, l10n.t("'{0}' is required: answer it.", question.id), { required: true });
    }
  }

  private validates(question: Question, value: TemplateValue): boolean {
    const complaint = this.scope.complaint(question, value);
    if (complaint === '') return true;
    if (complaint !== undefined) {
      const message = question.secret
        ? l10n.t("'{0}' is not accepted by its check.", question.id)
        : complaint;
      this.scope.report(question, message);
    }
    return false;
  }

  /** What is wrong with a default or the choices because of an earlier question is told there. */
  private complain(question: Question, source: ValueSource, message: string): void {
    const { scope } = this;
    const { choices } = question;
    const byChoices = isCompiled(choices) && scope.blamesEarlier(choices);
    if (byChoices || (source === 'declared' && scope.blamesEarlier(question.default))) return;
    scope.report(question, message);
  }

  /** What is wrong with a text of YAML or JSON may quote it, and a secret one must not be told. */
  private untold(question: Question, type: QuestionType, problem: string): string {
    const mayQuote = type === 'yaml' || type === 'json';
    return question.secret && mayQuote ? l10n.t('it cannot be read') : problem;
  }

  private answerAsShown(question: Question, value: TemplateValue): string {
    if (question.secret) return l10n.t("The answer to '{0}'", question.id);
    const text = typeof value === 'string' ? value : jinja.print(value);
    const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
    return l10n.t("The answer '{0}' to '{1}'", shown, question.id);
  }
}

/** Whether `UNSET` is anywhere in a rendered default; mappings are not rendered. */
function isUnset(rendered: TemplateValue): boolean {
  if (typeof rendered === 'string') return rendered.includes(UNSET);
  return Array.isArray(rendered) && (rendered as readonly TemplateValue[]).some(isUnset);
}
