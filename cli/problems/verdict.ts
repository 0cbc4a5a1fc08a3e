import type { PreSyncVerdict } from '../../core/sync';
import { l10n } from '../../core/system';
import { printFindings, printUnreadable } from '../finding-lines';
import type { Output } from '../output';

/** A verdict as JSON. */
export function verdictObject(verdict: PreSyncVerdict): Record<string, unknown> {
  const { folder, level, findings, unreadable, blocking, mayBeQueued, syncStatus, handedOff } = verdict;
  return {
    folder,
    level,
    sync_status: syncStatus ?? null,
    may_be_queued: mayBeQueued,
    handed_off: handedOff,
    findings,
    blocking: blocking.length,
    unreadable,
  };
}

/** What becomes of a folder now, for people. */
export function printVerdict(output: Output, verdict: PreSyncVerdict): void {
  output.print(sentence(verdict));
  printFindings(output, verdict.blocking, verdict.folder);
  printUnreadable(output, verdict.unreadable);
  if (verdict.handedOff && !verdict.mayBeQueued && !wasSynced(verdict))
    output.warning(
      l10n.t(
        "It still stands in the sync queue, which cannot be changed: the log says why, and 'exlab doctor --fix' takes it out.",
      ),
    );
}

function wasSynced({ syncStatus }: PreSyncVerdict): boolean {
  return syncStatus === 'synced' || syncStatus === 'cleaned';
}

function sentence(verdict: PreSyncVerdict): string {
  const { blocking, unreadable, mayBeQueued, syncStatus, handedOff } = verdict;
  if (wasSynced(verdict)) return l10n.t('It was synced before, and stays as it is.');
  if (blocking.length > 0)
    return l10n.t('Hard findings that keep it from being synced: {0}', blocking.length);
  if (unreadable.length > 0) return l10n.t('It is not synced while not all of it can be read.');
  if (!mayBeQueued) return l10n.t('It is not synced while its record cannot be read.');
  if (handedOff) return l10n.t('Nothing keeps it from being synced: it waits in the sync queue.');
  return syncStatus === 'failed'
    ? l10n.t('Nothing keeps it from being synced again; its last sync failed.')
    : l10n.t('Nothing keeps it from being synced: it will be handed off later.');
}
