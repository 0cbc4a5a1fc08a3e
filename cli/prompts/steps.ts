import { userInfo } from 'node:os';
import {
  problemWith,
  type Interview,
  type InterviewSource,
  type Step,
  type StepAnswer,
} from '../../core/sessions';
import { l10n } from '../../core/system';
import type { Check, Questioner } from './questioner';
import { askQuestion } from './questions';
import { askReadmeField } from './readme-fields';

/** Asks for one step of an interview, the answer checked as the gate does it. */
export function askStep(
  questioner: Questioner,
  source: InterviewSource,
  interview: Interview,
  step: Step,
): Promise<StepAnswer> {
  const check: Check<StepAnswer> = (answer) => problemWith(source, interview, step, answer);
  switch (step.ask) {
    case 'equipment':
    case 'project':
    case 'template':
      return questioner.choose({ message: titleOf(step.ask), choices: step.offers, check });
    case 'operator':
      return askOperator(questioner, step.allowed, check);
    case 'question':
      return askQuestion(questioner, step.question, check);
    case 'advanced':
      return questioner.confirm(l10n.t('Look at {0} settings that have defaults?', step.count), false);
    case 'field':
      return askReadmeField(questioner, step.field, check);
    case 'lims_short_id':
      return questioner.text({ message: titleOf(step.ask), placeholder: 'PROJ-0042', check });
    default:
      return questioner.text({ message: titleOf(step.ask), check });
  }
}

type TitledStep = Exclude<Step['ask'], 'question' | 'field' | 'advanced'>;

/** What a step is called that every creation has. */
export function titleOf(what: TitledStep): string {
  switch (what) {
    case 'equipment':
      return l10n.t('Equipment');
    case 'project':
      return l10n.t('Project');
    case 'template':
      return l10n.t('Template');
    case 'lims_short_id':
      return l10n.t("LIMS project's short id");
    case 'lims_name':
      return l10n.t("LIMS project's name");
    case 'label':
      return l10n.t('Label: a short title');
    case 'operator':
      return l10n.t('Operator');
    case 'objective':
      return l10n.t('Objective: what it is for');
  }
}

function askOperator(
  questioner: Questioner,
  allowed: readonly string[],
  check: Check<StepAnswer>,
): Promise<string> {
  const message = titleOf('operator');
  const user = userInfo().username;
  if (allowed.length === 0) return questioner.text({ message, initial: user, check });
  const choices = allowed.map((name) => ({ value: name, label: name }));
  return questioner.choose({ message, choices, initial: user });
}
