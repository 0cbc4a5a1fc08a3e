import {
  COPIER_DEFAULTS,
  type LanguageOptions,
  type SourcePosition,
  type TemplateError,
  type VariableReference,
} from './language';
import { Compilation, type NameUse, type TemplateUse } from './compile/compilation';
import { compileTemplate } from './compile/template';
import { GLOBAL_NAMES } from './runtime/global-names';
import { environmentOf } from './runtime/environments';
import { parseTolerantly } from './syntax/parser';
import { isStatic } from './static-text';
import { Source } from './syntax/source';
import { textTokens, type TextToken } from './text-tokens';

/** A stretch of a template's text: zero-based, UTF-16, the end exclusive. */
export interface TextRange {
  readonly start: SourcePosition;
  readonly end: SourcePosition;
}

/** A variable that is read or set. */
export interface VariableOccurrence {
  readonly name: string;
  readonly use: 'read' | 'write';
  readonly range: TextRange;
  /** The same number for the same variable; a name may mean several in one template. */
  readonly variable: number;
}

/** A name of a filter, test or other template, where it stands. */
export interface NamedUse {
  readonly name: string;
  readonly range: TextRange;
}

/** A stretch in which names are known that are not outside of it. */
export interface AnalysedScope {
  readonly range: TextRange;
  readonly names: readonly string[];
}

/** What a template uses and sets, without running it; what cannot be read of it is left out and told. */
export interface Analysis {
  readonly errors: readonly TemplateError[];
  /** Every reading of a variable that comes from outside. */
  readonly references: readonly VariableReference[];
  /** The names that are taken from outside somewhere: those of Jinja's `meta.find_undeclared_variables`. */
  readonly undeclared: ReadonlySet<string>;
  readonly variables: readonly VariableOccurrence[];
  readonly filters: readonly NamedUse[];
  readonly tests: readonly NamedUse[];
  readonly templates: readonly (TemplateUse & { readonly range: TextRange })[];
  readonly scopes: readonly AnalysedScope[];
  /** Whether the text renders to itself, whatever the answers are. */
  readonly isStatic: boolean;
  /** The words and signs of the text; read when they are asked for. */
  readonly tokens: () => readonly TextToken[];
}

/**
 * Analyses a template, with all its mistakes (spec 3.4): scopes, references, uses and their ranges. Nothing is evaluated.
 * @param file what errors call it
 */
export function analyse(source: string, file: string, options: Partial<LanguageOptions> = {}): Analysis {
  const all = { ...COPIER_DEFAULTS, ...options };
  const { root, errors } = parseTolerantly(source, file, all);
  const more: TemplateError[] = [];
  const unit = new Compilation(source, file, all, environmentOf(all), GLOBAL_NAMES, (error) =>
    more.push(error),
  );
  compileTemplate(root, unit);
  const text = new Source(source, true);
  const numbers = new Map<unknown, number>();
  const numberOf = (variable: unknown): number => {
    const known = numbers.get(variable) ?? numbers.size;
    numbers.set(variable, known);
    return known;
  };
  return {
    errors: [...errors, ...more].sort(byPlace),
    references: unit.references,
    undeclared: unit.undeclared,
    variables: unit.variables.map(({ name, use, position, variable }) => ({
      name,
      use,
      range: rangeOf(name, position),
      variable: numberOf(variable),
    })),
    filters: unit.filters.map(named),
    tests: unit.tests.map(named),
    templates: unit.templates.map((use) => ({ ...use, range: rangeOf(use.name, use.position) })),
    scopes: unit.scopes.map(({ extent, symbols }) => ({
      range: { start: text.position(extent.start), end: text.position(extent.end) },
      names: [...symbols.stored().keys()],
    })),
    isStatic: isStatic(source, all),
    tokens: () => textTokens(source, file, all),
  };
}

function named({ name, position }: NameUse): NamedUse {
  return { name, range: rangeOf(name, position) };
}

/** A name stands on one line. */
function rangeOf(name: string, start: SourcePosition): TextRange {
  return { start, end: { line: start.line, column: start.column + name.length } };
}

function byPlace(one: TemplateError, other: TemplateError): number {
  return one.position.line - other.position.line || one.position.column - other.position.column;
}
