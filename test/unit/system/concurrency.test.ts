import { describe, expect, it } from 'vitest';
import { allOf, forEachLimited, mapLimited } from '../../../core/system';

/** A task that ends when it is told to. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return {
    opened,
    open: () => {
      open();
    },
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe('forEachLimited', () => {
  it('runs the task for every item, never more at once than the limit', async () => {
    let running = 0;
    let most = 0;
    const seen: number[] = [];
    await forEachLimited([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      running += 1;
      most = Math.max(most, running);
      await settle();
      running -= 1;
      seen.push(item);
    });
    expect(seen.sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
  });

  it('takes a limit below one for one', async () => {
    const seen: number[] = [];
    await forEachLimited([1, 2], 0, (item) => Promise.resolve(void seen.push(item)));
    expect(seen).toEqual([1, 2]);
  });

  it('begins no further item after a failure, and waits for those under way', async () => {
    const slow = gate();
    const begun: string[] = [];
    let ended = false;
    const work = forEachLimited(['slow', 'bad', 'never', 'never'], 2, async (item) => {
      begun.push(item);
      if (item === 'bad') throw new Error('bad');
      await slow.opened;
    }).finally(() => (ended = true));
    const failure = expect(work).rejects.toThrow('bad');
    await settle();
    expect(ended).toBe(false);
    slow.open();
    await failure;
    expect(begun).toEqual(['slow', 'bad']);
  });

  it('fails where the items themselves fail', async () => {
    function* items(): Generator<number> {
      yield 1;
      throw new Error('no more');
    }
    await expect(forEachLimited(items(), 2, () => Promise.resolve())).rejects.toThrow('no more');
  });
});

describe('mapLimited', () => {
  it('gives the results in the order of the items, whichever ends first', async () => {
    const first = gate();
    const results = await mapLimited(['a', 'b', 'c'], 3, async (item) => {
      if (item === 'a') await first.opened;
      if (item === 'c') first.open();
      return item.toUpperCase();
    });
    expect(results).toEqual(['A', 'B', 'C']);
  });
});

describe('allOf', () => {
  it('waits for every task, and throws the first failure then', async () => {
    let ended = false;
    const slow = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      ended = true;
    });
    await expect(allOf([Promise.reject(new Error('first')), slow])).rejects.toThrow('first');
    expect(ended).toBe(true);
    await expect(allOf([Promise.resolve(1), slow])).resolves.toBeUndefined();
  });
});
