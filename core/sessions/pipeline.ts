import * as path from 'node:path';
import { ANSWERS_FILE, CREATION_RECORD, WINDOWS_MAX_PATH, recordPath } from '../layout';
import type { AppliedPlugin } from '../plugins';
import { setSyncStatus, type SyncStatus } from '../records';
import type { HandOff } from '../sync';
import {
  fileError,
  flushFolder,
  flushTree,
  l10n,
  moveFolderIntoPlace,
  timestamp,
  toExlabError,
} from '../system';
import { check, readFolderSubject, type Finding } from '../validator';
import { noteCreation, type LogMessage } from './after-move';
import { composeCreationRecord } from './creation-record';
import type { PipelineStep, SessionEnvironment } from './environment';
import type { CreatedFolder, Journal } from './journal';
import type { LiveSession } from './live-session';
import type { CreationPlan, GeneratedFile, PlanEntry } from './plan';
import type { PreparedCreation } from './prepare';
import type { CreationResult } from './session';
import { writeEntries, type WorkFolder } from './work-folder';

/** At most so many progress events for the writing of files, however many there are. */
const PROGRESS_EVENTS = 50;

/** What a pipeline works on. */
export interface PipelineTask {
  readonly environment: SessionEnvironment;
  readonly journal: Journal;
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
  await session.enter('plugin_pass');
  const plugins = await runPlugins(task);
  await session.enter('cache_write');
  await writeOwnFiles(task, plugins);
  await session.enter('post_validate');
  const findings = await validateFolder(task);
  const blocked = findings.some((finding) => finding.tier === 'hard' && !finding.override_active);
  const status: SyncStatus = blocked ? 'blocked_by_validation' : 'pending';
  await session.enter('sync_queued');
  if (blocked) await block(task);
  await moveIntoPlace(task, blocked);
  const path = task.creation.plan.destination.path;
  await noteAround(task, status);
  return { path, sync_status: status, blocked, findings, plugins };
}

function reach(task: PipelineTask, step: PipelineStep): void {
  task.environment.onStep?.(step);
  if (!task.session.pastReturn) task.session.cancellation.signal.throwIfAborted();
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
  await writeEntries(work.path, entries, session.cancellation.signal, (done, entry) => {
    if (done % stride !== 0 && done !== entries.length) return;
    session.events.emit({
      kind: 'progress',
      phase: 'rendering_template',
      current: done,
      total: entries.length,
      file: entry.path,
    });
  });
  reach(task, 'rendered');
}

async function runPlugins(task: PipelineTask): Promise<readonly AppliedPlugin[]> {
  const { environment, session, creation, work } = task;
  const applied = await environment.plugins.run(creation.pluginPass, work.path, {
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
      session.warn(message);
    },
    askForInput: (request) => session.askForInput(request),
  });
  reach(task, 'plugins_done');
  return applied;
}

/** README and records come after the plugins: what they say is what happened. */
async function writeOwnFiles(task: PipelineTask, plugins: readonly AppliedPlugin[]): Promise<void> {
  const { environment, session, creation, work } = task;
  const record = composeCreationRecord(
    creation.plan,
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
  const { validator } = environment.config;
  const subject = await readFolderSubject(work.path, {
    level: plan.level,
    root: plan.equipment.root,
    runPath: plan.destination.path,
    runKind: plan.run?.kind ?? null,
    rendered: plan.rendered,
    settings: validator,
    maxPathLength: validator.windows_share ? WINDOWS_MAX_PATH : null,
  });
  const findings = await check(subject);
  reach(task, 'validated');
  return findings;
}

async function block(task: PipelineTask): Promise<void> {
  await setSyncStatus(recordPath(task.work.path, CREATION_RECORD), 'blocked_by_validation');
  task.session.warn(
    l10n.t('Hard findings keep this from being synced: correct them, or override them with a reason.'),
  );
}

/** Hands off and flushes, then moves: so no whole run is ever without its hand-off, and none is half on disk. */
async function moveIntoPlace(task: PipelineTask, blocked: boolean): Promise<void> {
  const { environment, journal, session, creation, work } = task;
  const handOff = await composeHandOff(task);
  try {
    await allOf([
      blocked
        ? Promise.resolve()
        : enqueue(task, handOff).then(() => {
            reach(task, 'handed_off');
          }),
      flushTree(work.path).then(() => {
        reach(task, 'flushed');
      }),
    ]);
    await journal.append(session.id, { entry: 'moving', at: timestamp(environment.clock.now()) });
    await moveFolderIntoPlace(work.path, creation.plan.destination.path);
  } catch (caught) {
    if (!blocked) await withdraw(task, handOff);
    throw caught;
  }
  session.pastReturn = true;
  await flushParent(task);
  reach(task, 'moved');
}

/** Waits for all, whatever becomes of each, then throws the first failure: nothing goes on behind our back. */
async function allOf(tasks: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(tasks)).find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw toExlabError(failed.reason);
}

async function flushParent({ environment, session, creation }: PipelineTask): Promise<void> {
  const parent = path.dirname(creation.plan.destination.path);
  try {
    await flushFolder(parent);
  } catch (caught) {
    const { message } = fileError(caught, parent);
    environment.log.write('WARN', `flush after the move: ${message}`);
    session.warn(message);
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
async function enqueue({ environment, session }: PipelineTask, handOff: HandOff): Promise<void> {
  try {
    await environment.queue.add(handOff);
  } catch (caught) {
    const { message } = toExlabError(caught);
    environment.log.write('WARN', `hand-off failed: ${message}`);
    session.warn(
      l10n.t('The sync queue cannot be reached ({0}); the run will be handed off later.', message),
    );
  }
}

/** A hand-off that cannot be taken back is dropped later: its run does not exist and its session is over. */
async function withdraw({ environment }: PipelineTask, handOff: HandOff): Promise<void> {
  try {
    await environment.queue.withdraw(handOff);
  } catch (caught) {
    environment.log.write('WARN', `hand-off not withdrawn: ${toExlabError(caught).message}`);
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
    environment.log.write('WARN', `after the move: ${message}`);
    session.warn(
      l10n.t('The folder is complete, but a record or log beside it could not be written: {0}', message),
    );
  }
  reach(task, 'noted');
}
