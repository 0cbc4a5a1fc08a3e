import type { Clock, Timer } from '../../core/system';

/** What became of a computation. */
export type Outcome<Result> =
  | { readonly kind: 'computed'; readonly result: Result }
  | { readonly kind: 'failed'; readonly caught: unknown };

/**
 * How long a computation may take once something newer is wished for (ms). One that is nearly done is worth more than none:
 * whoever types on would see nothing before a pause, and a process that is given up has to be started again.
 */
const PATIENCE_MS = 600;

/**
 * Computes something again and again, one at a time, and tells what came of it; the last is always of what was wished for
 * last.
 *
 * ```
 * idle → wished → computing → told → idle
 *           ↑         |  wished again: told all the same if it comes soon, else given up and never told
 *           └─────────┘
 * ```
 */
export class LatestOnly<Result> {
  private wishes = 0;
  private isWorking = false;
  private isDisposed = false;
  private running: AbortController | undefined;
  private patience: Timer | undefined;
  private idle: Promise<void> = Promise.resolve();

  constructor(
    private readonly clock: Pick<Clock, 'schedule'>,
    /** Computes it from how things are when it is called. */
    private readonly compute: (signal: AbortSignal) => Promise<Result>,
    private tell: (outcome: Outcome<Result>) => void,
  ) {}

  /**
   * Asks for it to be computed from how things are now. Returns at once.
   * @param atOnce gives up what runs: it would be of no use any more
   */
  wish(atOnce = false): void {
    if (this.isDisposed) return;
    this.wishes += 1;
    if (!this.isWorking) this.idle = this.work();
    else if (atOnce) this.running?.abort();
    else
      this.patience ??= this.clock.schedule(PATIENCE_MS, () => {
        this.running?.abort();
      });
  }

  /** Resolves when nothing is computed any more. */
  settled(): Promise<void> {
    return this.idle;
  }

  /** Gives up what runs; nothing is told from here on. */
  dispose(): void {
    this.isDisposed = true;
    this.tell = () => undefined;
    this.patience?.cancel();
    this.running?.abort();
  }

  private async work(): Promise<void> {
    this.isWorking = true;
    let done = 0;
    while (done < this.wishes) {
      // Edits that come together are looked at together.
      await Promise.resolve();
      done = this.wishes;
      const running = new AbortController();
      this.running = running;
      const outcome = await this.outcomeOf(running.signal);
      this.running = undefined;
      this.patience?.cancel();
      this.patience = undefined;
      const isLate = done < this.wishes;
      if (!isLate || (outcome.kind === 'computed' && !running.signal.aborted)) this.tell(outcome);
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
