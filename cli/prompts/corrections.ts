import { reopen, type CreationForm, type Interview } from '../../core/sessions';
import { l10n, type ErrorShape } from '../../core/system';
import type { Questioner } from './questioner';
import { titleOf } from './steps';

/** What was given is refused, and nobody wants to change it or can. It has been said why. */
export class AnswersRefused extends Error {}

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
  const keys = problems.map(({ field }) => field && reopen(interview, form, field)?.key);
  const wrong = changes.find(({ key }) => keys.includes(key));
  const chosen = await questioner.choose<Interview | undefined>({
    message: l10n.t('What do you want to change?'),
    choices: [...changes, again, leave],
    initial: (wrong ?? again).value,
  });
  if (chosen === undefined) throw new AnswersRefused();
  return chosen;
}

interface Change {
  /** The step that asks for it, by `keyOf`. */
  readonly key: string;
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
    const open = reopen(interview, form, field);
    return open === undefined ? [] : [{ key: open.key, label, value: open.interview }];
  });
}
