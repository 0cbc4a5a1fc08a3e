import { l10n } from '../../system';
import type { PlanNoteKind } from './plan';

/** What a note says of its file or folder, in a few words. */
export function planNoteText(kind: PlanNoteKind): string {
  switch (kind) {
    case 'records':
      return l10n.t('left out: a record of this product');
    case 'tool':
      return l10n.t('left out: a program keeps it for itself');
    case 'link':
      return l10n.t('left out: a link');
    case 'large':
      return l10n.t('left out: larger than 5 MiB, which is rather data than a form');
    case 'special':
      return l10n.t('left out: neither a file nor a folder');
    case 'name':
      return l10n.t('left out: its name holds a character that no template may have in names');
    case 'front-matter':
      return l10n.t('without its front matter, which the program writes');
    case 'no-text':
      return l10n.t('copied as it is: no text in UTF-8, so that no words are asked for in it');
    case 'long-text':
      return l10n.t('copied as it is: a text of more than 1 MiB, in which no words are asked for');
  }
}
