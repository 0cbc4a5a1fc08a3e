import * as path from 'node:path';
import type { ExistingProject } from '../catalogue';
import type { Config } from '../config';
import type { LayeredField } from '../readme';
import { ExlabError, l10n } from '../system';
import type { QuestionState, StepAnswer, TemplateEntry, WantedTemplate } from '../templates';
import { requestOf, withEntry, type Draft } from './draft';
import type { CreationForm } from './form';
import type { CreationRequest } from './requests';

/** What an interview must be able to look up. */
export interface InterviewSource {
  readonly config: Config;
  form(request: CreationRequest): Promise<CreationForm>;
  templates(wanted: WantedTemplate, equipmentId?: string): Promise<TemplateEntry[]>;
  /** Throws where they cannot be listed: `folder_not_found` where the root is not there. */
  projects(equipmentId: string): Promise<ExistingProject[]>;
  /** Whether there is any, by names alone; throws as `projects` does. Without it they are listed. */
  hasProjects?(equipmentId: string): Promise<boolean>;
}

/** Something that can be chosen. */
export interface Offer {
  readonly value: string;
  readonly label: string;
  readonly hint: string;
  /** Why it is listed though it cannot be taken. */
  readonly refusal?: string;
}

/** What is asked for next. */
export type Step =
  | { readonly ask: 'equipment' | 'project' | 'template'; readonly offers: readonly Offer[] }
  | { readonly ask: 'lims_short_id' | 'lims_name' | 'label' | 'objective' }
  /** Where `allowed` is empty any name will do. */
  | { readonly ask: 'operator'; readonly allowed: readonly string[] }
  | { readonly ask: 'question'; readonly question: QuestionState }
  /** Whether to look at settings that are folded away, and how many there are. */
  | { readonly ask: 'advanced'; readonly count: number }
  | { readonly ask: 'field'; readonly field: LayeredField };

/** A draft, and what was asked for though it left no trace in it. Never changed: going back is to take an earlier one. */
export interface Interview {
  readonly draft: Draft;
  /** Questions and fields that were asked for, by `keyOf`. */
  readonly asked: ReadonlySet<string>;
  /** Those that are asked for even where a default could stand in, by `keyOf`. */
  readonly mustAsk: ReadonlySet<string>;
  /** Whether all that has a default, and what may stay empty, is folded away with the advanced questions. */
  readonly isShort: boolean;
  readonly showAdvanced?: boolean;
  /** What was asked for by templates that may have given way to others since, by `keyOf`: see `pruned`. */
  readonly former?: ReadonlySet<string>;
  /** Questions that were answered as secrets, by `keyOf`: what was told as one never becomes an open answer. */
  readonly secrets: ReadonlySet<string>;
}

export interface InterviewOptions {
  /** Asks first for what cannot be left to its default, and for the rest only where it is wanted. */
  readonly isShort?: boolean;
  /**
   * The draft is that of an earlier creation: these questions, whose answers were not kept, are asked for again, and
   * no others that have defaults.
   */
  readonly withheld?: readonly string[];
}

export function beginInterview(
  draft: Draft,
  { isShort = false, withheld }: InterviewOptions = {},
): Interview {
  return {
    draft,
    isShort,
    asked: new Set(withheld === undefined ? [] : ['advanced']),
    mustAsk: new Set((withheld ?? []).map((id) => `question ${id}`)),
    secrets: new Set(),
    // Its template may have been edited since.
    ...(withheld === undefined ? {} : { former: questionKeys(draft) }),
  };
}

function questionKeys({ answers }: Draft): ReadonlySet<string> {
  return new Set([...answers.keys()].map((id) => `question ${id}`));
}

/**
 * What is to be asked for next, from top to bottom; undefined where nothing is missing. Which questions there are
 * may change with every answer.
 * @throws `validation_failed` where there is nothing to choose from, with `missing: 'project'` in its details where it
 * is that
 */
export async function nextStep(source: InterviewSource, interview: Interview): Promise<Step | undefined> {
  return (
    (await placeStep(source, interview.draft)) ??
    coreStep(source, interview.draft) ??
    (await formStep(source, interview))
  );
}

/** The interview after an answer. */
export function withAnswer(interview: Interview, step: Step, answer: StepAnswer): Interview {
  const key = keyOf(step);
  const asked = new Set([...interview.asked, key]);
  if (step.ask === 'advanced') return { ...interview, asked, showAdvanced: answer === true };
  const isSecret = step.ask === 'question' && step.question.secret;
  const secrets = isSecret ? new Set([...interview.secrets, key]) : interview.secrets;
  return { ...interview, asked, secrets, draft: answered(interview.draft, step, answer) };
}

/** What the gate has against an answer; undefined where it may stay. */
export async function problemWith(
  source: InterviewSource,
  interview: Interview,
  step: Step,
  answer: StepAnswer,
): Promise<string | undefined> {
  const field = fieldOf(step);
  if (field === undefined) return undefined;
  let { draft } = withAnswer(interview, step, answer);
  // The gate looks at the whole project: while its id is asked for, the name is not yet missing.
  if (step.ask === 'lims_short_id')
    draft = { ...draft, lims: { ...draft.lims, name: draft.lims.name ?? '-' } };
  const { problems } = await source.form(requestOf(draft));
  return problems.find((each) => each.field === field)?.message ?? problemToCome(source, step, draft);
}

/** What would turn out to be hopeless only after more was asked: better is now. */
async function problemToCome(
  source: InterviewSource,
  { ask }: Step,
  draft: Draft,
): Promise<string | undefined> {
  const { equipment = '', wanted } = draft;
  try {
    if (ask === 'lims_short_id') return await projectThere(source, draft);
    if (ask !== 'equipment' || wanted.kind === 'project' || draft.project !== undefined) return undefined;
    return (await hasProjects(source, equipment)) ? undefined : noProject(equipment);
  } catch (caught) {
    if (caught instanceof ExlabError) return caught.message;
    throw caught;
  }
}

async function hasProjects(source: InterviewSource, equipment: string): Promise<boolean> {
  if (source.hasProjects !== undefined) return source.hasProjects(equipment);
  return (await source.projects(equipment)).length > 0;
}

function noProject(equipment: string): string {
  return l10n.t(
    "There is no project under '{0}': create one first, or choose another instrument.",
    equipment,
  );
}

async function projectThere(source: InterviewSource, draft: Draft): Promise<string | undefined> {
  const { equipment = '', lims } = draft;
  const projects = await source.projects(equipment);
  if (!projects.some(({ shortId }) => shortId === lims.shortId)) return undefined;
  return l10n.t(
    'There is a project {0} under {1} already: enter another, or create runs in that one.',
    lims.shortId ?? '',
    equipment,
  );
}

/** Distinguishes steps: the same thing asked for twice has the same key. */
export function keyOf(step: Step): string {
  if (step.ask === 'question') return `question ${step.question.id}`;
  return step.ask === 'field' ? `field ${step.field.id}` : step.ask;
}

async function placeStep(source: InterviewSource, draft: Draft): Promise<Step | undefined> {
  const { wanted, equipment } = draft;
  if (equipment === undefined) {
    if (wanted.kind === 'run') await refuseWithoutProjects(source);
    return { ask: 'equipment', offers: equipmentOffers(source.config) };
  }
  if (wanted.kind === 'run' && draft.project === undefined) {
    return { ask: 'project', offers: await projectOffers(source, equipment) };
  }
  if (wanted.kind === 'project') {
    if (draft.lims.shortId === undefined) {
      await refuseHopelessProject(source, draft);
      return { ask: 'lims_short_id' };
    }
    if (draft.lims.name === undefined) return { ask: 'lims_name' };
  }
  if (draft.template !== undefined) return undefined;
  return { ask: 'template', offers: await templateOffers(source, draft) };
}

function coreStep({ config }: InterviewSource, draft: Draft): Step | undefined {
  if (draft.label === undefined) return { ask: 'label' };
  if (draft.operator === undefined) return { ask: 'operator', allowed: config.operators.allowlist };
  return draft.objective === undefined ? { ask: 'objective' } : undefined;
}

/** The questions, then the fields; a short interview folds both away together. */
async function formStep(source: InterviewSource, interview: Interview): Promise<Step | undefined> {
  const form = await source.form(requestOf(interview.draft));
  const questions = openQuestions(form, interview);
  const fields = openFields(form, interview);
  if (interview.isShort) return stepAmong([...questions, ...fields], interview);
  return stepAmong(questions, interview) ?? stepAmong(fields, interview);
}

/** What is folded away comes last, if at all. */
function stepAmong(open: readonly OpenStep[], { asked, showAdvanced }: Interview): Step | undefined {
  const unfolded = open.find(({ isFolded }) => !isFolded);
  const next = unfolded ?? (showAdvanced === true ? open[0] : undefined);
  if (next !== undefined) return next.step;
  return open.length === 0 || asked.has('advanced') ? undefined : { ask: 'advanced', count: open.length };
}

/** Something that may be asked for; folded away it is left to its default unless somebody wants to see it. */
interface OpenStep {
  readonly step: Step;
  readonly isFolded: boolean;
}

/** Whatever the gate has something against cannot be left as it is. */
function openQuestions({ questionnaire, problems }: CreationForm, interview: Interview): OpenStep[] {
  const { asked, mustAsk, isShort } = interview;
  const isDue = ({ id }: QuestionState): boolean =>
    mustAsk.has(`question ${id}`) || problems.some(({ field }) => field === id);
  return (questionnaire?.questions ?? [])
    .filter(({ id, visible, answered }) => visible && !answered && !asked.has(`question ${id}`))
    .map((question) => ({
      step: { ask: 'question', question },
      isFolded: !isDue(question) && (question.advanced || isShort),
    }));
}

/** Required fields first. */
function openFields({ fields }: CreationForm, { draft, asked, mustAsk, isShort }: Interview): OpenStep[] {
  const open = fields.filter(({ id }) => !draft.readme.has(id) && !asked.has(`field ${id}`));
  const isDue = ({ id, required }: LayeredField): boolean => required || mustAsk.has(`field ${id}`);
  return [...open.filter(({ required }) => required), ...open.filter(({ required }) => !required)].map(
    (field) => ({ step: { ask: 'field', field }, isFolded: isShort && !isDue(field) }),
  );
}

function equipmentOffers({ equipment }: Config): Offer[] {
  return equipment.map(({ id, label }) => ({ value: id, label: id, hint: label }));
}

async function projectOffers(source: InterviewSource, equipment: string): Promise<readonly Offer[]> {
  const projects = await source.projects(equipment);
  return atLeastOne(
    projects.map(({ shortId, name }) => ({ value: shortId, label: shortId, hint: name })),
    noProject(equipment),
    { missing: 'project', equipment_id: equipment },
  );
}

async function templateOffers(
  source: InterviewSource,
  { wanted, equipment }: Draft,
): Promise<readonly Offer[]> {
  const entries = await source.templates(
    wanted.kind === 'project' ? { type: 'project' } : { type: 'run', runKind: wanted.runKind },
    equipment,
  );
  const usable = entries.flatMap(({ name, template }) =>
    template === null ? [] : [{ value: name, label: name, hint: template.description }],
  );
  // Whoever misses a template wants to know what is wrong with it.
  const broken = entries.flatMap(({ name, path: folder, problem }) =>
    problem === null
      ? []
      : [
          {
            value: name,
            label: name,
            hint: l10n.t('cannot be used'),
            refusal: within(folder, problem.message),
          },
        ],
  );
  return atLeastOne(
    [...usable, ...broken],
    l10n.t('There is no template for this: put one into the templates folder of the configuration.'),
  );
}

/** A message without the folder that everything in it stands in. */
function within(folder: string, message: string): string {
  return message.replaceAll(`${folder}${path.sep}`, '');
}

function atLeastOne(
  offers: readonly Offer[],
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): readonly Offer[] {
  if (offers.length > 0) return offers;
  throw new ExlabError({ code: 'validation_failed', message, details });
}

/**
 * A run belongs to a project: where no instrument has one, whatever is chosen leads nowhere. One whose folder cannot be
 * read may have some; where a disk is not there, that is what keeps somebody from a run.
 */
async function refuseWithoutProjects(source: InterviewSource): Promise<void> {
  let away: ExlabError | undefined;
  for (const { id } of source.config.equipment) {
    try {
      if (await hasProjects(source, id)) return;
    } catch (caught) {
      if (!(caught instanceof ExlabError)) throw caught;
      if (caught.code !== 'folder_not_found') return;
      away ??= caught;
    }
  }
  if (away !== undefined) throw away;
  throw new ExlabError({
    code: 'validation_failed',
    message: l10n.t('A run belongs to a project, and there is none yet: create one first.'),
    details: { missing: 'project' },
  });
}

/** A uid that was given, and the equipment's folder: no answer to come could make them right. */
async function refuseHopelessProject(source: InterviewSource, draft: Draft): Promise<void> {
  const asIf = { ...draft, lims: { ...draft.lims, shortId: 'PROJ-1', name: '-' } };
  const { problems } = await source.form(requestOf(asIf));
  const problem = problems.find(({ field }) => field === 'lims_project');
  if (problem !== undefined) throw new ExlabError(problem);
}

/** The field of the gate's problems that a step is about. */
export function fieldOf(step: Step): string | undefined {
  switch (step.ask) {
    case 'equipment':
      return 'equipment_id';
    case 'project':
      return 'project_short_id';
    case 'template':
      return 'template_path';
    case 'lims_short_id':
    case 'lims_name':
      return 'lims_project';
    case 'question':
      return step.question.id;
    case 'field':
      return step.field.id;
    case 'advanced':
      return undefined;
    default:
      return step.ask;
  }
}

function answered(draft: Draft, step: Exclude<Step, { ask: 'advanced' }>, answer: StepAnswer): Draft {
  switch (step.ask) {
    case 'lims_short_id':
      return { ...draft, lims: typed(draft, { shortId: String(answer ?? '') }) };
    case 'lims_name':
      return { ...draft, lims: typed(draft, { name: String(answer ?? '') }) };
    case 'question':
      return { ...draft, answers: withEntry(draft.answers, step.question.id, answer) };
    case 'field':
      return { ...draft, readme: withEntry(draft.readme, step.field.id, fieldValue(answer)) };
    default:
      return { ...draft, [step.ask]: String(answer ?? '') };
  }
}

/** A LIMS project of which a part was typed is the LIMS' own no longer. */
function typed({ lims: { uid, shortId, name } }: Draft, changes: Draft['lims']): Draft['lims'] {
  return { uid, shortId, name, ...changes };
}

function fieldValue(answer: StepAnswer): string | boolean | undefined {
  return typeof answer === 'number' || typeof answer === 'object' ? String(answer) : answer;
}
