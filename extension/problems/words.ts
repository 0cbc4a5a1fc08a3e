import { l10n } from '../../core/system';
import { problemCount, type Tally } from './tally';

/** What there is in a folder, a sentence for each sort; one that says so where there is nothing. */
export function tallyLines(tally: Tally): string[] {
  const { blocking, overridden, soft, unreadable, known, knownBlocking } = tally;
  const lines = [
    sentence(blocking, l10n.t('1 problem blocks the sync.'), () =>
      l10n.t('{0} problems block the sync.', blocking),
    ),
    sentence(unreadable, l10n.t('1 file or folder could not be read.'), () =>
      l10n.t('{0} files or folders could not be read.', unreadable),
    ),
    sentence(soft, l10n.t('1 problem is to be looked at, and does not block the sync.'), () =>
      l10n.t('{0} problems are to be looked at, and do not block the sync.', soft),
    ),
    sentence(overridden, l10n.t('1 finding is overridden.'), () =>
      l10n.t('{0} findings are overridden.', overridden),
    ),
    knownSentence(known, knownBlocking),
  ].filter((line) => line !== '');
  return lines.length === 0 ? [l10n.t('Nothing blocks the sync.')] : lines;
}

function sentence(count: number, one: string, many: () => string): string {
  if (count === 0) return '';
  return count === 1 ? one : many();
}

/** What was marked as known is hidden, and keeps a run from being synced as before. */
function knownSentence(known: number, knownBlocking: number): string {
  if (known === 0) return '';
  return knownBlocking === 0
    ? l10n.t('Marked as known here: {0}.', known)
    : l10n.t('Marked as known here: {0}. {1} of them block the sync all the same.', known, knownBlocking);
}

/** What stands beside a name in a list; empty where there is nothing to look at. */
export function problemsNote(tally: Tally): string {
  const count = problemCount(tally);
  if (count === 0) return '';
  return count === 1 ? l10n.t('1 problem') : l10n.t('{0} problems', count);
}

/** What stands behind the letter of a state: a digit, or a sign for more than nine. */
export function problemDigit(tally: Tally): string {
  const count = problemCount(tally);
  if (count === 0) return '';
  return count > 9 ? '+' : String(count);
}
