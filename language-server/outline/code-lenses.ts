import type { CodeLens } from 'vscode-languageserver';
import { l10n } from '../../core/system';
import { definitionsOf, Meanings, usesOf, type TemplateSight } from '../../core/templates';
import { uriOf } from '../documents/file-uris';
import { locationsOf, namesAbove } from '../navigation/locations';
import { BEGINNING, rangeOf } from '../positions/ranges';

/** The commands behind the lenses: the client has them. */
export const LENS_COMMANDS = {
  /** Takes the address of a document, a position in it, and locations. */
  showReferences: 'exlab.showReferences',
  /** Takes the path of the template's folder. */
  preview: 'exlab.previewTemplate',
  /** They take `{ template }`, the path of the template's folder. */
  newRun: 'exlab.newRun',
  newTestRun: 'exlab.newTestRun',
} as const;

/** Above questions how often they are used; above the manifest what can be done with the template. */
export function manifestLenses(sight: TemplateSight, file: string): CodeLens[] {
  const { manifest, manifestFile } = sight;
  if (manifest === undefined) return [];
  const meanings = Meanings.of(sight);
  const uses = manifest.questions.flatMap(({ id }): CodeLens[] => {
    const meaning = meanings.ofQuestion(id);
    if (meaning === undefined) return [];
    const [declared] = definitionsOf(meaning);
    if (declared?.file !== file) return [];
    const range = rangeOf(declared.range);
    const used = usesOf(meaning);
    const title = usedTitle(used.length);
    const shown = [uriOf(file), range.start, locationsOf(used, sight)];
    return [{ range, command: { title, command: LENS_COMMANDS.showReferences, arguments: shown } }];
  });
  return file === manifestFile ? [...templateLenses(sight, manifest.exlab), ...uses] : uses;
}

function usedTitle(count: number): string {
  if (count === 0) return l10n.t('never used');
  return count === 1 ? l10n.t('used once') : l10n.t('used {0} times', count);
}

/** Plain Copier templates are none of ours; runs are made of those that say they are for runs. */
function templateLenses(
  { root }: TemplateSight,
  { type, runScope }: { readonly type: string | undefined; readonly runScope: string | null },
): CodeLens[] {
  if (type === undefined) return [];
  const preview = { title: l10n.t('Preview'), command: LENS_COMMANDS.preview, arguments: [root] };
  const create = runScope === 'test' ? LENS_COMMANDS.newTestRun : LENS_COMMANDS.newRun;
  const newRun = {
    title: l10n.t('New Run from this template'),
    command: create,
    arguments: [{ template: root }],
  };
  return (type === 'run' ? [preview, newRun] : [preview]).map((command) => ({ range: BEGINNING, command }));
}

/** Above a file which variables its name takes, and those of the folders that it is in. */
export function nameLenses(sight: TemplateSight, file: string): CodeLens[] {
  const meanings = Meanings.of(sight);
  const found = namesAbove(sight, file).flatMap((bearer) => meanings.inName(bearer));
  const distinct = [...new Set(found.map(({ meaning }) => meaning))];
  return distinct.flatMap((meaning): CodeLens[] => {
    const locations = locationsOf(definitionsOf(meaning), sight);
    if (locations.length === 0) return [];
    const title = l10n.t("'{0}' is in the path of this file", meaning.name);
    const shown = [uriOf(file), BEGINNING.start, locations];
    return [
      { range: BEGINNING, command: { title, command: LENS_COMMANDS.showReferences, arguments: shown } },
    ];
  });
}
