import type { Analysis } from '../jinja/analysis';
import type { SourcePosition } from '../jinja/language';
import type { TextToken } from '../jinja/text-tokens';
import { CORE_VARIABLES } from '../core-names';
import type { AnalysedText, TemplateSight } from './template-study';

/** What a word or sign of a template is. */
export type TokenRole =
  | 'keyword'
  | 'comment'
  | 'string'
  | 'number'
  | 'operator'
  | 'filter'
  | 'test'
  | 'property'
  | 'macro'
  | 'function'
  | 'parameter'
  | 'local'
  | 'question'
  | 'core';

/** A word or sign with what it is; of one that goes over several lines each line is one. */
export interface TokenWithRole {
  readonly role: TokenRole;
  /** Whether it is where the name is made. */
  readonly declares: boolean;
  readonly text: string;
  /** In the text that it is of. */
  readonly start: SourcePosition;
}

/** The words beside those that a tag begins with. */
const KEYWORDS: ReadonlySet<string> = new Set([
  ...[
    'and',
    'or',
    'not',
    'in',
    'is',
    'if',
    'else',
    'recursive',
    'scoped',
    'required',
    'from',
    'import',
    'as',
  ],
  ...['with', 'without', 'context', 'ignore', 'missing'],
  ...['true', 'false', 'none', 'True', 'False', 'None'],
]);

const CORE_NAMES: ReadonlySet<string> = new Set(CORE_VARIABLES);

/**
 * What the words and signs of a text are (spec 4.5); those of which that is not known, undefined names among them, are
 * left out. Nothing is evaluated.
 */
export function tokenRoles({ analysis }: AnalysedText, { manifest }: TemplateSight): TokenWithRole[] {
  const tokens = analysis.tokens();
  if (tokens.length === 0) return [];
  const questions = new Set(manifest?.questions.map(({ id }) => id));
  return new RoleFinder(tokens, analysis, questions).find().flatMap(byLine);
}

class RoleFinder {
  private readonly uses: ReadonlyMap<string, Analysis['variables'][number]>;
  private readonly outside: ReadonlySet<string>;
  private readonly filters: ReadonlySet<string>;
  private readonly tests: ReadonlySet<string>;
  /** The variables that are set somewhere in the text. */
  private readonly written: ReadonlySet<number>;
  private readonly macros = new Set<number>();
  private readonly parameters: ReadonlySet<number>;
  /** The word that the present tag begins with, and how many brackets are open. */
  private tag = '';
  private depth = 0;

  constructor(
    private readonly tokens: readonly TextToken[],
    { variables, references, filters, tests, parameters }: Analysis,
    private readonly questions: ReadonlySet<string>,
  ) {
    this.uses = new Map(variables.map((variable) => [keyOf(variable.range.start), variable]));
    this.outside = new Set(references.map(({ position }) => keyOf(position)));
    this.filters = new Set(filters.map(({ range }) => keyOf(range.start)));
    this.tests = new Set(tests.map(({ range }) => keyOf(range.start)));
    const writes = variables.filter(({ use }) => use === 'write');
    this.written = new Set(writes.map(({ variable }) => variable));
    const heads = new Set(parameters.map(({ range }) => keyOf(range.start)));
    const ofHeads = writes.filter(({ range }) => heads.has(keyOf(range.start)));
    this.parameters = new Set(ofHeads.map(({ variable }) => variable));
  }

  find(): TokenWithRole[] {
    return this.tokens.flatMap((token, index) => {
      this.follow(token);
      const role = this.roleOf(token, this.tokens[index - 1], this.tokens[index + 1]);
      const declares = this.uses.get(keyOf(token.start))?.use === 'write';
      return role === undefined ? [] : [{ role, declares, text: token.text, start: token.start }];
    });
  }

  private follow({ kind, text }: TextToken): void {
    if (kind === 'open') {
      this.tag = '';
      this.depth = 0;
    } else if (kind === 'tag') this.tag = text;
    else if (kind === 'operator') this.depth += '([{'.includes(text) ? 1 : ')]}'.includes(text) ? -1 : 0;
  }

  private roleOf(
    token: TextToken,
    before: TextToken | undefined,
    behind: TextToken | undefined,
  ): TokenRole | undefined {
    if (token.kind === 'open') return undefined;
    if (token.kind === 'tag') return 'keyword';
    return token.kind === 'name' ? this.roleOfName(token, before, behind) : token.kind;
  }

  private roleOfName(
    { text, start }: TextToken,
    before: TextToken | undefined,
    behind: TextToken | undefined,
  ): TokenRole | undefined {
    const key = keyOf(start);
    if (before?.kind === 'operator' && before.text === '.') return 'property';
    if (this.filters.has(key)) return 'filter';
    if (this.tests.has(key)) return 'test';
    const use = this.uses.get(key);
    if (use !== undefined) return this.roleOfVariable(use, this.outside.has(key));
    if (behind?.kind === 'operator' && behind.text === '=' && this.depth > 0) return 'parameter';
    return KEYWORDS.has(text) ? 'keyword' : undefined;
  }

  private roleOfVariable(
    { name, use, variable }: Analysis['variables'][number],
    isOutside: boolean,
  ): TokenRole | undefined {
    if (isOutside) {
      if (this.questions.has(name)) return 'question';
      return CORE_NAMES.has(name) ? 'core' : undefined;
    }
    if (use === 'write' && this.tag === 'macro' && this.depth === 0) this.macros.add(variable);
    if (this.macros.has(variable)) return 'macro';
    if (this.parameters.has(variable)) return 'parameter';
    if (this.written.has(variable)) return 'local';
    return name === 'loop' || name === 'caller' ? 'local' : 'function';
  }
}

function keyOf({ line, column }: SourcePosition): string {
  return `${line}:${column}`;
}

function byLine(token: TokenWithRole): TokenWithRole[] {
  if (!token.text.includes('\n')) return [token];
  return token.text.split('\n').flatMap((text, index) => {
    if (text === '') return [];
    const start = index === 0 ? token.start : { line: token.start.line + index, column: 0 };
    return [{ ...token, text, start }];
  });
}
