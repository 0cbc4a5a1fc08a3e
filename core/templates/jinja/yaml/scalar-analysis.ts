import { lengthOf } from '../values/text';

/** In which styles a text can be written. */
export interface ScalarAnalysis {
  readonly length: number;
  readonly isEmpty: boolean;
  readonly isMultiline: boolean;
  /** Without quotes inside of brackets, and outside of them. */
  readonly plainInFlow: boolean;
  readonly plainInBlock: boolean;
  readonly singleQuoted: boolean;
}

const BREAK = '\\n\\x85\\u2028\\u2029';
const BLANK_OR_END = `(?=[\\0 \\t\\r${BREAK}]|$(?![^]))`;
/** What begins something else wherever it stands first. */
const INDICATOR_FIRST = /^(?:[#,[\]{}&*!|>'"%@`]|---|\.\.\.)/;
const KEY_OR_VALUE_FIRST = /^[?:]/;
const DASH_FIRST = new RegExp(`^-${BLANK_OR_END}`);
const KEY_OR_VALUE_FIRST_ALONE = new RegExp(`^[?:]${BLANK_OR_END}`);
/** What means something later inside of brackets. */
const IN_BRACKETS = /(?!^)[,?[\]{}:]/;
const COLON = new RegExp(`(?!^):${BLANK_OR_END}`);
const COMMENT = new RegExp(`[\\0 \\t\\r${BREAK}]#`);
const LINE_BREAK = new RegExp(`[${BREAK}]`);
const EDGE = new RegExp(`^[ ${BREAK}]|[ ${BREAK}]$(?![^])`);
const BREAK_BEFORE_SPACE = new RegExp(`[${BREAK}] `);
const SPACE_BEFORE_BREAK = new RegExp(` [${BREAK}]`);
/** What only double quotes can show. */
const SPECIAL = /[^\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10fffe}]/u;

/** Looks through a text once for all that decides its style. */
export function analyseScalar(text: string): ScalarAnalysis {
  if (text === '')
    return {
      length: 0,
      isEmpty: true,
      isMultiline: false,
      plainInFlow: false,
      plainInBlock: true,
      singleQuoted: true,
    };
  const isMultiline = LINE_BREAK.test(text);
  const isQuotedDoubly = SPECIAL.test(text) || SPACE_BEFORE_BREAK.test(text);
  const singleQuoted = !isQuotedDoubly && !BREAK_BEFORE_SPACE.test(text);
  const canBePlain = singleQuoted && !isMultiline && !EDGE.test(text);
  const isIndicator = INDICATOR_FIRST.test(text) || DASH_FIRST.test(text) || COMMENT.test(text);
  const meansInBlock = isIndicator || KEY_OR_VALUE_FIRST_ALONE.test(text) || COLON.test(text);
  const meansInFlow = isIndicator || KEY_OR_VALUE_FIRST.test(text) || IN_BRACKETS.test(text);
  return {
    length: lengthOf(text),
    isEmpty: false,
    isMultiline,
    plainInFlow: canBePlain && !meansInFlow,
    plainInBlock: canBePlain && !meansInBlock,
    singleQuoted,
  };
}
