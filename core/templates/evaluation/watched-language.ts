import {
  DEFAULT_BUDGET,
  TemplateError,
  type CompiledTemplate,
  type RenderBudget,
  type TemplateLanguage,
} from '../jinja/language';
import { UNKNOWN_SURROUNDINGS } from '../jinja/runtime/surroundings';
import { l10n } from '../../system';
import { atExpression, atFile } from './whereabouts';

/** How far the templates of one process may go. */
export interface EvaluationLimits {
  /** Milliseconds of one rendering: less than the host waits, since its error names the line. */
  readonly maxTime: number;
  /** Characters that one request may make in all its files: they are in memory together, and again when they are sent. */
  readonly maxCharacters: number;
}

export const EVALUATION_LIMITS: EvaluationLimits = {
  maxTime: 1500,
  maxCharacters: 64 * 1024 * 1024,
};

/** The template language of a process that can be ended: it tells where it is, and stays within its limits. */
export class WatchedLanguage {
  private characters = 0;

  constructor(private readonly limits: EvaluationLimits) {}

  /** To be called before each request. */
  begin(): void {
    this.characters = 0;
  }

  /** Watches every text that the language compiles from now on. */
  watch(language: TemplateLanguage): void {
    const compile = language.compile.bind(language);
    language.compile = (source, file, ...options) => {
      atFile(file);
      return this.watched(compile(source, file, ...options), file);
    };
  }

  private watched(template: CompiledTemplate, file: string): CompiledTemplate {
    if (template.isStatic) return template;
    return {
      ...template,
      render: (context, secrets, budget = DEFAULT_BUDGET, surroundings = UNKNOWN_SURROUNDINGS) => {
        atFile(file);
        const rendered = template.render(context, secrets, this.within(budget), {
          ...surroundings,
          report: atExpression,
        });
        this.characters += rendered.text.length;
        if (this.characters > this.limits.maxCharacters) throw this.tooMuch(file);
        return rendered;
      },
    };
  }

  private within(budget: RenderBudget): RenderBudget {
    return { ...budget, maxTime: Math.min(budget.maxTime, this.limits.maxTime) };
  }

  private tooMuch(file: string): TemplateError {
    return new TemplateError(
      l10n.t('the files of the template have more than {0} characters together', this.limits.maxCharacters),
      file,
      { line: 0, column: 0 },
      'budget',
    );
  }
}
