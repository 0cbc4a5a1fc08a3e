import { l10n, type ErrorShape } from '../system';
import { withCopierVariables } from './copier-context';
import { evaluateTemplated, isCompiled, templatesIn } from './evaluate';
import { jinja, surroundingsAt } from './jinja';
import {
  DEFAULT_BUDGET,
  TemplateError,
  type CompiledTemplate,
  type RenderedText,
  type Surroundings,
} from './jinja/language';
import type { TemplateContext, TemplateValue } from './jinja/value';
import type { Question, Templated, TemplatedValue } from './model';
import type { DataReading } from './yaml-data';

/** Where and when templates are evaluated, besides what is answered. */
export interface QuestionnairePlaces {
  /** Absolute path of the folder that will be made, where it is known. */
  readonly destination?: string;
  /** The time that templates see, in milliseconds since 1970. */
  readonly moment?: number;
}

/**
 * What the texts of a question see: the context and the answers before it. Whatever is wrong is gathered here, each
 * problem at its question; what fails only because an earlier question has no value is not reported again.
 */
export class AnswerScope {
  /** The values of the questions so far. */
  readonly variables = new Map<string, TemplateValue>();
  readonly secretNames = new Set<string>();
  readonly problems: ErrorShape[] = [];
  private readonly remembered = new Map<string, TemplateValue>();
  /** Questions without a usable value. */
  private readonly unresolved = new Set<string>();
  private readonly values: Map<string, TemplateValue>;
  private readonly surroundings: Surroundings;

  /** @param root absolute path of the template's folder */
  constructor(context: TemplateContext, root: string, places: QuestionnairePlaces) {
    const { destination, moment = 0 } = places;
    this.values = withCopierVariables(context, 'prompt', this.remembered, { template: root, destination });
    this.surroundings = surroundingsAt(moment);
  }

  /** Makes a value a variable that is no answer. */
  define(name: string, value: TemplateValue): void {
    this.values.set(name, value);
  }

  /** Makes the value of a question a variable for those that follow; undefined: it has none. */
  settle(question: Question, value: TemplateValue | undefined, visible: boolean): void {
    if (value === undefined) {
      // Without an answer of that name a core variable keeps its own value.
      if (visible && !this.values.has(question.id)) this.unresolved.add(question.id);
      return;
    }
    this.variables.set(question.id, value);
    this.values.set(question.id, value);
    if (visible && !question.secret) this.remembered.set(question.id, value);
  }

  /** The value of a part of a question; undefined, and reported, where it fails. */
  evaluate(
    question: Question,
    key: string,
    templated: TemplatedValue,
    more: TemplateContext = new Map(),
  ): TemplateValue | undefined {
    if (templatesIn(templated).length === 0)
      return evaluateTemplated(templated, this.values, this.secretNames, this.surroundings);
    return this.guarded(question, key, templated, () =>
      evaluateTemplated(templated, this.with(more), this.secretNames, this.surroundings),
    );
  }

  /** A part of a question rendered, with where its text comes from; undefined, and reported, where it fails. */
  render(question: Question, key: string, template: CompiledTemplate): RenderedText | undefined {
    return this.guarded(question, key, template, () =>
      template.render(this.values, this.secretNames, DEFAULT_BUDGET, this.surroundings),
    );
  }

  /** A part of a question as text; empty where it fails. */
  text(question: Question, key: string, templated: Templated): string {
    const value = this.evaluate(question, key, templated) ?? '';
    return typeof value === 'string' ? value : jinja.print(value);
  }

  /** What the validator has against a value: empty where nothing; undefined, and reported, where it fails. */
  complaint(question: Question, value: TemplateValue): string | undefined {
    const { validator } = question;
    if (validator === undefined) return '';
    const context = this.with(new Map([[question.id, value]]));
    // The answer under test may be looked at in full; what comes of it is shown only where it cannot tell it.
    const secrets = new Set([...this.secretNames].filter((name) => name !== question.id));
    return this.guarded(question, 'validator', validator, () =>
      validator.render(context, secrets, DEFAULT_BUDGET, this.surroundings).text.trim(),
    );
  }

  /** Whether a text reads a question that has no value, so that what is wrong with it is that question's affair. */
  blamesEarlier(templated: TemplatedValue | undefined): boolean {
    return templatesIn(templated).some((template) =>
      template.references.some((reference) => this.unresolved.has(reference.name)),
    );
  }

  report(question: Question, message: string, details?: Readonly<Record<string, unknown>>): void {
    if (this.problems.some((problem) => problem.field === question.id && problem.message === message)) return;
    this.problems.push({
      code: 'validation_failed',
      field: question.id,
      message,
      ...(details === undefined ? {} : { details }),
    });
  }

  /** Does something, and forgets what it reports unless that is to be told. */
  telling<Result>(isTold: boolean, action: () => Result): Result {
    const before = this.problems.length;
    const result = action();
    if (!isTold) this.problems.length = before;
    return result;
  }

  /** Renders a text that is no question's. */
  tryRender(templated: Templated): DataReading<string> {
    if (!isCompiled(templated)) return { value: jinja.print(templated) };
    try {
      return {
        value: templated.render(this.values, this.secretNames, DEFAULT_BUDGET, this.surroundings).text,
      };
    } catch (caught) {
      if (caught instanceof TemplateError) return { problem: caught.message };
      throw caught;
    }
  }

  private with(more: TemplateContext): TemplateContext {
    return more.size === 0 ? this.values : new Map([...this.values, ...more]);
  }

  private guarded<Result>(
    question: Question,
    key: string,
    templated: TemplatedValue,
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
}
