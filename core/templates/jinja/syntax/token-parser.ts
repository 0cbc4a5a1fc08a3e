import type nodes from 'nunjucks/src/nodes';
import parserModule from 'nunjucks/src/parser';
import { l10n } from '../../../system';
import type { Token } from './expression-tokens';
import { TemplateError, type UnknownName } from '../language';

/** How deep expressions and blocks may lie in each other; Python's own parser allows about as much. */
const DEEPEST_NESTING = 150;

/** Reading tokens: what every rule of the grammar is made of, over the skeleton of nunjucks' parser. */
export abstract class TokenParser extends parserModule.Parser<Token> {
  protected depth = 0;
  private index = 0;
  private readonly last: Token;

  /** @param row ends with a token of type `end` */
  constructor(
    private readonly row: readonly Token[],
    protected readonly file: string,
  ) {
    super({ nextToken: () => this.nextToken() });
    const last = row.at(-1);
    if (last === undefined) throw new RangeError('a row of tokens ends with an end');
    this.last = last;
  }

  /** The token that `nextToken` will give; `end` for ever at the end. */
  protected override peekToken(): Token {
    return this.row[this.index] ?? this.last;
  }

  protected override nextToken(): Token {
    const token = this.peekToken();
    this.index += 1;
    return token;
  }

  protected override skipValue(type: Token['type'], value: string): boolean {
    const token = this.peekToken();
    if (token.type !== type || token.value !== value) return false;
    this.index += 1;
    return true;
  }

  protected fail(message: string, place: Token | nodes.Node, unknownName?: UnknownName): never {
    const position = { line: place.lineno, column: place.colno };
    throw new TemplateError(message, this.file, position, 'syntax', 'TemplateSyntaxError', '', unknownName);
  }

  protected unexpected(expected: string): never {
    const token = this.peekToken();
    this.fail(l10n.t('{0} stands here where {1} is expected', describe(token), expected), token);
  }

  protected skipOperator(operator: string): boolean {
    return this.skipValue('operator', operator);
  }

  protected override skipSymbol(name: string): boolean {
    return this.skipValue('symbol', name);
  }

  protected expectOperator(operator: string): void {
    if (!this.skipOperator(operator)) this.unexpected(`'${operator}'`);
  }

  protected expectName(): Token & { value: string } {
    const token = this.peekToken();
    if (!isName(token)) this.unexpected(l10n.t('a name'));
    this.nextToken();
    return token;
  }

  protected isNext(type: Token['type'], value?: string): boolean {
    const token = this.peekToken();
    return token.type === type && (value === undefined || token.value === value);
  }

  protected isNextOneOf(type: Token['type'], values: readonly string[]): boolean {
    const token = this.peekToken();
    return token.type === type && values.includes(String(token.value));
  }

  /** The token behind the next one. */
  protected lookBehindNext(): Token {
    return this.row[this.index + 1] ?? this.last;
  }

  protected nested<Result>(parse: () => Result): Result {
    this.depth += 1;
    if (this.depth > DEEPEST_NESTING) this.fail(l10n.t('this is nested too deeply'), this.peekToken());
    const result = parse();
    this.depth -= 1;
    return result;
  }
}

function isName(token: Token): token is Token & { readonly value: string } {
  return token.type === 'symbol';
}

function describe(token: Token): string {
  if (token.type === 'end') return l10n.t('the end of the template');
  if (token.type === 'block-end') return l10n.t('the end of the tag');
  if (token.type === 'variable-end') return l10n.t('the end of the expression');
  return `'${String(token.value)}'`;
}
