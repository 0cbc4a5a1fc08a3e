import { l10n, timestamp, toExlabError, type ErrorShape, type ProcessState } from '../system';
import type { SessionEnvironment } from './environment';
import { JournalFolder } from './journal';
import type { JournaledSession } from './journal-entries';
import { phaseTitle } from './phase-title';
import { removeEmpty } from './remnants';
import { stateOfSession } from './running';
import { phaseOf, type SessionState } from './states';

/** The journals of an environment. */
export function journalsOf(environment: SessionEnvironment): JournalFolder {
  return new JournalFolder(environment.journalFolder, environment.log);
}

/** What cannot be tidied up now is left as it is for the next start, and keeps nobody from working. */
export async function attempt<Result>(
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

/** Whether the process of a session runs it; see `stateOfSession`. */
export function stateOf(environment: SessionEnvironment, session: JournaledSession): Promise<ProcessState> {
  const file = journalsOf(environment).fileOf(session.session_id);
  return stateOfSession(environment, session.process, file);
}

export async function isDead(environment: SessionEnvironment, session: JournaledSession): Promise<boolean> {
  return (await stateOf(environment, session)) === 'dead';
}

/**
 * No run came to be. That is said first: whatever happens from then on, nobody takes what another session made at
 * the same place for this one's, and its hand-off goes.
 */
export async function giveUp(
  environment: SessionEnvironment,
  journals: JournalFolder,
  session: JournaledSession,
  outcome: 'unfinished' | 'nothing_left',
): Promise<void> {
  const journal = journals.of(session.session_id);
  const at = timestamp(environment.clock.now());
  const error = cutOff(session.state);
  await journal.append({ entry: 'ended', at, state: 'aborted', error }, { durable: true });
  const isTakenBack = await takeBack(environment, session);
  // The journal stays as long as it is needed to find files, or a hand-off that is still to go.
  if (outcome === 'unfinished' || !isTakenBack) return;
  await removeEmpty(session);
  await journal.remove();
}

function cutOff(state: SessionState): ErrorShape {
  const phase = phaseOf(state);
  return {
    code: 'session_abandoned',
    message:
      phase === null
        ? l10n.t('The program that made this ended before it was done.')
        : l10n.t(
            'The program that made this ended before it was done. Last it was at: {0}.',
            phaseTitle(phase),
          ),
    details: { discard_files: false },
  };
}

/** Takes back what a session handed off; false where the queue does not answer. */
export async function takeBack(
  environment: SessionEnvironment,
  { session_id }: JournaledSession,
): Promise<boolean> {
  const outcome = await attempt(environment, `hand-off of session ${session_id}`, async () => {
    await withdrawHandOffs(environment, session_id);
    return true;
  });
  return outcome === true;
}

async function withdrawHandOffs(environment: SessionEnvironment, sessionId: string): Promise<void> {
  for (const handOff of await environment.queue.list()) {
    if (handOff.session?.id === sessionId) await environment.queue.withdraw(handOff);
  }
}
