import * as path from 'node:path';
import { l10n } from '../../../system';
import type { TemplateSight } from '../template-study';
import type { Meaning, MeaningPlace } from '../meaning/meaning';
import { checkNewName, givenNames, isOfLanguage } from './collisions';
import { checkCompleteness, checkTexts } from './completeness';
import { RenameRefused } from './refusal';
import { renamedFiles, renamedPaths, type RenamedFile, type RenamedText } from './renamed-files';

export { RenameRefused } from './refusal';

/** Another name for one thing, everywhere in a template: first the texts, then the files in this order. */
export interface RenamePlan {
  readonly texts: readonly RenamedText[];
  readonly files: readonly RenamedFile[];
}

/** How a plan looks at the files of a template. */
export interface RenameGround {
  /** The text of a file as it is now, unsaved changes included; undefined where there is none. */
  readonly read: (file: string) => Promise<string | undefined>;
  /** Whether something is there under a path, on the disk or unsaved. */
  readonly exists: (file: string) => Promise<boolean>;
}

/**
 * Plans another name for something (spec 4.5), in the manifest, in all files and in their names. Nothing is
 * changed: the plan is what an editor does in one step.
 * @throws RenameRefused where the name would mean something else afterwards, or where a place of it cannot be told
 */
export async function planRename(
  sight: TemplateSight,
  meaning: Meaning,
  newName: string,
  ground: RenameGround,
): Promise<RenamePlan> {
  if (newName === meaning.name) return { texts: [], files: [] };
  const refusal = refusalToRename(sight, meaning);
  if (refusal !== undefined) throw new RenameRefused(refusal);
  checkNewName(sight, meaning, newName);
  const files = renamedFiles(meaning, newName);
  for (const { from, to } of files) await checkTarget(sight, from, to, ground);
  const texts = [
    ...meaning.places
      .filter(({ kind }) => kind !== 'name')
      .map(({ file, range }) => ({ file, range, old: meaning.name, text: newName })),
    ...renamedPaths(sight, files),
  ];
  await checkTexts(sight, texts, ground.read);
  await checkCompleteness(sight, meaning, ground.read);
  return { texts, files };
}

/** Why this can have no other name, whatever that would be; undefined where it can. */
export function refusalToRename(sight: TemplateSight, meaning: Meaning): string | undefined {
  const { name, origin, places } = meaning;
  if (sight.isOutdated) return l10n.t('The manifest cannot be read at present: correct it first.');
  if (origin === 'outside' && givenNames(sight).includes(name))
    return l10n.t("'{0}' is given to every template, and has its name for all of them.", name);
  const isGiven = places.some(({ role }) => role === 'question' || role === 'write');
  if (!isGiven && isOfLanguage(name)) return l10n.t("'{0}' is a word of the template language.", name);
  if (!isGiven)
    return l10n.t("Nothing in the template gives '{0}' a value: add a question for it first.", name);
  const link = places.find(({ kind }) => kind === 'link');
  if (link !== undefined)
    return l10n.t(
      "'{0}' stands in the target of the link {1}, which an editor cannot change.",
      name,
      path.relative(sight.root, link.file),
    );
  const keyword = keywordOf(sight, meaning);
  if (keyword !== undefined)
    return l10n.t(
      "'{0}' is handed over by its name in {1}, line {2}: rename it by hand.",
      name,
      path.relative(sight.root, keyword.file),
      keyword.line + 1,
    );
  return undefined;
}

/** Where a call hands something over under the name of a parameter. */
function keywordOf(
  { texts }: TemplateSight,
  { name, places }: Meaning,
): { readonly file: string; readonly line: number } | undefined {
  const isParameter = texts.some((text) =>
    text.analysis.parameters.some(
      (parameter) =>
        parameter.name === name && places.some((place) => stands(place, text, parameter.range.start)),
    ),
  );
  if (!isParameter) return undefined;
  for (const text of texts)
    for (const keyword of text.analysis.keywords)
      if (keyword.name === name) return { file: text.file, line: text.placeOf(keyword.range.start).line };
  return undefined;
}

function stands(
  { file, kind, range }: MeaningPlace,
  text: TemplateSight['texts'][number],
  position: MeaningPlace['range']['start'],
): boolean {
  const { line, column } = text.placeOf(position);
  return (
    file === text.file && kind === text.kind && range.start.line === line && range.start.column === column
  );
}

async function checkTarget(
  { root }: TemplateSight,
  from: string,
  to: string,
  { exists }: RenameGround,
): Promise<void> {
  if (await exists(to))
    throw new RenameRefused(
      l10n.t(
        "'{0}' would be called '{1}', and that is there already: choose another name.",
        path.relative(root, from),
        path.basename(to),
      ),
    );
}
