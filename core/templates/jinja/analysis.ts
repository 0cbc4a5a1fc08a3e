import {
  COPIER_DEFAULTS,
  type LanguageOptions,
  type SourcePosition,
  type TemplateError,
  type VariableReference,
} from './language';
import { Compilation, type NameUse, type TemplateTies, type TemplateUse } from './compile/compilation';
import { compileTemplate } from './compile/template';
import { GLOBAL_NAMES } from './runtime/global-names';
import { environmentOf } from './runtime/environments';
import { outlineOf, type OutlinedStatement, type TextRange } from './outline';
import { parseTolerantly } from './syntax/parser';
import { isStatic } from './static-text';
import { Source } from './syntax/source';
import type { Extent } from './syntax/tree';
import { textTokens, type TextToken } from './text-tokens';

export type { OutlinedKind, OutlinedStatement, TextRange } from './outline';

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

/** Another template that is named by a text, with what goes from one to the other. Variables are told by their numbers. */
export interface AnalysedTemplateUse extends TemplateUse {
  /** The name without its quotes. */
  readonly range: TextRange;
  /** What is set here and seen there; undefined where it sees nothing of this template. */
  readonly sees:
    readonly { readonly name: string; readonly variable: number; readonly always: boolean }[] | undefined;
  /** What stands for the whole of it (`import … as`). */
  readonly module: number | undefined;
  /** What is taken out of it (`from … import`), and what it becomes. */
  readonly imported: readonly (NamedUse & { readonly variable: number })[];
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
  readonly templates: readonly AnalysedTemplateUse[];
  readonly scopes: readonly AnalysedScope[];
  /** Pairs of variables of one name (their numbers) of which one may have its value from the other. */
  readonly links: readonly (readonly [number, number])[];
  /** The variables whose values may come from outside, also where a branch sets them. */
  readonly fromOutside: ReadonlySet<number>;
  /** The variables that are set at the top level: blocks and other templates see them. */
  readonly shown: ReadonlySet<number>;
  /** Names that are asked of a variable: `variable.name`, `variable['name']`. */
  readonly members: readonly (NamedUse & { readonly variable: number })[];
  /** The names in calls under which arguments are handed over. */
  readonly keywords: readonly NamedUse[];
  /** The parameters of macros and of call blocks. */
  readonly parameters: readonly NamedUse[];
  /** The names that Copier's `yield` gives values to, and where it does. */
  readonly yields: readonly (NamedUse & { readonly extent: TextRange })[];
  readonly outline: readonly OutlinedStatement[];
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
  const { root, errors, skipped } = parseTolerantly(source, file, all);
  const more: TemplateError[] = [];
  const unit = new Compilation(source, file, all, environmentOf(all), GLOBAL_NAMES, (error) =>
    more.push(error),
  );
  compileTemplate(root, unit);
  const text = new Source(source, true);
  const extentOf = ({ start, end }: Extent): TextRange => ({
    start: text.position(start),
    end: text.position(end),
  });
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
    templates: unit.templates.map((use) => analysedUse(use, text, numberOf)),
    scopes: unit.scopes.map(({ extent, symbols }) => ({
      range: extentOf(extent),
      names: [...symbols.stored().keys()],
    })),
    links: unit.links
      .filter(([, to]) => !unit.settled.has(to))
      .map(([from, to]) => [numberOf(from), numberOf(to)] as const),
    fromOutside: new Set([...unit.fromContext].map(numberOf)),
    shown: new Set([...unit.shown].map(numberOf)),
    members: unit.members.map((use) => ({
      name: use.name,
      range: quotedRange(use, text),
      variable: numberOf(use.variable),
    })),
    keywords: unit.keywords.map(named),
    parameters: unit.parameters.map(named),
    yields: unit.yields.map((use) => ({ ...named(use), extent: extentOf(use.extent) })),
    outline: outlineOf(root, skipped, text),
    isStatic: isStatic(source, all),
    tokens: tokensWhenAsked(source, file, all),
  };
}

/** Made apart, so that it keeps the text alive and not all that the analysis went through. */
function tokensWhenAsked(source: string, file: string, options: LanguageOptions): Analysis['tokens'] {
  return () => textTokens(source, file, options);
}

function analysedUse(
  { kind, name, position, optional, sees, module, imported }: TemplateTies,
  text: Source,
  numberOf: (variable: unknown) => number,
): AnalysedTemplateUse {
  return {
    kind,
    name,
    position,
    optional,
    range: quotedRange({ name, position }, text),
    sees: sees?.map(({ variable, always }) => ({
      name: variable.name,
      variable: numberOf(variable),
      always,
    })),
    module: module === undefined ? undefined : numberOf(module),
    imported: imported.map((use) => ({ ...named(use), variable: numberOf(use.variable) })),
  };
}

/** A name that may stand in quotes: the place of what is between them. */
function quotedRange({ name, position }: NameUse, text: Source): TextRange {
  const isQuoted = /["']/.test(text.text.charAt(text.offset(position)));
  return rangeOf(name, isQuoted ? { line: position.line, column: position.column + 1 } : position);
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
