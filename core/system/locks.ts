import * as path from 'node:path';
import { mkdir } from 'node:fs/promises';
import { l10n } from './localization';
import { ExlabError, errnoOf } from './errors';
import { fileError } from './file-error';

/** A lock whose holder has not been heard of for so long belongs to a dead process (milliseconds). */
const STALE_AFTER_MS = 10_000;

const WAIT = { retries: 400, factor: 1.2, minTimeout: 5, maxTimeout: 100, randomize: true };

/** The computer slept, or this process stood still, for longer than the others wait. */
function lockLost(file: string, cause: Error): ExlabError {
  return new ExlabError(
    {
      code: 'internal_error',
      message: l10n.t(
        'Another process took over {0} while it was being changed: check it, then try again.',
        file,
      ),
      details: { path: file },
    },
    { cause },
  );
}

/** Whether no lock can ever be made here. On Windows one that is just being removed looks like that. */
function isRefused(caught: unknown): boolean {
  return process.platform !== 'win32' && ['EACCES', 'EPERM', 'EROFS'].includes(errnoOf(caught) ?? '');
}

/**
 * Holds the exclusive lock of a file, across processes, while `action` runs. The lock is the folder
 * `<file>.lock` beside it; the file itself need not exist. A holder that was killed is
 * taken over after ten seconds. Not reentrant. Throws `permission_denied` at once where the folder may not be
 * written to, `internal_error` when the lock cannot be had in about a minute, and after an action during
 * which it was lost.
 */
export async function withFileLock<Result>(file: string, action: () => Promise<Result>): Promise<Result> {
  let release: () => Promise<void>;
  let lost: Error | undefined;
  const onCompromised = (reason: Error): void => {
    lost = reason;
  };
  // Most creations change no file that others may change too: the library is read when it is needed.
  const { default: lockfile } = await import('proper-lockfile');
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const options = { realpath: false, stale: STALE_AFTER_MS, onCompromised };
    release = await lockfile.lock(file, { ...options, retries: 0 }).catch((caught: unknown) => {
      if (isRefused(caught)) throw caught;
      return lockfile.lock(file, { ...options, retries: WAIT });
    });
  } catch (caught) {
    if (errnoOf(caught) !== 'ELOCKED') throw fileError(caught, file);
    throw new ExlabError(
      {
        code: 'internal_error',
        message: l10n.t('{0} is in use by another process for too long: close it, then try again.', file),
        details: { path: file },
      },
      { cause: caught },
    );
  }
  let result: Result;
  try {
    result = await action();
  } finally {
    // What was done is done: a lock that cannot be removed goes stale, and others take it over.
    await release().catch(() => undefined);
  }
  if (lost !== undefined) throw lockLost(file, lost);
  return result;
}
