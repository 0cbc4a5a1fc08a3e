import { Buffer } from 'node:buffer';
import * as path from 'node:path';
import { l10n } from '../../../system';
import type { TemplateSight } from '../template-study';
import { includedFile } from '../meaning/text-ties';
import type { Meaning, MeaningPlace } from '../meaning/meaning';
import { RenameRefused } from './refusal';

/** How many bytes a name may have on every file system that labs use. */
const LONGEST_NAME = 255;

/** A file or folder that gets another name. */
export interface RenamedFile {
  /** Absolute path at the moment when it is its turn. */
  readonly from: string;
  readonly to: string;
}

/** A stretch of a file that gets another text. */
export interface RenamedText {
  readonly file: string;
  readonly range: MeaningPlace['range'];
  /** What stands there before. */
  readonly old: string;
  readonly text: string;
}

/** The files and folders that bear a name in theirs: what is deepest first, so that each path holds when it is its turn. */
export function renamedFiles({ places }: Meaning, newName: string): RenamedFile[] {
  const byFile = new Map<string, MeaningPlace[]>();
  for (const place of places.filter(({ kind }) => kind === 'name'))
    byFile.set(place.file, [...(byFile.get(place.file) ?? []), place]);
  return [...byFile]
    .map(([from, inName]) => ({ from, to: path.join(path.dirname(from), renamed(from, inName, newName)) }))
    .sort((left, right) => depthOf(right.from) - depthOf(left.from) || (left.from < right.from ? -1 : 1));
}

function renamed(file: string, places: readonly MeaningPlace[], newName: string): string {
  const lines = path.basename(file).split(/(?<=\r\n|\n|\r(?!\n))/);
  const lastFirst = [...places].sort(
    ({ range: left }, { range: right }) =>
      right.start.line - left.start.line || right.start.column - left.start.column,
  );
  for (const { range } of lastFirst) {
    const line = lines[range.start.line] ?? '';
    lines[range.start.line] = line.slice(0, range.start.column) + newName + line.slice(range.end.column);
  }
  const name = lines.join('');
  if (Buffer.byteLength(name) > LONGEST_NAME)
    throw new RenameRefused(
      l10n.t("The name '{0}' would be longer than file systems allow: choose a shorter one.", name),
    );
  return name;
}

function depthOf(file: string): number {
  return file.split(path.sep).length;
}

/** The texts that name a file by a path that changes. */
export function renamedPaths(sight: TemplateSight, files: readonly RenamedFile[]): RenamedText[] {
  if (files.length === 0) return [];
  return sight.texts.flatMap((text) =>
    text.analysis.templates.flatMap(({ name, range }) => {
      const changed = pathAfter(includedFile(sight.root, name), files);
      if (changed === undefined) return [];
      return {
        file: text.file,
        range: text.stretchOf(range),
        old: name,
        text: path.relative(sight.root, changed).split(path.sep).join('/'),
      };
    }),
  );
}

/** The path that a file has once all are renamed; undefined where it stays. */
function pathAfter(file: string, files: readonly RenamedFile[]): string | undefined {
  let changed = file;
  for (const { from, to } of files) {
    if (changed === from) changed = to;
    else if (changed.startsWith(from + path.sep)) changed = to + changed.slice(from.length);
  }
  return changed === file ? undefined : changed;
}
