import nodes from 'nunjucks/src/nodes';
import { l10n } from '../../../system';
import type { Token } from './expression-tokens';
import { Attribute, Slice, Spread, Test } from './tree';
import { TokenParser } from './token-parser';

const COMPARISONS: ReadonlySet<unknown> = new Set(['==', '!=', '<', '>', '<=', '>=']);
const CONSTANTS = new Map([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);

type BinaryNode = new (lineno: number, colno: number, left: nodes.Node, right: nodes.Node) => nodes.Node;
/** The operators between two values. */
const BINARY = binaryOperators([
  // From those that bind loosest; each of them is read from the left.
  { '+': nodes.Add, '-': nodes.Sub },
  { '~': nodes.Concat },
  { '*': nodes.Mul, '/': nodes.Div, '//': nodes.FloorDiv, '%': nodes.Mod },
  { '**': nodes.Pow },
]);

interface BinaryOperator {
  /** How tightly it binds. */
  readonly level: number;
  readonly Node: BinaryNode;
}

function binaryOperators(
  levels: readonly Readonly<Record<string, BinaryNode>>[],
): ReadonlyMap<unknown, BinaryOperator> {
  return new Map(
    levels.flatMap((operators, level) =>
      Object.entries(operators).map(([sign, Node]) => [sign, { level, Node }]),
    ),
  );
}

/** What a test may take without parentheses begins with one of these. */
const BEGINNINGS_OF_ARGUMENTS: ReadonlySet<unknown> = new Set(['(', '[', '{']);
const NO_ARGUMENTS: ReadonlySet<unknown> = new Set(['else', 'or', 'and']);

/**
 * Jinja's grammar of expressions over the skeleton of nunjucks' parser: precedence, tuples, slices, filters and
 * tests as in `jinja2.parser`. Throws `TemplateError` of kind `syntax`.
 */
export class ExpressionParser extends TokenParser {
  /** One or more expressions with commas: a tuple where there is a comma. */
  protected parseTuple(
    parseItem: () => nodes.Node = () => this.parseExpression(),
    mayBeEmpty = false,
  ): nodes.Node {
    const start = this.peekToken();
    const items: nodes.Node[] = [];
    let isTuple = false;
    do {
      if (this.isTupleEnd()) break;
      items.push(parseItem());
      if (!this.isNext('operator', ',')) break;
      isTuple = true;
    } while (this.skipOperator(','));
    const [only] = items;
    if (!isTuple && only !== undefined) return only;
    if (!isTuple && !mayBeEmpty) this.unexpected(l10n.t('an expression'));
    return new nodes.Group(start.lineno, start.colno, items);
  }

  private isTupleEnd(): boolean {
    return this.isNext('variable-end') || this.isNext('block-end') || this.isNext('operator', ')');
  }

  protected parseExpression(): nodes.Node {
    return this.nested(() => {
      let node = this.parseOr();
      while (this.skipSymbol('if')) {
        const condition = this.parseOr();
        const otherwise = this.skipSymbol('else') ? this.parseExpression() : null;
        node = new nodes.InlineIf(node.lineno, node.colno, condition, node, otherwise);
      }
      return node;
    });
  }

  protected parseOr(): nodes.Node {
    let node = this.parseAnd();
    while (this.skipSymbol('or')) node = new nodes.Or(node.lineno, node.colno, node, this.parseAnd());
    return node;
  }

  private parseAnd(): nodes.Node {
    let node = this.parseNot();
    while (this.skipSymbol('and')) node = new nodes.And(node.lineno, node.colno, node, this.parseNot());
    return node;
  }

  private parseNot(): nodes.Node {
    const token = this.peekToken();
    if (!this.skipSymbol('not')) return this.parseCompare();
    return new nodes.Not(
      token.lineno,
      token.colno,
      this.nested(() => this.parseNot()),
    );
  }

  private parseCompare(): nodes.Node {
    const first = this.parseBinary();
    const operands: nodes.CompareOperand[] = [];
    for (;;) {
      const token = this.peekToken();
      const type = this.takeComparison(token);
      if (type === undefined) break;
      operands.push(new nodes.CompareOperand(token.lineno, token.colno, this.parseBinary(), type));
    }
    return operands.length === 0 ? first : new nodes.Compare(first.lineno, first.colno, first, operands);
  }

  private takeComparison(token: Token): string | undefined {
    if (token.type === 'operator' && COMPARISONS.has(token.value)) return String(this.nextToken().value);
    if (token.type !== 'symbol') return undefined;
    if (this.skipSymbol('in')) return 'in';
    const behind = this.lookBehindNext();
    if (token.value !== 'not' || behind.type !== 'symbol' || behind.value !== 'in') return undefined;
    this.nextToken();
    this.nextToken();
    return 'not in';
  }

  /** Values and the operators between them that bind at least so tightly. */
  private parseBinary(loosest = 0): nodes.Node {
    let node = this.parseUnary();
    for (;;) {
      const { type, value, lineno, colno } = this.peekToken();
      const operator = type === 'operator' ? BINARY.get(value) : undefined;
      if (operator === undefined || operator.level < loosest) return node;
      this.nextToken();
      node = new operator.Node(lineno, colno, node, this.parseBinary(operator.level + 1));
    }
  }

  private parseUnary(withFilters = true): nodes.Node {
    const token = this.peekToken();
    let node: nodes.Node;
    if (this.skipOperator('-')) {
      node = new nodes.Neg(
        token.lineno,
        token.colno,
        this.nested(() => this.parseUnary(false)),
      );
    } else if (this.skipOperator('+')) {
      node = new nodes.Pos(
        token.lineno,
        token.colno,
        this.nested(() => this.parseUnary(false)),
      );
    } else node = this.parsePrimary();
    node = this.parsePostfix(node);
    return withFilters ? this.parseFiltersAndTests(node) : node;
  }

  protected parsePrimary(): nodes.Node {
    const token = this.peekToken();
    const { lineno, colno, value } = token;
    if (token.type === 'symbol' && typeof value === 'string') {
      this.nextToken();
      const constant = CONSTANTS.get(value);
      return constant === undefined
        ? new nodes.Symbol(lineno, colno, value)
        : new nodes.Literal(lineno, colno, constant);
    }
    if (token.type === 'string') return new nodes.Literal(lineno, colno, this.parseStrings());
    if (token.type === 'int' || token.type === 'float') {
      this.nextToken();
      return new nodes.Literal(lineno, colno, value);
    }
    if (this.skipOperator('(')) {
      const node = this.nested(() => this.parseTuple(undefined, true));
      this.expectOperator(')');
      return node;
    }
    if (this.skipOperator('[')) {
      return new nodes.Array(
        lineno,
        colno,
        this.parseSequence(']', () => this.parseExpression()),
      );
    }
    if (this.skipOperator('{')) {
      return new nodes.Dict(
        lineno,
        colno,
        this.parseSequence('}', () => this.parsePair()),
      );
    }
    return this.unexpected(l10n.t('an expression'));
  }

  /** Strings that stand side by side are one. */
  private parseStrings(): string {
    let text = '';
    while (this.isNext('string')) text += String(this.nextToken().value);
    return text;
  }

  private parseSequence<Item>(closing: string, parseItem: () => Item): Item[] {
    const items: Item[] = [];
    while (!this.skipOperator(closing)) {
      if (items.length > 0) {
        this.expectOperator(',');
        if (this.skipOperator(closing)) break;
      }
      items.push(parseItem());
    }
    return items;
  }

  private parsePair(): nodes.Node {
    const key = this.parseExpression();
    this.expectOperator(':');
    return new nodes.Pair(key.lineno, key.colno, key, this.parseExpression());
  }

  protected parsePostfix(start: nodes.Node): nodes.Node {
    let node = start;
    for (;;) {
      const token = this.peekToken();
      if (token.type !== 'operator') return node;
      if (this.skipOperator('.')) node = this.parseAttribute(node, token);
      else if (this.skipOperator('[')) node = this.parseSubscript(node, token);
      else if (this.isNext('operator', '('))
        node = new nodes.FunCall(token.lineno, token.colno, node, this.parseArguments());
      else return node;
    }
  }

  private parseAttribute(target: nodes.Node, dot: Token): nodes.Node {
    const token = this.nextToken();
    if (token.type !== 'symbol' && token.type !== 'int')
      this.fail(l10n.t('after a dot stands a name or a number'), token);
    const key = new nodes.Literal(token.lineno, token.colno, token.value);
    return token.type === 'int'
      ? new nodes.LookupVal(dot.lineno, dot.colno, target, key)
      : new Attribute(dot.lineno, dot.colno, target, key);
  }

  private parseSubscript(target: nodes.Node, bracket: Token): nodes.Node {
    const keys: nodes.Node[] = [];
    while (!this.skipOperator(']')) {
      if (keys.length > 0) this.expectOperator(',');
      keys.push(this.parseKeyOrSlice());
    }
    const { lineno, colno } = bracket;
    const [key] = keys;
    return new nodes.LookupVal(
      lineno,
      colno,
      target,
      key !== undefined && keys.length === 1 ? key : new nodes.Group(lineno, colno, keys),
    );
  }

  private parseKeyOrSlice(): nodes.Node {
    const { lineno, colno } = this.peekToken();
    const bound = (): nodes.Node | null =>
      this.isNextOneOf('operator', [':', ']', ',']) ? null : this.parseExpression();
    const start = bound();
    if (!this.skipOperator(':')) return start ?? this.unexpected(l10n.t('an expression'));
    const stop = bound();
    const step = this.skipOperator(':') ? bound() : null;
    return new Slice(lineno, colno, start, stop, step);
  }

  /**
   * Arguments in parentheses, in their order: expressions, a `KeywordArgs` with those that have a name, and what is
   * unpacked with `*` and `**`.
   */
  protected parseArguments(): nodes.NodeList {
    const { lineno, colno } = this.peekToken();
    this.expectOperator('(');
    const positional: nodes.Node[] = [];
    const named: nodes.Pair[] = [];
    const spread = new Map<unknown, Spread>();
    for (const argument of this.parseSequence(')', () => this.parseArgument())) {
      const isLate =
        spread.has('**') || (spread.has('*') && (argument instanceof Spread ? argument.stars === '*' : true));
      if (argument instanceof nodes.Pair ? spread.has('**') : isLate)
        this.fail(l10n.t('this argument stands behind arguments that are unpacked'), argument);
      if (argument instanceof Spread) spread.set(argument.stars, argument);
      else if (argument instanceof nodes.Pair) named.push(argument);
      else if (named.length > 0)
        this.fail(l10n.t('an argument without a name stands behind one with a name'), argument);
      else positional.push(argument);
    }
    const all: nodes.Node[] = [...positional, ...spread.values()];
    if (named.length > 0) all.push(new nodes.KeywordArgs(lineno, colno, named));
    return new nodes.NodeList(lineno, colno, all);
  }

  private parseArgument(): nodes.Node {
    const token = this.peekToken();
    const { lineno, colno, value } = token;
    if (token.type === 'operator' && (value === '*' || value === '**')) {
      this.nextToken();
      return new Spread(lineno, colno, value, this.parseExpression());
    }
    const behind = this.lookBehindNext();
    if (token.type !== 'symbol' || behind.type !== 'operator' || behind.value !== '=')
      return this.parseExpression();
    this.nextToken();
    this.nextToken();
    const key = new nodes.Literal(lineno, colno, value);
    return new nodes.Pair(lineno, colno, key, this.parseExpression());
  }

  private parseFiltersAndTests(start: nodes.Node): nodes.Node {
    let node = start;
    for (;;) {
      const token = this.peekToken();
      if (this.isNext('operator', '|')) node = this.parseFilters(node);
      else if (this.skipSymbol('is')) node = this.parseTest(node);
      else if (this.isNext('operator', '('))
        node = new nodes.FunCall(token.lineno, token.colno, node, this.parseArguments());
      else return node;
    }
  }

  /** Filters with their bars, the first of them on `start`. */
  protected parseFilters(start: nodes.Node): nodes.Node {
    let node = start;
    while (this.skipOperator('|')) node = this.parseFilter(node);
    return node;
  }

  /** A filter by its name, with its arguments; the value that it works on is the first of its `args`. */
  protected parseFilter(filtered: nodes.Node): nodes.Filter {
    const name = this.parseDottedName();
    const given = this.isNext('operator', '(') ? this.parseArguments().children : [];
    return new nodes.Filter(
      name.lineno,
      name.colno,
      name,
      new nodes.NodeList(name.lineno, name.colno, [filtered, ...given]),
    );
  }

  private parseDottedName(): nodes.Symbol {
    const { lineno, colno, value } = this.expectName();
    let name = value;
    while (this.skipOperator('.')) name += `.${this.expectName().value}`;
    return new nodes.Symbol(lineno, colno, name);
  }

  private parseTest(tested: nodes.Node): nodes.Node {
    const isNegated = this.skipSymbol('not');
    const name = this.parseDottedName();
    const { lineno, colno } = name;
    let args = new nodes.NodeList(lineno, colno, []);
    if (this.isNext('operator', '(')) args = this.parseArguments();
    else if (this.startsTestArgument()) {
      if (this.isNext('symbol', 'is'))
        this.fail(l10n.t("tests cannot be chained with 'is'"), this.peekToken());
      args = new nodes.NodeList(lineno, colno, [this.parsePostfix(this.parsePrimary())]);
    }
    const node = new Test(lineno, colno, tested, name, args);
    return isNegated ? new nodes.Not(lineno, colno, node) : node;
  }

  private startsTestArgument(): boolean {
    const { type, value } = this.peekToken();
    if (type === 'symbol') return !NO_ARGUMENTS.has(value);
    if (type === 'operator') return BEGINNINGS_OF_ARGUMENTS.has(value);
    return type === 'string' || type === 'int' || type === 'float';
  }
}
