import * as path from 'node:path';
import { projectSegments } from '../layout';
import { ExlabError, exists, identityOf, l10n, toExlabError } from '../system';
import type { CreatedFolder } from './journal-entries';

/**
 * The folder that a creation builds upon and never makes: a run's project, and for a project the configured root.
 * While it is not there its disk is not, and nothing can be said of what stands on it.
 */
export function groundOf({ root, equipment_id, short_id, run_kind }: CreatedFolder): string {
  return run_kind === null ? root : path.join(root, ...projectSegments(equipment_id, short_id));
}

/**
 * What is written down of the ground, to know it again. The folder where a disk is mounted is there without the disk
 * too, under the same name: only its number tells the two apart.
 */
export async function groundMark(folder: CreatedFolder): Promise<string> {
  const identity = await identityOf(groundOf(folder));
  return identity === undefined ? '' : String(identity.ino);
}

/** Whether the disk that a creation writes to is there; false where that cannot be said. */
export async function isGroundThere(folder: CreatedFolder, mark: string): Promise<boolean> {
  try {
    // Below a project the name is enough: no mount point has one. The equipment's folder tells as much of a root.
    if (folder.run_kind !== null) return await exists(groundOf(folder));
    return (await exists(path.dirname(folder.path))) || (await groundMark(folder)) === mark;
  } catch {
    return false;
  }
}

/** The error of a creation whose ground has gone. */
export function groundMissing(folder: CreatedFolder, caught: unknown): ExlabError {
  const ground = groundOf(folder);
  const cause = toExlabError(caught);
  return new ExlabError(
    {
      code: cause.code === 'internal_error' ? 'folder_not_found' : cause.code,
      message: l10n.t('{0} is not there any more: connect its disk and try again.', ground),
      details: { path: ground },
    },
    { cause: caught },
  );
}
