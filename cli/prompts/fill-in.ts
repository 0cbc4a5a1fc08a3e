import { userInfo } from 'node:os';
import {
  beginInterview,
  nextStep,
  problemWith,
  requestOf,
  withAnswer,
  type Draft,
  type Interview,
  type InterviewSource,
  type Step,
  type StepAnswer,
} from '../../core/sessions';
import { l10n } from '../../core/system';
import { printProblems } from '../creation/gate-problems';
import { printPlan } from '../creation/plan-report';
import type { Output } from '../output';
import type { Workplace } from '../workplace';
import { PromptCancelled, type Check, type Questioner } from './questioner';
import { askQuestion } from './questions';
import { askReadmeField } from './readme-fields';

/**
 * Asks for all that a draft lacks, each answer checked as the gate does it, then shows the plan and has it confirmed.
 * Throws `PromptCancelled` where somebody breaks off or does not confirm.
 */
export async function fillIn(
  questioner: Questioner,
  workplace: Workplace,
  draft: Draft,
  { confirm, output }: { readonly confirm: boolean; readonly output: Output },
): Promise<Draft> {
  const source = sourceOf(workplace);
  let interview = beginInterview(draft);
  for (;;) {
    const step = await nextStep(source, interview);
    if (step === undefined) break;
    interview = withAnswer(interview, step, await ask(questioner, source, interview, step));
  }
  if (confirm) await confirmPlan(questioner, workplace, interview.draft, output);
  return interview.draft;
}

function sourceOf({ config, engine }: Workplace): InterviewSource {
  return {
    config,
    form: (request) => engine.controller.form(request),
    templates: (wanted, equipmentId) => engine.templates(wanted, equipmentId),
    projects: (equipmentId) => engine.projects(equipmentId),
  };
}

function ask(
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
      return questioner.choose({ message: titleOf(step), choices: step.offers });
    case 'operator':
      return askOperator(questioner, step.allowed, check);
    case 'question':
      return askQuestion(questioner, step.question, check);
    case 'advanced':
      return questioner.confirm(l10n.t('Look at {0} settings that have defaults?', step.count), false);
    case 'field':
      return askReadmeField(questioner, step.field, check);
    case 'lims_short_id':
      return questioner.text({ message: titleOf(step), placeholder: 'PROJ-0042', check });
    default:
      return questioner.text({ message: titleOf(step), check });
  }
}

type TitledStep = Exclude<Step['ask'], 'question' | 'field' | 'advanced' | 'operator'>;

function titleOf({ ask: what }: { readonly ask: TitledStep }): string {
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
    case 'objective':
      return l10n.t('Objective: what it is for');
  }
}

function askOperator(
  questioner: Questioner,
  allowed: readonly string[],
  check: Check<StepAnswer>,
): Promise<string> {
  const message = l10n.t('Operator');
  const user = userInfo().username;
  if (allowed.length === 0) return questioner.text({ message, initial: user, check });
  const choices = allowed.map((name) => ({ value: name, label: name }));
  return questioner.choose({ message, choices, initial: user });
}

async function confirmPlan(
  questioner: Questioner,
  { engine }: Workplace,
  draft: Draft,
  output: Output,
): Promise<void> {
  const request = requestOf(draft);
  const { plan, problems } = await engine.controller.plan(request);
  if (plan !== null) printPlan(output, plan);
  if (problems.length > 0) {
    printProblems(output, problems, draft.wanted, await engine.controller.form(request));
    throw new PromptCancelled();
  }
  if (!(await questioner.confirm(l10n.t('Create it?'), true))) throw new PromptCancelled();
}
