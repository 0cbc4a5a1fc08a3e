import * as path from 'node:path';
import { ANSWERS_FILE, CREATION_RECORD, recordPath } from '../layout';
import type { AppliedPlugin } from '../plugins';
import { setSyncStatus, type RenderedEntry, type SyncStatus } from '../records';
import type { HandOff } from '../sync';
import {
  ExlabError,
  allOf,
  fileError,
  flushFolder,
  flushTree,
  identityOf,
  isSameFile,
  l10n,
  moveFolderIntoPlace,
  timestamp,
  toExlabError,
} from '../system';
import { RequiredFields, judgeFolder, renderedAfterPlugins, type Finding } from '../validator';
import { noteCreation, type LogMessage } from './after-move';
import { composeCreationRecord } from './creation-record';
import { destinationTaken } from './destination';
import type { PipelineStep, SessionEnvironment } from './environment';
import { groundOf } from './ground';
import type { CreatedFolder } from './journal-entries';
import type { LiveSession } from './live-session';
import { checkOwnPlaces } from './own-places';
import type { CreationPlan, GeneratedFile, PlanEntry } from './plan';
import type { PreparedCreation } from './prepare';
import type { CreationResult } from './session';
import { tagsOf } from './tags';
import { leaveWorkArea, writeEntries, type WorkFolder } from './work-folder';

/** At most so many progress events for the writing of files, however many there are. */
const PROGRESS_EVENTS = 50;

/** What a pipeline works on. */
export interface PipelineTask {
  readonly environment: SessionEnvironment;
  readonly session: LiveSession;
  readonly creation: PreparedCreation;
  readonly work: WorkFolder;
}

/** What a plan makes, as journal and after-move need it. */
export function createdFolderOf(plan: CreationPlan): CreatedFolder {
  return {
    path: plan.destination.path,
    root: plan.equipment.root,
    equipment_id: plan.equipment.id,
    short_id: plan.project.short_id,
    run_kind: plan.run?.kind ?? null,
  };
}

/**
 * Executes a plan in its work folder and moves the result into place (spec 2.5). Whatever dies, and
 * whenever, the destination either does not exist or is complete. Throws what went wrong; the caller
 * decides about the work folder.
 */
export async function runPipeline(task: PipelineTask): Promise<CreationResult> {
  const { session } = task;
  await writePlannedFiles(task);
  session.enter('plugin_pass');
  const { plugins, rendered } = await runPlugins(task);
  session.enter('cache_write');
  await writeOwnFiles(task, plugins, rendered);
  session.enter('post_validate');
  const findings = await validateFolder(task);
  const blocked = findings.some((finding) => finding.tier === 'hard');
  const status: SyncStatus = blocked ? 'blocked_by_validation' : 'pending';
  session.enter('sync_queued');
  if (blocked) await block(task);
  await moveIntoPlace(task, blocked);
  const { destination, messages } = task.creation.plan;
  await noteAround(task, status);
  const message = messages.after.trim() === '' ? {} : { message: messages.after };
  return { path: destination.path, sync_status: status, blocked, findings, plugins, ...message };
}

/** A warning goes to the subscribers and to the central log. */
function warn({ environment, session, creation }: PipelineTask, message: string): void {
  session.warn(message);
  environment.log.write('WARN', `session ${session.id}: ${message}`, tagsOf(createdFolderOf(creation.plan)));
}

function reach(task: PipelineTask, step: PipelineStep): void {
  task.environment.onStep?.(step);
  task.session.cancellation.signal.throwIfAborted();
}

/** The answers file is there from the start: plugins may read it. */
function isFromTemplate(entry: PlanEntry): boolean {
  return entry.kind !== 'generated' || entry.path === ANSWERS_FILE;
}

async function writePlannedFiles(task: PipelineTask): Promise<void> {
  const { session, work } = task;
  const entries = task.creation.plan.files.filter(isFromTemplate);
  const stride = Math.ceil(entries.length / PROGRESS_EVENTS);
  reach(task, 'rendering');
  const tellProgress = (done: number, entry: PlanEntry): void => {
    if (done % stride !== 0 && done !== entries.length) return;
    session.events.emit({
      kind: 'progress',
      phase: 'rendering_template',
      current: done,
      total: entries.length,
      file: entry.path,
    });
  };
  await writeEntries(work.path, entries, session.cancellation.signal, tellProgress);
  reach(task, 'rendered');
}

/** What plugins did, and what of the folder came out of rendering then. */
interface AfterPlugins {
  readonly plugins: readonly AppliedPlugin[];
  readonly rendered: readonly RenderedEntry[];
}

async function runPlugins(task: PipelineTask): Promise<AfterPlugins> {
  const { environment, session, creation, work } = task;
  const { plan } = creation;
  const plugins = await creation.plugins.run(creation.pluginPass, work.path, {
    signal: session.cancellation.signal,
    progress: (current, total, plugin, file) => {
      session.events.emit({
        kind: 'progress',
        phase: 'running_plugins',
        current,
        total,
        plugin,
        ...(file === undefined ? {} : { file }),
      });
    },
    warn: (message) => {
      warn(task, message);
    },
    askForInput: (request) => session.askForInput(request),
  });
  let { rendered } = plan;
  if (plan.plugins.names.length > 0) {
    await checkOwnPlaces(creation, work);
    rendered = await renderedAfterPlugins(work.path, plan, environment.config.validator);
  }
  reach(task, 'plugins_done');
  return { plugins, rendered };
}

/** README and records come after the plugins: what they say is what happened. */
async function writeOwnFiles(
  task: PipelineTask,
  plugins: readonly AppliedPlugin[],
  rendered: readonly RenderedEntry[],
): Promise<void> {
  const { environment, session, creation, work } = task;
  const record = composeCreationRecord(
    { ...creation.plan, rendered },
    { orchestrator: environment.config.orchestrator, hostName: environment.host.name },
    { plugins, syncStatus: 'pending' },
  );
  const own = creation.plan.files
    .filter((entry): entry is GeneratedFile => entry.kind === 'generated' && !isFromTemplate(entry))
    .map((entry) =>
      path.posix.basename(entry.path) === CREATION_RECORD
        ? { ...entry, bytes: Buffer.from(record, 'utf8') }
        : entry,
    );
  await writeEntries(work.path, own, session.cancellation.signal, () => undefined);
  reach(task, 'records_written');
}

/** Judges what is really there, plugins' work included, under the names that it will have. */
async function validateFolder(task: PipelineTask): Promise<readonly Finding[]> {
  const { environment, creation, work } = task;
  const { plan } = creation;
  const { config, bundledTemplates, clock } = environment;
  const { findings: judged, unreadable } = await judgeFolder(
    {
      folder: work.path,
      runPath: plan.destination.path,
      level: plan.level,
      root: plan.equipment.root,
      equipmentId: plan.equipment.id,
      runKind: plan.run?.kind ?? null,
    },
    { config, required: new RequiredFields(config, bundledTemplates), now: clock.now() },
  );
  const findings = judged.map((finding) => withoutSecrets(finding, creation.mask));
  if (unreadable.length > 0) throw notJudged(unreadable);
  reach(task, 'validated');
  return findings;
}

/** A plugin that was given a secret answer may have written it where a rule finds it. */
function withoutSecrets(finding: Finding, mask: (text: string) => string): Finding {
  const { matched_token, rule_detail } = finding;
  return { ...finding, matched_token: mask(matched_token), rule_detail: mask(rule_detail) };
}

/** What cannot be read cannot be called right. */
function notJudged(unreadable: readonly string[]): ExlabError {
  return new ExlabError({
    code: 'permission_denied',
    message: l10n.t(
      'These cannot be read, so that nothing can be said of them: {0}. Correct the plugin that made them.',
      unreadable.join(', '),
    ),
    details: { paths: unreadable },
  });
}

async function block(task: PipelineTask): Promise<void> {
  await setSyncStatus(recordPath(task.work.path, CREATION_RECORD), 'blocked_by_validation');
  warn(
    task,
    l10n.t('Hard findings keep this from being synced: correct them, or override them with a reason.'),
  );
}

/**
 * Hands off, tells the journal and flushes, then moves: so no whole run is ever without its hand-off, and none is
 * half on disk.
 */
async function moveIntoPlace(task: PipelineTask, blocked: boolean): Promise<void> {
  const { environment, session, work } = task;
  const { signal } = session.cancellation;
  const moving = { entry: 'moving', at: timestamp(environment.clock.now()) } as const;
  await allOf([
    blocked
      ? Promise.resolve()
      : enqueue(task).then(() => {
          reach(task, 'handed_off');
        }),
    allOf([flushTree(work.path, signal), flushAbove(task)]).then(() => {
      reach(task, 'flushed');
    }),
    session.journal.append(moving, { durable: true }),
  ]);
  signal.throwIfAborted();
  session.pastReturn = true;
  try {
    await moveFolderIntoPlace(work.path, work.destination);
  } catch (caught) {
    session.isUnclear = !(await isStillThere(work));
    throw isExisting(caught) ? destinationTaken(work.destination, caught) : caught;
  }
  await settleParent(task);
  reach(task, 'moved');
}

function isExisting(caught: unknown): boolean {
  return caught instanceof ExlabError && caught.code === 'destination_exists';
}

/** A folder between the ground and the destination may be new, and made by whoever did not come to flush it. */
async function flushAbove({ creation, work }: PipelineTask): Promise<void> {
  const ground = groundOf(createdFolderOf(creation.plan));
  if (path.dirname(work.destination) !== ground) await flushFolder(ground);
}

/** Whether the work folder is certain not to have been moved; where nothing can be seen, nothing is certain. */
async function isStillThere(work: WorkFolder): Promise<boolean> {
  try {
    return isSameFile(await identityOf(work.path), work.identity);
  } catch {
    return false;
  }
}

/** The folder is there and whole; that its parent is tidy and on disk is all that is left. */
async function settleParent(task: PipelineTask): Promise<void> {
  const parent = path.dirname(task.work.destination);
  try {
    await leaveWorkArea(task.work);
    await flushFolder(parent);
  } catch (caught) {
    warn(task, fileError(caught, parent).message);
  }
}

async function composeHandOff({ environment, session, creation }: PipelineTask): Promise<HandOff> {
  return {
    run_path: creation.plan.destination.path,
    equipment_id: creation.plan.equipment.id,
    level: creation.plan.level,
    handed_off_at: timestamp(environment.clock.now()),
    session: { id: session.id, process: await environment.host.self() },
  };
}

/** A queue that is down never fails a creation: the run stays `pending` and is handed off again later. */
async function enqueue(task: PipelineTask): Promise<void> {
  const { environment, session } = task;
  const handOff = await composeHandOff(task);
  session.handOff = handOff;
  try {
    await environment.queue.add(handOff);
  } catch (caught) {
    const { message } = toExlabError(caught);
    warn(task, l10n.t('The sync queue cannot be reached ({0}); the run will be handed off later.', message));
  }
}

async function noteAround(task: PipelineTask, status: SyncStatus): Promise<void> {
  const { environment, session, creation } = task;
  const { plan } = creation;
  const messages: LogMessage[] = [
    {
      at: new Date(plan.created_at),
      level: 'INFO',
      text: `creation started: template ${plan.template.name} ${plan.template.version}, session ${session.id}`,
    },
    {
      at: environment.clock.now(),
      level: status === 'pending' ? 'INFO' : 'WARN',
      text: `creation completed: sync_status ${status}`,
    },
  ];
  try {
    await noteCreation(environment, createdFolderOf(plan), messages);
  } catch (caught) {
    const { message } = toExlabError(caught);
    warn(
      task,
      l10n.t('The folder is complete, but a record or log beside it could not be written: {0}', message),
    );
  }
  reach(task, 'noted');
}
