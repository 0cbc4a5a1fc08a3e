import * as vscode from 'vscode';
import type { Engine } from '../../core/engine';
import {
  requestOf,
  type CreationPlan,
  type CreationRequest,
  type CreationResult,
  type PlanAnswer,
  type SessionHandle,
} from '../../core/sessions';
import { ExlabError } from '../../core/system';
import type { Services } from '../services';
import type { Collector } from './collect';
import { confirmPlan } from './confirm-plan';
import { followSession, type Followed } from './follow';
import { tellDone, type RunsRevealer } from './tell-done';

/** One creation: its questions, its plan, and what becomes of it. */
export class QuickCreation {
  constructor(
    private readonly services: Services,
    private readonly engine: Engine,
    private readonly collector: Collector,
    private readonly title: string,
    private readonly runs: RunsRevealer,
  ) {}

  /**
   * Asks, has the plan confirmed, creates, and tells how it ended; returns the session's last state.
   * Throws `CancellationError` where somebody breaks off, and the session's error where it failed.
   */
  async run(): Promise<SessionHandle> {
    for (;;) {
      const ended = await this.create(await this.confirmedRequest());
      const { error, state } = ended.handle;
      if (state !== 'failed' || error?.code !== 'destination_exists') return this.tell(ended);
      // Somebody else came first. Nothing was made, and the answers are still good: the plan is shown as it is now.
      void vscode.window.showWarningMessage(error.message);
    }
  }

  private async confirmedRequest(): Promise<CreationRequest> {
    for (;;) {
      const request = requestOf(await this.collector.collect());
      const answer = await this.engine.controller.plan(request);
      if (await this.isSentBack(answer)) continue;
      const decision = await confirmPlan({ title: this.title, step: this.collector.steps + 1 }, answer);
      if (decision.kind === 'create') return asPlanned(request, answer.plan);
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

  private async create(request: CreationRequest): Promise<Followed> {
    const { controller } = this.engine;
    const opened = await (request.kind === 'run'
      ? controller.createRun(request)
      : controller.createProject(request));
    return followSession(this.services, this.engine, opened, this.title);
  }

  private tell({ handle, warnings }: Followed): SessionHandle {
    const { engines } = this.services;
    if (isDone(handle.result)) {
      engines.created(handle.result.path);
      tellDone(handle.result, warnings, this.runs);
    } else if (handle.error !== null && handle.state === 'failed') {
      throw new ExlabError(handle.error);
    } else if (handle.error !== null) {
      // A view that lists unfinished creations has one more now, or none the less.
      engines.created('');
      void vscode.window.showInformationMessage(handle.error.message);
    }
    return handle;
  }
}

/** What was confirmed is what is made: a run date that nobody gave stays the one that was shown. */
function asPlanned(request: CreationRequest, plan: CreationPlan | null): CreationRequest {
  return request.kind === 'run' && plan?.run != null ? { ...request, run_date: plan.run.date } : request;
}

function isDone(result: SessionHandle['result']): result is CreationResult {
  return result !== null && 'sync_status' in result;
}
