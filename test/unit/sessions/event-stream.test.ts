import { describe, expect, it } from 'vitest';
import type { SessionEvent } from '../../../core/sessions';
import { EventStream } from '../../../core/sessions/event-stream';

const PHASE: SessionEvent = { kind: 'phase', phase: 'rendering_template', at: '' };
const WARNING: SessionEvent = { kind: 'warning', phase: 'rendering_template', message: 'x' };
const LAST: SessionEvent = { kind: 'failed', error: { code: 'cancelled', message: 'x' } };

async function all(events: AsyncIterable<SessionEvent>): Promise<SessionEvent[]> {
  const read: SessionEvent[] = [];
  for await (const event of events) read.push(event);
  return read;
}

describe('an event stream', () => {
  it('gives every subscriber all events in order, and ends after the last', async () => {
    const stream = new EventStream();
    const early = all(stream.subscribe());
    stream.emit(PHASE);
    const middle = all(stream.subscribe());
    stream.emit(WARNING);
    stream.emit(LAST);
    stream.emit(WARNING);
    const expected = [PHASE, WARNING, LAST];
    expect([await early, await middle, await all(stream.subscribe())]).toEqual([
      expected,
      expected,
      expected,
    ]);
    expect(stream.waitingReaders).toBe(0);
  });

  it('forgets a subscriber who leaves while it waits, at once', async () => {
    const stream = new EventStream();
    const events = stream.subscribe();
    const waiting = events.next();
    expect(stream.waitingReaders).toBe(1);
    await events.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(stream.waitingReaders).toBe(0);
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  it('counts who waits, not who once came', async () => {
    let signs = 0;
    const stream = new EventStream(() => {
      signs += 1;
    });
    stream.subscribe();
    expect([stream.waitingReaders, signs]).toEqual([0, 1]);
    stream.emit(LAST);
    const events = stream.subscribe();
    await events.next();
    expect([stream.waitingReaders, signs]).toEqual([0, 3]);
  });
});
