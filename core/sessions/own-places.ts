import { lstat, readFile, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import {
  ANSWERS_FILE,
  OLDER_RUNS_FOLDER,
  README_FILE,
  RECORDS_FOLDER,
  TEST_RUNS_FOLDER,
  classifySegments,
  collisionKey,
  isWorkFolder,
} from '../layout';
import { ExlabError, errnoOf, fileError, identityOf, isSameFile, l10n } from '../system';
import { listFolder } from '../validator';
import type { CreationPlan, PlanEntry } from './plan';
import type { PreparedCreation } from './prepare';
import type { WorkFolder } from './work-folder';

/**
 * Makes sure that plugins left alone what is ours, before anything of ours is written: the work folder is still
 * the one that was claimed, nothing stands in it, a link least of all, where README and records belong, and no name
 * tells a secret answer. Throws `validation_failed` with the path in its details.
 */
export async function checkOwnPlaces(
  { plan, mask }: Pick<PreparedCreation, 'plan' | 'mask'>,
  work: WorkFolder,
): Promise<void> {
  await checkIdentity(work);
  await checkNames(work.path);
  await checkAnswers(plan.files, path.join(work.path, ANSWERS_FILE));
  // What cannot be listed is told of when everything is judged.
  for (const { path: below, kind } of (await listFolder(work.path)).entries) {
    if (plan.level === 'project' && isReservedInProject(plan, below, kind === 'directory')) {
      throw taken(path.join(work.path, below), below);
    }
    if (mask(below) !== below) throw tells(path.join(work.path, below), mask);
  }
}

/** Ours, by the key under which a file system that folds case would find them. */
const OURS = new Set([README_FILE, RECORDS_FOLDER, ANSWERS_FILE].map(collisionKey));

async function checkNames(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name !== ANSWERS_FILE && OURS.has(collisionKey(name))) throw taken(path.join(folder, name), name);
  }
}

async function checkIdentity(work: WorkFolder): Promise<void> {
  if (isSameFile(await identityOf(work.path), work.identity)) return;
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

/**
 * Whether readers would take what a project holds for something else: a folder for a run or for what is being
 * prepared, and a file in the place of the folder that runs are made in.
 * @param below the path in the project, with forward slashes
 */
export function isReservedInProject(
  plan: Pick<CreationPlan, 'equipment' | 'project'>,
  below: string,
  isFolder: boolean,
): boolean {
  const segments = below.split('/');
  const [first = '', second] = segments;
  const isContainer = first === TEST_RUNS_FOLDER || first === OLDER_RUNS_FOLDER;
  if (!isFolder) return isContainer && second === undefined;
  if (segments.length > (isContainer ? 2 : 1)) return false;
  const { kind } = classifySegments([plan.equipment.id, plan.project.short_id, ...segments]);
  return kind === 'run' || isWorkFolder(segments.at(-1) ?? '');
}

function taken(place: string, name: string): ExlabError {
  return refused(
    place,
    l10n.t("A plugin made '{0}', a name that is kept for ExLab Wizard: correct the plugin.", name),
  );
}

function tells(place: string, mask: (text: string) => string): ExlabError {
  const shown = mask(place);
  return refused(
    shown,
    l10n.t(
      "A plugin wrote a secret answer into the name '{0}': correct the plugin, or discard the files.",
      shown,
    ),
  );
}

function refused(place: string, message: string): ExlabError {
  return new ExlabError({ code: 'validation_failed', message, details: { path: place } });
}
