import * as path from 'node:path';
import type { PluginHost, PluginPass } from '../plugins';
import {
  ExlabError,
  destinationExists,
  exists,
  freeBytes,
  l10n,
  toExlabError,
  type ErrorShape,
} from '../system';
import type { TemplateValue } from '../templates';
import { composePlan, type ResolvedCreation } from './compose-plan';
import { discreet } from './discreet-plugins';
import type { SessionEnvironment } from './environment';
import { passGate } from './gate';
import { isReservedInProject } from './own-places';
import type { CreationPlan } from './plan';
import type { CreationRequest } from './requests';
import { resolveRequest, type CreationMoment, type Resolution } from './resolve';

/** Space that stays free beside what a creation takes (bytes, spec 2.4, row 11). */
const SPARE_BYTES = 100 * 1024 * 1024;

/** A creation that passed the gate, ready to be executed. */
export interface PreparedCreation {
  readonly plan: CreationPlan;
  readonly pluginPass: PluginPass;
  /** The host that runs them; it tells no secret answer. */
  readonly plugins: PluginHost;
  /** The request as a journal may hold it: without secret answers. */
  readonly publicRequest: CreationRequest;
}

export type Preparation =
  | { readonly outcome: 'passed'; readonly creation: PreparedCreation }
  | {
      readonly outcome: 'refused';
      /** All problems, in the order of the gate; the first is the session's error. */
      readonly problems: readonly [ErrorShape, ...ErrorShape[]];
      /** The plan, where the request could be rendered, so that a preview can show what is wrong. */
      readonly plan?: CreationPlan;
    };

/** The validation gate (spec 2.4) and the plan: everything before the disk is touched. */
export async function prepareCreation(
  environment: SessionEnvironment,
  request: CreationRequest,
  moment: CreationMoment,
  signal?: AbortSignal,
): Promise<Preparation> {
  const resolution = await resolveRequest(environment, request, moment);
  const verdict = passGate(environment, resolution);
  if (!isResolved(resolution)) return refused(verdict.problems);
  if (verdict.problems.length > 0) return refused(verdict.problems);
  let plan: CreationPlan;
  try {
    plan = await composePlan(environment, resolution, verdict.readmeValues, signal);
  } catch (caught) {
    signal?.throwIfAborted();
    return refused([toExlabError(caught).toShape()]);
  }
  const pluginPass = pluginPassOf(resolution, plan);
  const plugins = discreet(environment.plugins, secretsOf(resolution));
  const problems = [
    ...(await plugins.validate(pluginPass, signal)),
    ...refusedNames(plan),
    ...reservedFolders(plan),
    ...(await checkDestination(plan)),
  ];
  if (problems.length > 0) return { ...refused(problems), plan };
  return {
    outcome: 'passed',
    creation: { plan, pluginPass, plugins, publicRequest: withoutSecrets(resolution) },
  };
}

function isResolved(resolution: Resolution): resolution is ResolvedCreation {
  return (
    resolution.equipment !== undefined &&
    !(resolution.template instanceof ExlabError) &&
    !(resolution.project instanceof ExlabError) &&
    resolution.questionnaire !== undefined
  );
}

function refused(problems: readonly ErrorShape[]): Extract<Preparation, { outcome: 'refused' }> {
  const [first, ...rest] = problems;
  if (first === undefined) throw new Error('A request was refused without a reason.');
  return { outcome: 'refused', problems: [first, ...rest] };
}

function pluginPassOf(creation: ResolvedCreation, plan: CreationPlan): PluginPass {
  return {
    plugins: plan.plugins.names,
    fatal: plan.plugins.fatal,
    variables: new Map<string, TemplateValue>([...creation.context, ...creation.questionnaire.variables]),
    template: { name: plan.template.name, version: plan.template.version },
    level: plan.level,
    runKind: plan.run?.kind ?? 'project',
    equipmentId: plan.equipment.id,
    project: plan.project.short_id,
  };
}

/** Row 10: a hard finding on a name is refused before anything is written. */
function refusedNames(plan: CreationPlan): ErrorShape[] {
  const findings = plan.findings.filter(
    (finding) => finding.tier === 'hard' && finding.offending_kind !== 'file_content',
  );
  return findings.map((finding) => ({
    code: 'validation_failed',
    field: 'template_path',
    message: finding.rule_detail,
    details: { finding },
  }));
}

/** Folders of a project that every reader would take for runs, or for what is still prepared. */
function reservedFolders(plan: CreationPlan): ErrorShape[] {
  if (plan.level !== 'project') return [];
  const folders = plan.files.flatMap(({ kind, path: file }) => {
    const [name = '', ...below] = file.split('/');
    return kind === 'folder' || below.length > 0 ? [name] : [];
  });
  return [...new Set(folders)]
    .filter((name) => isReservedInProject(plan, name))
    .map((name) => ({
      code: 'template_render_error',
      field: 'template_path',
      message: l10n.t(
        "The template makes a folder '{0}', and in a project that is the name of a run or of what is being prepared: rename it.",
        name,
      ),
    }));
}

/** Row 11: nothing stands at the destination, and the plan fits on the disk. */
async function checkDestination(plan: CreationPlan): Promise<ErrorShape[]> {
  const destination = plan.destination.path;
  if (await exists(destination)) {
    const field = plan.level === 'project' ? 'lims_project' : 'run_date';
    return [{ ...destinationExists(destination).toShape(), field }];
  }
  if (!(await exists(plan.equipment.root))) {
    return [
      {
        code: 'folder_not_found',
        field: 'equipment_id',
        message: l10n.t(
          '{0}, where the data of {1} belongs, is not there: connect its disk, or make the folder.',
          plan.equipment.root,
          plan.equipment.id,
        ),
        details: { path: plan.equipment.root },
      },
    ];
  }
  const free = await freeBytes(path.dirname(destination));
  const needed = plan.bytes + SPARE_BYTES;
  if (free >= needed) return [];
  return [
    {
      code: 'disk_space_insufficient',
      message: l10n.t(
        'The disk that holds {0} has {1} MB free, and {2} MB are needed: free some space and try again.',
        plan.equipment.root,
        Math.floor(free / 1e6),
        Math.ceil(needed / 1e6),
      ),
      details: { free_bytes: free, needed_bytes: needed },
    },
  ];
}

/** The secret answers as they were typed and as they were read. */
function secretsOf({ request, questionnaire }: ResolvedCreation): string[] {
  return [...questionnaire.secretNames].flatMap((name) =>
    [request.variables[name], questionnaire.variables.get(name)].flatMap((value) =>
      typeof value === 'string' || typeof value === 'number' ? [String(value)] : [],
    ),
  );
}

function withoutSecrets({ request, questionnaire, template }: ResolvedCreation): CreationRequest {
  const variables = Object.entries(request.variables).filter(
    ([name]) => !questionnaire.secretNames.has(name),
  );
  // The template's own place: a name or a relative path may mean another one at a restart.
  return { ...request, template_path: template.root, variables: Object.fromEntries(variables) };
}
