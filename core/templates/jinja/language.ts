import type { TemplateUse } from './compile/compilation';
import type { ContextValue, TemplateValue } from './value';

/** A place in a template's text: zero-based, UTF-16. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** A name that no filter, test or tag has, and the one that is most likely meant, if any is near. */
export interface UnknownName {
  readonly name: string;
  readonly meant: string | undefined;
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
    /** The exception of Python that tells the same. */
    readonly python = kind === 'syntax' ? 'TemplateSyntaxError' : 'TemplateRuntimeError',
    /** The tag or expression that it is in, as it is written; empty where that is not known. */
    readonly expression = '',
    /** The name at the position, where nothing of the language is called so. */
    readonly unknownName?: UnknownName,
  ) {
    super(message);
  }
}

/** What begins and ends the parts of a template. */
export interface Delimiters {
  readonly blockStart: string;
  readonly blockEnd: string;
  readonly variableStart: string;
  readonly variableEnd: string;
  readonly commentStart: string;
  readonly commentEnd: string;
  /** What makes a whole line a tag, or a comment; null where nothing does. */
  readonly lineStatementPrefix: string | null;
  readonly lineCommentPrefix: string | null;
}

/** The extensions of the language that are served: those of `jinja2.ext`, `jinja2_time`, and Copier's `yield`. */
export type LanguageExtension = 'do' | 'loopcontrols' | 'i18n' | 'debug' | 'time' | 'yield' | 'ansible';

/** Settings of the language that a template may choose (`_envops`, `_jinja_extensions`). */
export interface LanguageOptions {
  /** Undefined names print as nothing (`lenient`, Jinja's and Copier's default), or are an error (`strict`). */
  readonly undefinedNames: 'lenient' | 'strict' | 'chainable';
  readonly keepTrailingNewline: boolean;
  readonly trimBlocks: boolean;
  readonly lstripBlocks: boolean;
  readonly autoescape: boolean;
  /** What every line ending of the template becomes. */
  readonly newlineSequence: '\n' | '\r\n' | '\r';
  readonly delimiters: Delimiters;
  readonly extensions: readonly LanguageExtension[];
}

export const DEFAULT_DELIMITERS: Delimiters = {
  blockStart: '{%',
  blockEnd: '%}',
  variableStart: '{{',
  variableEnd: '}}',
  commentStart: '{#',
  commentEnd: '#}',
  lineStatementPrefix: null,
  lineCommentPrefix: null,
};

/** What Copier uses where a template says nothing. */
export const COPIER_DEFAULTS: LanguageOptions = {
  undefinedNames: 'lenient',
  keepTrailingNewline: true,
  trimBlocks: false,
  lstripBlocks: false,
  autoescape: false,
  newlineSequence: '\n',
  delimiters: DEFAULT_DELIMITERS,
  extensions: ['yield', 'ansible'],
};

/** Limits that end a runaway template with an error that names its line. */
export interface RenderBudget {
  readonly maxSteps: number;
  readonly maxOutputCharacters: number;
  /** How many bytes one rendering may take for values in all, about. */
  readonly maxAllocation: number;
  /** How long one rendering may take, in milliseconds of `clock`. */
  readonly maxTime: number;
  readonly signal?: AbortSignal;
  /** Milliseconds of a clock that only goes forward. */
  readonly clock: () => number;
}

export const DEFAULT_BUDGET: RenderBudget = {
  maxSteps: 20_000_000,
  maxOutputCharacters: 64 * 1024 * 1024,
  maxAllocation: 192 * 1024 * 1024,
  maxTime: 2000,
  clock: () => performance.now(),
};

/** What a rendering takes from the world: the time that `now` shows, and chance. */
export interface Surroundings {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Told of a regular expression before it is matched, so that an error after a kill can name it. */
  readonly report?: (expression: string) => void;
}

/** Where `include`, `import` and `extends` find other templates. */
export interface TemplateLoader {
  /** The text under a name, and what errors call it; undefined where there is none. Throws `TemplateError`. */
  load(name: string): { readonly source: string; readonly file: string } | undefined;
}

/** What rendering made. */
export interface RenderedText {
  readonly text: string;
  /** Stretches of `text` (start, end offsets) that came out of a `raw` block. */
  readonly rawSpans: readonly (readonly [number, number])[];
  /** Names that were printed though nothing defines them, each once, in order of use. */
  readonly undefinedNames: readonly { readonly name: string; readonly position: SourcePosition }[];
  /** What a `yield` tag of Copier asks for: the text once for each value, under this name. */
  readonly yielded?: { readonly name: string; readonly values: readonly TemplateValue[] };
}

/** Names whose values may decide but never be printed, transformed or copied (secret answers). */
export type SecretNames = ReadonlySet<string>;

/** A reference to a variable that the template does not set itself. */
export interface VariableReference {
  readonly name: string;
  readonly position: SourcePosition;
  /** Whether the template asks there if the variable has a value (`x is defined`, `x | default('')`). */
  readonly optional?: true;
}

/** A parsed template. Parsing never evaluates anything. */
export interface CompiledTemplate {
  /** Free variables, each occurrence. */
  readonly references: readonly VariableReference[];
  /** The templates that it includes, imports or extends by a text. */
  readonly templates: readonly TemplateUse[];
  /** Whether the text renders to itself, whatever the answers are. */
  readonly isStatic: boolean;
  /** Renders to text. Throws `TemplateError`. */
  render(
    context: ReadonlyMap<string, ContextValue>,
    secrets?: SecretNames,
    budget?: RenderBudget,
    surroundings?: Surroundings,
  ): RenderedText;
}

/** The template language as the rest of the product sees it; the evaluator behind it may change. */
export interface TemplateLanguage {
  /** Parses a text. Throws `TemplateError` of kind `syntax` with the place of the mistake. */
  compile(
    source: string,
    file: string,
    options?: Partial<LanguageOptions>,
    loader?: TemplateLoader,
  ): CompiledTemplate;
  /** The value as the language prints it (`True`, `37.0`, `['a', 1]`). */
  print(value: TemplateValue): string;
}
