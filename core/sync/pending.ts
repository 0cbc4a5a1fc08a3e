import { CREATION_RECORD, recordPath } from '../layout';
import { creationRecord, readRecord } from '../records';
import { toExlabError, type ExlabError, type Log } from '../system';
import type { GateSurroundings } from './gate-verdict';
import { beginGateRound, foreseeStep, passGate } from './pre-sync-gate';
import { wholeFolders } from './whole-folder';

/**
 * Brings every project and run that waits for sync to the gate (spec 2.5, 4.4): what is `pending`, not in the queue
 * and may be synced is handed off, for the queue was down when it was made, or was lost; what hard findings stand
 * against becomes blocked; what was blocked and is so no longer becomes `pending` and is handed off. What is in the
 * queue is brought there too, whatever its record says: all that may not be synced now is taken back. All others are
 * left alone. Those that cannot be judged or added keep no other from it; the first such failure is thrown at the end.
 * @param roots the configured local roots, each once
 * @returns how many were handed off
 */
export async function handOffPending(
  roots: readonly string[],
  surroundings: GateSurroundings,
): Promise<number> {
  const { log } = surroundings;
  // A session adds its hand-off before the move, and a sync sets the status before it takes one away. So
  // this order hands nothing off twice: look for the folder, then in the queue, then at its status.
  const folders = await wholeFolders(roots, log);
  const round = await beginGateRound(surroundings);
  let added = 0;
  let failure = round.queued.failure;
  const failed = (error: ExlabError): void => {
    failure ??= error;
  };
  for (const folder of folders) {
    const wasQueued = round.queued.waiting.has(folder.path);
    if (!(await waitsForSync(folder.path, log)) && !wasQueued) continue;
    try {
      const outcome = await passGate(folder, round, surroundings);
      if (outcome.added) added += 1;
      if (outcome.failure !== undefined) failed(outcome.failure);
      if (wasQueued && !outcome.verdict.handedOff && outcome.verdict.syncStatus === undefined)
        log.write(
          'WARN',
          `${folder.path} is taken back from the sync queue: it has no record that can be read`,
        );
      for (const file of outcome.verdict.unreadable)
        log.write('WARN', `${folder.path} is not handed off, this cannot be read: ${file}`);
    } catch (caught) {
      failed(toExlabError(caught));
    }
  }
  if (failure !== undefined) throw failure;
  return added;
}

/**
 * How many projects and runs `handOffPending` would hand off now; changes nothing.
 * @throws what keeps the queue from being looked at
 */
export async function countNotHandedOff(
  roots: readonly string[],
  surroundings: GateSurroundings,
): Promise<number> {
  const folders = await wholeFolders(roots, surroundings.log);
  const round = await beginGateRound(surroundings);
  if (round.queued.failure !== undefined) throw round.queued.failure;
  let count = 0;
  for (const folder of folders) {
    if (!(await waitsForSync(folder.path, surroundings.log))) continue;
    const step = await foreseeStep(folder, round, surroundings);
    if (step === 'hand_off' || step === 'release') count += 1;
  }
  return count;
}

async function waitsForSync(folder: string, log: Log): Promise<boolean> {
  try {
    const { sync_status } = await readRecord(creationRecord, recordPath(folder, CREATION_RECORD));
    return sync_status === 'pending' || sync_status === 'blocked_by_validation';
  } catch (caught) {
    const error = toExlabError(caught);
    // What its record says cannot be told: the audit reports it, and folders without one.
    if (error.code !== 'folder_not_found') {
      log.write('WARN', `not handed off, its record cannot be read: ${error.message}`);
    }
    return false;
  }
}
