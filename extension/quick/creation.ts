import * as vscode from 'vscode';
import type { Engine } from '../../core/engine';
import {
  confirmationOf,
  isChangedSinceConfirmed,
  isDestinationTaken,
  requestOf,
  type Confirmation,
  type CreationRequest,
  type CreationResult,
  type PlanAnswer,
  type SessionHandle,
} from '../../core/sessions';
import { ExlabError, type ErrorShape } from '../../core/system';
import type { Services } from '../services';
import type { Collector } from './collect';
import { confirmPlan } from './confirm-plan';
import { followSession, type Followed } from './follow';
import { tellDone, type RunsRevealer } from './tell-done';
import { plainNotice } from '../plain-notice';

/** One creation: its questions, its plan, and what becomes of it. */
export class QuickCreation {
  constructor(
    private readonly services: Services,
    private readonly collector: Collector,
    private readonly title: string,
    private readonly runs: RunsRevealer,
    /** Told when a plan is confirmed. */
    private readonly onConfirmed: () => void,
  ) {}

  /**
   * Asks, has the plan confirmed, creates, and tells how it ended; returns the session's last state.
   * Throws `CancellationError` where somebody breaks off, and the session's error where it failed.
   */
  async run(): Promise<SessionHandle> {
    for (;;) {
      const ended = await this.create(await this.confirmedRequest());
      const { error, state } = ended.handle;
      if (state !== 'failed' || error === null || !isOvertaken(error)) return this.tell(ended);
      // Nothing was made, and the answers are still good: the plan is shown as it is now.
      void vscode.window.showWarningMessage(plainNotice(error.message));
    }
  }

  private async confirmedRequest(): Promise<Confirmed> {
    for (;;) {
      const request = requestOf(await this.collector.collect());
      const { controller } = await this.services.engines.engine();
      const answer = await controller.plan(request);
      if (await this.isSentBack(answer)) continue;
      const { steps, signal } = this.collector;
      const decision = await confirmPlan({ title: this.title, step: steps + 1, signal }, answer);
      if (decision.kind === 'create') return { request, confirmed: confirmationOf(decision.plan) };
      if (decision.kind === 'back' && !this.collector.goBack()) throw new vscode.CancellationError();
    }
  }

  /** What speaks against an answer is said where it was typed; the plan shows only what no answer could change. */
  private async isSentBack({ problems }: PlanAnswer): Promise<boolean> {
    for (const problem of problems) {
      if (await this.collector.correct(problem)) return true;
    }
    return false;
  }

  private async create({ request, confirmed }: Confirmed): Promise<Ended> {
    this.onConfirmed();
    const engine = await this.services.engines.engine();
    const { controller } = engine;
    const opened = await (request.kind === 'run'
      ? controller.createRun(request, { confirmed })
      : controller.createProject(request, { confirmed }));
    const followed = await followSession(this.services, engine, opened, this.title);
    return { ...followed, engine };
  }

  private async tell({ handle, warnings, engine }: Ended): Promise<SessionHandle> {
    const { engines, errors } = this.services;
    const { error, result, state, session_id } = handle;
    if (isDone(result)) {
      engines.created(result.path);
      tellDone(result, warnings, { runs: this.runs, errors });
      return handle;
    }
    // Its files may have been kept, and are found again in the list of what is unfinished.
    engines.unfinishedChanged();
    if (error === null) return handle;
    if (state === 'failed') throw await withWayToItsFiles(engine, error, session_id);
    void vscode.window.showInformationMessage(plainNotice(error.message));
    return handle;
  }
}

/** The error of a creation that failed, which says where its files are found again if they were kept. */
async function withWayToItsFiles(engine: Engine, error: ErrorShape, id: string): Promise<ExlabError> {
  try {
    const unfinished = await engine.unfinished();
    if (!unfinished.some(({ session_id }) => session_id === id)) return new ExlabError(error);
    return new ExlabError({ ...error, details: { ...error.details, unfinished: true } });
  } catch {
    // Why it failed counts for more than why its files cannot be looked for.
    return new ExlabError(error);
  }
}

/** How it ended, and the engine that made it: by now there may be another. */
interface Ended extends Followed {
  readonly engine: Engine;
}

/** A request, and the plan of it that somebody agreed to. */
interface Confirmed {
  readonly request: CreationRequest;
  readonly confirmed: Confirmation;
}

/** Whether somebody else came first, or changed what it is made from, between the plan and its confirmation. */
function isOvertaken(error: ErrorShape): boolean {
  return isDestinationTaken(error) || isChangedSinceConfirmed(error);
}

function isDone(result: SessionHandle['result']): result is CreationResult {
  return result !== null && 'sync_status' in result;
}
