import { l10n } from '../l10n';
import { toOneLine } from '../paste';

/**
 * Inserts a pasted or dropped text with spaces for its line breaks: a control of one line drops them, and joins the
 * words around them. Answers what is to be said about it; empty where the control inserts the text by itself.
 */
export function insertAsOneLine(event: Event, data: DataTransfer | null): string {
  const { text, joined } = toOneLine(data?.getData('text/plain') ?? '');
  if (!joined || !(event.target instanceof HTMLInputElement)) return '';
  event.preventDefault();
  event.target.focus();
  // The one way to insert a text that can be undone with the keyboard.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand('insertText', false, text);
  return l10n.t('Line breaks became spaces: this field has one line.');
}
