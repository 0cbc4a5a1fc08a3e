import { inParts } from '../values/in-parts';
import type { Value } from '../values/kinds';
import { representationOf } from '../values/text';

/** `ascii(value)`: how a value looks inside of a list, with everything beyond ASCII escaped. */
export function asciiOf(value: Value): string {
  return onlyAscii(representationOf(value));
}

/** The text with escapes for everything beyond ASCII. */
export function onlyAscii(text: string): string {
  return inParts(text, (part) => part.replace(/[^\0-\x7f]/gu, escapeOf));
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  if (code < 0x100) return `\\x${digits}`;
  return code < 0x10000 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}
