import { l10n } from '../../../system';
import { syntaxMistake } from '../place';
import { SPACE, type Source } from './source';
import { readStringLiteral } from './string-literal';

/** A token as the parser reads it. `value` is what was meant: an int is a bigint, a string has its escapes resolved. */
export interface Token {
  readonly type: TokenType;
  readonly value: string | bigint | number;
  readonly lineno: number;
  readonly colno: number;
  /** Where it stands in the text with its line ends made `\n`: offsets, the end exclusive. */
  readonly start: number;
  readonly end: number;
}

export type TokenType =
  | 'data'
  | 'raw'
  | 'block-start'
  | 'block-end'
  | 'variable-start'
  | 'variable-end'
  | 'symbol'
  | 'string'
  | 'int'
  | 'float'
  | 'operator'
  | 'invalid'
  | 'end';

const BLANK = new RegExp(`[${SPACE}]+`, 'y');
const FLOAT = /(?<!\.)(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?e[+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/iy;
const INTEGER = /0b(?:_?[01])+|0o(?:_?[0-7])+|0x(?:_?[\da-f])+|[1-9](?:_?\d)*|0(?:_?0)*/iy;
const NAME = /[\p{L}\p{N}_\p{XID_Continue}]+/uy;
const IDENTIFIER = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
const OPERATOR = /\/\/|\*\*|[=!<>]=|[-+*/%~[\](){}<>=.:|,;]/y;

/** Which of the first 128 characters are parts of a name. */
const IN_NAME = Array.from({ length: 128 }, (_, code) => /\w/.test(String.fromCharCode(code)));
const BLANK_CODE = 32;
const LAST_PLAIN = 126;

const BACKSLASH = 92;
const SINGLE_QUOTE = 39;
const DOUBLE_QUOTE = 34;
const DIGIT_0 = 48;
const DIGIT_9 = 57;

/** The longest number that may be written: beyond it Python refuses too. */
const LONGEST_NUMBER = 4300;

/** The token of a stretch of the text. */
export function tokenAt(
  source: Source,
  type: TokenType,
  value: Token['value'],
  start: number,
  end: number,
): Token {
  const line = source.lineOf(start);
  return { type, value, lineno: line, colno: start - source.startOfLine(line), start, end };
}

/** The offset behind white space. */
export function skipBlank(source: Source, offset: number): number {
  const { text } = source;
  // Nearly always there is none, or one blank.
  const at = text.charCodeAt(offset) === BLANK_CODE ? offset + 1 : offset;
  const unit = text.charCodeAt(at);
  if (unit > BLANK_CODE && unit <= LAST_PLAIN) return at;
  return Math.max(source.matchEnd(BLANK, at), at);
}

/**
 * Reads one token of an expression at an offset where one starts. Throws a `Mistake` of kind `syntax` where none does.
 * @param newline what a line end in a string becomes
 */
export function readToken(source: Source, offset: number, newline: string): Token {
  const { text } = source;
  const first = text.charCodeAt(offset);
  if (first === SINGLE_QUOTE || first === DOUBLE_QUOTE) return readString(source, offset, newline);
  if (first >= DIGIT_0 && first <= DIGIT_9) return readNumber(source, offset);
  return readName(source, offset) ?? readOperator(source, offset);
}

function readName(source: Source, offset: number): Token | undefined {
  const { text } = source;
  let end = offset;
  while (IN_NAME[text.charCodeAt(end)] === true) end += 1;
  const isPlain = !(text.charCodeAt(end) > LAST_PLAIN);
  if (!isPlain) end = source.matchEnd(NAME, offset);
  if (end <= offset) return undefined;
  const name = text.slice(offset, end);
  if (!isPlain && !IDENTIFIER.test(name)) throw syntaxMistake(l10n.t("'{0}' is not a name", name));
  return tokenAt(source, 'symbol', name, offset, end);
}

function readOperator(source: Source, offset: number): Token {
  const { text } = source;
  const end = source.matchEnd(OPERATOR, offset);
  if (end !== -1) return tokenAt(source, 'operator', text.slice(offset, end), offset, end);
  const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  throw syntaxMistake(l10n.t("the character '{0}' has no meaning in an expression", character));
}

/** Behind the quote that closes the one at an offset; -1 where none does. Never looks back, however long it is. */
function endOfString(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === quote) return at + 1;
    if (unit === BACKSLASH) at += 1;
  }
  return -1;
}

function readString(source: Source, offset: number, newline: string): Token {
  const end = endOfString(source.text, offset);
  if (end === -1) throw syntaxMistake(l10n.t('this text has no closing {0}', source.text.charAt(offset)));
  const body = source.text.slice(offset + 1, end - 1);
  const value = readStringLiteral(newline === '\n' ? body : body.replaceAll('\n', newline));
  return tokenAt(source, 'string', value, offset, end);
}

function readNumber(source: Source, offset: number): Token {
  const floatEnd = source.matchEnd(FLOAT, offset);
  const end = floatEnd === -1 ? source.matchEnd(INTEGER, offset) : floatEnd;
  const digits = source.text.slice(offset, end).replaceAll('_', '');
  if (floatEnd !== -1) return tokenAt(source, 'float', Number(digits), offset, end);
  if (digits.length > LONGEST_NUMBER) throw syntaxMistake(l10n.t('this number is too long'));
  return tokenAt(source, 'int', BigInt(digits), offset, end);
}
