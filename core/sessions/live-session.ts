import type { ExtraInputs, InputRequest } from '../plugins';
import { timestamp, type Clock } from '../system';
import { EventStream } from './event-stream';
import type { Journal } from './journal';
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
  readonly events = new EventStream();
  readonly cancellation = new AbortController();
  /** What is to become of the files of a session that was stopped. */
  discardFiles = false;
  /** Why a stopped session ends: the user said so, or nobody was there any more. */
  abortCode: AbortResult['code'] = 'cancelled';
  /** From the move on the folder is there for good, and cancelling comes too late. */
  pastReturn = false;
  lastHeartbeat: Date;
  /** Resolves when the session has ended and everything is tidied up. */
  finished: Promise<void> = Promise.resolve();

  private state: SessionState = 'pending';
  private ending: SessionEnding | undefined;
  private waiting: { request: InputRequest; answer: (inputs: ExtraInputs) => void } | undefined;

  constructor(
    readonly id: string,
    readonly kind: SessionKind,
    private readonly clock: Clock,
    private readonly journal: Journal,
  ) {
    this.lastHeartbeat = clock.now();
  }

  /** Moves on: tells the journal, then the subscribers. */
  async enter(state: SessionState): Promise<void> {
    this.state = transition(this.state, state);
    const at = timestamp(this.clock.now());
    await this.journal.append(this.id, { entry: 'state', at, state });
    const phase = phaseOf(state);
    if (phase !== null && state !== 'input_required') this.events.emit({ kind: 'phase', phase, at });
  }

  /** Ends the session; what follows for files and journal is its controller's business. */
  end(ending: SessionEnding): void {
    const phase = this.phase();
    this.state = transition(this.state, ending.state);
    this.ending = ending;
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

  /** Waits in `input_required` until `giveInput` brings what the plugin asked for. */
  async askForInput(request: InputRequest): Promise<ExtraInputs> {
    const answered = new Promise<ExtraInputs>((resolve, reject) => {
      this.waiting = { request, answer: resolve };
      this.cancellation.signal.addEventListener(
        'abort',
        () => {
          reject(this.cancellation.signal.reason as Error);
        },
        {
          once: true,
        },
      );
    });
    // Cancelled before anybody waits for the answer: the wait below still tells of it.
    answered.catch(() => undefined);
    try {
      this.cancellation.signal.throwIfAborted();
      await this.enter('input_required');
      this.heartbeat();
      this.events.emit({ kind: 'input_required', ...request });
      return await answered;
    } finally {
      this.waiting = undefined;
    }
  }

  /** What the session waits for, or undefined. */
  pendingInput(): InputRequest | undefined {
    return this.waiting?.request;
  }

  /** Goes back to the plugin pass with the operator's values. */
  async giveInput(inputs: ExtraInputs): Promise<void> {
    const answer = this.waiting?.answer;
    this.waiting = undefined;
    try {
      await this.enter('plugin_pass');
    } finally {
      // Whatever the journal says, the plugin is not left waiting.
      answer?.(inputs);
    }
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
