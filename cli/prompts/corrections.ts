import type { CreationForm, Interview } from '../../core/sessions';
import { l10n, type ErrorShape } from '../../core/system';
import type { Questioner } from './questioner';
import { titleOf } from './steps';
import { hasLims } from './wrong-answers';

/** What was given is refused, and nobody wants to change it or can. It has been said why. */
export class AnswersRefused extends Error {}

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

function withoutAnswer(interview: Interview, form: CreationForm, field: string): Interview | undefined {
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
  const question = form.questionnaire?.questions.find((each) => each.id === id && each.visible);
  if (question === undefined) return undefined;
  const { draft, asked } = interview;
  const open = {
    draft: { ...draft, answers: without(draft.answers, id) },
    asked: new Set([...asked].filter((key) => key !== `question ${id}`)),
  };
  // Left folded away, its default would stand in for it without a word.
  return question.advanced ? { ...interview, ...open, showAdvanced: true } : { ...interview, ...open };
}

function withoutField(interview: Interview, form: CreationForm, id: string): Interview | undefined {
  if (!form.fields.some((field) => field.id === id)) return undefined;
  const { draft, asked } = interview;
  return {
    ...interview,
    draft: { ...draft, readme: without(draft.readme, id) },
    asked: new Set([...asked].filter((key) => key !== `field ${id}`)),
  };
}

function without<Value>(entries: ReadonlyMap<string, Value>, key: string): Map<string, Value> {
  return new Map([...entries].filter(([each]) => each !== key));
}

/**
 * Asks which answer is to be changed where the plan is refused. Returns the interview in which it is open again.
 * Throws `AnswersRefused` where somebody leaves it.
 */
export async function chooseCorrection(
  questioner: Questioner,
  interview: Interview,
  form: CreationForm,
  problems: readonly ErrorShape[],
): Promise<Interview> {
  const changes = changesOf(interview, form);
  const again = { value: interview, label: l10n.t('nothing: look at the plan again') };
  const leave = { value: undefined, label: l10n.t('leave it: create nothing') };
  const wrong = changes.find(({ field }) => problems.some((problem) => problem.field === field));
  const chosen = await questioner.choose<Interview | undefined>({
    message: l10n.t('What do you want to change?'),
    choices: [...changes, again, leave],
    initial: (wrong ?? again).value,
  });
  if (chosen === undefined) throw new AnswersRefused();
  return chosen;
}

interface Change {
  readonly field: string;
  readonly label: string;
  /** The interview with this answer open again. */
  readonly value: Interview;
}

function changesOf(interview: Interview, form: CreationForm): Change[] {
  const isRun = interview.draft.wanted.kind === 'run';
  const titles: [field: string, label: string][] = [
    ['equipment_id', titleOf('equipment')],
    isRun ? ['project_short_id', titleOf('project')] : ['lims_project', l10n.t('LIMS project')],
    ['template_path', titleOf('template')],
    ['label', titleOf('label')],
    ['operator', titleOf('operator')],
    ['objective', titleOf('objective')],
    ...(form.questionnaire?.questions ?? []).map(({ id, help }): [string, string] => [id, help || id]),
    ...form.fields.map(({ id, label }): [string, string] => [id, label]),
  ];
  return titles.flatMap(([field, label]) => {
    const value = withoutAnswer(interview, form, field);
    return value === undefined ? [] : [{ field, label, value }];
  });
}
