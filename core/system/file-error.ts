import { l10n } from './localization';
import { ExlabError, errnoOf } from './errors';

/**
 * Says a file system error in our terms: `permission_denied`, `disk_space_insufficient`,
 * `folder_not_found`, else `internal_error`. Errors that are ours already pass through.
 */
export function fileError(caught: unknown, file: string): ExlabError {
  if (caught instanceof ExlabError) return caught;
  const details = { path: file, errno: errnoOf(caught) ?? null };
  const cause = { cause: caught };
  switch (errnoOf(caught)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new ExlabError(
        {
          code: 'permission_denied',
          message: l10n.t(
            '{0} may not be written or read: ask its owner for the right to, or choose another folder.',
            file,
          ),
          details,
        },
        cause,
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new ExlabError(
        {
          code: 'disk_space_insufficient',
          message: l10n.t('The disk that holds {0} is full: free some space and try again.', file),
          details,
        },
        cause,
      );
    case 'EEXIST':
      return destinationExists(file, caught);
    case 'ENAMETOOLONG':
      return new ExlabError(
        {
          code: 'validation_failed',
          message: l10n.t('{0} is too long for this file system: choose shorter names.', file),
          details,
        },
        cause,
      );
    case 'ENOENT':
    case 'ENOTDIR':
      return new ExlabError(
        { code: 'folder_not_found', message: l10n.t('{0} does not exist.', file), details },
        cause,
      );
    default: {
      const reason = caught instanceof Error ? caught.message : String(caught);
      return new ExlabError(
        { code: 'internal_error', message: l10n.t('{0}: {1}', file, reason), details },
        cause,
      );
    }
  }
}

/** The error of a destination where something stands already. */
export function destinationExists(destination: string, cause?: unknown): ExlabError {
  return new ExlabError(
    {
      code: 'destination_exists',
      message: l10n.t(
        '{0} exists already, and nothing is ever overwritten: choose another time or name.',
        destination,
      ),
      details: { path: destination },
    },
    { cause },
  );
}
