import { ExlabError, l10n, timestamp, toExlabError, type ErrorShape, type Timer } from '../system';
import type { Confirmation } from './confirmation';
import { prepareAt, runCreation } from './creation';
import type { SessionEnvironment } from './environment';
import { composeForm, type CreationForm } from './form';
import { checkInputs } from './inputs';
import { JournalFolder } from './journal';
import { LiveSession } from './live-session';
import { runningHere } from './running';
import type { CreationPlan } from './plan';
import { composePreview, type CreationPreview } from './preview';
import { readProjectRequest, readRunRequest, type CreationRequest } from './requests';
import type { SessionEvent, SessionHandle } from './session';

/** How long a session waits for input without a sign of its client, and how often that is looked at (ms). */
const ABANDONED_AFTER_MS = 60 * 60 * 1000;
const SWEEP_EVERY_MS = 5 * 60 * 1000;

/** What `plan` says of a request: all problems, and the plan where it could be computed. */
export interface PlanAnswer {
  readonly problems: readonly ErrorShape[];
  readonly plan: CreationPlan | null;
}

export interface CreationOptions {
  /**
   * What somebody has confirmed: that is made or nothing. Its run date does not move on (`destination_exists` where it
   * is taken), and where anything else would be made the session comes back failed with `validation_failed`. The
   * details of whatever the gate refuses then have `changed: true`: see `isChangedSinceConfirmed`.
   */
  readonly confirmed?: Confirmation | undefined;
}

/**
 * The one driver of every creation, whoever asks (spec 2): gate, plan, pipeline, events, cancel, resume.
 */
export class CreationController {
  private readonly sessions = new Map<string, LiveSession>();
  private readonly journals: JournalFolder;
  private sweepTimer: Timer | undefined;
  private closed = false;

  constructor(private readonly environment: SessionEnvironment) {
    this.journals = new JournalFolder(environment.journalFolder, environment.log);
    this.scheduleSweep();
  }

  /**
   * Opens a project session; rejects with `validation_failed` for a request that is none. The handle comes back
   * `failed`, or `rendering` with the rest in the background.
   */
  async createProject(input: unknown, options: CreationOptions = {}): Promise<SessionHandle> {
    return this.launch(readProjectRequest(input), options);
  }

  /** Opens a run session; see `createProject`. */
  async createRun(input: unknown, options: CreationOptions = {}): Promise<SessionHandle> {
    return this.launch(readRunRequest(input), options);
  }

  /**
   * What a creation would do, and everything that speaks against it, at once and per field.
   * The preview, `--dry-run` and forms use it; nothing is written.
   */
  async plan(request: CreationRequest, signal?: AbortSignal): Promise<PlanAnswer> {
    const wanted = { from: this.environment.clock.now(), isFixed: false };
    const preparation = await prepareAt(this.environment, request, wanted, signal);
    return preparation.outcome === 'passed'
      ? { problems: [], plan: preparation.creation.plan }
      : { problems: preparation.problems, plan: preparation.plan ?? null };
  }

  /** What a form shows while it is filled in: questions, README fields, and what is wrong so far; nothing is rendered. */
  form(request: CreationRequest): Promise<CreationForm> {
    return composeForm(this.environment, request);
  }

  /** A form with its live preview; see `composePreview`. */
  preview(
    request: CreationRequest,
    signal?: AbortSignal,
    confirmed?: Confirmation,
  ): Promise<CreationPreview> {
    return composePreview(this.environment, request, signal, confirmed);
  }

  /** A snapshot. Throws `session_not_found`. */
  status(id: string): SessionHandle {
    const session = this.find(id);
    session.heartbeat();
    return session.handle();
  }

  /** Every event from the first; ends after the terminal one. Throws `session_not_found`. */
  subscribe(id: string): AsyncIterable<SessionEvent> {
    const session = this.find(id);
    session.heartbeat();
    return session.events.subscribe();
  }

  /** Resolves with the last snapshot once the session has ended and is tidied up. */
  async finished(id: string): Promise<SessionHandle> {
    const session = this.find(id);
    await session.finished;
    return session.handle();
  }

  /**
   * Gives a waiting session what it asked for. Throws `session_not_found`, `session_not_awaiting_input`, or
   * `validation_failed` with an error per field in `details.problems`: the session then waits on.
   */
  resume(id: string, inputs: Readonly<Record<string, unknown>>): Promise<SessionHandle> {
    // At once, so that whoever cancels afterwards comes second; a refusal rejects as those of every other call do.
    return new Promise((resolve) => {
      resolve(this.resumeNow(id, inputs));
    });
  }

  private resumeNow(id: string, inputs: Readonly<Record<string, unknown>>): SessionHandle {
    const session = this.find(id);
    const pending = session.pendingInput();
    if (pending === undefined) {
      throw new ExlabError({
        code: 'session_not_awaiting_input',
        message: l10n.t('The session does not wait for input.'),
        details: { session_id: id },
      });
    }
    session.heartbeat();
    session.giveInput(checkInputs(pending, inputs));
    return session.handle();
  }

  /**
   * Stops a session whatever it does; unknown and ended ones are left alone. Comes back once it has ended.
   * @param options.discard_files remove what was made, instead of keeping it as an unfinished creation
   */
  async cancel(id: string, options: { discard_files: boolean }): Promise<SessionHandle | undefined> {
    const session = this.sessions.get(id);
    if (session === undefined) return undefined;
    if (!session.isTerminal()) session.abort(options.discard_files, 'cancelled');
    await session.finished;
    return session.handle();
  }

  /** Ends sessions that wait for input and whose client was not heard of for an hour; forgets ended ones. */
  sweep(): void {
    const now = this.environment.clock.now().getTime();
    for (const session of this.sessions.values()) {
      const silent = now - session.lastHeartbeat.getTime() > ABANDONED_AFTER_MS;
      if (!silent || session.events.waitingReaders > 0) continue;
      if (session.isIn('input_required')) session.abort(false, 'session_abandoned');
      else if (session.isTerminal()) this.sessions.delete(session.id);
    }
  }

  /** Takes no new sessions, and resolves when all that it has are over, those that wait for input among them. */
  async retire(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.sessions.values()].map((session) => session.finished));
  }

  /** Stops taking sessions and waits for those that run; what waits for input is kept as unfinished. */
  async close(): Promise<void> {
    this.closed = true;
    this.sweepTimer?.cancel();
    for (const session of this.sessions.values()) session.leave();
    await Promise.all([...this.sessions.values()].map((session) => session.finished));
  }

  private scheduleSweep(): void {
    this.sweepTimer = this.environment.clock.schedule(SWEEP_EVERY_MS, () => {
      this.sweep();
      if (!this.closed || this.sessions.size > 0) this.scheduleSweep();
    });
  }

  private find(id: string): LiveSession {
    const session = this.sessions.get(id);
    if (session !== undefined) return session;
    throw new ExlabError({
      code: 'session_not_found',
      message: l10n.t("There is no session '{0}'.", id),
      details: { session_id: id },
    });
  }

  private async launch(request: CreationRequest, { confirmed }: CreationOptions): Promise<SessionHandle> {
    if (this.closed) {
      throw new ExlabError({
        code: 'shutting_down',
        message: l10n.t('The engine is stopping: try again later.'),
      });
    }
    const { environment, journals } = this;
    const id = environment.random.uuid();
    const session = new LiveSession(id, request.kind, environment.clock, journals.of(id));
    // From here on closing waits for it.
    this.sessions.set(id, session);
    const leave = runningHere(session.journal.file);
    await new Promise<void>((leftGate, fail) => {
      session.finished = this.open(session).then(
        () => runCreation({ environment, session, request, confirmed, leftGate }).finally(leave),
        async (caught: unknown) => {
          this.sessions.delete(id);
          leave();
          await session.journal.remove().catch(() => undefined);
          fail(toExlabError(caught));
        },
      );
    });
    return session.handle();
  }

  private async open(session: LiveSession): Promise<void> {
    const { clock, host, onStep } = this.environment;
    await session.journal.append({
      entry: 'opened',
      at: timestamp(clock.now()),
      session_id: session.id,
      kind: session.kind,
      process: await host.self(),
    });
    onStep?.('opened');
  }
}
