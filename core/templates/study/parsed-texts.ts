import { analyse, type Analysis } from '../jinja/analysis';
import {
  COPIER_DEFAULTS,
  TemplateError,
  type CompiledTemplate,
  type LanguageOptions,
  type TemplateLanguage,
} from '../jinja/language';
import { l10n } from '../../system';

interface ParsedText {
  readonly analysis: Analysis;
  readonly template: CompiledTemplate;
  round: number;
}

/**
 * The texts of one template, each parsed once for all that look at it: checks, completion, references. Nothing is ever
 * evaluated. What a round does not ask for is forgotten at its end.
 */
export class ParsedTexts {
  private readonly byLanguage = new Map<string, Map<string, ParsedText>>();
  private round = 0;

  /** As `TemplateLanguage.compile`; what comes of it renders nothing but a text without tags. */
  readonly compile: TemplateLanguage['compile'] = (source, file, options = {}) => {
    const { analysis, template } = this.parse(source, file, options);
    const [error] = analysis.errors;
    if (error !== undefined) throw error;
    return template;
  };

  /** What a text uses and sets, with all its mistakes. */
  analyse(source: string, file: string, options: Partial<LanguageOptions>): Analysis {
    return this.parse(source, file, options).analysis;
  }

  /** Forgets what was not asked for since the last time. */
  endRound(): void {
    for (const [language, texts] of this.byLanguage) {
      for (const [source, { round }] of texts) if (round !== this.round) texts.delete(source);
      if (texts.size === 0) this.byLanguage.delete(language);
    }
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
    const parsed = { analysis, template: unevaluated(source, file, analysis), round: this.round };
    texts.set(source, parsed);
    return parsed;
  }

  private textsOf(options: Partial<LanguageOptions>): Map<string, ParsedText> {
    const language = JSON.stringify(options);
    const texts = this.byLanguage.get(language) ?? new Map<string, ParsedText>();
    this.byLanguage.set(language, texts);
    return texts;
  }
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
