import { inParts } from '../values/in-parts';

/** What means something in an expression, also in a verbose one. */
const SPECIAL = /[-()[\]{}?*+|^$\\.&~# \t\n\r\v\f]/g;

/** `re.escape`: an expression that matches just this text. */
export function escapeExpression(text: string): string {
  return inParts(text, (part) => part.replace(SPECIAL, '\\$&'));
}
