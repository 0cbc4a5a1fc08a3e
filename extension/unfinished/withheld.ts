import type { UnfinishedCreation } from '../../core/sessions';
import { ExlabError, l10n } from '../../core/system';

/**
 * Refuses to make a creation again whose secret answers are not kept (spec 2.3): a default in their place would make
 * another run, and the first one would be discarded for it. Throws `validation_failed`.
 */
export function refuseWithoutSecrets({
  session_id,
  withheld,
}: Pick<UnfinishedCreation, 'session_id' | 'withheld'>): void {
  if (withheld.length === 0) return;
  throw new ExlabError({
    code: 'validation_failed',
    message: l10n.t(
      "The secret answers to {0} are not kept. 'exlab sessions restart {1}' asks for them again; the files stay as they are.",
      withheld.join(', '),
      session_id,
    ),
    details: { questions: withheld },
  });
}
