import type { Chance } from './chance';
import { LITERALS, PRODUCTIONS, type ExpressionType } from './productions';

const HOLE = /@([a-z]+)/g;
const TYPES = Object.keys(PRODUCTIONS).filter(isExpressionType);

/** What a hole may hold without parentheses around it: a name, a literal, a call, an item. */
const ATOM = /^(?:\w+(?:\.\w+)*|'[^'\\]*'|\[[^[\]]*\]|\([^()]*\))$/;
const NUMBER = /^\d/;

const OPENS_ARGUMENT = /(?:[([,]|\w=)\s*$/;
const ENDS_ARGUMENT = /^\s*[)\],]/;

function isExpressionType(name: string): name is ExpressionType {
  return name in PRODUCTIONS;
}

function isLiteralType(name: string): name is keyof typeof LITERALS {
  return name in LITERALS;
}

/** How often an expression has operands, where it may. */
const GROWTH = 0.85;

/** How expressions are made. */
export interface ExpressionOptions {
  /** How deep they nest, at most. */
  readonly depth: number;
  /** Names that a template has set, by type. */
  readonly names?: ReadonlyMap<ExpressionType, readonly string[]>;
}

/** An expression of a type, put together at random. */
export function expression(
  chance: Chance,
  type: ExpressionType,
  { depth, names = new Map() }: ExpressionOptions,
): string {
  const own = names.get(type) ?? [];
  if (own.length > 0 && chance.happens(0.25)) return chance.pick(own);
  const productions: readonly string[] = PRODUCTIONS[type];
  const leaves = productions.filter((production) => !production.includes('@'));
  const inner = productions.filter((production) => production.includes('@'));
  const grows = inner.length > 0 && (leaves.length === 0 || (depth > 0 && chance.happens(GROWTH)));
  const production = chance.pick(grows ? inner : leaves);
  return fill(chance, production, (hole) => expression(chance, hole, { depth: depth - 1, names }));
}

/** An expression where one operand is of a type that is wanted nowhere near it. */
export function illTyped(chance: Chance, depth: number): string {
  for (;;) {
    const productions: readonly string[] = PRODUCTIONS[chance.pick(TYPES)];
    const production = chance.pick(productions);
    const holes = [...production.matchAll(HOLE)].filter(([, type = '']) => isExpressionType(type));
    if (holes.length === 0) continue;
    const wrong = chance.below(holes.length);
    let at = 0;
    return fill(chance, production, (type) => {
      const given = at === wrong ? chance.pick(TYPES) : type;
      at += 1;
      return expression(chance, given, { depth: depth - 1 });
    });
  }
}

/** Numbers and operators without a parenthesis: what binds what is for the language to say. */
export function operatorChain(chance: Chance): string {
  const operators = ['+', '-', '*', '//', '%', '/', '~', '==', '!=', '<', '>', '<=', '>=', 'and', 'or', 'in'];
  const operand = (): string => {
    const sign = chance.happens(0.2) ? chance.pick(['-', 'not ', '+']) : '';
    const filter = chance.happens(0.15)
      ? chance.pick(['|abs', '|string', '|int', ' is odd', ' is defined', ' ** 2'])
      : '';
    return sign + chance.pick(['1', '2', '3', '7', '2.5', 'count', 'half', 'minus', 'yes']) + filter;
  };
  const chain = chance.several(chance.below(5) + 2, operand);
  const joined = chain.reduce((left, right) => {
    const operator = chance.pick(operators);
    return operator === 'in' ? `${left} in [${right}]` : `${left} ${operator} ${right}`;
  });
  return chance.happens(0.15) ? `${joined} if ${operand()} else ${operand()}` : joined;
}

function fill(chance: Chance, production: string, inner: (type: ExpressionType) => string): string {
  return production.replace(HOLE, (hole, type: string, at: number) => {
    if (isLiteralType(type)) return chance.pick<string>(LITERALS[type]);
    if (!isExpressionType(type)) throw new TypeError(`The grammar has no ${hole}.`);
    const text = inner(type);
    if (production === hole || (ATOM.test(text) && !NUMBER.test(text))) return text;
    const isArgument =
      OPENS_ARGUMENT.test(production.slice(0, at)) && ENDS_ARGUMENT.test(production.slice(at + hole.length));
    return isArgument ? text : `(${text})`;
  });
}
