import type { LayeredField } from '../readme';
import { ExlabError, toExlabError, type ErrorShape } from '../system';
import type { Questionnaire, Template, TemplateContext } from '../templates';
import type { SessionEnvironment } from './environment';
import { passGate, type GateVerdict } from './gate';
import type { Confirmation } from './confirmation';
import { momentOf, momentWanted } from './moment';
import type { CreationRequest } from './requests';
import { resolveRequest, type CreationMoment, type Resolution } from './resolve';

/** What a form shows of a request that may still be incomplete. */
export interface CreationForm {
  /** Null while none is chosen or it does not load; `problems` then says why. */
  readonly template: Template | null;
  /** The template's questions with the answers so far; null without a template. */
  readonly questionnaire: Questionnaire | null;
  /** What the template sees beside its own answers, to evaluate the questions again while somebody types. */
  readonly context: TemplateContext;
  /** The README's fields, the template's first. */
  readonly fields: readonly LayeredField[];
  /** All that the gate has against the request, each problem at its field (spec 2.4, rows 1 to 8). */
  readonly problems: readonly ErrorShape[];
}

/** Looks at a request without rendering anything: what is asked for, and what is wrong so far. */
export async function composeForm(
  environment: SessionEnvironment,
  request: CreationRequest,
): Promise<CreationForm> {
  return (await lookAt(environment, request)).form;
}

/** A form, and what it is made of. */
export interface LookedAt {
  readonly form: CreationForm;
  readonly resolution: Resolution;
  readonly verdict: GateVerdict;
}

/** The form of a request with what stands behind it. Throws the signal's reason where it is given up. */
export async function lookAt(
  environment: SessionEnvironment,
  request: CreationRequest,
  signal?: AbortSignal,
  confirmed?: Confirmation,
): Promise<LookedAt> {
  const now = environment.clock.now();
  const problems: ErrorShape[] = [];
  let moment: CreationMoment = { createdAt: now, runDate: now };
  try {
    moment = await momentOf(environment.config, request, now, momentWanted(confirmed, now));
  } catch (caught) {
    problems.push(toExlabError(caught).toShape());
  }
  const resolution = await resolveRequest(environment, request, moment, signal);
  const verdict = passGate(environment, resolution);
  const form = {
    template: resolution.template instanceof ExlabError ? null : resolution.template,
    questionnaire: resolution.questionnaire ?? null,
    context: resolution.context,
    fields: resolution.fields,
    problems: [...problems, ...verdict.problems],
  };
  return { form, resolution, verdict };
}
