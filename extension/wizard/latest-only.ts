/** What became of a computation. */
export type Outcome<Result> =
  | { readonly kind: 'computed'; readonly result: Result }
  | { readonly kind: 'failed'; readonly caught: unknown };

/**
 * Computes something again and again, one at a time: a new wish gives up what runs, and only what was wished for last is
 * told.
 *
 * ```
 * idle → wished → computing → told → idle
 *           ↑         |
 *           └─────────┘ wished again: given up, never told
 * ```
 */
export class LatestOnly<Result> {
  private wishes = 0;
  private isWorking = false;
  private isDisposed = false;
  private running: AbortController | undefined;
  private idle: Promise<void> = Promise.resolve();

  constructor(
    /** Computes it from how things are when it is called. */
    private readonly compute: (signal: AbortSignal) => Promise<Result>,
    private tell: (outcome: Outcome<Result>) => void,
  ) {}

  /** Asks for it to be computed from how things are now. Returns at once. */
  wish(): void {
    if (this.isDisposed) return;
    this.wishes += 1;
    this.running?.abort();
    if (!this.isWorking) this.idle = this.work();
  }

  /** Resolves when nothing is computed any more. */
  settled(): Promise<void> {
    return this.idle;
  }

  /** Gives up what runs; nothing is told from here on. */
  dispose(): void {
    this.isDisposed = true;
    this.tell = () => undefined;
    this.running?.abort();
  }

  private async work(): Promise<void> {
    this.isWorking = true;
    let done = 0;
    while (done < this.wishes) {
      // Edits that come together are looked at together.
      await Promise.resolve();
      done = this.wishes;
      this.running = new AbortController();
      const outcome = await this.outcomeOf(this.running.signal);
      this.running = undefined;
      if (done === this.wishes) this.tell(outcome);
    }
    this.wishes = 0;
    this.isWorking = false;
  }

  private async outcomeOf(signal: AbortSignal): Promise<Outcome<Result>> {
    try {
      return { kind: 'computed', result: await this.compute(signal) };
    } catch (caught) {
      return { kind: 'failed', caught };
    }
  }
}
