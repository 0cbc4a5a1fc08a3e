import { syntaxErrors } from '../jinja';
import {
  TemplateError,
  type CompiledTemplate,
  type LanguageOptions,
  type TemplateLanguage,
  type TemplateLoader,
} from '../jinja/language';
import { l10n } from '../../system';
import { ON_DISK } from '../lint/ground';
import type { LintCode } from '../lint-problem';
import type { Templated, TemplatedValue } from '../model';
import { isPlainText } from '../plain-text';
import { kindOf, placeInScalar, templateValueOf, type ManifestNode, type ScalarNode } from './nodes';
import type { ManifestReport } from './report';

/** A text of the manifest that is a template, with its place, as the checks of variables need it. */
export interface ManifestTemplate {
  readonly node: ScalarNode;
  readonly template: CompiledTemplate;
  /** The question that it belongs to; undefined for a text of a setting. */
  readonly question: string | undefined;
}

/** A text of the manifest that is to be a template and does not parse. */
export type BrokenTemplate = Omit<ManifestTemplate, 'template'>;

interface TemplatedReaderOptions {
  /** The question that the texts belong to. */
  readonly question?: string;
  /** Whether a text in lists and choices may be a template; without it any text may be one. */
  readonly mayBeTemplate?: (node: ScalarNode) => boolean;
  /** Parses the texts; by default the language does. */
  readonly compile?: TemplateLanguage['compile'];
}

/** Parses the templated texts of a manifest, and remembers them for checks that look at all of them. */
export class TemplatedReader {
  /** @param loader finds what the texts include; without it they can include nothing */
  constructor(
    readonly report: ManifestReport,
    private readonly language: LanguageOptions,
    private readonly loader?: TemplateLoader,
    private readonly options: TemplatedReaderOptions = {},
    readonly templates: ManifestTemplate[] = [],
    /** The texts that do not parse. */
    readonly broken: BrokenTemplate[] = [],
  ) {}

  /** A reader for the texts of one question, which remembers them together with all others. */
  forQuestion(id: string): TemplatedReader {
    const options = { ...this.options, question: id };
    return new TemplatedReader(this.report, this.language, this.loader, options, this.templates, this.broken);
  }

  /** A text as a parsed template; undefined, and reported, where it does not parse. */
  text(node: ScalarNode): CompiledTemplate | undefined {
    try {
      const file = node.range.file ?? this.report.file;
      const { compile = ON_DISK.compile } = this.options;
      const template = compile(node.text, file, this.language, this.loader);
      this.templates.push({ node, template, question: this.options.question });
      return template;
    } catch (caught) {
      if (!(caught instanceof TemplateError)) throw caught;
      for (const error of syntaxErrors(caught, node.text, this.language)) {
        const start = placeInScalar(node, error.position);
        const range = { ...node.range, start, end: start };
        this.report.addSyntaxError(error, range);
      }
      this.broken.push({ node, question: this.options.question });
      return undefined;
    }
  }

  /** A single value: texts are templates, everything else stands for itself; `fallback` where there is none. */
  value(node: ManifestNode | undefined, key: string, code: LintCode, fallback: Templated): Templated {
    if (node === undefined) return fallback;
    if (node.kind === 'scalar' && node.type === 'str') return this.text(node) ?? fallback;
    if (node.kind === 'scalar' && node.type !== 'date') return node.value;
    this.report.add(
      code,
      l10n.t("'{0}' must be a single value, and is a {1}.", key, kindOf(node)),
      node.range,
    );
    return fallback;
  }

  /**
   * Any value: texts are templates, also in lists; in mappings, as in Copier, they are not. Texts that certainly render
   * to themselves stay as they are. Undefined, and reported, where a text does not parse.
   */
  anyValue(node: ManifestNode): TemplatedValue | undefined {
    if (node.kind === 'scalar' && node.type === 'str') {
      const { mayBeTemplate } = this.options;
      const isData = mayBeTemplate?.(node) === false || isPlainText(node.text, this.language);
      return isData ? node.text : this.text(node);
    }
    if (node.kind !== 'list') return templateValueOf(node);
    const items = node.items.map((item) => this.anyValue(item));
    return items.every((item) => item !== undefined) ? { templatedItems: items } : undefined;
  }
}
