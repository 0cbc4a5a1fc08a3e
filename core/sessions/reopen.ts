import { hasLims, type Draft } from './draft';
import type { CreationForm } from './form';
import type { Interview } from './interview';
import { keysAskedFor } from './pruned';

/** An interview with an answer open again. */
export interface Reopened {
  readonly interview: Interview;
  /** The step that asks for it, by `keyOf`: not always the one that the field's name suggests. */
  readonly key: string;
}

/** The interview without the answers to these fields, so that they are asked for again; undefined where one cannot be. */
export function reopened(
  interview: Interview,
  form: CreationForm,
  fields: readonly string[],
): Interview | undefined {
  return fields.reduce<Interview | undefined>(
    (before, field) => before && withoutAnswer(before, form, field),
    interview,
  );
}

/** The interview without the answer to a field, so that it is asked for again; undefined where it cannot be. */
export function withoutAnswer(
  interview: Interview,
  form: CreationForm,
  field: string,
): Interview | undefined {
  return reopen(interview, form, field)?.interview;
}

/**
 * Opens the answer that stands behind a field of the gate's problems, and tells which step asks for it again;
 * undefined where none does.
 * @param form of the interview as it is
 */
export function reopen(interview: Interview, form: CreationForm, field: string): Reopened | undefined {
  const { draft } = interview;
  const isRun = draft.wanted.kind === 'run';
  const without = (key: string, changes: Partial<Draft>): Reopened => ({
    interview: { ...interview, draft: { ...draft, ...changes } },
    key,
  });
  switch (field) {
    case 'equipment_id':
      // The same name may stand for a template of its own there.
      return leavingTemplate(without('equipment', { equipment: undefined }), form);
    case 'project_short_id':
      return isRun ? without('project', { project: undefined }) : undefined;
    case 'template_path':
    case 'run_kind':
      return leavingTemplate(without('template', { template: undefined }), form);
    case 'label':
    case 'operator':
    case 'objective':
      return without(field, { [field]: undefined });
    case 'lims_project':
      if (!isRun) return without('lims_short_id', { lims: { uid: draft.lims.uid } });
      // A run has the one of its project, unless flags give another.
      return hasLims(draft) ? undefined : reopen(interview, form, 'project_short_id');
    default:
      return withoutQuestion(interview, form, field) ?? withoutField(interview, form, field);
  }
}

/** Notes what the template asked for that may give way to another: see `pruned`. */
function leavingTemplate({ interview, key }: Reopened, form: CreationForm): Reopened {
  const former = new Set([...(interview.former ?? []), ...keysAskedFor(form, interview.draft)]);
  const secret = (form.template?.questions ?? []).filter((question) => question.secret);
  const secrets = new Set([...interview.secrets, ...secret.map(({ id }) => `question ${id}`)]);
  // Another template has other settings that have defaults: whether to look at them is asked anew.
  const { showAdvanced: _, ...rest } = interview;
  const asked = new Set([...interview.asked].filter((each) => each !== 'advanced'));
  return { interview: { ...rest, asked, former, secrets }, key };
}

function withoutQuestion(interview: Interview, form: CreationForm, id: string): Reopened | undefined {
  const isShown = form.questionnaire?.questions.some((each) => each.id === id && each.visible);
  if (isShown !== true) return undefined;
  const { draft } = interview;
  return askedAgain(interview, `question ${id}`, { ...draft, answers: without(draft.answers, id) });
}

function withoutField(interview: Interview, form: CreationForm, id: string): Reopened | undefined {
  if (!form.fields.some((field) => field.id === id)) return undefined;
  const { draft } = interview;
  return askedAgain(interview, `field ${id}`, { ...draft, readme: without(draft.readme, id) });
}

/** Left folded away, a default would stand in for the answer without a word. */
function askedAgain(interview: Interview, key: string, draft: Draft): Reopened {
  const asked = new Set([...interview.asked].filter((each) => each !== key));
  return { interview: { ...interview, draft, asked, mustAsk: new Set([...interview.mustAsk, key]) }, key };
}

function without<Value>(entries: ReadonlyMap<string, Value>, key: string): Map<string, Value> {
  return new Map([...entries].filter(([each]) => each !== key));
}
