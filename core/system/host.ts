import { hostname, userInfo } from 'node:os';
import { currentProcess, isProcessAlive, type ProcessIdentity, type ProcessState } from './processes';

/** The computer the engine runs on, as a dependency. */
export interface Host {
  /** The short host name: safe in a file name, as in `wizard.<hostname>.log`. */
  readonly name: string;
  /** The operating system's user. */
  readonly user: string;
  /** Who this process is: pid and start time. */
  self(): Promise<ProcessIdentity>;
  /** Whether the process that once identified itself so is still the one running. */
  stateOf(identity: ProcessIdentity): Promise<ProcessState>;
}

/** The host name as it may stand in a file name. */
function safeHostName(raw: string): string {
  const short = raw.split('.')[0] ?? '';
  return short.replace(/[^A-Za-z0-9_-]/g, '-') || 'localhost';
}

function operatingSystemUser(): string {
  try {
    return userInfo().username;
  } catch {
    // No entry in the user database (containers): the numeric id is the only name there is.
    return String(process.getuid?.() ?? 'unknown');
  }
}

export function systemHost(): Host {
  const name = safeHostName(hostname());
  return {
    name,
    user: operatingSystemUser(),
    self: () => currentProcess(name),
    stateOf: (identity) => isProcessAlive(identity, name),
  };
}
