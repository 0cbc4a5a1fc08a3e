import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { MAX_NAME_BYTES, collisionKey, illegalParts, nameBytes, reservedName } from '../../layout';
import { ExlabError, errnoOf, fileError, l10n } from '../../system';

/** What speaks against a name of a new template by itself: a sentence, or undefined where nothing does. */
export function templateNameProblem(name: string): string | undefined {
  if (name === '') return l10n.t('The template has no name: enter one.');
  const [illegal] = illegalParts(name);
  if (illegal !== undefined || name !== name.trim()) {
    return l10n.t(
      "'{0}' holds {1}, which Windows and many shares refuse in names: leave it out.",
      name,
      JSON.stringify(illegal?.text ?? ' '),
    );
  }
  const device = reservedName(name);
  if (device !== undefined) {
    return l10n.t("'{0}' is the name of a device on Windows: choose another.", device);
  }
  // Registries skip names with a dot in front, and command lines take a dash for an option.
  if (/^[.-]/.test(name))
    return l10n.t("'{0}' begins with '{1}': begin with a letter.", name, name.charAt(0));
  return nameBytes(name) > MAX_NAME_BYTES
    ? l10n.t('The name takes {0} bytes, and {1} are possible: shorten it.', nameBytes(name), MAX_NAME_BYTES)
    : undefined;
}

/**
 * The same, and whether something of that name stands in the folder of templates; names that differ in case alone are one
 * on many disks. Throws what keeps the folder from being read; one that does not exist yet holds nothing.
 */
export async function newTemplateProblem(name: string, templatesDir: string): Promise<string | undefined> {
  const problem = templateNameProblem(name);
  if (problem !== undefined) return problem;
  const key = collisionKey(name);
  const other = (await namesIn(templatesDir)).find((existing) => collisionKey(existing) === key);
  return other === undefined
    ? undefined
    : l10n.t(
        '{0} exists already, and nothing is ever overwritten: choose another name.',
        path.join(templatesDir, other),
      );
}

/** Throws `validation_failed` for a name that no template may have, `destination_exists` for one that is taken. */
export async function checkNewTemplate(name: string, templatesDir: string): Promise<void> {
  const problem = await newTemplateProblem(name, templatesDir);
  if (problem === undefined) return;
  throw new ExlabError({
    code: templateNameProblem(name) === undefined ? 'destination_exists' : 'validation_failed',
    field: 'name',
    message: problem,
    details: { name, path: path.join(templatesDir, name) },
  });
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (caught) {
    if (errnoOf(caught) === 'ENOENT') return [];
    throw fileError(caught, folder);
  }
}
