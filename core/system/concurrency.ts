import { toExlabError } from './errors';

/**
 * Runs `task` over all items, at most `limit` at a time. After a failure no further item is begun;
 * the failure is thrown when those that were under way have ended, so that nothing goes on behind.
 */
export async function forEachLimited<Item>(
  items: Iterable<Item>,
  limit: number,
  task: (item: Item) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]();
  let failed = false;
  const lane = async (): Promise<void> => {
    try {
      while (!failed) {
        const next = iterator.next();
        if (next.done === true) return;
        await task(next.value);
      }
    } catch (caught) {
      failed = true;
      throw caught;
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.max(1, limit) }, lane));
  for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason;
}

/** Like `forEachLimited`, with the results in the order of the items. */
export async function mapLimited<Item, Result>(
  items: readonly Item[],
  limit: number,
  task: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  await forEachLimited(items.entries(), limit, async ([index, item]) => {
    results[index] = await task(item);
  });
  return results;
}

/** Waits for all, whatever becomes of each, then throws the first failure: nothing goes on behind our back. */
export async function allOf(tasks: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(tasks)).find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw toExlabError(failed.reason);
}
