import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { collisionKey, posixRelative } from '../layout';
import type { PluginHost, PluginPass } from '../plugins';
import {
  ExlabError,
  errnoOf,
  exists,
  fileError,
  freeBytes,
  l10n,
  toExlabError,
  type ErrorShape,
} from '../system';
import type { TemplateValue } from '../templates';
import { fieldBehind } from './behind-names';
import { composePlan, type ComposedPlan, type ResolvedCreation } from './compose-plan';
import { destinationTaken } from './destination';
import { discreet, secretMask } from './discreet-plugins';
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
  /** The ids of the secret answers that were given. */
  readonly withheld: readonly string[];
  /** A text without the secret answers. */
  readonly mask: (text: string) => string;
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
  const resolution = await resolveRequest(environment, request, moment, signal);
  const verdict = passGate(environment, resolution);
  if (!isResolved(resolution)) return refused(verdict.problems);
  if (verdict.problems.length > 0) return refused(verdict.problems);
  let composed: ComposedPlan;
  try {
    composed = await composePlan(environment, resolution, verdict.readmeValues, { signal });
  } catch (caught) {
    signal?.throwIfAborted();
    return refused([atItsName(toExlabError(caught).toShape(), resolution)]);
  }
  const { plan } = composed;
  const run = pluginRunOf(environment, resolution, plan);
  const problems = [
    ...(await run.plugins.validate(run.pluginPass, signal)),
    ...problemsOfPlan(composed, resolution),
    ...(await problemsOfPlace(plan)),
  ];
  if (problems.length > 0) return { ...refused(problems), plan };
  return {
    outcome: 'passed',
    creation: {
      plan,
      ...run,
      publicRequest: withoutSecrets(resolution),
      withheld: [...resolution.questionnaire.secretNames].filter((name) =>
        Object.hasOwn(request.variables, name),
      ),
    },
  };
}

/** What the plugins of a plan work with, and who runs them without telling a secret. */
export function pluginRunOf(
  environment: SessionEnvironment,
  resolution: ResolvedCreation,
  plan: CreationPlan,
): Pick<PreparedCreation, 'pluginPass' | 'plugins' | 'mask'> {
  const mask = secretMask(secretsOf(resolution));
  return {
    pluginPass: pluginPassOf(resolution, plan),
    plugins: discreet(environment.plugins, mask),
    mask,
  };
}

/** What is wrong with the names in a plan, each at the answer that it came from (spec 2.4, row 10). */
export function problemsOfPlan(composed: ComposedPlan, resolution: Resolution): ErrorShape[] {
  return [...refusedNames(composed, resolution), ...reservedFolders(composed.plan)];
}

/** What is wrong with the place where a plan would be made (spec 2.4, row 11). */
export async function problemsOfPlace(plan: CreationPlan): Promise<ErrorShape[]> {
  return [...(await twinOf(plan)), ...(await checkDestination(plan))];
}

/** Whether all that a request names was found. */
export function isResolved(resolution: Resolution): resolution is ResolvedCreation {
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

/** Row 10: a hard finding on a name is refused before anything is written, at the answer that the name came from. */
function refusedNames({ plan, namedBy }: ComposedPlan, resolution: Resolution): ErrorShape[] {
  const findings = plan.findings.filter(
    (finding) => finding.tier === 'hard' && finding.offending_kind !== 'file_content',
  );
  return findings.map((finding) => {
    const below = posixRelative(plan.destination.path, finding.offending_path);
    return {
      code: 'validation_failed',
      field: fieldBehind(namedBy.get(below) ?? [], resolution) ?? 'template_path',
      message: finding.rule_detail,
      details: { finding },
    };
  });
}

/** A name that leads nowhere cannot be planned at all: that too is said at the answer that it came from. */
export function atItsName(problem: ErrorShape, resolution: Resolution): ErrorShape {
  const reads = problem.details?.reads;
  const field = Array.isArray(reads) ? fieldBehind(reads as string[], resolution) : undefined;
  return field === undefined ? problem : { ...problem, field };
}

/** What readers of a project would take for something else. */
function reservedFolders(plan: CreationPlan): ErrorShape[] {
  if (plan.level !== 'project') return [];
  const reserved = new Set<string>();
  for (const { kind, path: file } of plan.files) {
    const segments = file.split('/');
    for (const depth of segments.keys()) {
      const below = segments.slice(0, depth + 1).join('/');
      const isFolder = kind === 'folder' || depth < segments.length - 1;
      if (isReservedInProject(plan, below, isFolder)) reserved.add(below);
    }
  }
  return [...reserved].map((below) => ({
    code: 'template_render_error',
    field: 'template_path',
    message: l10n.t(
      "The template makes '{0}', and in a project that is the place of runs or of what is being prepared: rename it.",
      below,
    ),
  }));
}

/** A name beside one of the destination's that a file system which folds case takes for the same. */
async function twinOf(plan: CreationPlan): Promise<ErrorShape[]> {
  const { root } = plan.equipment;
  let parent = root;
  for (const segment of path.relative(root, plan.destination.path).split(path.sep)) {
    const key = collisionKey(segment);
    // A project may hold very many runs: what has another length is no twin of names such as ours.
    const twin = (await namesIn(parent)).find(
      (name) => name.length === segment.length && name !== segment && collisionKey(name) === key,
    );
    if (twin !== undefined) return [twinProblem(parent, segment, twin)];
    parent = path.join(parent, segment);
  }
  return [];
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT') return [];
    throw fileError(caught, folder);
  }
}

function twinProblem(parent: string, segment: string, twin: string): ErrorShape {
  return {
    // No answer is at fault, and none could make it right.
    code: 'validation_failed',
    message: l10n.t(
      "'{0}' stands in {1} beside '{2}', and some systems take the two for one name: rename '{0}' first.",
      twin,
      parent,
      segment,
    ),
    details: { path: path.join(parent, twin) },
  };
}

/** Row 11: nothing stands at the destination, and the plan fits on the disk. */
async function checkDestination(plan: CreationPlan): Promise<ErrorShape[]> {
  const destination = plan.destination.path;
  if (await exists(destination)) {
    const field = plan.level === 'project' ? 'lims_project' : 'run_date';
    return [{ ...destinationTaken(destination).toShape(), field }];
  }
  if (!(await exists(plan.equipment.root))) {
    return [
      {
        code: 'folder_not_found',
        field: 'equipment_id',
        message: l10n.t(
          'The folder for the data of {0}, {1}, is not there: connect its disk, or make the folder.',
          plan.equipment.id,
          plan.equipment.root,
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
        '{0} MB are needed and {1} MB are free on the disk of {2}: free some space and try again.',
        Math.ceil(needed / 1e6),
        Math.floor(free / 1e6),
        plan.equipment.root,
      ),
      details: { free_bytes: free, needed_bytes: needed },
    },
  ];
}

/** The secret answers as they were typed and as they were read. */
function secretsOf({ request, questionnaire }: ResolvedCreation): string[] {
  return [...questionnaire.secretNames].flatMap((name) =>
    [request.variables[name], questionnaire.variables.get(name)].flatMap((value) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
        ? [String(value)]
        : [],
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
