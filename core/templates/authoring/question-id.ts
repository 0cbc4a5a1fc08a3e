import { l10n } from '../../system';
import { CORE_VARIABLES } from '../core-names';
import { GLOBAL_NAMES } from '../jinja/runtime/global-names';

const ID = /^[a-z][a-z0-9_]*$/;
const LONGEST_ID = 60;

/** What the template language reads as something else than a name. */
const WORDS_OF_THE_LANGUAGE = ['and', 'else', 'false', 'if', 'in', 'is', 'none', 'not', 'or', 'true'];
/** Names that mean something inside of loops, blocks and macros. */
const NAMES_OF_THE_LANGUAGE = ['caller', 'kwargs', 'loop', 'self', 'super', 'varargs'];

const TAKEN: ReadonlySet<string> = new Set([
  ...CORE_VARIABLES,
  ...GLOBAL_NAMES.names(),
  ...WORDS_OF_THE_LANGUAGE,
  ...NAMES_OF_THE_LANGUAGE,
]);

/**
 * What speaks against an id of a question (spec 3.5): a sentence, or undefined where nothing does.
 * @param others the ids of the other questions
 */
export function questionIdProblem(id: string, others: Iterable<string> = []): string | undefined {
  if (!ID.test(id) || id.length > LONGEST_ID) {
    return l10n.t(
      "'{0}' is no id of a question: begin with a small letter, and use only small letters, digits and '_', up to {1}.",
      id,
      LONGEST_ID,
    );
  }
  if (TAKEN.has(id)) return l10n.t("'{0}' means something else in every template: choose another id.", id);
  return [...others].includes(id)
    ? l10n.t("'{0}' is the id of another question: choose another.", id)
    : undefined;
}

/**
 * An id for the question that asks for a word: what the word says without its number, as in `plate_id` for `Plate-07`.
 * @param others ids that are taken
 */
export function suggestedId(word: string, others: Iterable<string> = []): string {
  const taken = new Set(others);
  const stem = stemOf(word);
  const isFree = (id: string): boolean => questionIdProblem(id, taken) === undefined;
  if (isFree(stem)) return stem;
  let number = 2;
  while (!isFree(`${stem}_${number}`)) number += 1;
  return `${stem}_${number}`;
}

function stemOf(word: string): string {
  if (/^\d{4}-?\d{2}-?\d{2}$/.test(word)) return 'date';
  // Through capitals, which make two letters of `ß`.
  const plain = word.toUpperCase().toLowerCase().normalize('NFKD').replaceAll(/\p{M}/gu, '');
  const slug = plain.replaceAll(/[^a-z0-9]+/g, '_').replace(/^[_\d]+/, '');
  const letters = slug
    .replace(/[_\d]+$/, '')
    .slice(0, LONGEST_ID - 10)
    .replace(/_+$/, '');
  if (letters === '') return /^[\d.,]+$/.test(word) ? 'number' : 'word';
  return /\d$/.test(slug) ? `${letters}_id` : letters;
}
