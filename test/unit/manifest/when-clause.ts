/** The conditions of the manifest, read as the editor reads them: `!`, `&&`, `||`, `==`, `!=`, `=~`, parentheses. */

export type Context = Readonly<Record<string, string | boolean>>;

/** One key with what it is compared with. */
export interface Comparison {
  readonly key: string;
  readonly operator?: string;
  readonly value?: string;
}

type Clause =
  | { readonly type: 'any' | 'all'; readonly clauses: readonly Clause[] }
  | { readonly type: 'not'; readonly clause: Clause }
  | { readonly type: 'comparison'; readonly comparison: Comparison };

const TOKEN = /'[^']*'|\/(?:\\.|[^/])+\/|&&|\|\||==|!=|=~|[!()]|[^\s!()&|=']+/g;

/** Whether a condition holds where these keys have these values, and all others have none. */
export function holds(when: string, context: Context): boolean {
  return evaluate(parse(when), context);
}

/** What a condition asks for. */
export function comparisons(when: string): Comparison[] {
  return comparisonsOf(parse(when));
}

function comparisonsOf(clause: Clause): Comparison[] {
  if (clause.type === 'comparison') return [clause.comparison];
  return clause.type === 'not' ? comparisonsOf(clause.clause) : clause.clauses.flatMap(comparisonsOf);
}

function evaluate(clause: Clause, context: Context): boolean {
  switch (clause.type) {
    case 'any':
      return clause.clauses.some((part) => evaluate(part, context));
    case 'all':
      return clause.clauses.every((part) => evaluate(part, context));
    case 'not':
      return !evaluate(clause.clause, context);
    case 'comparison':
      return compare(clause.comparison, context);
  }
}

function compare({ key, operator, value = '' }: Comparison, context: Context): boolean {
  const actual = context[key];
  switch (operator) {
    case undefined:
      return Boolean(actual);
    case '==':
      return actual === value;
    case '!=':
      return actual !== value;
    default:
      return new RegExp(value.slice(1, -1)).test(String(actual ?? ''));
  }
}

/** Throws where a condition cannot be read. */
function parse(when: string): Clause {
  const tokens = when.match(TOKEN) ?? [];
  const clause = any();
  if (tokens.length > 0) throw new Error(`${when}: what is ${tokens.join(' ')}?`);
  return clause;

  function any(): Clause {
    return { type: 'any', clauses: separated('||', all) };
  }
  function all(): Clause {
    return { type: 'all', clauses: separated('&&', one) };
  }
  function separated(separator: string, part: () => Clause): Clause[] {
    const clauses = [part()];
    while (tokens[0] === separator) {
      tokens.shift();
      clauses.push(part());
    }
    return clauses;
  }
  function one(): Clause {
    const token = next();
    if (token === '!') return { type: 'not', clause: one() };
    if (token === '(') {
      const clause = any();
      if (next() !== ')') throw new Error(`${when}: a parenthesis is not closed`);
      return clause;
    }
    if (!['==', '!=', '=~'].includes(tokens[0] ?? ''))
      return { type: 'comparison', comparison: { key: token } };
    const operator = next();
    const value = next().replaceAll("'", '');
    return { type: 'comparison', comparison: { key: token, operator, value } };
  }
  function next(): string {
    const token = tokens.shift();
    if (token === undefined) throw new Error(`${when}: it ends too early`);
    return token;
  }
}
