import { SPACE } from '../syntax/source';

/** Digits that are no decimals: raised and lowered ones, in circles, of scripts that count without a zero. */
const DIGITS =
  '\\xb2\\xb3\\xb9\\u1369-\\u1371\\u19da\\u2070\\u2074-\\u2079\\u2080-\\u2089\\u2460-\\u2468\\u2474-\\u247c' +
  '\\u2488-\\u2490\\u24ea\\u24f5-\\u24fd\\u24ff\\u2776-\\u277e\\u2780-\\u2788\\u278a-\\u2792' +
  '\\u{10a40}-\\u{10a43}\\u{10e60}-\\u{10e68}\\u{11052}-\\u{1105a}\\u{1f100}-\\u{1f10a}';

/** Chinese characters that are numbers. */
const NUMBER_WORDS =
  '㐅㒃㠪㭍一七万三九二五亖亿什仟仨伍佰億兆兩八六十千卄卅卌叁参參叄四壱壹幺廾廿弌弍弎弐拾捌柒漆玖百肆萬貮貳贰阡陆陌陸零' +
  '\\uf96b\\uf973\\uf978\\uf9b2\\uf9d1\\uf9d3\\uf9fd\\u{20001}\\u{20064}\\u{200e2}\\u{20121}\\u{2092a}\\u{20983}' +
  '\\u{2098c}\\u{2099c}\\u{20aea}\\u{20afd}\\u{20b19}\\u{22390}\\u{22998}\\u{23b1b}\\u{2626d}\\u{2f890}';

/** What a text must not hold to be of a class, by the name of the method that asks; an empty text is of none. */
export const FOREIGN_TO = {
  isalpha: /\P{L}/u,
  isdecimal: /\P{Nd}/u,
  isdigit: new RegExp(`[^\\p{Nd}${DIGITS}]`, 'u'),
  isnumeric: new RegExp(`[^\\p{N}${NUMBER_WORDS}]`, 'u'),
  isalnum: new RegExp(`[^\\p{L}\\p{N}${NUMBER_WORDS}]`, 'u'),
  isspace: new RegExp(`[^${SPACE}]`),
  isidentifier: /^[^\p{XID_Start}_]|\P{XID_Continue}/u,
} as const;

/** The same where an empty text is of the class too. */
export const FOREIGN_TO_NONE = {
  isascii: /[^\0-\x7f]/,
  isprintable: /(?! )[\p{C}\p{Z}]/u,
} as const;
