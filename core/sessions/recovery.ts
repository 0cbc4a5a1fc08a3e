import { rmdir } from 'node:fs/promises';
import * as path from 'node:path';
import { workFolderPath } from '../layout';
import {
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
import { Journal, type JournaledSession } from './journal';
import type { CreationRequest } from './requests';
import type { SessionKind } from './session';
import { isTerminal, type SessionState } from './states';

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
  const journal = new Journal(environment.journalFolder);
  const interrupted: InterruptedSession[] = [];
  for (const candidate of await journal.readAll()) {
    if (isTerminal(candidate.state) || !(await isDead(environment, candidate))) continue;
    const told = await settle(environment, journal, candidate);
    if (told !== undefined) interrupted.push(told);
  }
  await dropOrphanedHandOffs(environment);
  return interrupted;
}

/** What cannot be tidied up now is left as it is for the next start, and keeps nobody from working. */
async function settle(
  environment: SessionEnvironment,
  journal: Journal,
  { session_id, planned }: JournaledSession,
): Promise<InterruptedSession | undefined> {
  try {
    // A disk that is not there now says nothing of what it holds.
    if (planned !== undefined && !(await exists(planned.folder.root))) return undefined;
    return await withFileLock(journal.fileOf(session_id), () => close(environment, journal, session_id));
  } catch (caught) {
    environment.log.write('WARN', `session ${session_id} not tidied up: ${toExlabError(caught).message}`);
    return undefined;
  }
}

async function isDead(environment: SessionEnvironment, session: JournaledSession): Promise<boolean> {
  return (await environment.host.stateOf(session.process)) === 'dead';
}

/** Closes one journal; undefined where another process was faster. */
async function close(
  environment: SessionEnvironment,
  journal: Journal,
  sessionId: string,
): Promise<InterruptedSession | undefined> {
  const session = await journal.read(sessionId);
  if (session === undefined || isTerminal(session.state)) return undefined;
  const outcome = await outcomeOf(session);
  if (outcome === 'unfinished') {
    await journal.append(
      sessionId,
      {
        entry: 'ended',
        at: timestamp(environment.clock.now()),
        state: 'aborted',
        error: {
          code: 'session_abandoned',
          message: l10n.t("The program that made this ended in the middle of it ('{0}').", session.state),
          details: { discard_files: false },
        },
      },
      { durable: true },
    );
  } else {
    if (outcome === 'completed' && session.planned !== undefined) {
      await noteCreation(environment, session.planned.folder, [
        {
          at: environment.clock.now(),
          level: 'WARN',
          text: `creation completed, though its process died: session ${sessionId}`,
        },
      ]);
    }
    await removeEmptyClaim(session);
    await journal.remove(sessionId);
  }
  const { kind, state, planned } = session;
  return { session_id: sessionId, kind, state, destination: planned?.folder.path ?? null, outcome };
}

async function outcomeOf(session: JournaledSession): Promise<InterruptedSession['outcome']> {
  const { planned, work_folder } = session;
  if (work_folder !== undefined && (await leftFiles(work_folder))) return 'unfinished';
  if (session.moving && planned !== undefined && (await exists(planned.folder.path))) return 'completed';
  return 'nothing_left';
}

/** A process that died between making its work folder and saying so left an empty one. */
async function removeEmptyClaim({ planned, work_folder }: JournaledSession): Promise<void> {
  if (planned !== undefined && work_folder === undefined)
    await leftFiles(workFolderPath(planned.folder.path));
}

/** Whether a work folder holds anything; an empty one is removed. */
async function leftFiles(folder: string): Promise<boolean> {
  try {
    await rmdir(folder);
    return false;
  } catch (caught) {
    const errno = errnoOf(caught);
    if (errno === 'ENOENT') return false;
    if (errno === 'ENOTEMPTY' || errno === 'EEXIST') return true;
    throw fileError(caught, folder);
  }
}

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

/** The creations that left files for review, oldest first. */
export async function listUnfinished(journalFolder: string): Promise<UnfinishedCreation[]> {
  const unfinished: UnfinishedCreation[] = [];
  for (const session of await new Journal(journalFolder).readAll()) {
    const { planned, work_folder, session_id, kind, state, opened_at, error } = session;
    if (!isTerminal(state) || planned === undefined || work_folder === undefined) continue;
    if (!(await exists(work_folder))) continue;
    const { folder, request } = planned;
    unfinished.push({
      session_id,
      kind,
      state,
      opened_at,
      destination: folder.path,
      work_folder,
      error: error ?? null,
      request,
    });
  }
  return unfinished;
}

/** Removes an unfinished creation with its files. False where there is none of this id. */
export async function discardUnfinished(journalFolder: string, sessionId: string): Promise<boolean> {
  const journal = new Journal(journalFolder);
  const unfinished = (await listUnfinished(journalFolder)).find((entry) => entry.session_id === sessionId);
  if (unfinished === undefined) return false;
  await removeTree(unfinished.work_folder);
  await journal.remove(sessionId);
  return true;
}

/** Sessions of processes that live (or of another computer), as their journals tell. */
export async function listInFlight(environment: SessionEnvironment): Promise<JournaledSession[]> {
  const sessions: JournaledSession[] = [];
  for (const session of await new Journal(environment.journalFolder).readAll()) {
    if (!isTerminal(session.state) && !(await isDead(environment, session))) sessions.push(session);
  }
  return sessions;
}
