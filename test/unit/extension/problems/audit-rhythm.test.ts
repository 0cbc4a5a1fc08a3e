import { beforeEach, describe, expect, it } from 'vitest';
import { AuditRhythm } from '../../../../extension/problems/audit-rhythm';
import { ManualClock } from '../../../support/manual-clock';

const TIMES = { firstMs: 10, everyMs: 1000 };

/** An audit that goes on until it is told to end, or is aborted. */
class Audits {
  readonly signals: AbortSignal[] = [];
  private end: () => void = () => undefined;

  readonly run = (signal: AbortSignal): Promise<void> => {
    this.signals.push(signal);
    return new Promise((resolve) => {
      this.end = resolve;
      signal.addEventListener('abort', () => resolve());
    });
  };

  async finish(): Promise<void> {
    this.end();
    await settled();
  }
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

let clock: ManualClock;
let audits: Audits;
let rhythm: AuditRhythm;

beforeEach(() => {
  clock = new ManualClock();
  audits = new Audits();
  rhythm = new AuditRhythm(clock, audits.run, TIMES);
});

describe('the rhythm of audits', () => {
  it('does nothing before it is told to begin', () => {
    clock.advance(10_000);
    expect(audits.signals).toHaveLength(0);
  });

  it('audits a moment after it began, and again so long after the end of each', async () => {
    rhythm.restart();
    clock.advance(9);
    expect(audits.signals).toHaveLength(0);
    clock.advance(1);
    expect(audits.signals).toHaveLength(1);
    clock.advance(100_000);
    expect(audits.signals).toHaveLength(1);
    await audits.finish();
    clock.advance(999);
    expect(audits.signals).toHaveLength(1);
    clock.advance(1);
    expect(audits.signals).toHaveLength(2);
  });

  it('ends what goes on and begins anew when it is told to', async () => {
    rhythm.restart();
    clock.advance(10);
    rhythm.restart();
    expect(audits.signals[0]?.aborted).toBe(true);
    await settled();
    clock.advance(10);
    expect(audits.signals).toHaveLength(2);
    expect(audits.signals[1]?.aborted).toBe(false);
  });

  it('never audits twice at once, also where what is ended takes its time', async () => {
    let end: () => void = () => undefined;
    let begun = 0;
    const slow = new AuditRhythm(
      clock,
      () => {
        begun += 1;
        return new Promise((resolve) => (end = resolve));
      },
      TIMES,
    );
    slow.restart();
    clock.advance(10);
    slow.restart();
    clock.advance(10);
    expect(begun).toBe(1);
    end();
    await settled();
    clock.advance(10);
    expect(begun).toBe(2);
  });

  it('ends what goes on and audits no more when it is stopped', async () => {
    rhythm.restart();
    clock.advance(10);
    rhythm.stop();
    expect(audits.signals[0]?.aborted).toBe(true);
    await settled();
    clock.advance(100_000);
    expect(audits.signals).toHaveLength(1);
    expect(clock.waiting).toBe(0);
  });

  it('lets an audit that somebody asked for take the place of its own', async () => {
    rhythm.restart();
    clock.advance(10);
    const asked = rhythm.instead(() => Promise.resolve('done'));
    expect(audits.signals[0]?.aborted).toBe(true);
    expect(await asked).toBe('done');
    clock.advance(999);
    expect(audits.signals).toHaveLength(1);
    clock.advance(1);
    expect(audits.signals).toHaveLength(2);
  });

  it('says what went wrong with an audit to whoever asked for it, and goes on', async () => {
    rhythm.restart();
    await expect(rhythm.instead(() => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
    clock.advance(1000);
    expect(audits.signals).toHaveLength(1);
  });

  it('ends an audit that somebody asked for where another is asked for, or it begins anew', async () => {
    const first = rhythm.instead(audits.run);
    const second = rhythm.instead(audits.run);
    await settled();
    expect(audits.signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    await first;
    rhythm.restart();
    await second;
    expect(audits.signals[1]?.aborted).toBe(true);
  });
});
