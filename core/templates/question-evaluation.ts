import { l10n, type ErrorShape } from '../system';
import { castAnswer, isTruthy, type Cast } from './casts';
import { withCopierVariables } from './copier-context';
import { evaluateTemplated, isCompiled } from './evaluate';
import { jinja } from './jinja';
import { TemplateError, type LanguageOptions } from './jinja/language';
import type { TemplateContext, TemplateValue } from './jinja/value';
import type { Question, Templated } from './model';
import type { QuestionChoice, QuestionState } from './questionnaire';

/** The most characters of an answer that a message repeats. */
const SHOWN = 60;

const SURROGATE = /\p{Surrogate}/u;

/** Asks one question after the other; what is known so far is its state. */
export class QuestionEvaluation {
  readonly states: QuestionState[] = [];
  readonly variables = new Map<string, TemplateValue>();
  readonly secretNames = new Set<string>();
  readonly problems: ErrorShape[] = [];
  private readonly remembered = new Map<string, TemplateValue>();
  /** Questions without a usable value: what fails because of them is not reported a second time. */
  private readonly unresolved = new Set<string>();
  private readonly values: Map<string, TemplateValue>;

  constructor(
    context: TemplateContext,
    private readonly language: LanguageOptions,
  ) {
    this.values = withCopierVariables(context, 'prompt', this.remembered);
  }

  /** Evaluates a question, takes its answer, and makes it a variable for those that follow. */
  ask(question: Question, given: ReadonlyMap<string, unknown>): void {
    if (question.secret) this.secretNames.add(question.id);
    const visible = isTruthy(this.evaluate(question, 'when', question.when) ?? true);
    const choices = this.offered(question);
    const preset = this.presetOf(question, choices);
    const answered = given.has(question.id);
    const answer = visible && answered ? this.accept(question, given.get(question.id), choices) : undefined;
    if (visible && !answered) this.checkPreset(question, preset);
    this.settle(question, answer ?? preset, visible);
    this.states.push({
      id: question.id,
      type: question.type,
      visible,
      answered,
      value: answer ?? preset,
      default: preset,
      help: this.text(question, 'help', question.help),
      placeholder: this.text(question, 'placeholder', question.placeholder),
      choices,
      multiline: question.multiline,
      secret: question.secret,
      advanced: question.advanced,
    });
  }

  private settle(question: Question, value: TemplateValue | undefined, visible: boolean): void {
    if (value === undefined) {
      // Without an answer of that name a core variable keeps its own value.
      if (visible && !this.values.has(question.id)) this.unresolved.add(question.id);
      return;
    }
    this.variables.set(question.id, value);
    this.values.set(question.id, value);
    if (visible && !question.secret) this.remembered.set(question.id, value);
  }

  /** The choices with their labels and values rendered; a choice whose value is of another type is reported. */
  private offered(question: Question): QuestionChoice[] | undefined {
    return question.choices?.flatMap((choice) => {
      const label = this.evaluate(question, 'choices', this.compiled(choice.label));
      const value = this.evaluate(question, 'choices', this.compiled(choice.value));
      if (label === undefined || value === undefined) return [];
      const cast = this.cast(question, value, 'declared', l10n.t("A choice of '{0}'", question.id));
      return cast === undefined ? [] : [{ label: jinja.print(label), value: cast }];
    });
  }

  private compiled(value: TemplateValue): Templated {
    return typeof value === 'string' && /\{[{%#]/.test(value)
      ? jinja.compile(value, 'copier.yml', this.language)
      : value;
  }

  private presetOf(
    question: Question,
    choices: readonly QuestionChoice[] | undefined,
  ): TemplateValue | undefined {
    if (question.default === undefined) return undefined;
    const rendered = this.evaluate(question, 'default', question.default);
    if (rendered === undefined) return undefined;
    const subject = l10n.t("The default of '{0}'", question.id);
    const value = this.cast(question, rendered, 'declared', subject);
    if (value === undefined || isOffered(value, choices)) return value;
    if (!this.blamesEarlier(question.default)) {
      this.report(question, l10n.t('{0} is none of its choices: {1}.', subject, this.choiceList(choices)));
    }
    return undefined;
  }

  /** The given answer in the question's type, or undefined where it is refused. */
  private accept(
    question: Question,
    given: unknown,
    choices: readonly QuestionChoice[] | undefined,
  ): TemplateValue | undefined {
    const plain = this.plainValue(question, given);
    if (plain === undefined) return undefined;
    const value = this.cast(question, plain, 'given', this.answerAsShown(question, plain));
    if (value === undefined) return undefined;
    if (!isOffered(value, choices)) {
      const shown = this.answerAsShown(question, value);
      this.report(question, l10n.t('{0} is none of its choices: {1}.', shown, this.choiceList(choices)));
      return undefined;
    }
    return this.validates(question, value) ? value : undefined;
  }

  private plainValue(question: Question, given: unknown): string | number | bigint | boolean | undefined {
    if (given === null) {
      this.report(
        question,
        l10n.t("'{0}' has no value: give one, or leave it out to take its default.", question.id),
      );
      return undefined;
    }
    switch (typeof given) {
      case 'number':
      case 'bigint':
      case 'boolean':
        return given;
      case 'string':
        if (!SURROGATE.test(given)) return given;
        this.report(
          question,
          l10n.t("'{0}' holds half of a character that cannot be stored: type it again.", question.id),
        );
        return undefined;
      default:
        this.report(
          question,
          l10n.t("'{0}' must be a single value of type {1}.", question.id, question.type),
        );
        return undefined;
    }
  }

  /** A question that is left to its default has one, and the default is valid. */
  private checkPreset(question: Question, preset: TemplateValue | undefined): void {
    if (preset !== undefined) {
      // As Copier: nobody typed a secret's default, so nobody is told that it is wrong.
      if (!question.secret) this.validates(question, preset);
    } else if (question.default === undefined) {
      this.report(question, l10n.t("'{0}' is required: answer it.", question.id), { required: true });
    }
  }

  private validates(question: Question, value: TemplateValue): boolean {
    if (question.validator === undefined) return true;
    const context = new Map([...this.values, [question.id, value]]);
    // The answer under test may be looked at in full; what comes of it is shown only where it cannot tell it.
    const secrets = new Set([...this.secretNames].filter((name) => name !== question.id));
    const complaint = this.guarded(question, 'validator', question.validator, () =>
      isCompiled(question.validator) ? question.validator.render(context, secrets).text.trim() : '',
    );
    if (complaint === '') return true;
    if (complaint !== undefined) {
      this.report(
        question,
        question.secret ? l10n.t("'{0}' is not accepted by its check.", question.id) : complaint,
      );
    }
    return false;
  }

  private cast(
    question: Question,
    value: TemplateValue,
    source: 'declared' | 'given',
    subject: string,
  ): TemplateValue | undefined {
    const cast: Cast = castAnswer(question.type, value, source);
    if ('value' in cast) return cast.value;
    const suppressed = source === 'declared' && this.blamesEarlier(question.default);
    if (!suppressed)
      this.report(question, l10n.t('{0} is no {1}: {2}.', subject, question.type, cast.problem));
    return undefined;
  }

  private text(question: Question, key: string, templated: Templated): string {
    const value = this.evaluate(question, key, templated) ?? '';
    return typeof value === 'string' ? value : jinja.print(value);
  }

  private evaluate(question: Question, key: string, templated: Templated): TemplateValue | undefined {
    return this.guarded(question, key, templated, () =>
      evaluateTemplated(templated, this.values, this.secretNames),
    );
  }

  private guarded<Result>(
    question: Question,
    key: string,
    templated: Templated,
    action: () => Result,
  ): Result | undefined {
    try {
      return action();
    } catch (caught) {
      if (!(caught instanceof TemplateError)) throw caught;
      if (!this.blamesEarlier(templated)) {
        this.report(
          question,
          // What failed may quote the answer, and a secret one must not be told.
          question.secret
            ? l10n.t("'{0}' of the question '{1}' failed.", key, question.id)
            : l10n.t("'{0}' of the question '{1}' failed: {2}.", key, question.id, caught.message),
        );
      }
      return undefined;
    }
  }

  private blamesEarlier(templated: Templated | undefined): boolean {
    if (!isCompiled(templated)) return false;
    return templated.references.some((reference) => this.unresolved.has(reference.name));
  }

  private answerAsShown(question: Question, value: TemplateValue): string {
    if (question.secret) return l10n.t("The answer to '{0}'", question.id);
    const text = typeof value === 'string' ? value : jinja.print(value);
    const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
    return l10n.t("The answer '{0}' to '{1}'", shown, question.id);
  }

  private choiceList(choices: readonly QuestionChoice[] | undefined): string {
    return (choices ?? []).map((choice) => jinja.print(choice.value)).join(', ');
  }

  private report(question: Question, message: string, details?: Readonly<Record<string, unknown>>): void {
    this.problems.push({
      code: 'validation_failed',
      field: question.id,
      message,
      ...(details === undefined ? {} : { details }),
    });
  }
}

function isOffered(value: TemplateValue, choices: readonly QuestionChoice[] | undefined): boolean {
  return choices === undefined || choices.some((choice) => choice.value === value);
}
