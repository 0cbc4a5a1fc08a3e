import * as path from 'node:path';
import { l10n } from '../../../system';
import type { TemplateSight } from '../template-study';
import type { Meaning } from '../meaning/meaning';
import { RenameRefused } from './refusal';
import type { RenamedText } from './renamed-files';

type Read = (file: string) => Promise<string | undefined>;

/** Refuses where a place does not hold what is to be changed there: it cannot be told exactly, or has changed since. */
export async function checkTexts(
  { root }: TemplateSight,
  texts: readonly RenamedText[],
  read: Read,
): Promise<void> {
  const lines = new Map<string, readonly string[]>();
  for (const { file, range, old } of texts) {
    const known = lines.get(file) ?? linesOf((await read(file)) ?? '');
    lines.set(file, known);
    const { start, end } = range;
    const stands = start.line === end.line && known[start.line]?.slice(start.column, end.column) === old;
    if (!stands)
      throw new RenameRefused(
        l10n.t(
          "The place of '{0}' in {1}, line {2}, cannot be told exactly: change it by hand, or write the text there on one line without escapes.",
          old,
          path.relative(root, file),
          start.line + 1,
        ),
      );
  }
}

/** Refuses where the name may stand somewhere that was not found: in a text that does not parse, or as a second key. */
export async function checkCompleteness(sight: TemplateSight, meaning: Meaning, read: Read): Promise<void> {
  const { name, origin, places } = meaning;
  const files = new Set(places.map(({ file }) => file));
  for (const { file, kind, source, analysis } of sight.texts) {
    if (analysis.errors.length === 0 || (origin === 'text' && !files.has(file))) continue;
    const found = analysis.variables.filter((variable) => variable.name === name);
    const known = new Set(found.map(({ range: { start } }) => `${start.line}:${start.column}`));
    if (wordsIn(source, name) > known.size)
      throw new RenameRefused(
        kind === 'name'
          ? l10n.t('The name of {0} cannot be read: correct it first.', path.relative(sight.root, file))
          : l10n.t('{0} has mistakes near this name: correct them first.', path.relative(sight.root, file)),
      );
  }
  if (origin === 'question') await checkOnlyDeclaration(sight, meaning, read);
}

/** Of a key that several documents of a manifest hold, only one is known: the others would keep the old name. */
async function checkOnlyDeclaration(
  { root, manifest, manifestFile }: TemplateSight,
  { name, places }: Meaning,
  read: Read,
): Promise<void> {
  const declared = places.filter(({ role }) => role === 'question');
  const key = new RegExp(String.raw`^(['"]?)${escaped(name)}\1\s*:`);
  for (const file of [manifestFile, ...(manifest?.includes.paths ?? [])]) {
    const lines = linesOf((await read(file)) ?? '');
    const isKnown = (index: number): boolean =>
      declared.some((place) => place.file === file && place.range.start.line === index);
    const second = lines.findIndex((line, index) => key.test(line) && !isKnown(index));
    if (second !== -1)
      throw new RenameRefused(
        l10n.t(
          "'{0}' is declared once more in {1}, line {2}: keep one of them first.",
          name,
          path.relative(root, file),
          second + 1,
        ),
      );
  }
}

function wordsIn(text: string, name: string): number {
  return (
    text.match(new RegExp(String.raw`(?<![\p{L}\p{N}_])${escaped(name)}(?![\p{L}\p{N}_])`, 'gu'))?.length ?? 0
  );
}

function linesOf(text: string): string[] {
  return text.replace(/^\u{feff}/u, '').split(/\r\n|\n|\r/);
}

function escaped(text: string): string {
  return text.replace(/[$()*+\-./?[\\\]^{|}]/g, '\\$&');
}
