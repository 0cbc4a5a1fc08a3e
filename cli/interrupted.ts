import type { InterruptedSession } from '../core/sessions';
import { l10n } from '../core/system';
import type { Output } from './output';

/** Tells what earlier processes left in the middle, each once. */
export function tellInterrupted(output: Output, sessions: readonly InterruptedSession[]): void {
  for (const session of sessions) output.warning(sentenceFor(session));
}

function sentenceFor({ session_id, destination, state, outcome }: InterruptedSession): string {
  const place = destination ?? l10n.t('a folder that was not known yet');
  switch (outcome) {
    case 'completed':
      return l10n.t('An earlier creation was cut off just before its end; {0} is complete.', place);
    case 'unfinished':
      return l10n.t(
        "An earlier creation of {0} was cut off while it was '{1}'. Its files are kept: 'exlab sessions show {2}' tells more, 'exlab sessions discard {2}' removes them.",
        place,
        state,
        session_id,
      );
    case 'nothing_left':
      return l10n.t(
        'An earlier creation of {0} was cut off before its first file; nothing is left of it.',
        place,
      );
  }
}
