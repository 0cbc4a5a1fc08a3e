import { Pieces } from '../values/pieces';
import { namedCharacters } from './named-characters';

/** A numeric or named character, the semicolon or not. */
const REFERENCE = /&(?:#([0-9]+);?|#[xX]([0-9a-fA-F]+);?|([^\t\n\f <&#;]{1,32};?))/g;

/** What browsers take the numbers from 128 to 159 for: the characters that Windows has there. */
const WINDOWS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const LAST_CODE = 0x10ffff;
const REPLACEMENT = '\ufffd';

/** `html.unescape(text)`: the characters that the references of HTML in a text stand for. */
export function unescaped(text: string): string {
  const plain = new Pieces();
  let done = 0;
  for (const { index, 0: whole, 1: decimal, 2: hexadecimal, 3: name } of text.matchAll(REFERENCE)) {
    plain.add(text.slice(done, index));
    plain.add(meaningOf(whole, decimal, hexadecimal, name));
    done = index + whole.length;
  }
  plain.add(text.slice(done));
  return plain.text;
}

function meaningOf(
  whole: string,
  decimal: string | undefined,
  hexadecimal: string | undefined,
  name: string | undefined,
): string {
  if (name !== undefined) return named(name) ?? whole;
  return numbered(decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal));
}

function numbered(code: number): string {
  if (code === 0 || code > LAST_CODE || (code >= 0xd800 && code <= 0xdfff)) return REPLACEMENT;
  if (code >= 0x80 && code <= 0x9f) return WINDOWS.charAt(code - 0x80);
  return code === 0x0d || !isNoCharacter(code) ? String.fromCodePoint(code) : '';
}

/** Control characters, and the code points that Unicode keeps free of characters. */
function isNoCharacter(code: number): boolean {
  const isControl = code < 0x20 ? !(code === 0x09 || code === 0x0a || code === 0x0c) : code === 0x7f;
  return isControl || (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe;
}

/** The character of a name, or of the longest beginning that is a name, with the rest behind it. */
function named(name: string): string | undefined {
  const known = namedCharacters();
  for (let length = name.length; length > 1; length -= 1) {
    const character = known.get(name.slice(0, length));
    if (character !== undefined) return character + name.slice(length);
  }
  return undefined;
}
