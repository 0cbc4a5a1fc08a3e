import * as path from 'node:path';
import type { Location } from 'vscode-languageserver';
import {
  Meanings,
  definitionsOf,
  includedFile,
  type MeaningPlace,
  type TemplateSight,
} from '../../core/templates';
import { uriOf } from '../documents/file-uris';
import { BEGINNING, rangeOf, sourcePositionOf } from '../positions/ranges';
import type { Position } from 'vscode-languageserver';

/** Places as a client can show them, each once. Of a name it shows the file that bears it; of a folder, a file in it. */
export function locationsOf(places: readonly MeaningPlace[], sight: TemplateSight): Location[] {
  const found = places.flatMap((place): Location | [] => {
    if (place.kind !== 'name' && place.kind !== 'link')
      return { uri: uriOf(place.file), range: rangeOf(place.range) };
    const file = shownFile(place.file, sight);
    return file === undefined ? [] : { uri: uriOf(file), range: BEGINNING };
  });
  return [...new Map(found.map((location) => [JSON.stringify(location), location])).values()];
}

/** A file that stands for a file or folder; undefined for a folder without any. */
function shownFile(bearer: string, { sources }: TemplateSight): string | undefined {
  const own = sources.find(({ file }) => file === bearer);
  if (own !== undefined && own.kind !== 'folder') return bearer;
  return sources.find(({ file, kind }) => kind === 'file' && file.startsWith(bearer + path.sep))?.file;
}

/** Where what stands at a position is declared: a question, a tag that sets it, or a file that is asked for. */
export function definitionsAt(sight: TemplateSight, file: string, position: Position): Location[] {
  const place = sourcePositionOf(position);
  const found = Meanings.of(sight).at(file, place);
  if (found !== undefined) return locationsOf(definitionsOf(found.meaning), sight);
  return includesIn(sight, file)
    .filter(({ range: { start, end } }) => {
      const isOnLine = start.line === position.line && end.line === position.line;
      return isOnLine && start.character <= position.character && position.character <= end.character;
    })
    .map(({ target }) => ({ uri: uriOf(target), range: BEGINNING }));
}

/** Where the variables in the path of a file or folder are declared, from its template's folder on. */
export function definitionsOfName(sight: TemplateSight, file: string): Location[] {
  const places = namesAbove(sight, file).flatMap((bearer) =>
    Meanings.of(sight)
      .inName(bearer)
      .flatMap(({ meaning }) => definitionsOf(meaning)),
  );
  return locationsOf(places, sight);
}

/** A file or folder with the folders of its template that it is in, the uppermost first. */
export function namesAbove({ root }: TemplateSight, file: string): string[] {
  const segments = path.relative(root, file).split(path.sep);
  return segments.map((_, index) => path.join(root, ...segments.slice(0, index + 1)));
}

/** The files that the text of a file asks for, where they are. */
export function includesIn(
  sight: TemplateSight,
  file: string,
): { readonly range: Location['range']; readonly target: string }[] {
  const readable = new Set(sight.texts.filter(({ kind }) => kind === 'content').map((text) => text.file));
  return sight.texts
    .filter((text) => text.file === file && (text.kind === 'content' || text.kind === 'manifest'))
    .flatMap(({ analysis, stretchOf }) =>
      analysis.templates.flatMap(({ name, range }) => {
        const target = includedFile(sight.root, name);
        if (!readable.has(target)) return [];
        return { range: rangeOf(stretchOf(range)), target };
      }),
    );
}
