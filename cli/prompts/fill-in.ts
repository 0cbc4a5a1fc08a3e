import {
  beginInterview,
  draftForNow,
  nextStep,
  reopened,
  requestOf,
  withAnswer,
  wrongAnswers,
  type Draft,
  type Interview,
  type InterviewSource,
} from '../../core/sessions';
import { l10n } from '../../core/system';
import { printProblems } from '../creation/gate-problems';
import { printPlan } from '../creation/plan-report';
import type { SecretCheck } from '../creation/secrets';
import type { Output } from '../output';
import type { Workplace } from '../workplace';
import { AnswersRefused, chooseCorrection } from './corrections';
import { PromptCancelled, type Questioner } from './questioner';
import { askStep } from './steps';

interface FillInOptions {
  /** Whether the plan is shown, and has to be confirmed. */
  readonly confirm: boolean;
  readonly output: Output;
  readonly checkSecrets: SecretCheck;
}

/**
 * Asks for all that a draft lacks, each answer checked as the gate does it, then shows the plan and has it confirmed.
 * What is wrong with the draft itself is told before the first question, what an answer or the plan brings to light
 * is asked for again.
 * Throws `PromptCancelled` where somebody breaks off or does not confirm, `AnswersRefused` where what is wrong
 * stays so, and what `checkSecrets` throws.
 */
export async function fillIn(
  questioner: Questioner,
  workplace: Workplace,
  draft: Draft,
  options: FillInOptions,
): Promise<Draft> {
  const source = sourceOf(workplace);
  let interview = beginInterview(draft);
  let hasAsked = false;
  for (;;) {
    interview = await reviewed(source, interview, { ...options, mayCorrect: hasAsked });
    const step = await nextStep(source, interview);
    if (step !== undefined) {
      interview = withAnswer(interview, step, await askStep(questioner, source, interview, step));
      hasAsked = true;
      continue;
    }
    const corrected = options.confirm
      ? await confirmPlan(questioner, workplace, interview, options.output)
      : undefined;
    if (corrected === undefined) return interview.draft;
    interview = corrected;
  }
}

function sourceOf({ config, engine }: Workplace): InterviewSource {
  return {
    config,
    form: (request) => engine.controller.form(request),
    templates: (wanted, equipmentId) => engine.templates(wanted, equipmentId),
    projects: (equipmentId) => engine.projects(equipmentId),
  };
}

/** Says what is wrong with the answers so far, and opens it again. Throws `AnswersRefused` where that is no way out. */
async function reviewed(
  source: InterviewSource,
  interview: Interview,
  { output, checkSecrets, mayCorrect }: FillInOptions & { readonly mayCorrect: boolean },
): Promise<Interview> {
  const { draft } = interview;
  const form = await source.form(requestOf(draftForNow(draft)));
  checkSecrets(form.template);
  const problems = wrongAnswers(interview, form);
  if (problems.length === 0) return interview;
  printProblems(output, problems, draft.wanted, form);
  const fields = problems.flatMap(({ field }) => field ?? []);
  const corrected = mayCorrect ? reopened(interview, form, fields) : undefined;
  if (corrected === undefined) throw new AnswersRefused();
  return corrected;
}

/** Shows the plan. Undefined where it is confirmed; where it is refused, the interview with what is to be changed open. */
async function confirmPlan(
  questioner: Questioner,
  { engine }: Workplace,
  interview: Interview,
  output: Output,
): Promise<Interview | undefined> {
  const { draft } = interview;
  const request = requestOf(draft);
  const { plan, problems } = await engine.controller.plan(request);
  if (plan !== null) printPlan(output, plan);
  if (problems.length > 0) {
    const form = await engine.controller.form(request);
    printProblems(output, problems, draft.wanted, form);
    return chooseCorrection(questioner, interview, form, problems);
  }
  if (await questioner.confirm(l10n.t('Create it?'), true)) return undefined;
  throw new PromptCancelled();
}
