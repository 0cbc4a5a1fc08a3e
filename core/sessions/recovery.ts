import * as path from 'node:path';
import type { HandOff } from '../sync';
import { exists, flushFolder, withFileLock } from '../system';
import { noteCreation } from './after-move';
import type { SessionEnvironment } from './environment';
import type { JournalFolder } from './journal';
import type { JournaledSession } from './journal-entries';
import { holdsFiles, isReachable, outcomeOf, removeEmpty, type Remnant } from './remnants';
import type { SessionKind } from './session';
import { isTerminal, type SessionState } from './states';
import { tagsOf } from './tags';
import { attempt, giveUp, isDead, journalsOf, takeBack } from './tidying';

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
  readonly outcome: Remnant;
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
        ? forgetWithoutFiles(environment, journals, session)
        : close(environment, journals, session);
    });
  });
}

/** Whether anything can be said of a session now: it runs no more, and the disk that it wrote to is there. */
async function isSettleable(environment: SessionEnvironment, session: JournaledSession): Promise<boolean> {
  const isOver = isTerminal(session.state) || (await isDead(environment, session));
  return isOver && (await isReachable(session));
}

/** An ended session whose files are gone has nothing to tell any more. */
async function forgetWithoutFiles(
  environment: SessionEnvironment,
  journals: JournalFolder,
  session: JournaledSession,
): Promise<undefined> {
  if (!(await takeBack(environment, session)) || (await holdsFiles(session))) return undefined;
  await removeEmpty(session);
  await journals.of(session.session_id).remove();
  return undefined;
}

async function close(
  environment: SessionEnvironment,
  journals: JournalFolder,
  session: JournaledSession,
): Promise<InterruptedSession> {
  const { session_id, kind, state, planned } = session;
  const outcome = await outcomeOf(session);
  if (outcome === 'completed') await complete(environment, journals, session);
  else await giveUp(environment, journals, session, outcome);
  environment.log.write(
    'WARN',
    `session ${session_id} was cut off in state ${state}: ${outcome}`,
    planned === undefined ? {} : tagsOf(planned.folder),
  );
  return { session_id, kind, state, destination: planned?.folder.path ?? null, outcome };
}

/** The run is whole and handed off: what stands around it is written, and nothing is left to tell. */
async function complete(
  environment: SessionEnvironment,
  journals: JournalFolder,
  session: JournaledSession,
): Promise<void> {
  if (session.planned !== undefined) await flushFolder(path.dirname(session.planned.folder.path));
  await noteCompletion(environment, session);
  await removeEmpty(session);
  await journals.of(session.session_id).remove();
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

/** Drops hand-offs whose journal is lost and whose run is not there. */
async function dropOrphanedHandOffs(environment: SessionEnvironment): Promise<void> {
  for (const handOff of await environment.queue.list()) {
    await attempt(environment, `hand-off of ${handOff.run_path}`, () => dropIfOrphaned(environment, handOff));
  }
}

async function dropIfOrphaned(environment: SessionEnvironment, handOff: HandOff): Promise<void> {
  const isThere = await exists(handOff.run_path);
  // Where the folder above is missing too, its disk may only not be there now.
  if (isThere || !(await exists(path.dirname(handOff.run_path)))) return;
  const owner = handOff.session?.process;
  const state = owner === undefined ? 'dead' : await environment.host.stateOf(owner);
  // Between the two looks its process may have moved the folder into place and ended.
  if (state === 'dead' && !(await exists(handOff.run_path))) await environment.queue.withdraw(handOff);
}
