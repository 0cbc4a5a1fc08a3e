import type { SessionEvent } from './session';

/** Every event of a session from its first, for any number of subscribers, early or late. */
export class EventStream {
  private readonly events: SessionEvent[] = [];
  private waiting: (() => void)[] = [];
  private ended = false;
  private readers = 0;

  /** @param onSign told whenever a subscriber shows that somebody is there: it comes, reads on, or leaves */
  constructor(private readonly onSign: () => void = () => undefined) {}

  /** How many wait for an event right now. */
  get waitingReaders(): number {
    return this.readers;
  }

  /** Appends an event; `done` and `failed` are the last. */
  emit(event: SessionEvent): void {
    if (this.ended) return;
    this.events.push(event);
    this.ended = event.kind === 'done' || event.kind === 'failed';
    this.wake();
  }

  /** All events in order, past and future; ends after the last one. Who stops reading is gone at once. */
  subscribe(): AsyncIterableIterator<SessionEvent, undefined> {
    let read = 0;
    let isAttached = true;
    this.onSign();
    const iterator: AsyncIterableIterator<SessionEvent, undefined> = {
      next: async () => {
        while (isAttached && read >= this.events.length && !this.ended) await this.nextEvent();
        this.onSign();
        const event = isAttached ? this.events[read] : undefined;
        if (event === undefined) return { done: true, value: undefined };
        read += 1;
        return { done: false, value: event };
      },
      return: () => {
        isAttached = false;
        this.onSign();
        this.wake();
        return Promise.resolve({ done: true, value: undefined });
      },
      [Symbol.asyncIterator]: () => iterator,
    };
    return iterator;
  }

  private async nextEvent(): Promise<void> {
    this.readers += 1;
    await new Promise<void>((resume) => this.waiting.push(resume));
    this.readers -= 1;
  }

  private wake(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resume of waiting) resume();
  }
}
