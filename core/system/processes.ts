import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { errnoOf } from './errors';

/** A process that cannot be mistaken for a later one with the same pid. */
export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  /** Opaque: what the system says of the moment the process began (its boot included). */
  readonly started: string;
}

/** `unknown`: it ran on another host, or the system does not say. */
export type ProcessState = 'alive' | 'dead' | 'unknown';

/** What the system could not say. */
const UNTOLD = 'unknown';

/** Field 22 of `/proc/<pid>/stat`: clock ticks from boot to the start of the process (proc(5)). */
const START_TIME_FIELD = 22;

/** The start of a process; `zombie` where it has ended and only its entry is left, undefined where nothing is said. */
async function linuxStart(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    // The command name in parentheses may hold spaces and parentheses: count from its end.
    const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (afterName[0] === 'Z') return 'zombie';
    const ticks = afterName[START_TIME_FIELD - 3];
    return ticks === undefined ? undefined : `${boot}:${ticks}`;
  } catch {
    return undefined;
  }
}

/** The program that tells when a process began, and its arguments: the same answer in every language and time zone. */
export function startQuery(platform: NodeJS.Platform, pid: number): [file: string, args: string[]] {
  if (platform !== 'win32') return ['ps', ['-o', 'lstart=', '-p', String(pid)]];
  // Local time would make another process of every one when the clocks change.
  const ticks = `(Get-Process -Id ${pid}).StartTime.ToUniversalTime().Ticks`;
  return ['powershell.exe', ['-NoProfile', '-Command', ticks]];
}

async function startByTool(pid: number): Promise<string | undefined> {
  const [file, args] = startQuery(process.platform, pid);
  try {
    // `ps` asks the environment for language and time zone.
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    // Linux never comes here, and starts faster without the module.
    const { execFile } = await import('node:child_process');
    const { stdout } = await promisify(execFile)(file, args, { windowsHide: true, env });
    return stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}

function startOf(pid: number): Promise<string | undefined> {
  return process.platform === 'linux' ? linuxStart(pid) : startByTool(pid);
}

let self: Promise<string | undefined> | undefined;

/** The identity of this process; asked of the system once. */
export async function currentProcess(host: string): Promise<ProcessIdentity> {
  self ??= startOf(process.pid);
  return { host, pid: process.pid, started: (await self) ?? UNTOLD };
}

/** Whether that very process still runs; a reused pid counts as dead. */
export async function isProcessAlive(identity: ProcessIdentity, host: string): Promise<ProcessState> {
  if (identity.host !== host) return 'unknown';
  if (!pidIsInUse(identity.pid)) return 'dead';
  if (identity.started === UNTOLD) return 'unknown';
  const started = await startOf(identity.pid);
  // Nothing said of a pid that was in use: either it ended just now, or it may not be asked.
  if (started === undefined) return pidIsInUse(identity.pid) ? 'unknown' : 'dead';
  return started === identity.started ? 'alive' : 'dead';
}

/** Whether any process has this pid, a zombie included. */
function pidIsInUse(pid: number): boolean {
  // Pids are 32 bits wide; zero and below would ask for process groups.
  if (pid !== (pid | 0) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (caught) {
    return errnoOf(caught) !== 'ESRCH';
  }
}
