import type { SessionEvent } from './session';

/** Every event of a session from its first, for any number of subscribers, early or late. */
export class EventStream {
  private readonly events: SessionEvent[] = [];
  private wake: (() => void)[] = [];
  private ended = false;
  /** How many are listening now. */
  subscribers = 0;

  /** Appends an event; `done` and `failed` are the last. */
  emit(event: SessionEvent): void {
    if (this.ended) return;
    this.events.push(event);
    this.ended = event.kind === 'done' || event.kind === 'failed';
    const waiting = this.wake;
    this.wake = [];
    for (const resume of waiting) resume();
  }

  /** All events in order, past and future; ends after the last one. */
  async *subscribe(): AsyncGenerator<SessionEvent, void, undefined> {
    this.subscribers += 1;
    try {
      for (let next = 0; ; next += 1) {
        while (next >= this.events.length) {
          if (this.ended) return;
          await new Promise<void>((resume) => this.wake.push(resume));
        }
        const event = this.events[next];
        if (event !== undefined) yield event;
      }
    } finally {
      this.subscribers -= 1;
    }
  }
}
