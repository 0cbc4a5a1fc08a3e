import { CREATION_RECORD, recordPath, walkLab } from '../layout';
import { creationRecord, readRecord } from '../records';
import { exists, timestamp, toExlabError, type Clock, type Log } from '../system';
import type { RunQueue } from './hand-off';

/**
 * Hands off every whole run and project that is `pending` and not in the queue (spec 2.5): the queue was
 * down when it was made, or was lost. Returns how many there were.
 * @param roots the configured local roots, each once
 */
export async function handOffPending(
  roots: readonly string[],
  queue: RunQueue,
  surroundings: { readonly clock: Clock; readonly log: Log },
): Promise<number> {
  const waiting = new Set((await queue.list()).map((handOff) => handOff.run_path));
  let added = 0;
  for (const root of roots) {
    for await (const folder of walkLab(root)) {
      if (folder.kind !== 'project' && folder.kind !== 'run') continue;
      if (waiting.has(folder.path) || !(await isPending(folder.path, surroundings.log))) continue;
      await queue.add({
        run_path: folder.path,
        equipment_id: folder.equipmentId,
        level: folder.kind,
        handed_off_at: timestamp(surroundings.clock.now()),
      });
      added += 1;
    }
  }
  return added;
}

async function isPending(folder: string, log: Log): Promise<boolean> {
  const file = recordPath(folder, CREATION_RECORD);
  if (!(await exists(file))) return false;
  try {
    return (await readRecord(creationRecord, file)).sync_status === 'pending';
  } catch (caught) {
    // What its record says cannot be told: the audit reports it.
    log.write('WARN', `not handed off, its record cannot be read: ${toExlabError(caught).message}`);
    return false;
  }
}
