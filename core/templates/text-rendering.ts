import { ExlabError, l10n } from '../system';
import type { RenderedName } from './destinations';
import { jinja, surroundingsAt } from './jinja';
import {
  DEFAULT_BUDGET,
  type CompiledTemplate,
  type LanguageOptions,
  type RenderBudget,
  type RenderedText,
  type SecretNames,
  type Surroundings,
} from './jinja/language';
import type { TemplateContext } from './jinja/value';
import type { Template } from './model';
import { isPlainText } from './plain-text';
import { asRenderError, renderError } from './render-error';
import { RenderNotes } from './render-notes';
import { templateLoader } from './template-loader';

/** Renders the texts of one template: what stays the same from name to name and from file to file. */
export class TextRendering {
  readonly notes = new RenderNotes();
  private readonly budget: RenderBudget;
  private readonly language: LanguageOptions;
  private readonly signal: AbortSignal | undefined;
  private readonly surroundings: Surroundings;

  constructor(
    private readonly template: Template,
    private readonly context: TemplateContext,
    private readonly secretNames: SecretNames,
    { signal, moment = 0 }: { readonly signal?: AbortSignal; readonly moment?: number } = {},
  ) {
    this.signal = signal;
    this.surroundings = surroundingsAt(moment);
    this.budget = signal === undefined ? DEFAULT_BUDGET : { ...DEFAULT_BUDGET, signal };
    this.language = template.settings.language;
  }

  /** Renders a name or a pattern, and says which variables it reads. Throws `template_render_error`. */
  name(text: string, file: string, variables: TemplateContext): RenderedName {
    if (isPlainText(text, this.language)) return { text, reads: [] };
    const compiled = this.compile(text, file);
    const rendered = this.run(compiled, file, variables);
    // Where a name yields, only what each value makes of it counts.
    if (rendered.yielded === undefined) this.noteUndefined(rendered, file, variables);
    return { ...rendered, reads: [...new Set(compiled.references.map((reference) => reference.name))] };
  }

  /**
   * Renders the content of a file; its names that nothing defines become notes.
   * Throws `template_render_error`.
   */
  content(compiled: CompiledTemplate, file: string, variables: TemplateContext): RenderedText {
    const rendered = this.run(compiled, file, variables);
    if (rendered.yielded !== undefined) {
      throw renderError(
        file,
        l10n.t("'{0}' holds a 'yield' tag, which only names may: loop with 'for' instead.", file),
      );
    }
    this.noteUndefined(rendered, file, variables);
    return rendered;
  }

  /** Parses a text. Throws `template_render_error`. */
  compile(text: string, file: string): CompiledTemplate {
    try {
      return jinja.compile(text, file, this.language, templateLoader(this.template.root));
    } catch (caught) {
      throw asRenderError(caught, file);
    }
  }

  /** Throws `cancelled` once it is. */
  checkCancelled(): void {
    if (this.signal?.aborted !== true) return;
    throw new ExlabError({ code: 'cancelled', message: l10n.t('The rendering was cancelled.') });
  }

  private run(compiled: CompiledTemplate, file: string, variables: TemplateContext): RenderedText {
    try {
      return compiled.render(this.contextWith(variables), this.secretNames, this.budget, this.surroundings);
    } catch (caught) {
      this.checkCancelled();
      throw asRenderError(caught, file);
    }
  }

  private contextWith(variables: TemplateContext): TemplateContext {
    return variables.size === 0 ? this.context : new Map([...this.context, ...variables]);
  }

  private noteUndefined({ undefinedNames }: RenderedText, file: string, variables: TemplateContext): void {
    for (const { name, position } of undefinedNames) {
      this.notes.addUndefined(name, [...variables.keys(), ...this.context.keys()], file, position);
    }
  }
}
