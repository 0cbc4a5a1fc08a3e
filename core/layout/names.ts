/** What a single name of a file or folder may be, on every platform that may see it (spec 4.2). */

/** The most bytes a name may take in UTF-8 on the file systems in use. */
export const MAX_NAME_BYTES = 255;

/** The longest path that Windows opens without special prefixes, in characters. */
export const WINDOWS_MAX_PATH = 260;

const ILLEGAL_CHARACTERS = new Set('<>:"/\\|?*');
const RESERVED = /^(?:CON|PRN|AUX|NUL|COM[1-9]|LPT[1-9])$/i;

/** A part of a name that Windows or a share refuses; `end` is a trailing dot or space. */
export interface IllegalPart {
  readonly text: string;
  readonly kind: 'character' | 'control' | 'end';
}

/** The illegal parts of a name, each once, in order of appearance. */
export function illegalParts(name: string): IllegalPart[] {
  const parts: IllegalPart[] = [];
  for (const character of new Set(name)) {
    if (ILLEGAL_CHARACTERS.has(character)) parts.push({ text: character, kind: 'character' });
    else if (character < ' ') parts.push({ text: character, kind: 'control' });
  }
  const last = name.at(-1);
  if (last === '.' || last === ' ') parts.push({ text: last, kind: 'end' });
  return parts;
}

/** The reserved device name that a name begins with (up to its first dot), or undefined. */
export function reservedName(name: string): string | undefined {
  const stem = name.split('.', 1)[0] ?? '';
  return RESERVED.test(stem) ? stem : undefined;
}

/** The length of a name as file systems count it. */
export function nameBytes(name: string): number {
  return Buffer.byteLength(name, 'utf8');
}

/** A letter of Turkish of its own: capitals would make it an `i`, and file systems keep the two apart. */
const DOTLESS_I = '\u0131';

/**
 * Two names with the same key cannot both exist on a file system that folds case or normalization. Folded is as
 * Unicode does it in full: `ß` is `ss`, a ligature its letters, every sigma one letter.
 */
export function collisionKey(name: string): string {
  const parts = name.normalize('NFD').split(DOTLESS_I);
  return parts.map(withoutCase).join(DOTLESS_I).normalize('NFC');
}

/** Some letters have one capital, others one small letter: only the way through both finds all that are equal. */
function withoutCase(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase();
}
