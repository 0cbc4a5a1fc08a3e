import { rename, rmdir } from 'node:fs/promises';
import * as path from 'node:path';
import { TEST_RUNS_FOLDER } from '../layout';
import {
  ExlabError,
  errnoOf,
  exists,
  fileError,
  l10n,
  removeTree,
  timestamp,
  toExlabError,
  withFileLock,
  type ErrorShape,
} from '../system';
import { noteCreation } from './after-move';
import type { SessionEnvironment } from './environment';
import { JournalFolder } from './journal';
import type { JournaledSession } from './journal-entries';
import type { CreationRequest } from './requests';
import type { SessionKind } from './session';
import { isTerminal, type SessionState } from './states';
import { tagsOf } from './tags';

/** A session whose process died, and what became of it. */
export interface InterruptedSession {
  readonly session_id: string;
  readonly kind: SessionKind;
  /** How far it had come. */
  readonly state: SessionState;
  /** Where the folder is or would have been; null where it died before that was known. */
  readonly destination: string | null;
  /**
   * `completed`: the folder is whole · `unfinished`: a work folder is left, see `listUnfinished` ·
   * `nothing_left`: it died before its first file.
   */
  readonly outcome: 'completed' | 'unfinished' | 'nothing_left';
}

/** A creation that left files for review: open, restart or discard it. */
export interface UnfinishedCreation {
  readonly session_id: string;
  readonly kind: SessionKind;
  readonly state: SessionState;
  readonly opened_at: string;
  readonly destination: string;
  readonly work_folder: string;
  /** Whether the disk that holds its files is there now. */
  readonly reachable: boolean;
  readonly error: ErrorShape | null;
  /** What to ask for again; secret answers are missing. */
  readonly request: CreationRequest;
}

/**
 * Tidies up after sessions whose process died (spec 2.3, 2.5): closes their journals, completes what is
 * written around a folder that had been moved, drops hand-offs whose run never came to be.
 * Sessions of living processes are left alone. Returns what is to be told to the user, once.
 */
export async function recoverSessions(environment: SessionEnvironment): Promise<InterruptedSession[]> {
  const journals = journalsOf(environment);
  const interrupted: InterruptedSession[] = [];
  for (const { session_id } of await journals.readAll()) {
    const told = await settle(environment, journals, session_id);
    if (told !== undefined) interrupted.push(told);
  }
  await attempt(environment, 'hand-offs', () => dropOrphanedHandOffs(environment));
  return interrupted;
}

function journalsOf(environment: SessionEnvironment): JournalFolder {
  return new JournalFolder(environment.journalFolder, environment.log);
}

/** What cannot be tidied up now is left as it is for the next start, and keeps nobody from working. */
async function attempt<Result>(
  environment: SessionEnvironment,
  what: string,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await work();
  } catch (caught) {
    environment.log.write('WARN', `${what} not tidied up: ${toExlabError(caught).message}`);
    return undefined;
  }
}

/** Closes one journal where its process is dead; undefined where there is nothing to tell of it. */
function settle(
  environment: SessionEnvironment,
  journals: JournalFolder,
  id: string,
): Promise<InterruptedSession | undefined> {
  return attempt(environment, `session ${id}`, async () => {
    const seen = await journals.read(id);
    if (seen === undefined || !(await isSettleable(environment, seen))) return undefined;
    return withFileLock(journals.fileOf(id), async () => {
      // Another process may have been faster.
      const session = await journals.read(id);
      if (session === undefined) return undefined;
      return isTerminal(session.state)
        ? forgetWithoutFiles(journals, session)
        : close(environment, journals, session);
    });
  });
}

/** Whether anything can be said of a session now: it runs no more, and the disk that it wrote to is there. */
async function isSettleable(environment: SessionEnvironment, session: JournaledSession): Promise<boolean> {
  const isOver = isTerminal(session.state) || (await isDead(environment, session));
  return isOver && (await isReachable(session));
}

async function isDead(environment: SessionEnvironment, session: JournaledSession): Promise<boolean> {
  return (await environment.host.stateOf(session.process)) === 'dead';
}

/**
 * Whether the disk that a session wrote to is there. The folder where a disk is mounted stays when it is not:
 * only what the session itself stood in tells.
 */
async function isReachable({ planned, claimed }: JournaledSession): Promise<boolean> {
  if (planned === undefined) return true;
  return exists(claimed ? path.dirname(planned.folder.path) : planned.folder.root);
}

/** An ended session whose files somebody removed has nothing to tell any more. */
async function forgetWithoutFiles(journals: JournalFolder, session: JournaledSession): Promise<undefined> {
  if (!(await holdsFiles(session))) await journals.of(session.session_id).remove();
  return undefined;
}

async function close(
  environment: SessionEnvironment,
  journals: JournalFolder,
  session: JournaledSession,
): Promise<InterruptedSession> {
  const { session_id, kind, state, planned } = session;
  const outcome = await outcomeOf(session);
  // A run that did not come to be must not be synced, whoever made one of its name meanwhile.
  if (outcome !== 'completed') await withdrawHandOffs(environment, session_id);
  const journal = journals.of(session_id);
  if (outcome === 'unfinished') {
    const at = timestamp(environment.clock.now());
    await journal.append({ entry: 'ended', at, state: 'aborted', error: cutOff(state) }, { durable: true });
  } else {
    if (outcome === 'completed') await noteCompletion(environment, session);
    await journal.remove();
  }
  environment.log.write(
    'WARN',
    `session ${session_id} was cut off in state ${state}: ${outcome}`,
    planned === undefined ? {} : tagsOf(planned.folder),
  );
  return { session_id, kind, state, destination: planned?.folder.path ?? null, outcome };
}

function cutOff(state: SessionState): ErrorShape {
  return {
    code: 'session_abandoned',
    message: l10n.t("The program that made this ended in the middle of it ('{0}').", state),
    details: { discard_files: false },
  };
}

async function outcomeOf(session: JournaledSession): Promise<InterruptedSession['outcome']> {
  if (await holdsFiles(session)) return 'unfinished';
  const { moving, planned } = session;
  return moving && planned !== undefined && (await exists(planned.folder.path))
    ? 'completed'
    : 'nothing_left';
}

async function noteCompletion(environment: SessionEnvironment, session: JournaledSession): Promise<void> {
  const { planned, session_id } = session;
  if (planned === undefined) return;
  await attempt(environment, `what stands around ${planned.folder.path}`, () =>
    noteCreation(environment, planned.folder, [
      {
        at: environment.clock.now(),
        level: 'WARN',
        text: `creation completed, though its process died: session ${session_id}`,
      },
    ]),
  );
}

async function withdrawHandOffs(environment: SessionEnvironment, sessionId: string): Promise<void> {
  for (const handOff of await environment.queue.list()) {
    if (handOff.session?.id === sessionId) await environment.queue.withdraw(handOff);
  }
}

/** Whether the work folder of a session holds anything; what is empty is removed. */
async function holdsFiles({ planned, work_folder }: JournaledSession): Promise<boolean> {
  if (planned === undefined || work_folder === undefined) return false;
  if (!(await isGoneOrEmpty(work_folder)) || (await exists(discardedPath(work_folder)))) return true;
  const parent = path.dirname(planned.folder.path);
  if (await isGoneOrEmpty(path.dirname(work_folder)))
    if (path.basename(parent) === TEST_RUNS_FOLDER) await isGoneOrEmpty(parent);
  return false;
}

/** Removes a folder if it is empty; whether it is gone then. */
async function isGoneOrEmpty(folder: string): Promise<boolean> {
  try {
    await rmdir(folder);
    return true;
  } catch (caught) {
    const errno = errnoOf(caught);
    if (errno === 'ENOENT') return true;
    if (errno === 'ENOTEMPTY' || errno === 'EEXIST') return false;
    throw fileError(caught, folder);
  }
}

/** Drops hand-offs whose journal is lost and whose run is not there. */
async function dropOrphanedHandOffs(environment: SessionEnvironment): Promise<void> {
  for (const handOff of await environment.queue.list()) {
    const isThere = await exists(handOff.run_path);
    // Where the folder above is missing too, its disk may only not be there now.
    if (isThere || !(await exists(path.dirname(handOff.run_path)))) continue;
    const owner = handOff.session?.process;
    const state = owner === undefined ? 'dead' : await environment.host.stateOf(owner);
    // Between the two looks its process may have moved the folder into place and ended.
    if (state === 'dead' && !(await exists(handOff.run_path))) await environment.queue.withdraw(handOff);
  }
}

/**
 * The creations that left files for review, oldest first; those too whose disk is not there now, and for which
 * nothing could be decided therefore.
 */
export async function listUnfinished(environment: SessionEnvironment): Promise<UnfinishedCreation[]> {
  const unfinished: UnfinishedCreation[] = [];
  for (const session of await journalsOf(environment).readAll()) {
    const { planned, work_folder, session_id, kind, state, opened_at, error } = session;
    if (planned === undefined || work_folder === undefined) continue;
    if (!isTerminal(state) && !(await isDead(environment, session))) continue;
    const reachable = await isReachable(session);
    if (reachable && !(await exists(work_folder)) && !(await exists(discardedPath(work_folder)))) continue;
    const { folder, request } = planned;
    unfinished.push({
      session_id,
      kind,
      state,
      opened_at,
      destination: folder.path,
      work_folder,
      reachable,
      error: error ?? null,
      request,
    });
  }
  return unfinished;
}

/**
 * Removes a creation that did not come to be, with its files. False where there is none of this id, or where it
 * runs. Throws `folder_not_found` where the disk that holds its files is not there, and `validation_failed` where
 * nobody can say whether it runs.
 * @param options.evenIfUnknown also one that ran on another computer, or on this one when it had another name
 */
export async function discardUnfinished(
  environment: SessionEnvironment,
  id: string,
  options: { readonly evenIfUnknown?: boolean } = {},
): Promise<boolean> {
  const journals = journalsOf(environment);
  const session = (await journals.readAll()).find((entry) => entry.session_id === id);
  if (session === undefined) return false;
  const runs = isTerminal(session.state) ? 'dead' : await environment.host.stateOf(session.process);
  if (runs === 'alive') return false;
  if (runs === 'unknown' && options.evenIfUnknown !== true) throw mayRun(session);
  if (!(await isReachable(session))) throw notThere(session);
  // What was moved into place is no unfinished creation any more: recovery closes its journal.
  if (!isTerminal(session.state) && (await outcomeOf(session)) === 'completed') return false;
  if (session.work_folder !== undefined) await removeAside(session.work_folder);
  await holdsFiles(session);
  await withdrawHandOffs(environment, id);
  await journals.of(id).remove();
  return true;
}

function mayRun({ session_id, process }: JournaledSession): ExlabError {
  return new ExlabError({
    code: 'validation_failed',
    message: l10n.t(
      'The session {0} began in process {1} on {2}, and nobody can say here whether it still runs: make sure that it does not.',
      session_id,
      process.pid,
      process.host,
    ),
    details: { session_id, process },
  });
}

function notThere({ planned }: JournaledSession): ExlabError {
  const place = planned === undefined ? '' : path.dirname(planned.folder.path);
  return new ExlabError({
    code: 'folder_not_found',
    message: l10n.t(
      '{0} is not there, so that nothing can be removed from it: connect its disk and try again.',
      place,
    ),
    details: { path: place },
  });
}

/**
 * Removes a work folder out of the way first, in one step: were its session alive after all, it would find nothing
 * to move into place, and never half of it.
 */
async function removeAside(workFolder: string): Promise<void> {
  const aside = discardedPath(workFolder);
  try {
    await removeTree(aside);
    await rename(workFolder, aside);
  } catch (caught) {
    if (errnoOf(caught) !== 'ENOENT') throw fileError(caught, workFolder);
  }
  await removeTree(aside);
}

function discardedPath(workFolder: string): string {
  return `${workFolder}.discarded`;
}

/** A session that did not end, and what is known of its process. */
export interface SessionInFlight extends JournaledSession {
  /** `unknown`: it began on another computer, or this one had another name then. */
  readonly process_state: 'alive' | 'unknown';
}

/** Sessions of processes that live, or of which nobody can say here whether they do, as their journals tell. */
export async function listInFlight(environment: SessionEnvironment): Promise<SessionInFlight[]> {
  const sessions: SessionInFlight[] = [];
  for (const session of await journalsOf(environment).readAll()) {
    if (isTerminal(session.state)) continue;
    const process_state = await environment.host.stateOf(session.process);
    if (process_state !== 'dead') sessions.push({ ...session, process_state });
  }
  return sessions;
}
