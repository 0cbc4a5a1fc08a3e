import type { Clock, Timer } from '../../core/system';

/** A clock that moves only when a test says so. */
export class ManualClock implements Clock {
  private timers: { due: number; task: () => void }[] = [];

  constructor(private millis: number = Date.UTC(2026, 10, 20, 13, 0, 0)) {}

  now(): Date {
    return new Date(this.millis);
  }

  schedule(delayMs: number, task: () => void): Timer {
    const timer = { due: this.millis + delayMs, task };
    this.timers.push(timer);
    return { cancel: () => (this.timers = this.timers.filter((other) => other !== timer)) };
  }

  /** How many tasks wait for their time. */
  get waiting(): number {
    return this.timers.length;
  }

  /** Moves on, and runs what falls due on the way, in order. */
  advance(ms: number): void {
    const end = this.millis + ms;
    for (;;) {
      const [next] = this.timers.filter((timer) => timer.due <= end).sort((a, b) => a.due - b.due);
      if (next === undefined) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.millis = next.due;
      next.task();
    }
    this.millis = end;
  }
}
