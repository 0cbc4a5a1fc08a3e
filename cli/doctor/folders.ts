import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { errnoOf, freeBytes, l10n, readableSize } from '../../core/system';
import type { Examination } from './examination';

const MEBIBYTE = 1024 * 1024;
/** Below this nothing is created (spec 2.4, row 11), and below that it is time to tidy up. */
const TOO_LITTLE = 100 * MEBIBYTE;
const LITTLE = 5 * 1024 * MEBIBYTE;

/** Whether runs can be created below a root. One that is missing is not made: its disk may only not be there. */
export async function examineRoot(root: string): Promise<Examination[]> {
  const about = { id: 'local_root', subject: l10n.t('runs') };
  if (await isThere(root)) {
    return Promise.all([examineFolder(about.id, about.subject, root), examineSpace(root)]);
  }
  const message = l10n.t('{0} is not there: nothing can be created.', root);
  return [{ ...about, status: 'error', message, advice: l10n.t('Connect its disk, or make the folder.') }];
}

/** Whether the lab's templates can be changed; none are needed beside those that ship. */
export async function examineTemplates(folder: string): Promise<Examination> {
  const about = { id: 'templates_dir', subject: l10n.t('templates') };
  if (await isThere(folder)) return examineFolder(about.id, about.subject, folder);
  const message = l10n.t('{0} is not there: there are only the starter templates.', folder);
  return { ...about, status: 'ok', message };
}

/** Whether a folder is there and may be written; one that is missing may be made when it is needed. */
export async function examineFolder(id: string, subject: string, folder: string): Promise<Examination> {
  const about = { id, subject };
  try {
    if (!(await stat(folder)).isDirectory()) {
      const message = l10n.t('{0} is no folder.', folder);
      return { ...about, status: 'error', message, advice: l10n.t('Name a folder in the configuration.') };
    }
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return { ...about, status: 'ok', message: l10n.t('{0} can be written.', folder) };
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT' || errnoOf(caught) === 'ENOTDIR') return missing(about, folder);
    const message = l10n.t('{0} cannot be written by this account.', folder);
    return { ...about, status: 'error', message, advice: l10n.t('Ask its owner for the right to.') };
  }
}

async function missing(about: { id: string; subject: string }, folder: string): Promise<Examination> {
  let above = path.dirname(folder);
  while (!(await isThere(above)) && path.dirname(above) !== above) above = path.dirname(above);
  try {
    await access(above, constants.W_OK | constants.X_OK);
    return {
      ...about,
      status: 'ok',
      message: l10n.t('{0} is not there yet; it is made when it is needed.', folder),
    };
  } catch {
    const message = l10n.t('{0} is not there, and this account may not make it.', folder);
    return {
      ...about,
      status: 'error',
      message,
      advice: l10n.t('Make the folder, or name another in the configuration.'),
    };
  }
}

async function isThere(folder: string): Promise<boolean> {
  try {
    await stat(folder);
    return true;
  } catch (caught) {
    return errnoOf(caught) !== 'ENOENT' && errnoOf(caught) !== 'ENOTDIR';
  }
}

/** Whether there is room for runs below a root. */
async function examineSpace(root: string): Promise<Examination> {
  const about = { id: 'space', subject: l10n.t('free space') };
  const free = await freeBytes(root);
  const message = l10n.t('{0} are free for {1}.', readableSize(free), root);
  if (free >= LITTLE) return { ...about, status: 'ok', message };
  const advice =
    free < TOO_LITTLE ? l10n.t('Nothing can be created: free some space.') : l10n.t('Free some space soon.');
  return { ...about, status: free < TOO_LITTLE ? 'error' : 'warning', message, advice };
}
