import { jinja } from '../jinja';
import { TemplateError, type CompiledTemplate, type LanguageOptions } from '../jinja/language';
import { l10n } from '../../system';
import type { LintCode } from '../lint-problem';
import type { Templated } from '../model';
import { kindOf, placeInScalar, type ManifestNode, type ScalarNode } from './nodes';
import type { ManifestReport } from './report';

/** A text of the manifest that is a template, with its place, as the checks of variables need it. */
export interface ManifestTemplate {
  readonly node: ScalarNode;
  readonly template: CompiledTemplate;
}

/** Parses the templated texts of a manifest, and remembers them for checks that look at all of them. */
export class TemplatedReader {
  readonly templates: ManifestTemplate[] = [];

  constructor(
    readonly report: ManifestReport,
    private readonly language: LanguageOptions,
  ) {}

  /** A text as a parsed template; undefined, and reported, where it does not parse. */
  text(node: ScalarNode): CompiledTemplate | undefined {
    try {
      const template = jinja.compile(node.text, this.report.file, this.language);
      this.templates.push({ node, template });
      return template;
    } catch (caught) {
      if (!(caught instanceof TemplateError)) throw caught;
      const start = placeInScalar(node, caught.position);
      this.report.add('template-syntax', caught.message, { start, end: start });
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
}
