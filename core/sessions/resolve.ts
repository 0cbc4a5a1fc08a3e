import { lstat } from 'node:fs/promises';
import * as path from 'node:path';
import { equipmentRoot, type EquipmentConfig } from '../config';
import {
  CREATION_RECORD,
  TEST_RUNS_FOLDER,
  equipmentTemplatesFolder,
  isProjectShortId,
  projectSegments,
  recordPath,
  runFolderName,
  runSegments,
  type Level,
} from '../layout';
import { creationRecord, readRecord } from '../records';
import { combineFields, type LayeredField } from '../readme';
import {
  type ErrorShape,
  errnoOf,
  exists,
  ExlabError,
  fileError,
  isFolder,
  l10n,
  toExlabError,
} from '../system';
import {
  findTemplate,
  type Questionnaire,
  type QuestionnairePlaces,
  type Template,
  type TemplateContext,
  type TemplateValue,
} from '../templates';
import type { SessionEnvironment } from './environment';
import type { CreationRequest, LimsProject } from './requests';

/** The moment of a creation: fixed once, so that everything in the folder tells one time. */
export interface CreationMoment {
  readonly createdAt: Date;
  readonly runDate: Date;
  /** What is wrong with the run date that was given; `runDate` then only stands in for it. */
  readonly problem?: ErrorShape;
}

/** A request with everything it refers to looked up; what could not be is the error that says so. */
export interface Resolution {
  readonly request: CreationRequest;
  readonly moment: CreationMoment;
  readonly level: Level;
  readonly equipment: EquipmentConfig | undefined;
  /** The root that the destination is composed from; empty for an unknown equipment. */
  readonly root: string;
  readonly template: Template | ExlabError;
  readonly project: LimsProject | ExlabError;
  readonly fields: readonly LayeredField[];
  /** What is wrong with how template and configuration declare them. */
  readonly fieldProblems: readonly ErrorShape[];
  readonly questionnaire: Questionnaire | undefined;
  readonly context: TemplateContext;
}

/** The project's short id that a request names. */
export function shortIdOf(request: CreationRequest): string {
  return request.kind === 'run' ? request.project_short_id : (request.lims_project?.short_id ?? '');
}

/**
 * Looks up all that a request names. Reads only; problems are kept for the gate to report in its order.
 * Throws the signal's reason where it is given up.
 */
export async function resolveRequest(
  environment: SessionEnvironment,
  request: CreationRequest,
  moment: CreationMoment,
  signal?: AbortSignal,
): Promise<Resolution> {
  const { config } = environment;
  const equipment = config.equipment.find((entry) => entry.id === request.equipment_id);
  const root = equipment === undefined ? '' : path.resolve(equipmentRoot(config, equipment));
  const template = await resolveTemplate(environment, request, root);
  const project = await resolvedProject(request, root);
  const loaded = template instanceof ExlabError ? undefined : template;
  const combined = combineFields(loaded?.readmeFields ?? [], config.readme.defaults);
  const context = coreContext(request, moment, equipment, project);
  const places = placesOf(request, moment, equipment, root);
  const questionnaire =
    loaded && (await evaluated(environment, loaded, request, context, { ...places, signal }));
  const failure = questionnaire instanceof ExlabError ? questionnaire : undefined;
  return {
    request,
    moment,
    level: request.kind,
    equipment,
    root,
    template: failure ?? template,
    project,
    fields: combined.fields,
    fieldProblems: combined.problems,
    questionnaire: questionnaire instanceof ExlabError ? undefined : questionnaire,
    context,
  };
}

/** Where the creation will be, as far as the request names it rightly. */
function placesOf(
  request: CreationRequest,
  { runDate }: CreationMoment,
  equipment: EquipmentConfig | undefined,
  root: string,
): QuestionnairePlaces {
  const shortId = shortIdOf(request);
  if (equipment === undefined || root === '' || !isProjectShortId(shortId))
    return { moment: runDate.getTime() };
  const segments =
    request.kind === 'run'
      ? runSegments(equipment.id, shortId, request.run_kind, runFolderName(request.run_kind, runDate))
      : projectSegments(equipment.id, shortId);
  return { destination: path.join(root, ...segments), moment: runDate.getTime() };
}

/** A template whose questions cannot be evaluated is as good as one that does not load. */
async function evaluated(
  environment: SessionEnvironment,
  template: Template,
  request: CreationRequest,
  context: TemplateContext,
  options: QuestionnairePlaces & { readonly signal: AbortSignal | undefined },
): Promise<Questionnaire | ExlabError> {
  try {
    return await environment.evaluator.questionnaire(template, request.variables, context, options);
  } catch (caught) {
    options.signal?.throwIfAborted();
    if (!(caught instanceof ExlabError)) throw caught;
    return caught;
  }
}

async function resolveTemplate(
  environment: SessionEnvironment,
  request: CreationRequest,
  root: string,
): Promise<Template | ExlabError> {
  try {
    return await findTemplate(
      request.template_path,
      {
        templatesDir: environment.config.paths.templates_dir,
        equipmentTemplatesDir: root === '' ? undefined : equipmentTemplatesFolder(root, request.equipment_id),
        bundledDir: environment.bundledTemplates,
      },
      request.kind === 'run' ? { type: 'run', runKind: request.run_kind } : { type: 'project' },
    );
  } catch (caught) {
    return toExlabError(caught);
  }
}

/** A folder that cannot be looked into is a problem of the project that it was looked for in. */
async function resolvedProject(request: CreationRequest, root: string): Promise<LimsProject | ExlabError> {
  try {
    return await resolveProject(request, root);
  } catch (caught) {
    const field = request.kind === 'run' ? 'project_short_id' : 'lims_project';
    return new ExlabError({ ...toExlabError(caught).toShape(), field }, { cause: caught });
  }
}

/** The LIMS block of a request: its own, or for a run the one that its project's record holds. */
async function resolveProject(request: CreationRequest, root: string): Promise<LimsProject | ExlabError> {
  if (request.kind === 'project') {
    if (request.lims_project === undefined) return limsProjectMissing();
    const link = root === '' ? undefined : await linkBelow(root, [request.equipment_id]);
    return link === undefined ? request.lims_project : linkRefused(link, 'lims_project');
  }
  const shortId = request.project_short_id;
  if (shortId === '') return projectRefused(l10n.t('No project is named: choose one of the equipment.'));
  if (!isProjectShortId(shortId)) {
    return projectRefused(l10n.t("'{0}' is no project id: it looks like PROJ-0042.", shortId));
  }
  // Without its equipment a project cannot be looked for; the gate says what is wrong with that.
  if (root === '') return manualProject(shortId);
  const segments = projectSegments(request.equipment_id, shortId);
  const link = await linkBelow(
    root,
    request.run_kind === 'test' ? [...segments, TEST_RUNS_FOLDER] : segments,
  );
  if (link !== undefined) return linkRefused(link, 'project_short_id');
  const folder = path.join(root, ...segments);
  if (!(await isFolder(folder))) {
    return projectRefused(
      l10n.t(
        'There is no project {0} under {1}: create the project first, or choose another.',
        shortId,
        request.equipment_id,
      ),
    );
  }
  if (request.lims_project !== undefined) return checkedShortId(request.lims_project, shortId);
  return inheritedProject(folder, shortId);
}

/**
 * The first folder on this way down that is a symbolic link, a dangling one included. The root and what is above it
 * may be links: that is where audits begin, and below it they follow none.
 */
async function linkBelow(root: string, segments: readonly string[]): Promise<string | undefined> {
  let folder = root;
  for (const segment of segments) {
    folder = path.join(folder, segment);
    if (await isLink(folder)) return folder;
  }
  return undefined;
}

async function isLink(file: string): Promise<boolean> {
  try {
    return (await lstat(file)).isSymbolicLink();
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT' || errnoOf(caught) === 'ENOTDIR') return false;
    throw fileError(caught, file);
  }
}

function linkRefused(link: string, field: 'project_short_id' | 'lims_project'): ExlabError {
  return new ExlabError({
    code: 'validation_failed',
    field,
    message: l10n.t(
      "{0} is a link, and audits follow none: make it a real folder, or set the equipment's local_root so that no link is on the way.",
      link,
    ),
    details: { path: link },
  });
}

function checkedShortId(project: LimsProject, shortId: string): LimsProject | ExlabError {
  if (project.short_id === shortId) return project;
  return new ExlabError({
    code: 'validation_failed',
    field: 'lims_project',
    message: l10n.t(
      "The LIMS project's short id '{0}' is not the run's project {1}: make them the same.",
      project.short_id,
      shortId,
    ),
  });
}

/** A project folder that was made by hand has no record: its short id is all that is known of it. */
async function inheritedProject(folder: string, shortId: string): Promise<LimsProject | ExlabError> {
  const file = recordPath(folder, CREATION_RECORD);
  if (!(await exists(file))) return manualProject(shortId);
  try {
    const record = await readRecord(creationRecord, file);
    const block = record.lims_project;
    return block === undefined ? manualProject(shortId) : { ...block, short_id: shortId };
  } catch (caught) {
    const error = toExlabError(caught);
    return new ExlabError({ ...error.toShape(), field: 'project_short_id' }, { cause: caught });
  }
}

function manualProject(shortId: string): LimsProject {
  return {
    uid: '',
    short_id: shortId,
    name_at_creation: shortId,
    source: 'manual',
    cache_freshness_at_use: null,
  };
}

function projectRefused(message: string): ExlabError {
  return new ExlabError({ code: 'validation_failed', field: 'project_short_id', message });
}

function limsProjectMissing(): ExlabError {
  return new ExlabError({
    code: 'validation_failed',
    field: 'lims_project',
    message: l10n.t('A project needs a LIMS project: give at least its short id (PROJ-0042) and its name.'),
  });
}

/** What templates see beside their own answers (spec 3.3). */
function coreContext(
  request: CreationRequest,
  moment: CreationMoment,
  equipment: EquipmentConfig | undefined,
  project: LimsProject | ExlabError,
): TemplateContext {
  const context = new Map<string, TemplateValue>([
    ['label', request.label],
    ['operator', request.operator],
    ['objective', request.objective],
    ['project_short_id', shortIdOf(request)],
    ['project_name', project instanceof ExlabError ? '' : project.name_at_creation],
    ['equipment_id', request.equipment_id],
    ['equipment_label', equipment?.label ?? ''],
  ]);
  if (request.kind === 'run') {
    context.set('run_kind', request.run_kind);
    context.set('run_date', `${moment.runDate.toISOString().slice(0, 19)}Z`);
    context.set('run_name', runFolderName(request.run_kind, moment.runDate));
  }
  return context;
}
