import * as path from 'node:path';
import { ExlabError, l10n } from '../system';

const DRIVE = /^[A-Za-z]:/;

/**
 * The absolute path of something inside `root`, from a relative path with forward slashes that came
 * from data. Throws `validation_failed` for one that is empty, absolute, climbs (`..`), or holds a
 * backslash or NUL. Looks at the text only: symbolic links are for whoever opens the file.
 */
export function resolveInside(root: string, relative: string): string {
  const segments = relative.split('/').filter((segment) => segment !== '' && segment !== '.');
  const refused =
    segments.length === 0 ||
    relative.startsWith('/') ||
    DRIVE.test(relative) ||
    /[\\\0]/.test(relative) ||
    segments.includes('..');
  if (refused) {
    throw new ExlabError({
      code: 'validation_failed',
      message: l10n.t(
        '{0} is no path inside the folder: give one that is relative, with forward slashes and without "..".',
        JSON.stringify(relative),
      ),
      details: { path: relative },
    });
  }
  return path.join(root, ...segments);
}
