import type nodes from 'nunjucks/src/nodes';
import parserModule from 'nunjucks/src/parser';
import { l10n } from '../../../system';
import type { Token } from './expression-tokens';
import { TemplateError } from '../language';

/** How deep expressions and blocks may lie in each other; Python's own parser allows about as much. */
const DEEPEST_NESTING = 150;

/** The tokens in a row, one of which can be looked at ahead of the parser's own. */
export class TokenRow {
  private next = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  nextToken(): Token {
    const token = this.upcoming();
    this.next += 1;
    return token;
  }

  /** The token that `nextToken` will give; `end` for ever at the end. */
  upcoming(): Token {
    const token = this.tokens[Math.min(this.next, this.tokens.length - 1)];
    if (token === undefined) throw new RangeError('a row of tokens ends with an end');
    return token;
  }
}

/** Reading tokens: what every rule of the grammar is made of, over the skeleton of nunjucks' parser. */
export abstract class TokenParser extends parserModule.Parser<Token> {
  protected depth = 0;

  constructor(
    private readonly row: TokenRow,
    protected readonly file: string,
  ) {
    super(row);
  }

  protected fail(message: string, place: Token | nodes.Node): never {
    const position = { line: place.lineno, column: place.colno };
    throw new TemplateError(message, this.file, position, 'syntax');
  }

  protected unexpected(expected: string): never {
    const token = this.peekToken();
    this.fail(l10n.t('{0} stands here where {1} is expected', describe(token), expected), token);
  }

  protected skipOperator(operator: string): boolean {
    return this.skipValue('operator', operator);
  }

  protected expectOperator(operator: string): void {
    if (!this.skipOperator(operator)) this.unexpected(`'${operator}'`);
  }

  protected expectName(): Token & { value: string } {
    const token = this.peekToken();
    if (token.type !== 'symbol' || typeof token.value !== 'string') this.unexpected(l10n.t('a name'));
    this.nextToken();
    return { ...token, value: token.value };
  }

  protected isNext(type: Token['type'], ...values: string[]): boolean {
    const token = this.peekToken();
    return token.type === type && (values.length === 0 || values.includes(String(token.value)));
  }

  /** The token behind the next one. */
  protected lookBehindNext(): Token {
    this.peekToken();
    return this.row.upcoming();
  }

  protected nested<Result>(parse: () => Result): Result {
    this.depth += 1;
    if (this.depth > DEEPEST_NESTING) this.fail(l10n.t('this is nested too deeply'), this.peekToken());
    const result = parse();
    this.depth -= 1;
    return result;
  }
}

function describe(token: Token): string {
  if (token.type === 'end') return l10n.t('the end of the template');
  if (token.type === 'block-end') return l10n.t('the end of the tag');
  if (token.type === 'variable-end') return l10n.t('the end of the expression');
  return `'${String(token.value)}'`;
}
