import { describe, expect, it } from 'vitest';
import { MadeOnce } from '../../../extension/made-once';

function counted(): { readonly once: MadeOnce<number>; readonly made: () => number } {
  let made = 0;
  return {
    once: new MadeOnce(() => {
      made += 1;
      return Promise.resolve(made);
    }),
    made: () => made,
  };
}

/** Attempts that the test ends. */
function attempts(): { readonly once: MadeOnce<string>; readonly end: ((error?: Error) => void)[] } {
  const end: ((error?: Error) => void)[] = [];
  const once = new MadeOnce(
    () =>
      new Promise<string>((resolve, reject) => {
        end.push((error) => {
          if (error === undefined) resolve('made');
          else reject(error);
        });
      }),
  );
  return { once, end };
}

describe('something that is made once', () => {
  it('is not made before somebody asks, and then once for all', async () => {
    const { once, made } = counted();
    expect(once.current).toBeUndefined();
    expect(made()).toBe(0);
    expect(await Promise.all([once.get(), once.get()])).toEqual([1, 1]);
    expect(await once.current).toBe(1);
  });

  it('is made anew after it was forgotten, and what was forgotten is handed over', async () => {
    const { once } = counted();
    expect(once.forget()).toBeUndefined();
    await once.get();
    expect(await once.forget()).toBe(1);
    expect(once.current).toBeUndefined();
    expect(await once.get()).toBe(2);
  });

  it('is tried again where it failed', async () => {
    const { once, end } = attempts();
    const first = once.get();
    end[0]?.(new Error('no disk'));
    await expect(first).rejects.toThrow('no disk');
    const second = once.get();
    end[1]?.();
    expect(await second).toBe('made');
  });

  it('stays where an attempt fails that was forgotten before', async () => {
    const { once, end } = attempts();
    const first = once.get();
    void once.forget();
    const second = once.get();
    end[0]?.(new Error('too late'));
    await expect(first).rejects.toThrow('too late');
    expect(once.get()).toBe(second);
    end[1]?.();
    expect(await second).toBe('made');
  });
});
