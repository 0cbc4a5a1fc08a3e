import { rename, rm, stat } from 'node:fs/promises';
import * as path from 'node:path';
import type { Clock } from './clock';
import { errnoOf } from './errors';
import { withFileLock } from './locks';
import { LOG_LEVELS, appendLogLine, formatLogLine, type Log, type LogLevel } from './log';

export interface CentralLogOptions {
  /** The state folder. */
  readonly folder: string;
  readonly hostName: string;
  readonly clock: Pick<Clock, 'now'>;
  /** Less urgent lines are not written. */
  readonly minimumLevel: LogLevel;
  /** A file that has grown to so many bytes is put aside. */
  readonly maxBytes: number;
  /** How many files are kept beside the current one, as `.1` (the newest) to `.<keep>`. */
  readonly keep: number;
}

/**
 * The log of all that this user's processes do on this computer: `central.<host>.log` in the state
 * folder, rotated. A log that cannot be written never fails the work that it tells of.
 */
export function createCentralLog(options: CentralLogOptions): Log {
  const file = path.join(options.folder, `central.${options.hostName}.log`);
  const threshold = LOG_LEVELS.indexOf(options.minimumLevel);
  let written = Promise.resolve();

  const append = async (line: string): Promise<void> => {
    const size = await appendLogLine(file, line);
    if (size >= options.maxBytes) await rotate(file, options.maxBytes, options.keep);
  };
  const ignore = (): void => undefined;

  return {
    write(level, message, tags = {}) {
      if (LOG_LEVELS.indexOf(level) < threshold) return;
      try {
        const line = formatLogLine({ at: options.clock.now(), level, host: options.hostName, tags, message });
        written = written.then(() => append(line)).catch(ignore);
      } catch {
        // Only a clock without a date gets here, and there is no better place to tell of it.
      }
    },
    flush: () => written,
  };
}

/**
 * Puts the file aside as `.1`, older ones one further. A process that still holds it open goes on in
 * `.1`, and loses nothing; several that find it too large at once rotate it once.
 */
async function rotate(file: string, maxBytes: number, keep: number): Promise<void> {
  await withFileLock(file, async () => {
    if ((await sizeOf(file)) < maxBytes) return;
    for (let number = keep - 1; number >= 1; number -= 1) {
      await renameIfThere(`${file}.${number}`, `${file}.${number + 1}`);
    }
    if (keep >= 1) await rename(file, `${file}.1`);
    else await rm(file, { force: true });
  });
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT') return 0;
    throw caught;
  }
}

async function renameIfThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (caught) {
    if (errnoOf(caught) !== 'ENOENT') throw caught;
  }
}
