import type { SessionEvent } from './session';

/** Every event of a session from its first, for any number of subscribers, early or late. */
export class EventStream {
  private readonly events: SessionEvent[] = [];
  private waiting: (() => void)[] = [];
  private ended = false;
  private attached = 0;

  /** @param onLeave told when a subscriber is gone */
  constructor(private readonly onLeave: () => void = () => undefined) {}

  /** How many are attached now: they count from `subscribe` until they leave or have read the last event. */
  get subscribers(): number {
    return this.attached;
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
    this.attached += 1;
    const leave = (): IteratorReturnResult<undefined> => {
      if (isAttached) {
        this.attached -= 1;
        this.onLeave();
      }
      isAttached = false;
      return { done: true, value: undefined };
    };
    const iterator: AsyncIterableIterator<SessionEvent, undefined> = {
      next: async () => {
        while (isAttached && read >= this.events.length && !this.ended) await this.nextEvent();
        const event = isAttached ? this.events[read] : undefined;
        if (event === undefined) return leave();
        read += 1;
        return { done: false, value: event };
      },
      return: () => {
        const end = leave();
        this.wake();
        return Promise.resolve(end);
      },
      [Symbol.asyncIterator]: () => iterator,
    };
    return iterator;
  }

  private nextEvent(): Promise<void> {
    return new Promise((resume) => this.waiting.push(resume));
  }

  private wake(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resume of waiting) resume();
  }
}
