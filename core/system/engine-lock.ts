import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { createFileAtomic, writeFileAtomic } from './atomic-write';
import { timestamp, type Clock } from './clock';
import { errnoOf } from './errors';
import { fileError } from './file-error';
import { removeFile } from './files';
import type { Host } from './host';
import { withFileLock } from './locks';
import type { Log } from './log';
import type { ProcessIdentity } from './processes';

/** The file in the state folder that says which process does the background work. */
export const ENGINE_LOCK = 'engine.lock';

/** The engine lock, had by this process. */
export interface EngineLock {
  readonly acquired: true;
  /** Whether it is still ours: a user may have removed the file, and another process may have it since. */
  isHeld(): Promise<boolean>;
  /** Lets others have it; leaves the file alone where it is no longer ours. */
  release(): Promise<void>;
}

/** Who has the engine lock instead. */
export interface EngineLockRefusal {
  readonly acquired: false;
  /** The lock file, which names the holder. */
  readonly file: string;
  readonly holder: ProcessIdentity;
  /** Nobody can tell whether the holder lives (it ran on another host): only a user may remove the file. */
  readonly isUnknown: boolean;
}

export interface EngineLockSurroundings {
  readonly host: Host;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

/**
 * Asks once for the lock that makes this process the one that does the background work of its state folder.
 * A holder that is dead is taken over, by exactly one of all who try; one that lives, or of which nobody can
 * tell, keeps it. A lock file that cannot be understood is held by nobody, and is replaced.
 */
export async function acquireEngineLock(
  folder: string,
  surroundings: EngineLockSurroundings,
): Promise<EngineLock | EngineLockRefusal> {
  const file = path.join(folder, ENGINE_LOCK);
  // Who does not get it writes nothing.
  const refusal = await refusalOf(file, surroundings);
  if (refusal !== undefined) return refusal;
  const text = await lockText(surroundings);
  try {
    return await withFileLock(file, () => acquireLocked(file, text, surroundings));
  } catch (caught) {
    // Perhaps this process stood still meanwhile, and wrote over one who got it: none of the two has it then.
    await removeOwn(file, text).catch(() => undefined);
    throw caught;
  }
}

async function acquireLocked(
  file: string,
  text: string,
  surroundings: EngineLockSurroundings,
): Promise<EngineLock | EngineLockRefusal> {
  const refusal = await refusalOf(file, surroundings);
  if (refusal !== undefined) return refusal;
  const left = await readText(file);
  if (left === undefined) {
    await createFileAtomic(file, text);
  } else {
    const whose = parseHolder(left) === undefined ? 'a broken file' : 'a dead process';
    surroundings.log.write('WARN', `took over the engine lock of ${whose}: ${file}`);
    await writeFileAtomic(file, text);
  }
  return {
    acquired: true,
    isHeld: async () => (await readText(file)) === text,
    release: () => release(file, text),
  };
}

async function lockText({ host, clock }: EngineLockSurroundings): Promise<string> {
  const content = { id: randomUUID(), process: await host.self(), acquired_at: timestamp(clock.now()) };
  return `${JSON.stringify(content, null, 2)}\n`;
}

async function refusalOf(
  file: string,
  { host }: EngineLockSurroundings,
): Promise<EngineLockRefusal | undefined> {
  const holder = parseHolder((await readText(file)) ?? '');
  if (holder === undefined) return undefined;
  const state = await host.stateOf(holder);
  return state === 'dead' ? undefined : { acquired: false, file, holder, isUnknown: state === 'unknown' };
}

async function release(file: string, text: string): Promise<void> {
  // The lock of the file would make the folder of one that is gone.
  if ((await readText(file)) === text) await withFileLock(file, () => removeOwn(file, text));
}

async function removeOwn(file: string, text: string): Promise<void> {
  if ((await readText(file)) === text) await removeFile(file);
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT') return undefined;
    throw fileError(caught, file);
  }
}

/** Undefined for a text that names nobody. */
function parseHolder(text: string): ProcessIdentity | undefined {
  try {
    const { process } = JSON.parse(text) as { readonly process?: Partial<ProcessIdentity> };
    const { host, pid, started } = process ?? {};
    if (typeof host !== 'string' || typeof pid !== 'number' || typeof started !== 'string') return undefined;
    return { host, pid, started };
  } catch {
    return undefined;
  }
}
