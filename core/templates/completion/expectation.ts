import type { Token } from '../jinja/syntax/expression-tokens';
import type { OpenPart } from './open-part';

/** What may be written at a place inside of a tag or expression. */
export type Expectation =
  | { readonly what: 'nothing' | 'tag' | 'filter' | 'test' | 'file' | 'filter name' | 'test name' }
  /** A value; where it is compared with a variable, that variable. */
  | { readonly what: 'value'; readonly comparedWith: string | undefined }
  /** A value of a variable, inside of a string. */
  | { readonly what: 'choice'; readonly of: string }
  /** A word that goes on behind a value. */
  | { readonly what: 'words'; readonly words: readonly string[] }
  /** A part of what the names before the dots mean; undefined for what is no name. */
  | { readonly what: 'member'; readonly of: readonly string[] | undefined }
  /** What a file of the template sets. */
  | { readonly what: 'exported'; readonly by: string };

type WrittenPart = Extract<OpenPart, { kind: 'tag' | 'expression' }>;

const NOTHING: Expectation = { what: 'nothing' };

/** Words behind a value, and those behind which a value begins. */
const BETWEEN_VALUES = ['and', 'or', 'in', 'not in', 'is', 'is not', 'if', 'else'];
const BEFORE_VALUE = new Set(['and', 'or', 'not', 'in', 'if', 'else', 'elif']);
const WITH_CONTEXT = ['with context', 'without context'];

/** Tags whose first word is a value. */
const BEGINS_WITH_VALUE = new Set(['if', 'elif', 'print', 'do', 'call', 'autoescape', 'now']);
const BEGINS_WITH_FILE = new Set(['include', 'extends', 'import', 'from']);

/** Says what may stand where somebody writes. */
export function expectationOf({ kind, tokens, quote }: WrittenPart): Expectation {
  if (quote !== undefined) return inString(tokens);
  if (kind === 'expression') return inExpression(tokens);
  const [first, ...rest] = tokens;
  if (first === undefined) return { what: 'tag' };
  return inTag(String(first.value), rest);
}

function inTag(keyword: string, tokens: readonly Token[]): Expectation {
  const last = tokens.at(-1);
  if (keyword === 'filter' && last === undefined) return { what: 'filter' };
  if (last === undefined) {
    if (BEGINS_WITH_VALUE.has(keyword)) return { what: 'value', comparedWith: undefined };
    return BEGINS_WITH_FILE.has(keyword) ? { what: 'value', comparedWith: undefined } : NOTHING;
  }
  switch (keyword) {
    case 'for':
      return inFor(tokens, 'in', ['recursive']);
    case 'yield':
      return inFor(tokens, 'from', []);
    case 'set':
    case 'with':
      return has(tokens, '=') && !(keyword === 'with' && isSign(last, ',')) ? inExpression(tokens) : NOTHING;
    case 'block':
      return words(last, ['scoped', 'required']);
    case 'from':
      return inFrom(tokens);
    case 'import':
      if (has(tokens, 'as')) return isWord(last, 'as') ? NOTHING : words(last, WITH_CONTEXT);
      return isValueEnd(last) ? words(last, ['as']) : inExpression(tokens);
    case 'include':
      return isValueEnd(last) ? words(last, ['ignore missing', ...WITH_CONTEXT]) : inExpression(tokens);
    case 'macro':
      return has(tokens, '=') && !isSign(last, ',') ? inExpression(tokens) : NOTHING;
    case 'filter':
    case 'if':
    case 'elif':
    case 'print':
    case 'do':
    case 'call':
    case 'autoescape':
    case 'now':
    case 'extends':
      return inExpression(tokens);
    default:
      return NOTHING;
  }
}

function inFor(tokens: readonly Token[], word: string, more: readonly string[]): Expectation {
  const last = tokens.at(-1);
  if (!has(tokens, word)) return last?.type === 'symbol' ? words(last, [word]) : NOTHING;
  if (isWord(last, word)) return { what: 'value', comparedWith: undefined };
  const expected = inExpression(tokens);
  return expected.what === 'words' ? { what: 'words', words: [...expected.words, ...more] } : expected;
}

function inFrom(tokens: readonly Token[]): Expectation {
  const last = tokens.at(-1);
  const file = tokens.find(({ type }) => type === 'string');
  if (!has(tokens, 'import')) return isValueEnd(last) ? words(last, ['import']) : inExpression(tokens);
  if (isWord(last, 'as')) return NOTHING;
  if (isWord(last, 'import') || isSign(last, ','))
    return file === undefined ? NOTHING : { what: 'exported', by: String(file.value) };
  return words(last, ['as', ...WITH_CONTEXT]);
}

function words(last: Token | undefined, all: readonly string[]): Expectation {
  return isWord(last, 'with') || isWord(last, 'without')
    ? { what: 'words', words: ['context'] }
    : { what: 'words', words: all };
}

function inExpression(tokens: readonly Token[]): Expectation {
  const last = tokens.at(-1);
  if (isSign(last, '|')) return { what: 'filter' };
  if (isSign(last, '.')) return { what: 'member', of: chainBefore(tokens) };
  if (isWord(last, 'is') || (isWord(last, 'not') && isWord(tokens.at(-2), 'is'))) return { what: 'test' };
  if (isValueEnd(last)) return { what: 'words', words: BETWEEN_VALUES };
  return { what: 'value', comparedWith: comparedName(tokens) };
}

/** What a string may be, by what stands before it. */
function inString(tokens: readonly Token[]): Expectation {
  const compared = comparedName(tokens);
  if (compared !== undefined) return { what: 'choice', of: compared };
  const [first, second] = tokens;
  if (first !== undefined && BEGINS_WITH_FILE.has(String(first.value)) && first.type === 'symbol') {
    const isList =
      isSign(second, '[') && tokens.slice(2).every((token) => isSign(token, ',') || token.type === 'string');
    if (tokens.length === 1 || isList) return { what: 'file' };
  }
  const open = callAround(tokens);
  if (open === undefined) return NOTHING;
  const { name, position } = open;
  if (name === 'map' && position === 0) return { what: 'filter name' };
  if ((name === 'select' || name === 'reject') && position === 0) return { what: 'test name' };
  if ((name === 'selectattr' || name === 'rejectattr') && position === 1) return { what: 'test name' };
  return NOTHING;
}

/** The filter whose arguments are being written, and the how manieth of them. */
function callAround(tokens: readonly Token[]): { name: string; position: number } | undefined {
  const start = tokens.findLastIndex((token) => isSign(token, '('));
  const name = tokens[start - 1];
  if (start < 2 || name?.type !== 'symbol' || !isSign(tokens[start - 2], '|')) return undefined;
  const position = tokens.slice(start).filter((token) => isSign(token, ',')).length;
  return { name: String(name.value), position };
}

/** The variable that what comes next is compared with: `name ==`, `name in ['a',`. */
function comparedName(tokens: readonly Token[]): string | undefined {
  const last = tokens.at(-1);
  if (isSign(last, '==') || isSign(last, '!=')) return plainName(tokens.slice(0, -1));
  const start = tokens.findLastIndex((token) => !isSign(token, ',') && token.type !== 'string');
  if (start === tokens.length - 1 || isSign(last, ',')) {
    const before = tokens[start];
    if (!isSign(before, '[') && !isSign(before, '(')) return undefined;
    if (!isWord(tokens[start - 1], 'in')) return undefined;
    const isNegated = isWord(tokens[start - 2], 'not');
    return plainName(tokens.slice(0, start - (isNegated ? 2 : 1)));
  }
  return undefined;
}

/** The variable that stands at the end; undefined where it is a part of something. */
function plainName(tokens: readonly Token[]): string | undefined {
  const last = tokens.at(-1);
  if (last?.type !== 'symbol') return undefined;
  const before = tokens.at(-2);
  return isSign(before, '.') || isSign(before, '|') ? undefined : String(last.value);
}

/** The names with dots between them before the last dot. */
function chainBefore(tokens: readonly Token[]): readonly string[] | undefined {
  const names: string[] = [];
  let at = tokens.length - 1;
  while (at > 0 && isSign(tokens[at], '.')) {
    const name = tokens[at - 1];
    if (name?.type !== 'symbol') return undefined;
    names.unshift(String(name.value));
    at -= 2;
  }
  return names;
}

function isSign(token: Token | undefined, sign: string): boolean {
  return token?.type === 'operator' && token.value === sign;
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.type === 'symbol' && token.value === word;
}

function has(tokens: readonly Token[], value: string): boolean {
  return tokens.some((token) => token.type !== 'string' && token.value === value);
}

/** Whether a value is complete with this token. */
function isValueEnd(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.type === 'symbol') return !BEFORE_VALUE.has(String(token.value));
  return token.type !== 'operator' || [')', ']', '}'].includes(String(token.value));
}
