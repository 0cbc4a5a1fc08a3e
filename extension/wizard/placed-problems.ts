import { isProjectShortId } from '../../core/layout';
import type { CreationForm, Draft } from '../../core/sessions';
import type { ErrorShape } from '../../core/system';
import { isRow } from './filled-draft';

/** What speaks against a creation, by the field of the page at which it is shown. */
export interface PlacedProblems {
  /** Sentences, by the fields' ids. */
  readonly errors: ReadonlyMap<string, string>;
  /** Fields that only lack an answer. */
  readonly missing: ReadonlySet<string>;
  /** What belongs to no field that is shown. */
  readonly obstacles: readonly string[];
}

/**
 * Sorts the gate's problems to where somebody can do something about them. What was not given yet is missing, which is
 * no mistake.
 * @param draft as it was sent, presets included
 * @param given the same before its presets, with all rows of custom fields
 */
export function placeProblems(
  problems: readonly ErrorShape[],
  form: CreationForm,
  draft: Draft,
  given: Draft,
): PlacedProblems {
  const errors = new Map<string, string>();
  const missing = new Set<string>();
  const obstacles = new Set<string>();
  for (const problem of problems) {
    const id = placeOf(problem, form, draft, given);
    if (id === undefined) obstacles.add(problem.message);
    else if (isMissing(id, problem, form, draft)) missing.add(id);
    else if (!errors.has(id)) errors.set(id, problem.message);
  }
  return { errors, missing, obstacles: [...obstacles] };
}

/** The field of the page that a problem is about; undefined where it shows none. */
function placeOf(problem: ErrorShape, form: CreationForm, draft: Draft, given: Draft): string | undefined {
  const { field } = problem;
  switch (field) {
    case undefined:
      return undefined;
    case 'equipment_id':
      return 'equipment';
    case 'template_path':
    case 'run_kind':
      return 'template';
    case 'project_short_id':
      return 'project';
    case 'lims_project':
      return draft.wanted.kind === 'project' ? limsPlace(draft) : 'project';
    case 'label':
    case 'operator':
    case 'objective':
      return field;
    case 'run_date':
      return draft.wanted.kind === 'run' ? field : undefined;
    default:
      return customPlace(field, given) ?? declaredPlace(problem, field, form);
  }
}

/** The gate looks at a LIMS project as one; it names its parts in this order. */
function limsPlace({ lims }: Draft): string {
  if (lims.shortId === undefined || !isProjectShortId(lims.shortId)) return 'lims:short_id';
  if (lims.name === undefined || lims.name.trim() === '') return 'lims:name';
  return lims.uid === undefined || isUuid(lims.uid) ? 'lims:short_id' : 'lims:uid';
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** Empty rows are not sent: the gate counts without them. */
function customPlace(field: string, { custom }: Draft): string | undefined {
  const [, sent] = /^custom_fields\.(\d+)/.exec(field) ?? [];
  if (sent === undefined) return undefined;
  const rows = custom.flatMap((row, index) => (isRow(row) ? [index] : []));
  const shown = rows[Number(sent)];
  return shown === undefined ? undefined : `custom:${shown}`;
}

/** A question and a README field may have one name: what a question's own reading says is the question's. */
function declaredPlace(problem: ErrorShape, id: string, form: CreationForm): string | undefined {
  const { questionnaire, fields } = form;
  const question = questionnaire?.questions.find((each) => each.id === id);
  const isField = fields.some((each) => each.id === id);
  const ofQuestion = !isField || isAmong(problem, questionnaire?.problems ?? []);
  if (question?.visible === true && ofQuestion) return `question:${id}`;
  return isField ? `readme:${id}` : undefined;
}

function isAmong(problem: ErrorShape, problems: readonly ErrorShape[]): boolean {
  return problems.some(({ field, message }) => field === problem.field && message === problem.message);
}

function isMissing(id: string, problem: ErrorShape, form: CreationForm, draft: Draft): boolean {
  const [group, name = ''] = id.split(/:(.*)/s);
  switch (group) {
    case 'equipment':
      return isBlank(draft.equipment);
    case 'project':
      return isBlank(draft.project);
    case 'template':
      // An instrument may have a template of its own by the same name.
      return isBlank(draft.template) || isBlank(draft.equipment);
    case 'label':
    case 'operator':
    case 'objective':
      return isBlank(draft[group]);
    case 'lims':
      return isBlank(limsPart(draft, name));
    case 'readme': {
      const field = form.fields.find((each) => each.id === name);
      const value = draft.readme.get(name) ?? field?.default;
      return (
        field?.required === true && (value === undefined || (typeof value === 'string' && isBlank(value)))
      );
    }
    case 'question':
      // Its default may be wrong though nobody has answered: that is to be read at the field.
      return problem.details?.required === true;
    default:
      return false;
  }
}

function limsPart({ lims }: Draft, name: string): string | undefined {
  if (name === 'name') return lims.name;
  return name === 'uid' ? (lims.uid ?? '-') : lims.shortId;
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}
