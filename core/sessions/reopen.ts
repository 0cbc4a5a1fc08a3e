import { hasLims, type Draft } from './draft';
import type { CreationForm } from './form';
import type { Interview } from './interview';

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
  const { draft } = interview;
  const isRun = draft.wanted.kind === 'run';
  switch (field) {
    case 'equipment_id':
      return { ...interview, draft: { ...draft, equipment: undefined } };
    case 'project_short_id':
      return isRun ? { ...interview, draft: { ...draft, project: undefined } } : undefined;
    case 'template_path':
    case 'run_kind':
      return { ...interview, draft: { ...draft, template: undefined } };
    case 'label':
    case 'operator':
    case 'objective':
      return { ...interview, draft: { ...draft, [field]: undefined } };
    case 'lims_project':
      if (!isRun) return { ...interview, draft: { ...draft, lims: { uid: draft.lims.uid } } };
      // A run has the one of its project, unless flags give another.
      return hasLims(draft) ? undefined : withoutAnswer(interview, form, 'project_short_id');
    default:
      return withoutQuestion(interview, form, field) ?? withoutField(interview, form, field);
  }
}

function withoutQuestion(interview: Interview, form: CreationForm, id: string): Interview | undefined {
  const isShown = form.questionnaire?.questions.some((each) => each.id === id && each.visible);
  if (isShown !== true) return undefined;
  const { draft } = interview;
  return askedAgain(interview, `question ${id}`, { ...draft, answers: without(draft.answers, id) });
}

function withoutField(interview: Interview, form: CreationForm, id: string): Interview | undefined {
  if (!form.fields.some((field) => field.id === id)) return undefined;
  const { draft } = interview;
  return askedAgain(interview, `field ${id}`, { ...draft, readme: without(draft.readme, id) });
}

/** Left folded away, a default would stand in for the answer without a word. */
function askedAgain(interview: Interview, key: string, draft: Draft): Interview {
  const asked = new Set([...interview.asked].filter((each) => each !== key));
  return { ...interview, draft, asked, mustAsk: new Set([...interview.mustAsk, key]) };
}

function without<Value>(entries: ReadonlyMap<string, Value>, key: string): Map<string, Value> {
  return new Map([...entries].filter(([each]) => each !== key));
}
