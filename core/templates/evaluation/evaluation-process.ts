import { l10n, ExlabError, type Clock, type Timer } from '../../system';
import type { Template } from '../model';
import { cancelledError, endedError, endlessError, startError } from './evaluation-error';
import type { Launch, LaunchedProcess } from './launch';
import { readReply, type EvaluationRequest, type LanguageTexts } from './messages';
import type { Whereabouts } from './whereabouts';

/** How often is looked whether anything was heard (ms). */
const LOOK_EVERY_MS = 250;
/**
 * After so many looks in a row without a sign of life an evaluation is ended: two seconds. Looks are counted, not
 * time: where this process itself stood still, what the other said meanwhile is read before the next look.
 */
const SILENT_LOOKS = 8;
/** A busy computer may take its time to start one: 15 seconds. */
const SILENT_LOOKS_AT_START = 60;

/** How often a rendering comes to a file: to read and to render its name, and its text. */
const VISITS = 4;

/** A piece of work, with what is needed to tell what became of it. */
export interface Evaluation {
  readonly template: Template;
  readonly request: EvaluationRequest;
  readonly signal?: AbortSignal | undefined;
}

type Outcome = { readonly result: unknown } | { readonly error: ExlabError };

interface Job extends Evaluation {
  at: Whereabouts;
  /** How often it came to each file from another. */
  readonly visits: Map<string, number>;
  silentLooks: number;
  readonly finish: (outcome: Outcome) => void;
}

export interface ProcessOptions {
  readonly launch: Launch;
  /** What is started, for messages. */
  readonly executable: string;
  readonly clock: Clock;
  readonly texts?: LanguageTexts | undefined;
}

/**
 * One process that evaluates templates, one request after the other:
 *
 *     starting ── it says so ──▶ ready
 *        │                         │
 *        └───────▶  over  ◀────────┘   not startable, ended, killed: silent, cancelled, no longer needed
 *
 * A request may be given to it while it starts. Our own process waits for it only while it has one.
 */
export class EvaluationProcess {
  /** Resolves when nothing is left of it. */
  readonly ended: Promise<void>;
  private state: 'starting' | 'ready' | 'over' = 'starting';
  private everReady = false;
  private job: Job | undefined;
  private timer: Timer | undefined;
  private failure: ExlabError;
  private readonly child: LaunchedProcess | undefined;
  private readonly tellEnded: () => void;

  constructor(private readonly options: ProcessOptions) {
    const { promise, resolve } = withResolver();
    this.ended = promise;
    this.tellEnded = resolve;
    this.failure = this.notStarted(l10n.t('it ended at once'));
    try {
      this.child = options.launch({
        message: (message) => {
          this.hear(message);
        },
        failed: (cause) => {
          this.leave(this.notStarted(cause.message));
        },
        ended: (code, signal) => {
          this.leave(this.endedBy(code, signal));
        },
      });
      this.child.hold(false);
      this.child.send({ kind: 'greeting', texts: options.texts });
    } catch (caught) {
      this.leave(this.notStarted(caught instanceof Error ? caught.message : String(caught)));
    }
  }

  /** Whether it can be given a request. */
  get isFree(): boolean {
    return this.state !== 'over' && this.job === undefined;
  }

  /** Whether it takes no more requests, since it was ended or has ended by itself. */
  get isOver(): boolean {
    return this.state === 'over';
  }

  /** Whether it could be started. */
  get wasReady(): boolean {
    return this.everReady;
  }

  /** Does a piece of work, when it has no other. Throws what went wrong in the process or with it. */
  evaluate(evaluation: Evaluation): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.state === 'over') {
        reject(this.failure);
        return;
      }
      const { signal, request } = evaluation;
      const cancel = (): void => {
        this.stop(cancelledError());
      };
      const finish = (outcome: Outcome): void => {
        signal?.removeEventListener('abort', cancel);
        this.timer?.cancel();
        this.job = undefined;
        this.child?.hold(false);
        if ('error' in outcome) reject(outcome.error);
        else resolve(outcome.result);
      };
      this.job = { ...evaluation, at: { file: '' }, visits: new Map(), silentLooks: 0, finish };
      signal?.addEventListener('abort', cancel, { once: true });
      this.child?.hold(true);
      this.send(request);
      this.look();
    });
  }

  /** Ends it whatever it does; what it was asked for fails with this error. */
  stop(error: ExlabError): void {
    this.child?.kill();
    this.state = 'over';
    this.failure = error;
    this.job?.finish({ error });
  }

  /** Lets our own process wait until it is gone. */
  hold(): void {
    this.child?.hold(true);
  }

  private send(request: EvaluationRequest): void {
    try {
      this.child?.send(request);
    } catch (caught) {
      // An answer that no message can hold, such as a function: nobody's process is at fault.
      const message = caught instanceof Error ? caught.message : String(caught);
      this.job?.finish({ error: new ExlabError({ code: 'internal_error', message }, { cause: caught }) });
    }
  }

  private hear(message: unknown): void {
    const reply = readReply(message);
    if (reply === undefined || this.state === 'over') return;
    if (reply.kind === 'ready') {
      this.state = 'ready';
      this.everReady = true;
    }
    const { job } = this;
    if (job === undefined) return;
    switch (reply.kind) {
      case 'ready':
      case 'alive':
        this.heard(job);
        return;
      case 'at': {
        const { kind: _, ...at } = reply;
        if (isProgress(job, at)) this.heard(job);
        job.at = at;
        return;
      }
      case 'done':
        if (reply.id === job.request.id) job.finish({ result: reply.result });
        return;
      case 'failed':
        if (reply.id === job.request.id) job.finish({ error: new ExlabError(reply.error) });
    }
  }

  private heard(job: Job): void {
    job.silentLooks = 0;
    this.timer?.cancel();
    this.look();
  }

  private look(): void {
    this.timer = this.options.clock.schedule(LOOK_EVERY_MS, () => {
      const { job } = this;
      if (job === undefined) return;
      job.silentLooks += 1;
      const limit = this.state === 'starting' ? SILENT_LOOKS_AT_START : SILENT_LOOKS;
      if (job.silentLooks < limit) {
        this.look();
        return;
      }
      const seconds = (limit * LOOK_EVERY_MS) / 1000;
      this.stop(
        this.state === 'starting'
          ? this.notStarted(l10n.t('it said nothing for {0} seconds', seconds))
          : endlessError(job.template, job.at, seconds),
      );
    });
  }

  private leave(error: ExlabError): void {
    if (this.state !== 'over') {
      this.state = 'over';
      this.failure = error;
      this.job?.finish({ error });
    }
    this.tellEnded();
  }

  private endedBy(code: number | null, signal: string | null): ExlabError {
    if (this.state === 'starting' || this.job === undefined)
      return this.notStarted(l10n.t('it ended with {0}', signal ?? String(code)));
    return endedError(this.job.template, this.job.at, code, signal);
  }

  private notStarted(why: string): ExlabError {
    return startError(this.options.executable, why);
  }
}

/**
 * Whether it has come to another file of many: these may take longer together. Questions are evaluated all at once,
 * and one expression after the other, or two files in turn, may go on without end.
 */
function isProgress({ request, at: before, visits }: Job, { file }: Whereabouts): boolean {
  if (request.task.kind === 'questionnaire' || file === before.file) return false;
  const visit = (visits.get(file) ?? 0) + 1;
  visits.set(file, visit);
  return visit <= VISITS;
}

function withResolver(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
