import { toExlabError, type ExlabError } from '../system';
import type { RunQueue } from './hand-off';

/** What waits in the queue, as it was seen once. */
export interface QueueSight {
  /** The folders that wait. */
  readonly waiting: ReadonlySet<string>;
  /** Why it could not be seen: then nothing is handed off, for it may wait already. */
  readonly failure?: ExlabError;
}

/**
 * Looks at the queue. What is not there now and waits later was handed off again by somebody else, under the name
 * that everybody gives it, so that it is never there twice: a session adds its own before its folder can be found.
 */
export async function lookAtQueue(queue: RunQueue): Promise<QueueSight> {
  try {
    return { waiting: new Set((await queue.list()).map((handOff) => handOff.run_path)) };
  } catch (caught) {
    return { waiting: new Set(), failure: toExlabError(caught) };
  }
}

/** Withdraws every hand-off of a folder. */
export async function withdrawAll(queue: RunQueue, folder: string): Promise<void> {
  for (const handOff of await queue.list()) {
    if (handOff.run_path === folder) await queue.withdraw(handOff);
  }
}
