import {
  beginInterview,
  draftOf,
  type Draft,
  type Interview,
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
  /** What was left behind, by the kind of creation or the session that is made again. */
  private readonly left = new Map<string, TypedAnswers>();
  /** The one that asks now. */
  private asking: { readonly by: AbortController; readonly ending: Promise<SessionHandle> } | undefined;

  constructor(
    private readonly services: Services,
    private readonly runs: RunsRevealer,
  ) {}

  /**
   * Asks for what is wanted and creates it.
   * @param given what is known already: an object like `KnownBefore`; anything else in it is left out
   */
  async create(wanted: Wanted, given: unknown): Promise<void> {
    const interview = beginInterview(emptyDraft(wanted, knownBefore(given)), { isShort: true });
    const kind = wanted.kind === 'project' ? wanted.kind : wanted.runKind;
    await this.run(titleOf(wanted), interview, kind, new TypedAnswers());
  }

  /**
   * Creates what was asked for once before: secret answers are asked for again, since they are not kept, and what is
   * wrong by now. True where it was made.
   */
  async createAgain({ session_id, request, withheld }: UnfinishedCreation): Promise<boolean> {
    const draft = draftOf(request);
    const interview = beginInterview(draft, { isShort: true, withheld });
    const ended = await this.run(titleOf(draft.wanted), interview, session_id, TypedAnswers.ofDraft(draft));
    return ended.state === 'done';
  }

  private async run(
    title: string,
    interview: Interview,
    key: string,
    first: TypedAnswers,
  ): Promise<SessionHandle> {
    const asking = new AbortController();
    await this.leaveOther();
    const left = new Leaving(this.left, key);
    const typed = (this.left.get(key) ?? first).withoutSecrets();
    const collector = new Collector(() => this.source(), title, interview, typed, asking.signal);
    const creation = new QuickCreation(this.services, collector, title, this.runs, () => {
      // From here on the next one may be asked for, while this one is made.
      this.endAsking(asking);
      left.put(typed.placeOnly());
    });
    const ending = creation.run();
    this.asking = { by: asking, ending };
    let isDone = false;
    try {
      const ended = await ending;
      isDone = ended.state === 'done';
      return ended;
    } finally {
      this.endAsking(asking);
      if (!isDone) left.put(typed.withoutSecrets());
    }
  }

  private endAsking(by: AbortController): void {
    if (this.asking?.by === by) this.asking = undefined;
  }

  /** Two rows of questions at once would be mixed up: whoever begins another leaves the first, and may come back. */
  private async leaveOther(): Promise<void> {
    const { asking } = this;
    asking?.by.abort();
    await asking?.ending.catch(() => undefined);
  }

  /** What the questions are about, as it is now: the configuration may change while they are answered. */
  private async source(): Promise<InterviewSource> {
    const { engines } = this.services;
    const engine = await engines.engine();
    return {
      config: engine.config,
      form: (request) => engine.controller.form(request),
      templates: (query, equipmentId) => engine.templates(query, equipmentId),
      projects: (equipmentId) => engine.projects(equipmentId),
      hasProjects: (equipmentId) => engine.hasProjects(equipmentId),
    };
  }
}

/** Where one creation leaves what was typed, unless another one has left something there since. */
class Leaving {
  private last: TypedAnswers | undefined;

  constructor(
    private readonly left: Map<string, TypedAnswers>,
    private readonly key: string,
  ) {
    this.last = left.get(key);
  }

  put(typed: TypedAnswers): void {
    if (this.left.get(this.key) !== this.last) return;
    this.left.set(this.key, typed);
    this.last = typed;
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
