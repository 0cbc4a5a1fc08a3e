import { toExlabError, type ErrorShape } from '../system';
import type { Questionnaire, QuestionState, TemplateValue } from '../templates';
import { composePlan, type ComposedPlan } from './compose-plan';
import type { Confirmation } from './confirmation';
import type { SessionEnvironment } from './environment';
import { lookAt, type CreationForm, type LookedAt } from './form';
import type { CreationPlan } from './plan';
import { atItsName, isResolved, pluginRunOf, problemsOfPlace, problemsOfPlan } from './prepare';
import type { CreationRequest } from './requests';

/** What a form with a live preview shows. */
export interface CreationPreview extends CreationForm {
  /**
   * What would be made of the answers so far, also where some are missing or wrong: an empty text, no item or zero
   * stands in for what is missing, and a default for what is wrong. Null where it cannot be computed. Without problems it is the plan
   * that a creation would execute now.
   */
  readonly plan: CreationPlan | null;
  /** Why there is no plan though the template is known; null where there is one. */
  readonly planProblem: ErrorShape | null;
}

/**
 * The form of a request together with its plan. What speaks against the plan's place is told at once; its names and
 * plugins are judged when no answer is missing any more. Nothing is written.
 * @param confirmed the plan that is shown: what would be made at its moment, rather than now
 * Throws the signal's reason where it is given up.
 */
export async function composePreview(
  environment: SessionEnvironment,
  request: CreationRequest,
  signal?: AbortSignal,
  confirmed?: Confirmation,
): Promise<CreationPreview> {
  const seen = await lookAt(environment, request, signal, confirmed);
  const { form, resolution } = seen;
  if (!isResolved(resolution)) return { ...form, plan: null, planProblem: null };
  let composed: ComposedPlan;
  try {
    const resolved = { ...resolution, questionnaire: withStandIns(resolution.questionnaire) };
    composed = await composePlan(environment, resolved, seen.verdict.readmeValues, { signal, recalls: true });
  } catch (caught) {
    signal?.throwIfAborted();
    const planProblem = atItsName(toExlabError(caught).toShape(), resolution);
    const problems = form.problems.length === 0 ? [planProblem] : form.problems;
    return { ...form, problems, plan: null, planProblem };
  }
  const found = await problemsWith(environment, composed, seen, signal);
  return { ...form, problems: [...form.problems, ...found], plan: composed.plan, planProblem: null };
}

/** The questionnaire with something in place of the answers that are missing, so that a template can be rendered. */
function withStandIns(questionnaire: Questionnaire): Questionnaire {
  const missing = questionnaire.questions.filter(
    ({ visible, value, id }) => visible && value === undefined && !questionnaire.variables.has(id),
  );
  if (missing.length === 0) return questionnaire;
  const standIns = missing.map((question) => [question.id, standInOf(question)] as const);
  return { ...questionnaire, variables: new Map([...questionnaire.variables, ...standIns]) };
}

/** Nothing, as far as the type of a question has a value for that. */
function standInOf({ type, multiselect }: QuestionState): TemplateValue {
  if (multiselect) return [];
  switch (type) {
    case 'int':
      return 0n;
    case 'float':
      return 0;
    case 'bool':
      return false;
    case 'yaml':
    case 'json':
      return null;
    default:
      return '';
  }
}

async function problemsWith(
  environment: SessionEnvironment,
  composed: ComposedPlan,
  { form, resolution }: LookedAt,
  signal: AbortSignal | undefined,
): Promise<ErrorShape[]> {
  const { plan } = composed;
  if (form.problems.length > 0 || !isResolved(resolution)) return problemsOfPlace(plan);
  const { plugins, pluginPass } = pluginRunOf(environment, resolution, plan);
  return [
    ...(await plugins.validate(pluginPass, signal)),
    ...problemsOfPlan(composed, resolution),
    ...(await problemsOfPlace(plan)),
  ];
}
