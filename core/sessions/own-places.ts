import { lstat, readFile, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { ANSWERS_FILE, README_FILE, RECORDS_FOLDER, classifySegments, isWorkFolder } from '../layout';
import { ExlabError, errnoOf, exists, fileError, l10n } from '../system';
import type { CreationPlan, PlanEntry } from './plan';
import { identityOf, type WorkFolder } from './work-folder';

/**
 * Makes sure that plugins left alone what is ours, before anything of ours is written: the work folder is still
 * the one that was claimed, and nothing stands in it, a link least of all, where README and records belong.
 * Throws `validation_failed` with the path in its details.
 */
export async function checkOwnPlaces(plan: CreationPlan, work: WorkFolder): Promise<void> {
  await checkIdentity(work);
  for (const name of [README_FILE, RECORDS_FOLDER]) {
    const place = path.join(work.path, name);
    if (await exists(place)) throw taken(place, name);
  }
  await checkAnswers(plan.files, path.join(work.path, ANSWERS_FILE));
  if (plan.level === 'project') await checkProjectNames(plan, work.path);
}

async function checkIdentity(work: WorkFolder): Promise<void> {
  const { dev, ino } = await identityOf(work.path);
  if (dev === work.identity.dev && ino === work.identity.ino) return;
  throw refused(
    work.path,
    l10n.t('A plugin put something else in the place of {0}: correct the plugin.', work.path),
  );
}

async function checkAnswers(files: readonly PlanEntry[], place: string): Promise<void> {
  const planned = files.find((file) => file.path === ANSWERS_FILE);
  const isOurs =
    planned !== undefined &&
    'bytes' in planned &&
    (await isRegularFile(place)) &&
    (await readFile(place)).equals(planned.bytes);
  if (isOurs) return;
  throw refused(
    place,
    l10n.t("A plugin changed '{0}', which records the answers: correct the plugin.", ANSWERS_FILE),
  );
}

async function isRegularFile(file: string): Promise<boolean> {
  try {
    return (await lstat(file)).isFile();
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT') return false;
    throw fileError(caught, file);
  }
}

/** In a project readers take folders of such names for runs, or for what is still prepared. */
async function checkProjectNames(plan: CreationPlan, folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && isReservedInProject(plan, entry.name)) {
      throw taken(path.join(folder, entry.name), entry.name);
    }
  }
}

/** Whether a folder of this name, directly in a project, would be taken for a run or a work folder. */
export function isReservedInProject(
  plan: Pick<CreationPlan, 'equipment' | 'project'>,
  name: string,
): boolean {
  const { kind } = classifySegments([plan.equipment.id, plan.project.short_id, name]);
  return kind === 'run' || isWorkFolder(name);
}

function taken(place: string, name: string): ExlabError {
  return refused(
    place,
    l10n.t("A plugin made '{0}', a name that is kept for ExLab Wizard: correct the plugin.", name),
  );
}

function refused(place: string, message: string): ExlabError {
  return new ExlabError({ code: 'validation_failed', message, details: { path: place } });
}
