import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { resolveInside, workAreaPath, workFolderPath } from '../../layout';
import {
  fileError,
  flushFolder,
  flushParentsOf,
  flushTree,
  makeFolders,
  moveFolderIntoPlace,
  removeEmptyFolders,
  removeTree,
  systemRandom,
  type Random,
} from '../../system';
import type { NewTemplateFile, NewTemplatePlan } from './plan';
import { checkNewTemplate } from './template-name';

/** The owner may read and change every file of a template, whatever the source's bits say. */
const OWNER_BITS = 0o600;

/** Where a template was made. */
export interface CreatedTemplate {
  /** Absolute path of its folder. */
  readonly folder: string;
  readonly manifest: string;
}

/**
 * Makes a planned template in a folder of templates, which is made where it is missing. The template is written beside its
 * place, flushed to disk and moved in one step: it appears whole or not at all, and never over anything.
 * @throws `validation_failed` or `destination_exists` for its name; `permission_denied`, `disk_space_insufficient`; nothing
 * is left behind then
 */
export async function createTemplate(
  plan: NewTemplatePlan,
  templatesDir: string,
  random: Random = systemRandom,
): Promise<CreatedTemplate> {
  await checkNewTemplate(plan.name, templatesDir);
  const folder = path.join(templatesDir, plan.name);
  const area = workAreaPath(folder);
  const work = workFolderPath(folder, random.uuid());
  const made = await makeFolders(templatesDir);
  let isThere = false;
  try {
    await makeFolders(work);
    await write(work, plan);
    await flushTree(work);
    await moveFolderIntoPlace(work, folder);
    isThere = true;
    await flushFolder(templatesDir);
    await flushParentsOf(made);
  } catch (caught) {
    throw fileError(caught, folder);
  } finally {
    if (!isThere) await removeTree(work).catch(() => undefined);
    // With the template in it the folder of templates stays; an empty one that was made for it goes.
    await removeEmptyFolders([...made, area]).catch(() => undefined);
  }
  return { folder, manifest: path.join(folder, plan.manifest) };
}

async function write(work: string, { files, emptyFolders }: NewTemplatePlan): Promise<void> {
  for (const folder of emptyFolders) await mkdir(resolveInside(work, folder), { recursive: true });
  for (const file of files) await writeOne(resolveInside(work, file.path), file);
}

async function writeOne(place: string, { bytes, mode }: NewTemplateFile): Promise<void> {
  try {
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, bytes, { flag: 'wx', mode: mode | OWNER_BITS });
  } catch (caught) {
    throw fileError(caught, place);
  }
}
