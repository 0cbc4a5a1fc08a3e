import { l10n } from '../../core/system';
import type { RenderedMessages } from '../../core/templates';
import { printable, type Output } from '../output';

/** Shows what the template says before anything is made, where it says something. */
export function printMessageBefore(output: Output, { before }: Pick<RenderedMessages, 'before'>): void {
  printMessage(output, l10n.t('The template says'), before);
}

/** Shows what the template will say when all is made, where it says something. */
export function printMessageToCome(output: Output, { after }: Pick<RenderedMessages, 'after'>): void {
  printMessage(output, l10n.t('When all is made, the template says'), after);
}

function printMessage(output: Output, title: string, message: string): void {
  if (message.trim() === '') return;
  output.print();
  output.print(output.style.heading(title));
  for (const line of printable(message).trimEnd().split('\n')) output.print(`  ${line}`);
}
