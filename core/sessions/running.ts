import type { ProcessIdentity, ProcessState } from '../system';
import type { SessionEnvironment } from './environment';

/** The journals of the sessions that run in this process, whichever of its engines they belong to. */
const running = new Set<string>();

/** Notes that a session runs; returns what is to be called when it does no more. */
export function runningHere(journalFile: string): () => void {
  running.add(journalFile);
  return () => {
    running.delete(journalFile);
  };
}

/**
 * Whether a session runs. A process that lives may have ended a session without being able to say so in its journal:
 * of our own we know.
 */
export async function stateOfSession(
  { host }: SessionEnvironment,
  process: ProcessIdentity,
  journalFile: string,
): Promise<ProcessState> {
  const state = await host.stateOf(process);
  if (state !== 'alive' || running.has(journalFile)) return state;
  const self = await host.self();
  const isOurs = self.host === process.host && self.pid === process.pid && self.started === process.started;
  return isOurs ? 'dead' : state;
}
