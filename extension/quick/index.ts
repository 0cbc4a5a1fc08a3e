import * as vscode from 'vscode';
import type { Config } from '../../core/config';
import type { Engine } from '../../core/engine';
import {
  draftOf,
  requestOf,
  type CreationPlan,
  type CreationRequest,
  type CreationResult,
  type Draft,
  type InterviewSource,
  type SessionHandle,
  type Step,
  type Wanted,
} from '../../core/sessions';
import { ExlabError, l10n, type ErrorShape } from '../../core/system';
import type { Services } from '../services';
import { Collector } from './collect';
import { confirmPlan } from './confirm-plan';
import { followSession } from './follow';
import { tellDone } from './tell-done';

/** What is known before anybody is asked: from the node that it was started at, or from whoever calls the command. */
export interface KnownBefore {
  readonly equipment?: string;
  readonly project?: string;
  readonly template?: string;
}

/** Creates a run or project with native inputs: questions, the plan, its confirmation, progress, the result. */
export async function createQuick(services: Services, wanted: Wanted, given: unknown): Promise<void> {
  const engine = await services.engines.engine();
  const config = await services.engines.config();
  if (config === null) return;
  const title = titleOf(wanted);
  const collector = new Collector(sourceOf(engine, config), title, emptyDraft(wanted, knownBefore(given)));
  const request = await collectAndConfirm(engine, collector, title);
  await create(services, engine, request, title);
}

/**
 * Creates what was asked for once before: its plan is shown; what is missing in it or wrong by now is asked for.
 * True where it was made.
 */
export async function createAgain(
  services: Services,
  engine: Engine,
  first: CreationRequest,
): Promise<boolean> {
  const config = await services.engines.config();
  if (config === null) return false;
  const draft = draftOf(first);
  const title = titleOf(draft.wanted);
  const collector = new Collector(sourceOf(engine, config), title, draft);
  const answer = await engine.controller.plan(first);
  const isSound = answer.problems.length === 0;
  const decision = isSound ? await confirmPlan({ title, step: 1 }, answer) : undefined;
  const request =
    decision?.kind === 'create'
      ? asPlanned(first, answer.plan)
      : await collectAndConfirm(engine, collector, title);
  return (await create(services, engine, request, title)).state === 'done';
}

function sourceOf(engine: Engine, config: Config): InterviewSource {
  return {
    config,
    form: (request) => engine.controller.form(request),
    templates: (query, equipmentId) => engine.templates(query, equipmentId),
    projects: (equipmentId) => engine.projects(equipmentId),
  };
}

/** Makes what a request asks for, and tells how it ended. */
export async function create(
  services: Services,
  engine: Engine,
  request: CreationRequest,
  title: string,
): Promise<SessionHandle> {
  const opened = await (request.kind === 'run'
    ? engine.controller.createRun(request)
    : engine.controller.createProject(request));
  const ended = await followSession(engine, opened, title);
  if (isDone(ended.result)) {
    services.engines.created(ended.result.path);
    tellDone(ended.result);
  } else if (ended.error !== null && ended.state === 'failed') {
    throw new ExlabError(ended.error);
  } else if (ended.error !== null) {
    // A view that lists unfinished creations has one more now, or none the less.
    services.engines.created('');
    void vscode.window.showInformationMessage(ended.error.message);
  }
  return ended;
}

function isDone(result: SessionHandle['result']): result is CreationResult {
  return result !== null && 'sync_status' in result;
}

async function collectAndConfirm(
  engine: Engine,
  collector: Collector,
  title: string,
): Promise<CreationRequest> {
  for (;;) {
    const request = requestOf(await collector.collect());
    const answer = await engine.controller.plan(request);
    const decision = await confirmPlan({ title, step: collector.steps + 1 }, answer);
    if (decision.kind === 'create') return asPlanned(request, answer.plan);
    const problem = decision.kind === 'correct' ? decision.problem : undefined;
    const isBack = problem !== undefined && collector.goBackTo((step) => isAbout(step, problem));
    if (!isBack && !collector.goBack()) throw new vscode.CancellationError();
  }
}

/** What was confirmed is what is made: a run date that nobody gave stays the one that was shown. */
function asPlanned(request: CreationRequest, plan: CreationPlan | null): CreationRequest {
  return request.kind === 'run' && plan?.run != null ? { ...request, run_date: plan.run.date } : request;
}

/** Whether a step is where a problem of the gate can be corrected. */
function isAbout(step: Step, { field }: ErrorShape): boolean {
  switch (step.ask) {
    case 'question':
      return step.question.id === field;
    case 'field':
      return step.field.id === field;
    case 'equipment':
      return field === 'equipment_id';
    case 'project':
      return field === 'project_short_id';
    case 'lims_short_id':
      return field === 'lims_project';
    case 'template':
      return field === 'template_path' || field === 'run_kind';
    default:
      return step.ask === field;
  }
}

function titleOf(wanted: Wanted): string {
  if (wanted.kind === 'project') return l10n.t('New Project');
  return wanted.runKind === 'test' ? l10n.t('New Test Run') : l10n.t('New Run');
}

function emptyDraft(wanted: Wanted, known: KnownBefore): Draft {
  const { equipment, project, template } = known;
  return {
    wanted,
    equipment,
    project,
    template,
    lims: {},
    answers: new Map(),
    readme: new Map(),
    custom: [],
  };
}

/** Arguments come from key bindings and other extensions too: whatever is no text is left out. */
function knownBefore(given: unknown): KnownBefore {
  const text = (name: keyof KnownBefore): Record<string, string> => {
    const value =
      typeof given === 'object' && given !== null ? (given as Record<string, unknown>)[name] : undefined;
    return typeof value === 'string' && value !== '' ? { [name]: value } : {};
  };
  return { ...text('equipment'), ...text('project'), ...text('template') };
}
