import { ExlabError, exists, l10n, withFileLock, type ErrorShape } from '../system';
import type { SessionEnvironment } from './environment';
import { groundOf } from './ground';
import type { JournalFolder } from './journal';
import type { JournaledSession } from './journal-entries';
import { discardedPath, isReachable, outcomeOf, removeAside, removeEmpty } from './remnants';
import type { CreationRequest } from './requests';
import type { SessionKind } from './session';
import { isTerminal, type SessionState } from './states';
import { giveUp, isDead, journalsOf, stateOf, takeBack } from './tidying';

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
  /** The ids of the secret answers that were given and are missing now. */
  readonly withheld: readonly string[];
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
    const sight = await sightOf(session);
    if (sight === 'nothing') continue;
    const { folder, request, withheld } = planned;
    unfinished.push({
      session_id,
      kind,
      state,
      opened_at,
      destination: folder.path,
      work_folder,
      reachable: sight === 'files',
      error: error ?? null,
      request,
      withheld,
    });
  }
  return unfinished;
}

/** What can be seen of a session's files; one disk that answers with an error hides those on no other. */
async function sightOf(session: JournaledSession): Promise<'files' | 'nothing' | 'no_disk'> {
  try {
    if (!(await isReachable(session))) return 'no_disk';
    const { work_folder = '' } = session;
    const isThere = (await exists(work_folder)) || (await exists(discardedPath(work_folder)));
    return isThere ? 'files' : 'nothing';
  } catch {
    return 'no_disk';
  }
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
  return withFileLock(journals.fileOf(id), async () => {
    const current = await journals.read(id);
    return current === undefined
      ? false
      : discard(environment, journals, current, options.evenIfUnknown === true);
  });
}

async function discard(
  environment: SessionEnvironment,
  journals: JournalFolder,
  session: JournaledSession,
  evenIfUnknown: boolean,
): Promise<boolean> {
  const runs = isTerminal(session.state) ? 'dead' : await stateOf(environment, session);
  if (runs === 'alive') return false;
  if (runs === 'unknown' && !evenIfUnknown) throw mayRun(session);
  if (!(await isReachable(session))) throw notThere(session);
  // What was moved into place is no unfinished creation any more: recovery closes its journal.
  if (!isTerminal(session.state) && (await outcomeOf(session)) === 'completed') return false;
  if (!isTerminal(session.state)) await giveUp(environment, journals, session, 'unfinished');
  if (session.work_folder !== undefined) await removeAside(session.work_folder);
  await removeEmpty(session);
  // A hand-off that cannot go now goes at the next start: the journal tells whose it is.
  if (await takeBack(environment, session)) await journals.of(session.session_id).remove();
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
  const place = planned === undefined ? '' : groundOf(planned.folder);
  return new ExlabError({
    code: 'folder_not_found',
    message: l10n.t(
      '{0} is not there, so that nothing can be removed from it: connect its disk and try again.',
      place,
    ),
    details: { path: place },
  });
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
    const process_state = await stateOf(environment, session);
    if (process_state !== 'dead') sessions.push({ ...session, process_state });
  }
  return sessions;
}
