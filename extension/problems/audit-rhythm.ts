import type { Clock, Timer } from '../../core/system';

/** When the lab is audited by itself (ms). */
export interface RhythmTimes {
  /** After the start: the editor has its own things to show first. */
  readonly firstMs: number;
  /** After the end of an audit. */
  readonly everyMs: number;
}

export const RHYTHM: RhythmTimes = { firstMs: 8000, everyMs: 30 * 60_000 };

/** Audits everything that there is; `signal` is aborted where that is not wanted any more. */
export type AuditAll = (signal: AbortSignal) => Promise<void>;

/**
 * Audits now and then, and never twice at once. What goes on is ended where the configuration changes, and where
 * somebody asks for an audit: that one takes its place.
 */
export class AuditRhythm {
  private timer: Timer | undefined;
  private running: { readonly abort: AbortController; readonly ended: Promise<unknown> } | undefined;
  private isOn = false;

  /**
   * @param audit what is done each time; it never throws
   */
  constructor(
    private readonly clock: Clock,
    private readonly audit: AuditAll,
    private readonly times: RhythmTimes = RHYTHM,
  ) {}

  /** Begins, or begins anew: what goes on is of no use any more. */
  restart(): void {
    this.isOn = true;
    this.running?.abort.abort();
    this.schedule(this.times.firstMs);
  }

  /** Audits no more by itself, until it begins anew. */
  stop(): void {
    this.isOn = false;
    this.timer?.cancel();
    this.running?.abort.abort();
  }

  /**
   * Does an audit that somebody asked for, once what goes on has ended. Throws what the work throws.
   * @param work gets a signal that is aborted where the configuration changes or another audit is asked for
   */
  async instead<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    this.timer?.cancel();
    while (this.running !== undefined) {
      this.running.abort.abort();
      await this.running.ended;
    }
    return this.run(work);
  }

  private schedule(delayMs: number): void {
    this.timer?.cancel();
    this.timer = this.clock.schedule(delayMs, () => {
      // What goes on schedules the next one when it has ended.
      if (this.running === undefined) void this.run(this.audit);
    });
  }

  private async run<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const abort = new AbortController();
    const result = work(abort.signal);
    const ended = result.then(
      () => undefined,
      () => undefined,
    );
    const own = { abort, ended };
    this.running = own;
    try {
      return await result;
    } finally {
      this.running = undefined;
      if (this.isOn) this.schedule(abort.signal.aborted ? this.times.firstMs : this.times.everyMs);
    }
  }
}
