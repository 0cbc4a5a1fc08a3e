import { inParts } from '../values/in-parts';

/** Letters of two that are written as one: the three forms of each stand in a row, the middle one for titles. */
const DIGRAPHS = [
  { first: 0x1c4, last: 0x1cc },
  { first: 0x1f1, last: 0x1f3 },
] as const;
/** Georgian has no capitals at the head of a word. */
const IS_GEORGIAN = /^[\u10d0-\u10ff]$/;
/** Ligatures, and the German sharp s: their title form is a capital and small letters. */
const IS_LIGATURE = /^[\u00df\u0587\ufb00-\ufb06\ufb13-\ufb17]$/;
const IOTA = 'Ι';
const IOTA_BELOW = '\u0345';

/** The form of a character at the head of a word. */
export function titleCase(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digraph = DIGRAPHS.find(({ first, last }) => code >= first && code <= last);
  if (digraph !== undefined) return String.fromCodePoint(code - ((code - digraph.first) % 3) + 1);
  if (IS_GEORGIAN.test(character)) return character;
  const capital = character.toUpperCase();
  if (IS_LIGATURE.test(character)) return capital.charAt(0) + capital.slice(1).toLowerCase();
  if (capital.length === 1 || !capital.endsWith(IOTA)) return capital;
  // In capitals an iota below a letter stands beside it, at the head of a word below.
  const title = capital.slice(0, -1) + IOTA_BELOW;
  return capital.length === 2 ? title.normalize('NFC') : title;
}

const IS_CHEROKEE = /^[\u13a0-\u13fd\uab70-\uabbf]$/;

/** A character as it is compared without regard to case. */
function foldedCharacter(character: string): string {
  if (IS_CHEROKEE.test(character)) return character.toUpperCase();
  if (character === 'ẞ') return 'ss';
  if (character === 'ı') return character;
  return character.toUpperCase().toLowerCase();
}

/** `text.casefold()`. */
export function casefolded(text: string): string {
  return /[^\0-\x7f]/.test(text)
    ? inParts(text, (part) => part.replace(/./gsu, foldedCharacter))
    : text.toLowerCase();
}

const IS_CASED = /^\p{Cased}$/u;
const IS_UPPERCASE = /^\p{Uppercase}$/u;
const IS_HEAD_IN = /[\p{Uppercase}\p{Lt}]/u;
const IS_HEAD = /^[\p{Uppercase}\p{Lt}]$/u;
const IS_LOWERCASE = /^\p{Lowercase}$/u;

/**
 * Goes through a text with each character, its small form and whether the one before has a case. The small form of a
 * capital sigma depends on what stands around it, so it is taken out of the whole text.
 */
function mapped(text: string, form: (character: string, small: string, isInWord: boolean) => string): string {
  const lower = text.toLowerCase();
  let at = 0;
  let isInWord = false;
  const changed = (character: string): string => {
    const length = character === 'Σ' ? 1 : character.toLowerCase().length;
    const small = lower.slice(at, at + length);
    at += length;
    const result = form(character, small, isInWord);
    isInWord = IS_CASED.test(character);
    return result;
  };
  return inParts(text, (part) => part.replace(/./gsu, changed));
}

/** `text.title()`. */
export function titled(text: string): string {
  return mapped(text, (character, small, isInWord) => (isInWord ? small : titleCase(character)));
}

/** `text.swapcase()`. */
export function caseSwapped(text: string): string {
  return mapped(text, (character, small) => {
    if (IS_UPPERCASE.test(character)) return small;
    return IS_LOWERCASE.test(character) ? character.toUpperCase() : character;
  });
}

/** `text.capitalize()`. */
export function capitalized(text: string): string {
  const [first = ''] = text;
  // A sigma at the end depends on what stands before it, so the whole is made small first.
  return titleCase(first) + text.toLowerCase().slice(first.toLowerCase().length);
}

/** `text.isupper()`: capitals, and no other letters with a case. */
export function isUpper(text: string): boolean {
  return /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text);
}

/** `text.islower()`: small letters, and no other ones with a case. */
export function isLower(text: string): boolean {
  return /\p{Lowercase}/u.test(text) && !IS_HEAD_IN.test(text);
}

/** `text.istitle()`: every word begins with a capital and goes on small, and there is one. */
export function isTitled(text: string): boolean {
  let isInWord = false;
  for (const character of text) {
    const isHead = IS_HEAD.test(character);
    const isSmall = !isHead && IS_LOWERCASE.test(character);
    if ((isHead && isInWord) || (isSmall && !isInWord)) return false;
    isInWord = isHead || isSmall;
  }
  return IS_HEAD_IN.test(text);
}
