import * as vscode from 'vscode';
import type { Engine } from '../../core/engine';
import { phaseTitle, type SessionEvent, type SessionHandle } from '../../core/sessions';
import { l10n } from '../../core/system';
import type { Services } from '../services';
import { PluginInput } from './plugin-input';
import { askHowToStop } from './stopping';

/** A creation that is over sooner shows no progress: it would only stand in the way of the result (ms). */
const QUIET_MS = 400;

/** How a session ended, and what is worth a look though it went on. */
export interface Followed {
  readonly handle: SessionHandle;
  readonly warnings: readonly string[];
}

/**
 * Follows a session to its end, with a notification where that takes a moment. It can be cancelled: then somebody
 * says what becomes of the files, and the session goes on until then.
 */
export async function followSession(
  services: Services,
  engine: Engine,
  opened: SessionHandle,
  title: string,
): Promise<Followed> {
  const session = new FollowedSession(services, engine, opened.session_id, title);
  const ended = session.toTheEnd();
  if (!(await isSoonOver(ended))) await session.showProgress(ended);
  return { handle: await ended, warnings: session.warnings };
}

async function isSoonOver(ended: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const later = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, QUIET_MS, false);
  });
  const over = (): boolean => true;
  return Promise.race([ended.then(over, over), later]).finally(() => {
    clearTimeout(timer);
  });
}

class FollowedSession {
  readonly warnings: string[] = [];
  private readonly over = new AbortController();
  private progress: vscode.Progress<{ message: string }> | undefined;
  private message = '';
  private stopping: Promise<boolean> | undefined;

  constructor(
    private readonly services: Services,
    private readonly engine: Engine,
    private readonly id: string,
    private readonly title: string,
  ) {}

  async toTheEnd(): Promise<SessionHandle> {
    const { controller } = this.engine;
    const ended = controller.finished(this.id).finally(() => {
      this.over.abort();
    });
    const input = new PluginInput(this.engine, this.id, this.title, this.over.signal, () => this.stop());
    for await (const event of controller.subscribe(this.id)) {
      this.tell(event);
      if (event.kind === 'input_required') await input.answer(event);
    }
    return ended;
  }

  /** Shows how far it is, again and again where somebody thinks better of stopping it. */
  async showProgress(ended: Promise<unknown>): Promise<void> {
    const options = { location: vscode.ProgressLocation.Notification, title: this.title, cancellable: true };
    while (!this.over.signal.aborted) {
      const isCancelled = await vscode.window.withProgress(options, (progress, token) => {
        this.progress = progress;
        progress.report({ message: this.message });
        return Promise.race([ended.then(() => false), cancellationOf(token)]);
      });
      if (isCancelled) await this.services.errors.guard('stop a creation', () => this.stop());
    }
  }

  /** Asks whether and how to stop, once at a time; true where it is stopped. */
  private stop(): Promise<boolean> {
    this.stopping ??= this.stopNow().finally(() => {
      this.stopping = undefined;
    });
    return this.stopping;
  }

  private async stopNow(): Promise<boolean> {
    const way = await askHowToStop(this.title, this.over.signal);
    if (way === 'go_on') return false;
    this.report(l10n.t('Stopping'));
    await this.engine.controller.cancel(this.id, { discard_files: way === 'discard_files' });
    return true;
  }

  private tell(event: SessionEvent): void {
    if (event.kind === 'warning') this.warnings.push(event.message);
    if (event.kind === 'phase') this.report(phaseTitle(event.phase));
    if (event.kind !== 'progress') return;
    const what = event.plugin ?? phaseTitle(event.phase);
    this.report(l10n.t('{0}, {1} of {2}', what, event.current, event.total));
  }

  private report(message: string): void {
    this.message = message;
    this.progress?.report({ message });
  }
}

/** True when somebody cancels. */
function cancellationOf(token: vscode.CancellationToken): Promise<boolean> {
  return new Promise((resolve) => {
    token.onCancellationRequested(() => {
      resolve(true);
    });
  });
}
