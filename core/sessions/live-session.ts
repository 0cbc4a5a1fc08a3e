import type { ExtraInputs, InputRequest } from '../plugins';
import { timestamp, type Clock } from '../system';
import type { HandOff } from '../sync';
import { EventStream } from './event-stream';
import type { SessionJournal } from './journal';
import type { AbortResult, CreationResult, SessionHandle, SessionKind } from './session';
import { isTerminal, nextActionOf, phaseOf, transition, type Phase, type SessionState } from './states';
import type { ErrorShape } from '../system';

/** How a session came to its end. */
export type SessionEnding =
  | { readonly state: 'done'; readonly result: CreationResult }
  | { readonly state: 'failed'; readonly error: ErrorShape }
  | { readonly state: 'aborted'; readonly error: ErrorShape; readonly result: AbortResult };

/** A session in this process: its state, its events, and whoever waits for it. */
export class LiveSession {
  readonly events = new EventStream(() => {
    this.heartbeat();
  });
  readonly cancellation = new AbortController();
  /** What is to become of the files of a session that was stopped. */
  discardFiles = false;
  /** Why a stopped session ends: the user said so, or nobody was there any more. */
  abortCode: AbortResult['code'] = 'cancelled';
  /** From the move on cancelling comes too late: the folder is there for good, or it failed. */
  pastReturn = false;
  /** Whether nobody can say if the folder was moved: what there is must be kept until it can be seen. */
  isUnclear = false;
  /** What the queue was given, or may have been. */
  handOff: HandOff | undefined;
  lastHeartbeat: Date;
  /** Resolves when the session has ended and everything is tidied up. */
  finished: Promise<void> = Promise.resolve();

  private state: SessionState = 'pending';
  /** Whether the engine is closing: nobody will answer what is asked from now on. */
  private isLeaving = false;
  private ending: SessionEnding | undefined;
  private waiting: { request: InputRequest; answer: (inputs: ExtraInputs) => void } | undefined;

  constructor(
    readonly id: string,
    readonly kind: SessionKind,
    private readonly clock: Clock,
    readonly journal: SessionJournal,
  ) {
    this.lastHeartbeat = clock.now();
  }

  /** Moves on: tells the journal and the subscribers. */
  enter(state: SessionState): void {
    this.state = transition(this.state, state);
    const at = timestamp(this.clock.now());
    this.journal.note({ entry: 'state', at, state });
    const phase = phaseOf(state);
    if (phase !== null && state !== 'input_required') this.events.emit({ kind: 'phase', phase, at });
  }

  /** Ends the session; what follows for files and journal is its controller's business. */
  end(ending: SessionEnding): void {
    const phase = this.phase();
    this.state = transition(this.state, ending.state);
    this.ending = ending;
    // For a while from now on its client may still ask how it ended.
    this.heartbeat();
    this.events.emit(
      ending.state === 'done'
        ? { kind: 'done', result: ending.result }
        : { kind: 'failed', ...(phase === null ? {} : { phase }), error: ending.error },
    );
  }

  /** Stops whatever runs; too late once the folder is in place, and the first word counts. */
  abort(discardFiles: boolean, code: AbortResult['code']): void {
    if (this.pastReturn || this.cancellation.signal.aborted) return;
    this.discardFiles = discardFiles;
    this.abortCode = code;
    this.cancellation.abort();
  }

  /** The engine closes: what waits for input is stopped, now or when it asks, and its files are kept. */
  leave(): void {
    this.isLeaving = true;
    if (this.isIn('input_required')) this.abort(false, 'cancelled');
  }

  phase(): Phase | null {
    return phaseOf(this.state);
  }

  isIn(state: SessionState): boolean {
    return this.state === state;
  }

  isTerminal(): boolean {
    return isTerminal(this.state);
  }

  warn(message: string): void {
    const phase = this.phase();
    if (phase !== null) this.events.emit({ kind: 'warning', phase, message });
  }

  heartbeat(): void {
    this.lastHeartbeat = this.clock.now();
  }

  /**
   * Waits in `input_required` until `giveInput` brings what the plugin asked for; rejects when the session is
   * stopped, and where it cannot wait now.
   */
  async askForInput(request: InputRequest): Promise<ExtraInputs> {
    const { signal } = this.cancellation;
    if (this.isLeaving) this.abort(false, 'cancelled');
    signal.throwIfAborted();
    this.enter('input_required');
    this.heartbeat();
    try {
      return await new Promise<ExtraInputs>((answer, reject) => {
        this.waiting = { request, answer };
        const stop = (): void => {
          reject(signal.reason as Error);
        };
        signal.addEventListener('abort', stop, { once: true });
        this.events.emit({ kind: 'input_required', ...request });
      });
    } finally {
      this.waiting = undefined;
    }
  }

  /** What the session waits for, or undefined. */
  pendingInput(): InputRequest | undefined {
    return this.cancellation.signal.aborted ? undefined : this.waiting?.request;
  }

  /** Goes back to the plugin pass with the operator's values. */
  giveInput(inputs: ExtraInputs): void {
    const answer = this.waiting?.answer;
    this.waiting = undefined;
    this.enter('plugin_pass');
    answer?.(inputs);
  }

  handle(): SessionHandle {
    const { ending } = this;
    return {
      session_id: this.id,
      state: this.state,
      current_phase: this.phase(),
      next_action: nextActionOf(this.state),
      pending_input: this.waiting?.request ?? null,
      error: ending === undefined || ending.state === 'done' ? null : ending.error,
      result: ending === undefined || ending.state === 'failed' ? null : ending.result,
    };
  }
}
