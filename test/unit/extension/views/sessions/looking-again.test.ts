import { describe, expect, it } from 'vitest';
import type { Timer } from '../../../../../core/system';
import { LookingAgain } from '../../../../../extension/views/sessions/looking-again';

/** Looks that are counted, and timers that elapse when a test says so. */
function observed() {
  const timers: { readonly delayMs: number; readonly task: () => void; cancelled: boolean }[] = [];
  const clock = {
    schedule(delayMs: number, task: () => void): Timer {
      const timer = { delayMs, task, cancelled: false };
      timers.push(timer);
      return { cancel: () => (timer.cancelled = true) };
    },
  };
  let looks = 0;
  let goesOn = false;
  const looking = new LookingAgain(clock, () => {
    looks += 1;
    return Promise.resolve(goesOn);
  });
  const settled = async (): Promise<void> => {
    await Promise.resolve();
    await Promise.resolve();
  };
  return {
    looking,
    looks: () => looks,
    waiting: () => timers.filter(({ cancelled }) => !cancelled).map(({ delayMs }) => delayMs),
    setGoesOn: (value: boolean) => (goesOn = value),
    show: async (isVisible: boolean) => {
      looking.setVisible(isVisible);
      await settled();
    },
    elapse: async () => {
      const timer = timers.pop();
      if (timer?.cancelled === false) timer.task();
      await settled();
    },
  };
}

describe('looking again', () => {
  it('does not look as long as nobody sees it', async () => {
    const { looks, waiting, show } = observed();
    await show(false);
    expect([looks(), waiting()]).toEqual([0, []]);
  });

  it('looks at once when somebody does, and again after two seconds while something goes on', async () => {
    const { looks, waiting, show, setGoesOn, elapse } = observed();
    setGoesOn(true);
    await show(true);
    expect([looks(), waiting()]).toEqual([1, [2000]]);
    await elapse();
    expect([looks(), waiting()]).toEqual([2, [2000]]);
  });

  it('takes its time while nothing goes on', async () => {
    const { waiting, show, setGoesOn, elapse } = observed();
    await show(true);
    expect(waiting()).toEqual([10_000]);
    setGoesOn(true);
    await elapse();
    expect(waiting()).toEqual([2000]);
  });

  it('stops when nobody sees it any more', async () => {
    const { looks, waiting, show } = observed();
    await show(true);
    await show(false);
    expect([looks(), waiting()]).toEqual([1, []]);
  });

  it('has one timer, however often it is shown and hidden', async () => {
    const { looking, waiting, show } = observed();
    looking.setVisible(true);
    looking.setVisible(false);
    await show(true);
    await show(true);
    expect(waiting()).toEqual([10_000]);
  });

  it('does not begin anew when a look ends after it was hidden', async () => {
    const { looking, looks, waiting, show } = observed();
    looking.setVisible(true);
    await show(false);
    expect([looks(), waiting()]).toEqual([1, []]);
  });
});
