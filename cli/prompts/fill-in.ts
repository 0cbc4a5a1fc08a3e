import {
  confirmationOf,
  draftForNow,
  nextStep,
  pruned,
  reopened,
  requestOf,
  withAnswer,
  wrongAnswers,
  type Confirmation,
  type CreationForm,
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
  /** Whether all was answered before: then what is wrong by now is asked for again, instead of ending it. */
  readonly isAgain: boolean;
  readonly output: Output;
  readonly checkSecrets: SecretCheck;
}

/** An interview in which nothing is missing, and what was confirmed where the plan was shown. */
export interface FilledIn {
  readonly interview: Interview;
  readonly confirmed?: Confirmation;
}

/**
 * Asks for all that an interview lacks, each answer checked as the gate does it, then shows the plan and has it
 * confirmed. What is wrong with the draft itself is told before the first question, what an answer or the plan brings
 * to light is asked for again.
 * Throws `PromptCancelled` where somebody breaks off or does not confirm, `AnswersRefused` where what is wrong
 * stays so, and what `checkSecrets` throws.
 */
export async function fillIn(
  questioner: Questioner,
  workplace: Workplace,
  first: Interview,
  options: FillInOptions,
): Promise<FilledIn> {
  const source = sourceOf(workplace);
  let interview = first;
  let hasAsked = options.isAgain;
  for (;;) {
    interview = await reviewed(source, interview, { ...options, mayCorrect: hasAsked });
    const step = await nextStep(source, interview);
    if (step !== undefined) {
      interview = withAnswer(interview, step, await askStep(questioner, source, interview, step));
      hasAsked = true;
      continue;
    }
    if (!options.confirm) return { interview };
    const decision = await confirmPlan(questioner, workplace, interview, options.output);
    if ('confirmed' in decision) return { interview, confirmed: decision.confirmed };
    interview = decision.corrected;
  }
}

function sourceOf({ config, engine }: Workplace): InterviewSource {
  return {
    config,
    form: (request) => engine.controller.form(request),
    templates: (wanted, equipmentId) => engine.templates(wanted, equipmentId),
    projects: (equipmentId) => engine.projects(equipmentId),
    hasProjects: (equipmentId) => engine.hasProjects(equipmentId),
  };
}

/** Says what is wrong with the answers so far, and opens it again. Throws `AnswersRefused` where that is no way out. */
async function reviewed(
  source: InterviewSource,
  before: Interview,
  { output, checkSecrets, mayCorrect }: FillInOptions & { readonly mayCorrect: boolean },
): Promise<Interview> {
  const formFor = ({ draft }: Interview): Promise<CreationForm> => source.form(requestOf(draftForNow(draft)));
  const first = await formFor(before);
  const interview = pruned(before, first);
  const form = interview === before ? first : await formFor(interview);
  const { draft } = interview;
  checkSecrets(form.template);
  const problems = wrongAnswers(interview, form);
  if (problems.length === 0) return interview;
  printProblems(output, problems, draft.wanted, form);
  const fields = problems.flatMap(({ field }) => field ?? []);
  const corrected = mayCorrect ? reopened(interview, form, fields) : undefined;
  if (corrected === undefined) throw new AnswersRefused();
  return corrected;
}

/** What was agreed to, or the interview with what is to be changed open. */
type Decision = { readonly confirmed: Confirmation } | { readonly corrected: Interview };

/** Shows the plan and has it confirmed; where it is refused, asks what is to be changed. */
async function confirmPlan(
  questioner: Questioner,
  { engine }: Workplace,
  interview: Interview,
  output: Output,
): Promise<Decision> {
  const { draft } = interview;
  const request = requestOf(draft);
  const { plan, problems } = await engine.controller.plan(request);
  if (plan !== null) printPlan(output, plan);
  if (plan === null || problems.length > 0) {
    const form = await engine.controller.form(request);
    printProblems(output, problems, draft.wanted, form);
    return { corrected: await chooseCorrection(questioner, interview, form, problems) };
  }
  if (await questioner.confirm(l10n.t('Create it?'), true)) return { confirmed: confirmationOf(plan) };
  throw new PromptCancelled();
}
