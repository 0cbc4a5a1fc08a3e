import * as path from 'node:path';
import { ExlabError, l10n, toExlabError, type Clock, type Timer } from '../../core/system';
import {
  answerSample,
  loadTemplate,
  previewOf,
  readAnswersText,
  withUnsavedTexts,
  type Template,
  type TemplateEvaluator,
  type UnsavedTexts,
} from '../../core/templates';
import { LatestOnly, type Outcome } from '../wizard/latest-only';
import {
  problemOfSheet,
  problemsOfAnswers,
  problemsOfError,
  problemsOfNotes,
  secretProblem,
} from './preview-problems';
import {
  SET_NAMES,
  setOf,
  type PreviewProblem,
  type PreviewState,
  type SetName,
  type SetState,
} from './preview-state';

/** How long nobody types before the template is rendered again (ms). */
const SETTLE_MS = 150;

export interface PreviewParts {
  /** Absolute path of the template's folder. */
  readonly root: string;
  readonly clock: Pick<Clock, 'schedule'>;
  readonly evaluator: TemplateEvaluator;
  /** What of the template is edited and not saved. */
  readonly unsaved: () => Promise<UnsavedTexts>;
  /** Told when anything is known anew. */
  readonly changed: (state: PreviewState) => void;
}

/** One rendering of a template as it is at a moment. */
interface Rendering {
  readonly template: Template;
  readonly unsaved: UnsavedTexts;
  readonly signal: AbortSignal;
}

/**
 * Renders a template with sets of answers whenever it, or one of them, is edited (spec 11.1). The latest wins: what was
 * begun before is given up. While the template is broken, what it made before stays, said to be of before.
 */
export class PreviewSession {
  private readonly sheets = new Map<SetName, string>([['A', '']]);
  private readonly latest: LatestOnly<PreviewState>;
  private timer: Timer | undefined;
  private current: PreviewState;

  constructor(private readonly parts: PreviewParts) {
    const { root, clock } = parts;
    this.current = { root, name: path.basename(root), version: '', sets: [emptySet('A')] };
    this.latest = new LatestOnly(
      clock,
      (signal) => this.compute(signal),
      (outcome) => {
        this.tell(outcome);
      },
    );
  }

  get state(): PreviewState {
    return this.current;
  }

  /** Renders now; comes back when that, and what was asked for meanwhile, is done. */
  async render(): Promise<void> {
    this.timer?.cancel();
    this.timer = undefined;
    this.latest.wish();
    await this.latest.settled();
  }

  /** Something of the template was edited: it is rendered a moment after the last edit. */
  edited(): void {
    this.timer?.cancel();
    this.timer = this.parts.clock.schedule(SETTLE_MS, () => void this.render());
  }

  /** Another sheet of answers counts for a set from now on; an empty one has samples only. */
  setSheet(name: SetName, sheet: string): void {
    if (this.sheets.get(name) === sheet) return;
    this.sheets.set(name, sheet);
    this.edited();
  }

  /** What is known when everything that was asked for is done. */
  async settled(): Promise<PreviewState> {
    if (this.timer !== undefined) await this.render();
    await this.latest.settled();
    return this.current;
  }

  dispose(): void {
    this.timer?.cancel();
    this.latest.dispose();
  }

  private tell(outcome: Outcome<PreviewState>): void {
    this.current = outcome.kind === 'computed' ? outcome.result : this.stale(this.problemsOf(outcome.caught));
    this.parts.changed(this.current);
  }

  private async compute(signal: AbortSignal): Promise<PreviewState> {
    const { root } = this.parts;
    const unsaved = await this.parts.unsaved();
    const template = await withUnsavedTexts(unsaved, () => loadTemplate(root, 'path'));
    const sets: SetState[] = [];
    for (const name of SET_NAMES) {
      const sheet = this.sheets.get(name);
      if (sheet !== undefined) sets.push(await this.renderSet(name, sheet, { template, unsaved, signal }));
    }
    return { root, name: template.name, version: template.version, sets };
  }

  private async renderSet(name: SetName, sheet: string, rendering: Rendering): Promise<SetState> {
    const { template, unsaved, signal } = rendering;
    const { evaluator, root } = this.parts;
    const before = setOf(this.current, name) ?? emptySet(name);
    const problems: PreviewProblem[] = [];
    let { questions } = before;
    try {
      const given = withoutSecrets(readSheet(sheet, name, problems), template, sheet, problems);
      if (given === undefined) return { ...before, isCurrent: false, problems };
      const questionnaire = await answerSample(evaluator, template, given, { signal, unsaved });
      ({ questions } = questionnaire);
      problems.push(...problemsOfAnswers(questionnaire, template, sheet));
      const preview = await previewOf(evaluator, template, questionnaire, { signal, unsaved, recalls: true });
      problems.push(...problemsOfNotes(preview.notes, root));
      return { name, preview, isCurrent: true, questions, problems };
    } catch (caught) {
      if (signal.aborted) throw caught;
      problems.push(...problemsOfError(toExlabError(caught), root, template.manifestFile));
      return { ...before, isCurrent: false, questions, problems };
    }
  }

  private problemsOf(caught: unknown): PreviewProblem[] {
    const { root } = this.parts;
    return problemsOfError(toExlabError(caught), root, path.join(root, 'copier.yml'));
  }

  /** What was known before, with why nothing newer is. */
  private stale(problems: readonly PreviewProblem[]): PreviewState {
    const sets = SET_NAMES.filter((name) => this.sheets.has(name)).map((name) => ({
      ...(setOf(this.current, name) ?? emptySet(name)),
      isCurrent: false,
      problems,
    }));
    return { ...this.current, sets };
  }
}

/** How a sheet of answers is called. */
export function sheetTitle(name: SetName): string {
  return l10n.t('Answers {0}', name);
}

function emptySet(name: SetName): SetState {
  return { name, preview: undefined, isCurrent: false, questions: [], problems: [] };
}

function readSheet(
  sheet: string,
  name: SetName,
  problems: PreviewProblem[],
): ReadonlyMap<string, unknown> | undefined {
  try {
    return readAnswersText(sheet, sheetTitle(name));
  } catch (caught) {
    if (!(caught instanceof ExlabError)) throw caught;
    problems.push(problemOfSheet(caught));
    return undefined;
  }
}

function withoutSecrets(
  given: ReadonlyMap<string, unknown> | undefined,
  { questions }: Template,
  sheet: string,
  problems: PreviewProblem[],
): ReadonlyMap<string, unknown> | undefined {
  if (given === undefined) return undefined;
  const secrets = new Set(questions.filter(({ secret }) => secret).map(({ id }) => id));
  for (const id of given.keys()) if (secrets.has(id)) problems.push(secretProblem(id, sheet));
  return new Map([...given].filter(([id]) => !secrets.has(id)));
}
