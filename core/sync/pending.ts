import { CREATION_RECORD, recordPath, walkLab, type ProjectFolder, type RunFolder } from '../layout';
import { creationRecord, readRecord } from '../records';
import { timestamp, toExlabError, type Clock, type ExlabError, type Log } from '../system';
import type { RunQueue } from './hand-off';

/** A folder that syncs, as the walk found it. */
type WholeFolder = (ProjectFolder | RunFolder) & { readonly path: string };

/**
 * Hands off every whole run and project that is `pending` and not in the queue (spec 2.5): the queue was
 * down when it was made, or was lost. Returns how many there were. Those that cannot be added keep no other
 * from it; the first such failure is thrown at the end.
 * @param roots the configured local roots, each once
 */
export async function handOffPending(
  roots: readonly string[],
  queue: RunQueue,
  surroundings: { readonly clock: Clock; readonly log: Log },
): Promise<number> {
  // A session adds its hand-off before the move, and a sync sets the status before it takes one away. So
  // this order hands nothing off twice: look for the folder, then in the queue, then at its status.
  const folders = await wholeFolders(roots);
  const waiting = new Set((await queue.list()).map((handOff) => handOff.run_path));
  let added = 0;
  let failure: ExlabError | undefined;
  for (const folder of folders) {
    if (waiting.has(folder.path) || !(await isPending(folder.path, surroundings.log))) continue;
    try {
      await queue.add({
        run_path: folder.path,
        equipment_id: folder.equipmentId,
        level: folder.kind,
        handed_off_at: timestamp(surroundings.clock.now()),
      });
      added += 1;
    } catch (caught) {
      failure ??= toExlabError(caught);
    }
  }
  if (failure !== undefined) throw failure;
  return added;
}

async function wholeFolders(roots: readonly string[]): Promise<WholeFolder[]> {
  const folders: WholeFolder[] = [];
  for (const root of roots) {
    for await (const folder of walkLab(root)) {
      if (folder.kind === 'project' || folder.kind === 'run') folders.push(folder);
    }
  }
  return folders;
}

async function isPending(folder: string, log: Log): Promise<boolean> {
  try {
    return (await readRecord(creationRecord, recordPath(folder, CREATION_RECORD))).sync_status === 'pending';
  } catch (caught) {
    const error = toExlabError(caught);
    // What its record says cannot be told: the audit reports it, and folders without one.
    if (error.code !== 'folder_not_found') {
      log.write('WARN', `not handed off, its record cannot be read: ${error.message}`);
    }
    return false;
  }
}
