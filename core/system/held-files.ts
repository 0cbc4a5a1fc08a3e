import { errnoOf } from './errors';
import type { FileSystem } from './file-system';

/** How Windows refuses to change what another program holds open. */
const HELD = new Set(['EPERM', 'EBUSY', 'EACCES']);

/** Growing pauses (milliseconds), about two seconds in all. */
const PAUSES = [8, 16, 32, 64, 128, 256, 512, 1024];

export interface HeldRetryOptions {
  /** Asked before every further attempt: whether there is still something to attempt. */
  readonly mayRetry?: () => Promise<boolean>;
  /** Further errno codes that say that something is held. */
  readonly furtherCodes?: readonly string[];
}

/**
 * Changes files, and on Windows tries again a few times: a virus scanner or an indexer holds what is new open for
 * a moment. Elsewhere, and for every other error, the first failure is thrown.
 */
export async function retryWhileHeld(
  fileSystem: Pick<FileSystem, 'platform' | 'pause'>,
  change: () => Promise<void>,
  options: HeldRetryOptions = {},
): Promise<void> {
  const { mayRetry = () => Promise.resolve(true), furtherCodes = [] } = options;
  const isHeld = (caught: unknown): boolean => {
    const errno = errnoOf(caught) ?? '';
    return fileSystem.platform === 'win32' && (HELD.has(errno) || furtherCodes.includes(errno));
  };
  for (const pause of PAUSES) {
    try {
      await change();
      return;
    } catch (caught) {
      if (!isHeld(caught)) throw caught;
      await fileSystem.pause(pause);
      if (!(await mayRetry())) throw caught;
    }
  }
  await change();
}
