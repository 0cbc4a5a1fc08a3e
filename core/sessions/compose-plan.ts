import * as path from 'node:path';
import type { Config, EquipmentConfig } from '../config';
import {
  ANSWERS_FILE,
  CREATION_RECORD,
  README_FIELDS_RECORD,
  README_FILE,
  RECORDS_FOLDER,
  WINDOWS_MAX_PATH,
  nasPath,
  projectSegments,
  runFolderName,
  runSegments,
} from '../layout';
import { stringifyRecord, type RenderedEntry } from '../records';
import { buildReadmeFields, composeReadme, type CheckedReadmeValues } from '../readme';
import { timestamp } from '../system';
import {
  composeAnswersFile,
  rememberedAnswers,
  sameValue,
  type Questionnaire,
  type RenderedTree,
  type Template,
  type TemplateValue,
} from '../templates';
import { check, declaredEntry, findExemptions, scannedText, type CheckSubject } from '../validator';
import { composeCreationRecord } from './creation-record';
import type { SessionEnvironment } from './environment';
import { sizeOf, type CreationPlan, type GeneratedFile, type PlanEntry } from './plan';
import type { LimsProject } from './requests';
import type { Resolution } from './resolve';

/** A resolution that passed the gate: everything it names was found. */
export interface ResolvedCreation extends Resolution {
  readonly equipment: EquipmentConfig;
  readonly template: Template;
  readonly project: LimsProject;
  readonly questionnaire: Questionnaire;
}

/** A plan, and which variables the names in it read. */
export interface ComposedPlan {
  readonly plan: CreationPlan;
  readonly namedBy: RenderedTree['namedBy'];
}

export interface ComposeOptions {
  readonly signal?: AbortSignal | undefined;
  /** Whether the template's files need not be read again where they are the same as at an earlier plan. */
  readonly recalls?: boolean;
}

/**
 * Computes the plan of a creation: renders everything in memory, hashes what is copied, finds what is wrong.
 * Writes nothing. Throws `template_render_error`.
 */
export async function composePlan(
  environment: SessionEnvironment,
  creation: ResolvedCreation,
  values: CheckedReadmeValues,
  { signal, recalls = false }: ComposeOptions = {},
): Promise<ComposedPlan> {
  const { template, questionnaire } = creation;
  const tree = await environment.evaluator.render(
    template,
    new Map([
      ...creation.context,
      ['_external_data', questionnaire.externalData],
      ...questionnaire.variables,
    ]),
    questionnaire.secretNames,
    {
      answers: rememberedAnswers(questionnaire),
      destination: path.join(creation.root, ...placeOf(creation).segments),
      moment: creation.moment.runDate.getTime(),
      recalls,
      ...(signal === undefined ? {} : { signal }),
    },
  );
  const frame = frameOf(environment, creation, tree);
  const readme = composeReadmeFiles(environment, frame, values, tree);
  const outline = { ...frame, rendered: renderedEntries(environment.config, creation, tree, readme) };
  const files = [
    ...tree.files,
    ...readme,
    generated(ANSWERS_FILE, composeAnswersFile(template, questionnaire)),
    generated(`${RECORDS_FOLDER}/${CREATION_RECORD}`, creationRecordText(environment, outline)),
  ].sort((left, right) => (left.path < right.path ? -1 : 1));
  const plan = {
    ...outline,
    files,
    findings: await check(subjectOf(environment.config, outline, files)),
    bytes: files.reduce((total, file) => total + sizeOf(file), 0),
  };
  return { plan, namedBy: tree.namedBy };
}

/** A plan before its files are known. */
type PlanFrame = Omit<CreationPlan, 'files' | 'findings' | 'bytes' | 'rendered'>;
type PlanOutline = PlanFrame & Pick<CreationPlan, 'rendered'>;

function frameOf(environment: SessionEnvironment, creation: ResolvedCreation, tree: RenderedTree): PlanFrame {
  const { request, moment, equipment, root, template, project } = creation;
  const { run, segments } = placeOf(creation);
  return {
    level: creation.level,
    created_at: timestamp(moment.createdAt),
    moment: timestamp(moment.runDate),
    equipment: { id: equipment.id, label: equipment.label, root },
    project,
    run,
    template: {
      name: template.name,
      version: template.version,
      source_path: template.root,
      run_scope: template.runScope,
    },
    destination: { path: path.join(root, ...segments), nas: nasPath(equipment.nas_root, segments) },
    fields: { label: request.label, operator: request.operator, objective: request.objective },
    variables: publicVariables(creation.questionnaire),
    plugins: {
      names: [...new Set([...template.plugins, ...environment.config.plugins.always])],
      fatal: template.pluginsFatal,
    },
    notes: [...creation.questionnaire.notes, ...tree.notes.map((note) => `${note.file}: ${note.message}`)],
    messages: tree.messages,
  };
}

/** The run that a creation makes, and the names that lead to its destination from the root. */
function placeOf({ request, moment, equipment, project }: ResolvedCreation): {
  run: CreationPlan['run'];
  segments: readonly string[];
} {
  if (request.kind !== 'run') return { run: null, segments: projectSegments(equipment.id, project.short_id) };
  const name = runFolderName(request.run_kind, moment.runDate);
  return {
    run: { kind: request.run_kind, date: timestamp(moment.runDate), name },
    segments: runSegments(equipment.id, project.short_id, request.run_kind, name),
  };
}

function publicVariables(questionnaire: Questionnaire): Map<string, TemplateValue> {
  return new Map([...questionnaire.variables].filter(([name]) => !questionnaire.secretNames.has(name)));
}

/** What came out of rendering, and which of its placeholder-like tokens are none (spec 4.2). */
function renderedEntries(
  config: Config,
  creation: ResolvedCreation,
  tree: RenderedTree,
  readme: readonly GeneratedFile[],
): RenderedEntry[] {
  const { allowTokens } = creation.template;
  const typed = typedTexts(creation);
  const sources = [
    ...tree.files.filter((file) => file.kind === 'rendered'),
    // Of a README only the front matter is judged, and no raw block is in that.
    ...readme.filter((file) => file.path === README_FILE && tree.readmeProse?.rendered === true),
  ];
  const entries = sources.map((file): RenderedEntry => {
    const rawSpans = file.kind === 'rendered' ? file.rawSpans : [];
    const text = scannedText(file.path, file.bytes, config.validator);
    const exempt = findExemptions(text ?? '', file.path, { allowTokens, typed, rawSpans });
    return exempt.length === 0 ? { path: file.path } : { path: file.path, exempt };
  });
  return [...declaredEntry(allowTokens), ...entries].sort((left, right) => (left.path < right.path ? -1 : 1));
}

/**
 * The texts that the operator typed: a token that stands in one is meant so. What is a default was typed by nobody,
 * also where somebody left it standing: a placeholder in it still waits to be filled in.
 */
function typedTexts({ request, questionnaire, fields }: ResolvedCreation): string[] {
  const standards = new Map(fields.map(({ id, default: standard }) => [id, standard]));
  const filled = Object.entries(request.readme_extra).filter(([id, value]) => value !== standards.get(id));
  const answered = questionnaire.questions.filter(
    ({ answered, secret, value, default: standard }) =>
      answered && !secret && value !== undefined && (standard === undefined || !sameValue(value, standard)),
  );
  const given: unknown[] = [
    request.label,
    request.operator,
    request.objective,
    ...filled.map(([, value]) => value),
    ...request.custom_fields.flatMap((field) => [field.label, field.value]),
    ...answered.map(({ value }) => value),
  ];
  return given.flatMap(textsIn);
}

/** The texts in an answer, also those in its lists and mappings. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (value instanceof Map) return [...(value as ReadonlyMap<unknown, unknown>)].flatMap(textsIn);
  return typeof value === 'string' ? [value] : [];
}

/** README.md and the record from which it can be made again. */
function composeReadmeFiles(
  environment: SessionEnvironment,
  frame: PlanFrame,
  values: CheckedReadmeValues,
  tree: RenderedTree,
): GeneratedFile[] {
  const record = buildReadmeFields({
    generatedAt: frame.created_at,
    core: frame.fields,
    values,
    system: {
      created: frame.created_at,
      created_by: environment.host.user,
      equipment: { id: frame.equipment.id, label: frame.equipment.label },
      template: { name: frame.template.name, version: frame.template.version },
      project: frame.project.short_id,
      ...(frame.run === null ? {} : { run: frame.run.name, run_kind: frame.run.kind }),
    },
  });
  return [
    generated(README_FILE, composeReadme(record, tree.readmeProse?.text)),
    generated(`${RECORDS_FOLDER}/${README_FIELDS_RECORD}`, stringifyRecord(record)),
  ];
}

/** `creation.json` as it will be where no plugin runs and nothing hard is found. */
function creationRecordText(environment: SessionEnvironment, outline: PlanOutline): string {
  return composeCreationRecord(
    outline,
    { orchestrator: environment.config.orchestrator, hostName: environment.host.name },
    { plugins: [], syncStatus: 'pending' },
  );
}

function generated(file: string, text: string): GeneratedFile {
  return { kind: 'generated', path: file, bytes: Buffer.from(text, 'utf8') };
}

function subjectOf(config: Config, outline: PlanOutline, files: readonly PlanEntry[]): CheckSubject {
  return {
    level: outline.level,
    root: outline.equipment.root,
    runPath: outline.destination.path,
    runKind: outline.run?.kind ?? null,
    entries: entriesOf(files),
    texts: textsOf(config, outline, files),
    exemptions: new Map(outline.rendered.map((entry) => [entry.path, entry.exempt ?? []])),
    maxPathLength: config.validator.windows_share ? WINDOWS_MAX_PATH : null,
    targetPath: outline.destination.nas,
  };
}

/** Every file and every folder above one; of our own records the folder alone, which others may collide with. */
function entriesOf(files: readonly PlanEntry[]): CheckSubject['entries'] {
  const folders = new Set<string>();
  const names: { path: string; kind: 'file' | 'directory' }[] = [];
  for (const file of files) {
    if (file.path.startsWith(`${RECORDS_FOLDER}/`)) {
      folders.add(RECORDS_FOLDER);
      continue;
    }
    if (file.kind === 'folder') folders.add(file.path);
    else names.push({ path: file.path, kind: 'file' });
    for (let parent = path.posix.dirname(file.path); parent !== '.'; parent = path.posix.dirname(parent)) {
      folders.add(parent);
    }
  }
  return [...names, ...[...folders].map((folder) => ({ path: folder, kind: 'directory' as const }))];
}

/** The texts that came out of rendering, a README with a template's prose among them. */
function* textsOf(
  config: Config,
  outline: PlanOutline,
  files: readonly PlanEntry[],
): Generator<{ path: string; text: string }> {
  const rendered = new Set(outline.rendered.map((entry) => entry.path));
  for (const file of files) {
    if (!rendered.has(file.path) || !('bytes' in file)) continue;
    const text = scannedText(file.path, file.bytes, config.validator);
    if (text !== null) yield { path: file.path, text };
  }
}
