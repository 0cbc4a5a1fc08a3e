import { l10n } from '../../../system';
import { syntaxMistake } from '../place';

const SIMPLE = new Map([
  ['\n', ''],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

/** The number of hexadecimal digits that an escape takes. */
const HEX_DIGITS = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/**
 * The text that a string literal means, given what stands between its quotes. Escapes are Python's; an
 * unknown one stays as it is written. Throws a `Mistake` of kind `syntax`.
 */
export function readStringLiteral(body: string): string {
  if (!body.includes('\\')) return body;
  const text: string[] = [];
  let done = 0;
  for (let at = body.indexOf('\\'); at !== -1; at = body.indexOf('\\', done)) {
    ESCAPE.lastIndex = at;
    const [whole = '', escape = ''] = ESCAPE.exec(body) ?? [];
    if (whole === '') break;
    text.push(body.slice(done, at), meaningOf(whole, escape));
    done = at + whole.length;
  }
  text.push(body.slice(done));
  return text.join('');
}

const ESCAPE = /\\([0-7]{1,3}|N\{[^}]*\}|x[\da-fA-F]{0,2}|u[\da-fA-F]{0,4}|U[\da-fA-F]{0,8}|.)/suy;

function meaningOf(whole: string, escape: string): string {
  const simple = SIMPLE.get(escape);
  if (simple !== undefined) return simple;
  if (/^[0-7]+$/.test(escape)) return String.fromCharCode(parseInt(escape, 8));
  const digits = HEX_DIGITS.get(escape.charAt(0));
  if (digits !== undefined) return characterOf(whole, escape.slice(1), digits);
  if (escape.startsWith('N'))
    throw syntaxMistake(l10n.t('the escape {0} is not served; write the character itself', whole));
  return escapedAsPythonSeesIt(escape);
}

function characterOf(whole: string, hex: string, digits: number): string {
  const code = parseInt(hex, 16);
  if (hex.length !== digits || code > 0x10ffff)
    throw syntaxMistake(l10n.t('the escape {0} is not complete', whole));
  if (code >= 0xd800 && code <= 0xdfff)
    throw syntaxMistake(l10n.t('the escape {0} is half a character; write the whole one', whole));
  return String.fromCodePoint(code);
}

/**
 * Jinja spells letters beyond ASCII as escapes before it reads the escapes of the text, so that a backslash
 * before such a letter becomes one before `xe9` and the like.
 */
function escapedAsPythonSeesIt(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\${character}`;
  if (code < 0x100) return `\\x${code.toString(16)}`;
  return code < 0x10000
    ? `\\u${code.toString(16).padStart(4, '0')}`
    : `\\U${code.toString(16).padStart(8, '0')}`;
}
