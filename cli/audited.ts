import { l10n } from '../core/system';
import type { AuditResult, AuditScope } from '../core/validator';
import type { Output } from './output';
import type { Workplace } from './workplace';

/** Audits a part of the lab, and says on a terminal how far that is. Throws as `Engine.audit` does. */
export async function audited(
  { engine }: Workplace,
  scope: AuditScope,
  output: Output,
): Promise<AuditResult> {
  const progress = output.progress();
  try {
    return await engine.audit(scope, {
      onProgress: ({ runs, files }) => {
        progress.count(l10n.t('Runs: {0}, files: {1}', runs, files));
      },
    });
  } finally {
    progress.clear();
  }
}
