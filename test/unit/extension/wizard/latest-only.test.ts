import { describe, expect, it } from 'vitest';
import { LatestOnly } from '../../../../extension/wizard/latest-only';
import { ManualClock } from '../../../support/manual-clock';

/** A computation that ends when the test says so, and tells how often it was begun and given up. */
function slow(): {
  readonly clock: ManualClock;
  readonly work: LatestOnly<number>;
  readonly told: unknown[];
  readonly ends: (() => void)[];
  readonly signals: AbortSignal[];
} {
  const told: unknown[] = [];
  const ends: (() => void)[] = [];
  const signals: AbortSignal[] = [];
  const clock = new ManualClock();
  const work = new LatestOnly<number>(
    clock,
    (signal) => {
      signals.push(signal);
      const result = signals.length;
      return new Promise((resolve) => {
        ends.push(() => {
          resolve(result);
        });
      });
    },
    (outcome) => told.push(outcome.kind === 'computed' ? outcome.result : outcome.caught),
  );
  return { clock, work, told, ends, signals };
}

async function turns(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe('what is computed while somebody types', () => {
  it('is computed once for edits that come together', async () => {
    const { work, told, ends, signals } = slow();
    work.wish();
    work.wish();
    await turns();
    ends[0]?.();
    await work.settled();
    expect([signals.length, told]).toEqual([1, [1]]);
  });

  it('is told all the same where it comes soon after something newer was wished for', async () => {
    const { clock, work, told, ends, signals } = slow();
    work.wish();
    await turns();
    work.wish();
    work.wish();
    clock.advance(500);
    ends[0]?.();
    await turns();
    expect(told).toEqual([1]);
    ends[1]?.();
    await work.settled();
    expect(told).toEqual([1, 2]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false]);
    expect(clock.waiting).toBe(0);
  });

  it('is given up at once where it would be of no use any more', async () => {
    const { work, told, ends, signals } = slow();
    work.wish();
    await turns();
    work.wish(true);
    expect(signals[0]?.aborted).toBe(true);
    ends[0]?.();
    await turns();
    ends[1]?.();
    await work.settled();
    expect(told).toEqual([2]);
  });

  it('is given up where it takes long, is never told then, and runs once at a time', async () => {
    const { clock, work, told, ends, signals } = slow();
    work.wish();
    await turns();
    work.wish();
    await turns();
    clock.advance(700);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    ends[0]?.();
    await turns();
    ends[1]?.();
    await work.settled();
    expect(told).toEqual([2]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  it('goes on after a computation that failed', async () => {
    const told: unknown[] = [];
    let times = 0;
    const work = new LatestOnly(
      new ManualClock(),
      () => {
        times += 1;
        return times === 1 ? Promise.reject(new Error('disk away')) : Promise.resolve(times);
      },
      ({ kind }) => told.push(kind),
    );
    work.wish();
    await work.settled();
    work.wish();
    await work.settled();
    expect(told).toEqual(['failed', 'computed']);
  });

  it('computes again what is wished for while it is told', async () => {
    const told: number[] = [];
    const work: LatestOnly<number> = new LatestOnly<number>(
      new ManualClock(),
      () => Promise.resolve(told.length),
      () => {
        told.push(told.length);
        if (told.length === 1) work.wish();
      },
    );
    work.wish();
    await work.settled();
    expect(told).toEqual([0, 1]);
  });

  it('tells nothing once nobody looks', async () => {
    const { work, told, ends, signals } = slow();
    work.wish();
    await turns();
    work.dispose();
    expect(signals[0]?.aborted).toBe(true);
    ends[0]?.();
    await work.settled();
    work.wish();
    expect([told, signals.length]).toEqual([[], 1]);
  });
});
