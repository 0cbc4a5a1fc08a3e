import { l10n } from '../../../system';
import { budgetMistake } from '../place';

/** How much text one value may make (UTF-16 units); more is a runaway template. */
export const LONGEST_TEXT = 32 * 1024 * 1024;
/** So much of a text is changed at once. */
const PART = 16 * 1024;

/**
 * The text with its characters changed, part by part: to remember every match in a long text would take many times its
 * length. `change` must look at single characters only. Throws a `Mistake` of kind `budget` where the result is too long.
 */
export function inParts(text: string, change: (part: string) => string): string {
  if (text.length <= PART) return change(text);
  const parts: string[] = [];
  let length = 0;
  for (let start = 0; start < text.length;) {
    const last = text.codePointAt(start + PART - 1) ?? 0;
    const end = start + PART + (last > 0xffff ? 1 : 0);
    const part = change(text.slice(start, end));
    length += part.length;
    if (length > LONGEST_TEXT) throw budgetMistake(l10n.t('the text of this value is too long'));
    parts.push(part);
    start = end;
  }
  return parts.join('');
}
