import * as path from 'node:path';
import { l10n } from '../../../system';
import { COPIER_VARIABLES, CORE_VARIABLES } from '../../core-names';
import { GLOBAL_NAMES } from '../../jinja/runtime/global-names';
import { NameIndex, type NameOccurrence, type TemplateLocation } from '../name-index';
import type { TemplateSight } from '../template-study';
import type { Meaning } from '../meaning/meaning';
import { RenameRefused } from './refusal';

/** Words that have a meaning of their own in expressions and tags. */
const WORDS: ReadonlySet<string> = new Set([
  ...['and', 'or', 'not', 'in', 'is', 'if', 'else', 'elif', 'for', 'recursive', 'true', 'false', 'none'],
  ...['import', 'from', 'as', 'with', 'loop', 'self', 'super', 'caller', 'varargs', 'kwargs'],
]);
/** As questions are to be named (spec 3.3), and Jinja's variables may be. */
const IDENTIFIER = /^[a-z][a-z0-9_]*$/;

/** Names that are there before anything is answered; those of runs and projects only in a template of ours. */
export function givenNames({ manifest }: TemplateSight): readonly string[] {
  return [...(manifest?.exlab.type === undefined ? [] : CORE_VARIABLES), ...COPIER_VARIABLES];
}

/** Whether a name has a meaning of its own in the template language. */
export function isOfLanguage(name: string): boolean {
  return WORDS.has(name) || GLOBAL_NAMES.get(name) !== undefined;
}

/** Refuses a new name that is none, or that means something already where the old one stands. */
export function checkNewName(sight: TemplateSight, meaning: Meaning, newName: string): void {
  if (!IDENTIFIER.test(newName))
    throw new RenameRefused(
      l10n.t(
        "'{0}' is no name for a variable: use small letters, digits and '_', and begin with a letter.",
        newName,
      ),
    );
  if (isOfLanguage(newName))
    throw new RenameRefused(
      l10n.t("'{0}' is a word of the template language: choose another name.", newName),
    );
  if (givenNames(sight).includes(newName))
    throw new RenameRefused(
      l10n.t("'{0}' is a variable that every template has: choose another name.", newName),
    );
  if (sight.manifest?.root.entries.some(({ key }) => key.text === newName) === true)
    throw new RenameRefused(l10n.t("There is a question '{0}' already: choose another name.", newName));
  const other = otherMeaning(sight, meaning, newName);
  if (other !== undefined)
    throw new RenameRefused(
      l10n.t(
        "'{0}' has a meaning already in {1}, line {2}: choose another name.",
        newName,
        path.relative(sight.root, other.file),
        other.range.start.line + 1,
      ),
    );
}

/**
 * Where the new name stands already so that the two could be taken for each other: in a text in which the old one
 * stands, or anywhere as something that comes from outside of its text.
 */
function otherMeaning(
  sight: TemplateSight,
  { places }: Meaning,
  newName: string,
): NameOccurrence | undefined {
  const index = NameIndex.of(sight);
  const [used] = index.usesOf(newName);
  if (used !== undefined) return used;
  const affected = new Set(places.map((place) => placeKey(place.kind, place)));
  for (const text of sight.texts) {
    const names = index.in(text);
    const found = names.find(({ name }) => name === newName);
    if (found !== undefined && names.some((each) => affected.has(placeKey(text.kind, each)))) return found;
  }
  return undefined;
}

function placeKey(kind: string, { file, range }: TemplateLocation): string {
  return `${kind} ${range.start.line}:${range.start.column} ${file}`;
}
