import { l10n } from '../../system';
import { syntaxMistake } from './place';
import { SPACE, type Source } from './source';
import { readStringLiteral } from './string-literal';

/** A token as the parser reads it. `value` is what was meant: an int is a bigint, a string has its escapes resolved. */
export interface Token {
  readonly type: TokenType;
  readonly value: string | bigint | number;
  readonly lineno: number;
  readonly colno: number;
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
  | 'end';

const BLANK = new RegExp(`[${SPACE}]+`, 'y');
const FLOAT = /(?<!\.)(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?e[+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/iy;
const INTEGER = /0b(?:_?[01])+|0o(?:_?[0-7])+|0x(?:_?[\da-f])+|[1-9](?:_?\d)*|0(?:_?0)*/iy;
const NAME = /[\p{L}\p{N}_\p{XID_Continue}]+/uy;
const IDENTIFIER = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
const STRING = /'[^'\\]*(?:\\.[^'\\]*)*'|"[^"\\]*(?:\\.[^"\\]*)*"/sy;
const OPERATOR = /\/\/|\*\*|[=!<>]=|[-+*/%~[\](){}<>=.:|,;]/y;

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
  return offset + (source.match(BLANK, offset)?.[0].length ?? 0);
}

/** Reads one token of an expression at an offset where one starts. Throws a `Mistake` of kind `syntax` where none does. */
export function readPiece(source: Source, offset: number): Piece {
  const piece = (type: TokenType, value: string | bigint | number, text: string): Piece => ({
    type,
    value,
    end: offset + text.length,
  });
  const float = source.match(FLOAT, offset)?.[0];
  if (float !== undefined) return piece('float', Number(float.replaceAll('_', '')), float);
  const integer = source.match(INTEGER, offset)?.[0];
  if (integer !== undefined) return piece('int', integerOf(integer), integer);
  const name = source.match(NAME, offset)?.[0];
  if (name !== undefined) {
    if (!IDENTIFIER.test(name)) throw syntaxMistake(l10n.t("'{0}' is not a name", name));
    return piece('symbol', name, name);
  }
  const string = source.match(STRING, offset)?.[0];
  if (string !== undefined) return piece('string', readStringLiteral(string.slice(1, -1)), string);
  const operator = source.match(OPERATOR, offset)?.[0];
  if (operator !== undefined) return piece('operator', operator, operator);
  const character = String.fromCodePoint(source.text.codePointAt(offset) ?? 0);
  if (character === "'" || character === '"')
    throw syntaxMistake(l10n.t('this text has no closing {0}', character));
  throw syntaxMistake(l10n.t("the character '{0}' has no meaning in an expression", character));
}

function integerOf(text: string): bigint {
  if (text.length > LONGEST_NUMBER) throw syntaxMistake(l10n.t('this number is too long'));
  return BigInt(text.replaceAll('_', ''));
}
