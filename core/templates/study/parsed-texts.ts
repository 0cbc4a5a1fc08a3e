import { analyse, type Analysis } from '../jinja/analysis';
import {
  COPIER_DEFAULTS,
  TemplateError,
  type CompiledTemplate,
  type Delimiters,
  type LanguageOptions,
  type TemplateLanguage,
} from '../jinja/language';
import { syntaxErrors } from '../jinja/syntax-errors';
import type { LintGround } from '../lint/ground';
import { partsOf, type TextParts } from '../lint/tags';
import { l10n } from '../../system';

interface ParsedText {
  readonly analysis: Analysis;
  readonly template: CompiledTemplate;
  parts: TextParts | undefined;
  round: number;
}

/**
 * The texts of one template, each parsed once for all that look at it: checks, completion, references. Nothing is ever
 * evaluated. What a round does not ask for is forgotten at its end.
 */
export class ParsedTexts {
  private readonly byLanguage = new Map<string, Map<string, ParsedText>>();
  private round = 0;
  /** What was asked for last, since a template has one language and thousands of texts. */
  private latest: LatestLanguage | undefined;

  /** As `TemplateLanguage.compile`; what comes of it renders nothing but a text without tags. */
  readonly compile: TemplateLanguage['compile'] = (source, file, options = {}) => {
    const { analysis, template } = this.parse(source, file, options);
    const [error] = analysis.errors;
    if (error !== undefined) throw error;
    return template;
  };

  /** As `syntaxErrors` of the language. */
  readonly syntaxErrors: LintGround['syntaxErrors'] = (first, source, options) => {
    const known = this.latest?.options === options ? this.latest.texts.get(source) : undefined;
    return known?.analysis.errors ?? syntaxErrors(first, source, options);
  };

  /** What a text uses and sets, with all its mistakes. */
  analyse(source: string, file: string, options: Partial<LanguageOptions>): Analysis {
    return this.parse(source, file, options).analysis;
  }

  /** As `partsOf` of the checks. */
  readonly partsOf = (text: string, delimiters: Delimiters): TextParts => {
    const known = this.latest?.delimiters === delimiters ? this.latest.texts.get(text) : undefined;
    if (known === undefined) return partsOf(text, delimiters);
    known.parts ??= partsOf(text, delimiters);
    return known.parts;
  };

  /** Forgets what was not asked for since the last time. */
  endRound(): void {
    for (const [language, texts] of this.byLanguage) {
      for (const [source, { round }] of texts) if (round !== this.round) texts.delete(source);
      if (texts.size === 0) this.byLanguage.delete(language);
    }
    this.latest = undefined;
    this.round += 1;
  }

  private parse(source: string, file: string, options: Partial<LanguageOptions>): ParsedText {
    const texts = this.textsOf(options);
    const known = texts.get(source);
    if (known !== undefined) {
      known.round = this.round;
      return known;
    }
    const all = { ...COPIER_DEFAULTS, ...options };
    const analysis = analyse(source, file, all);
    const parsed = {
      analysis,
      template: unevaluated(source, file, analysis),
      parts: undefined,
      round: this.round,
    };
    texts.set(source, parsed);
    return parsed;
  }

  private textsOf(options: Partial<LanguageOptions>): Map<string, ParsedText> {
    if (this.latest?.options === options) return this.latest.texts;
    const language = JSON.stringify(options);
    const texts = this.byLanguage.get(language) ?? new Map<string, ParsedText>();
    this.byLanguage.set(language, texts);
    this.latest = { options, delimiters: options.delimiters, texts };
    return texts;
  }
}

interface LatestLanguage {
  readonly options: Partial<LanguageOptions>;
  readonly delimiters: Delimiters | undefined;
  readonly texts: Map<string, ParsedText>;
}

function unevaluated(
  source: string,
  file: string,
  { references, templates, isStatic }: Analysis,
): CompiledTemplate {
  return {
    references,
    templates,
    isStatic,
    render() {
      if (isStatic) return { text: source, rawSpans: [], undefinedNames: [] };
      throw new TemplateError(l10n.t('nothing is evaluated here'), file, { line: 0, column: 0 }, 'render');
    },
  };
}
