import type { Engine } from '../../core/engine';
import type { CreationPlan, CreationResult, SessionHandle } from '../../core/sessions';
import { ExlabError, l10n, type Clock, type ErrorShape, type Timer } from '../../core/system';
import type { CreationView } from '../../webview-ui/protocol';
import { createdView } from './created-view';
import { afterEvent, NO_PROGRESS, phaseViews } from './creation-progress';
import { pathParts } from './path-parts';
import { givenTo, inputView, problemsIn, type InputAsked, type InputValues } from './plugin-fields';

/** How often progress is shown at most: a plugin may tell of thousands of files (ms). */
const PROGRESS_EVERY_MS = 100;

/** A creation at work, which the page follows. It stays with the engine that began it, whatever becomes of the configuration. */
export class RunningCreation {
  private progress = NO_PROGRESS;
  private asked: InputAsked | undefined;
  private values: InputValues = new Map();
  private problems: readonly ErrorShape[] = [];
  private isStopping = false;
  private end: CreationView | undefined;
  private shownAt = Number.NEGATIVE_INFINITY;
  private later: Timer | undefined;

  constructor(
    private readonly engine: Pick<Engine, 'controller' | 'unfinished'>,
    /** Its session. */
    readonly id: string,
    private readonly plan: CreationPlan,
    private readonly clock: Clock,
    private readonly canReveal: boolean,
    /** Told whenever there is something else to show. */
    private readonly onChange: () => void,
  ) {}

  /** Whether it has come to its end. */
  get isOver(): boolean {
    return this.end !== undefined;
  }

  /** What a plugin waits for, in words; empty where none does. */
  get waitsFor(): string {
    if (this.asked === undefined || this.isStopping || this.isOver) return '';
    const { plugin, reason } = this.asked;
    return reason === '' ? plugin : l10n.t('{0}: {1}', plugin, reason);
  }

  /** What the page shows of it now. */
  view(): CreationView {
    if (this.end !== undefined) return this.end;
    const shown = this.common();
    if (this.isStopping) return { ...shown, state: 'stopping' };
    if (this.asked === undefined) return { ...shown, state: 'running' };
    return { ...shown, state: 'waiting', input: inputView(this.asked, this.values, this.problems) };
  }

  /** Follows it to its end; returns how it ended. */
  async follow(): Promise<SessionHandle> {
    const { controller } = this.engine;
    const ended = controller.finished(this.id);
    for await (const event of controller.subscribe(this.id)) {
      this.progress = afterEvent(this.progress, event, this.clock.now().getTime());
      if (event.kind === 'input_required') this.ask(event);
      else if (event.kind === 'phase') this.asked = undefined;
      if (event.kind === 'progress') this.showProgress();
      // The end is told when nothing of it is left to be tidied up.
      else if (event.kind !== 'done' && event.kind !== 'failed') this.onChange();
    }
    const handle = await ended;
    this.later?.cancel();
    this.end = await this.endOf(handle);
    this.onChange();
    return handle;
  }

  /** Keeps what is typed for a plugin: the page may be gone before it is given. */
  type(values: InputValues): void {
    if (this.asked !== undefined) this.values = values;
  }

  /** Gives a plugin what it asked for; what is wrong with it is shown at its field, and it waits on. */
  async give(values: InputValues): Promise<void> {
    const { asked } = this;
    if (asked === undefined) return;
    this.values = values;
    try {
      await this.engine.controller.resume(this.id, givenTo(asked, values));
    } catch (caught) {
      if (!(caught instanceof ExlabError)) throw caught;
      // It ended while somebody typed: its end tells why.
      if (caught.code === 'session_not_awaiting_input' || caught.code === 'session_not_found') return;
      this.problems = problemsIn(caught);
      this.onChange();
    }
  }

  /** Stops it, and keeps or discards its files. */
  async stop(discard: boolean): Promise<void> {
    if (this.isOver) return;
    this.isStopping = true;
    this.onChange();
    await this.engine.controller.cancel(this.id, { discard_files: discard });
  }

  /** What the page shows of it in every state. */
  private common(): Pick<CreationView, 'phases' | 'warnings' | 'destination'> {
    const { destination, run } = this.plan;
    return {
      phases: phaseViews(this.progress),
      warnings: this.progress.warnings,
      destination: pathParts(destination.path, run?.kind === 'test'),
    };
  }

  private showProgress(): void {
    if (this.later !== undefined) return;
    const now = this.clock.now().getTime();
    const wait = this.shownAt + PROGRESS_EVERY_MS - now;
    if (wait <= 0) {
      this.shownAt = now;
      this.onChange();
      return;
    }
    this.later = this.clock.schedule(wait, () => {
      this.later = undefined;
      this.showProgress();
    });
  }

  private ask(event: InputAsked): void {
    this.asked = event;
    this.values = new Map();
    this.problems = [];
  }

  private async endOf({ state, error, result }: SessionHandle): Promise<CreationView> {
    const shown = this.common();
    if (isDone(result)) {
      return { ...shown, state: 'done', created: createdView(result, this.plan, this.canReveal) };
    }
    const message = error?.message ?? l10n.t('It was not made.');
    const kept = result?.path ?? (await this.keptFiles());
    return { ...shown, state: state === 'aborted' ? 'stopped' : 'failed', message, kept };
  }

  private async keptFiles(): Promise<string> {
    try {
      const unfinished = await this.engine.unfinished();
      return unfinished.find(({ session_id }) => session_id === this.id)?.work_folder ?? '';
    } catch {
      // Why it failed counts for more than why its files cannot be looked for.
      return '';
    }
  }
}

/** Whether a session's result is that of a creation that was made. */
export function isDone(result: SessionHandle['result']): result is CreationResult {
  return result !== null && 'sync_status' in result;
}
