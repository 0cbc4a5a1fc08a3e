/** Time as a dependency, so that every test is exact. */
export interface Clock {
  now(): Date;
  /** Runs `task` once after `delayMs`; the timer does not keep the process alive. */
  schedule(delayMs: number, task: () => void): Timer;
}

export interface Timer {
  cancel(): void;
}

export const systemClock: Clock = {
  now: () => new Date(),
  schedule(delayMs, task) {
    const handle = setTimeout(task, delayMs);
    handle.unref();
    return {
      cancel: () => {
        clearTimeout(handle);
      },
    };
  },
};

/** A UTC timestamp as the records hold it: ISO 8601 with milliseconds and `Z`. */
export function timestamp(date: Date): string {
  return date.toISOString();
}
