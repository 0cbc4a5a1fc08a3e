import type { TemplateContext, TemplateValue } from './value';

/** A place in a template's text: zero-based, UTF-16. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/**
 * What is wrong in a template, and where. The sentence names the expression in the field's words
 * (`no filter named 'uper'; did you mean 'upper'?`).
 */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  constructor(
    message: string,
    readonly file: string,
    readonly position: SourcePosition,
    readonly kind: 'syntax' | 'render' | 'budget',
  ) {
    super(message);
  }
}

/** Settings of the language that a template may choose (`_envops`). */
export interface LanguageOptions {
  /** Undefined names print as nothing (`lenient`, Jinja's and Copier's default), or are an error (`strict`). */
  readonly undefinedNames: 'lenient' | 'strict';
  readonly keepTrailingNewline: boolean;
  readonly trimBlocks: boolean;
  readonly lstripBlocks: boolean;
}

/** What Copier uses where a template says nothing. */
export const COPIER_DEFAULTS: LanguageOptions = {
  undefinedNames: 'lenient',
  keepTrailingNewline: true,
  trimBlocks: false,
  lstripBlocks: false,
};

/** Limits that end a runaway template with an error that names its line. */
export interface RenderBudget {
  readonly maxSteps: number;
  readonly maxOutputCharacters: number;
  readonly signal?: AbortSignal;
}

export const DEFAULT_BUDGET: RenderBudget = { maxSteps: 5_000_000, maxOutputCharacters: 64 * 1024 * 1024 };

/** What rendering made. */
export interface RenderedText {
  readonly text: string;
  /** Stretches of `text` (start, end offsets) that came out of a `raw` block. */
  readonly rawSpans: readonly (readonly [number, number])[];
  /** Names that were printed though nothing defines them, each once, in order of use. */
  readonly undefinedNames: readonly { readonly name: string; readonly position: SourcePosition }[];
}

/** Names whose values may decide but never be printed, transformed or copied (secret answers). */
export type SecretNames = ReadonlySet<string>;

/** A reference to a variable that the template does not set itself. */
export interface VariableReference {
  readonly name: string;
  readonly position: SourcePosition;
}

/** A parsed template. Parsing never evaluates anything. */
export interface CompiledTemplate {
  /** Free variables, each occurrence. */
  readonly references: readonly VariableReference[];
  /** Whether the text holds any tag or expression at all. */
  readonly isStatic: boolean;
  /** Renders to text. Throws `TemplateError`. */
  render(context: TemplateContext, secrets?: SecretNames, budget?: RenderBudget): RenderedText;
}

/** The template language as the rest of the product sees it; the evaluator behind it may change. */
export interface TemplateLanguage {
  /** Parses a text. Throws `TemplateError` of kind `syntax` with the place of the mistake. */
  compile(source: string, file: string, options?: Partial<LanguageOptions>): CompiledTemplate;
  /** The value as the language prints it (`True`, `37.0`, `['a', 1]`). */
  print(value: TemplateValue): string;
}
