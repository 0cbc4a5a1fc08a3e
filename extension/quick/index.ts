import type { Config } from '../../core/config';
import type { Engine } from '../../core/engine';
import {
  beginInterview,
  draftOf,
  type Draft,
  type InterviewSource,
  type SessionHandle,
  type UnfinishedCreation,
  type Wanted,
} from '../../core/sessions';
import { l10n } from '../../core/system';
import type { Services } from '../services';
import { Collector } from './collect';
import { QuickCreation } from './creation';
import type { RunsRevealer } from './tell-done';
import { TypedAnswers } from './typed-answers';

/** What is known before anybody is asked: from the node that it was started at, or from whoever calls the command. */
export interface KnownBefore {
  readonly equipment?: string;
  readonly project?: string;
  readonly template?: string;
}

/**
 * Creates runs and projects with native inputs: questions, the plan, its confirmation, progress, the result. What was
 * typed before somebody broke off stands in the inputs again the next time.
 */
export class QuickCreations {
  private readonly typed = new Map<string, TypedAnswers>();

  constructor(
    private readonly services: Services,
    private readonly runs: RunsRevealer,
  ) {}

  /**
   * Asks for what is wanted and creates it.
   * @param given what is known already: an object like `KnownBefore`; anything else in it is left out
   */
  async create(wanted: Wanted, given: unknown): Promise<void> {
    const engine = await this.services.engines.engine();
    const config = await this.services.engines.config();
    if (config === null) return;
    const title = titleOf(wanted);
    const typed = this.typedFor(title);
    const interview = beginInterview(emptyDraft(wanted, knownBefore(given)), { isShort: true });
    const collector = new Collector(sourceOf(engine, config), title, interview, typed);
    try {
      const ended = await this.run(engine, collector, title);
      if (ended.state === 'done') typed.forgetAllButPlace();
    } finally {
      typed.forgetSecrets();
    }
  }

  /**
   * Creates what was asked for once before: secret answers are asked for again, since they are not kept, and what is
   * wrong by now. True where it was made.
   */
  async createAgain(engine: Engine, { request, withheld }: UnfinishedCreation): Promise<boolean> {
    const config = await this.services.engines.config();
    if (config === null) return false;
    const draft = draftOf(request);
    const title = titleOf(draft.wanted);
    const interview = beginInterview(draft, { isShort: true, withheld });
    const collector = new Collector(sourceOf(engine, config), title, interview, new TypedAnswers());
    const ended = await this.run(engine, collector, title);
    return ended.state === 'done';
  }

  private run(engine: Engine, collector: Collector, title: string): Promise<SessionHandle> {
    return new QuickCreation(this.services, engine, collector, title, this.runs).run();
  }

  private typedFor(title: string): TypedAnswers {
    const typed = this.typed.get(title) ?? new TypedAnswers();
    this.typed.set(title, typed);
    return typed;
  }
}

function sourceOf(engine: Engine, config: Config): InterviewSource {
  return {
    config,
    form: (request) => engine.controller.form(request),
    templates: (query, equipmentId) => engine.templates(query, equipmentId),
    projects: (equipmentId) => engine.projects(equipmentId),
  };
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
