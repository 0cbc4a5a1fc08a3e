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
const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const OPERATOR = /\/\/|\*\*|[=!<>]=|[-+*/%~[\](){}<>=.:|,;]/y;

const BACKSLASH = 92;
const SINGLE_QUOTE = 39;
const DOUBLE_QUOTE = 34;
const DIGIT_0 = 48;
const DIGIT_9 = 57;

/** The longest number that may be written: beyond it Python refuses too. */
const LONGEST_NUMBER = 4300;

/** A token without its place, and the offset behind it. */
export interface Piece {
  readonly type: TokenType;
  readonly value: string | bigint | number;
  readonly end: number;
}

/** The offset behind white space. */
export function skipBlank(source: Source, offset: number): number {
  return Math.max(source.matchEnd(BLANK, offset), offset);
}

/**
 * Reads one token of an expression at an offset where one starts. Throws a `Mistake` of kind `syntax` where none does.
 * @param newline what a line end in a string becomes
 */
export function readPiece(source: Source, offset: number, newline: string): Piece {
  const { text } = source;
  const first = text.charCodeAt(offset);
  if (first === SINGLE_QUOTE || first === DOUBLE_QUOTE) return readString(source, offset, newline);
  if (first >= DIGIT_0 && first <= DIGIT_9) return readNumber(source, offset);
  const nameEnd = source.matchEnd(NAME, offset);
  if (nameEnd !== -1) {
    const name = text.slice(offset, nameEnd);
    if (!PLAIN_NAME.test(name) && !IDENTIFIER.test(name))
      throw syntaxMistake(l10n.t("'{0}' is not a name", name));
    return { type: 'symbol', value: name, end: nameEnd };
  }
  const operatorEnd = source.matchEnd(OPERATOR, offset);
  if (operatorEnd !== -1)
    return { type: 'operator', value: text.slice(offset, operatorEnd), end: operatorEnd };
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

function readString(source: Source, offset: number, newline: string): Piece {
  const end = endOfString(source.text, offset);
  if (end === -1) throw syntaxMistake(l10n.t('this text has no closing {0}', source.text.charAt(offset)));
  const body = source.text.slice(offset + 1, end - 1);
  return {
    type: 'string',
    value: readStringLiteral(newline === '\n' ? body : body.replaceAll('\n', newline)),
    end,
  };
}

function readNumber(source: Source, offset: number): Piece {
  const floatEnd = source.matchEnd(FLOAT, offset);
  const end = floatEnd === -1 ? source.matchEnd(INTEGER, offset) : floatEnd;
  const digits = source.text.slice(offset, end).replaceAll('_', '');
  if (floatEnd !== -1) return { type: 'float', value: Number(digits), end };
  if (digits.length > LONGEST_NUMBER) throw syntaxMistake(l10n.t('this number is too long'));
  return { type: 'int', value: BigInt(digits), end };
}
