import { ExlabError, l10n } from '../../system';
import { floatText } from '../jinja/values/float-text';
import type { QuestionType } from '../model';
import { yamlText } from '../yaml-text';
import type { NewQuestion } from './plan';
import { questionIdProblem } from './question-id';

/** A word that a template shall ask for, and by which question. */
export interface AskedWord {
  readonly word: string;
  readonly id: string;
}

const LONGEST_WORD = 200;
const INTEGER = /^(?:0|[1-9]\d{0,8})$/;
const FLOAT = /^(?:0|[1-9]\d{0,8})\.\d{1,9}$/;
/** A day, as in `20261120`. */
const DAY = /^(?:19|20)\d{6}$/;

/** What speaks against asking for a word, wherever it stands: a sentence, or undefined where nothing does. */
export function wordProblem(word: string): string | undefined {
  if (word.trim() === '' || word !== word.trim()) {
    return l10n.t(
      "'{0}' begins or ends with a space, or is empty: give a word as it stands in the files.",
      word,
    );
  }
  if (word.length > LONGEST_WORD) {
    return l10n.t('A word of {0} characters is too long: give one of up to {1}.', word.length, LONGEST_WORD);
  }
  return /\p{Cc}|\{[{%#]/u.test(word)
    ? l10n.t("'{0}' holds what means something in templates, or a control character: choose another.", word)
    : undefined;
}

/**
 * Checks words and the ids of their questions together.
 * @throws `validation_failed` with the word in `details.word`
 */
export function checkAskedWords(asked: readonly AskedWord[]): void {
  const ids: string[] = [];
  const words = new Set<string>();
  for (const { word, id } of asked) {
    const twice = words.has(word) ? l10n.t("'{0}' is asked for twice: choose it once.", word) : undefined;
    const problem = wordProblem(word) ?? twice ?? questionIdProblem(id, ids);
    if (problem !== undefined) throw refusedWord(word, problem);
    ids.push(id);
    words.add(word);
  }
}

/** The error of a word that cannot be asked for. */
export function refusedWord(word: string, message: string): ExlabError {
  return new ExlabError({ code: 'validation_failed', message, details: { word } });
}

/** The type whose values are printed as the word is written: `007` and `0.50` are texts. */
export function typeOfWord(word: string): QuestionType {
  if (INTEGER.test(word) && !DAY.test(word)) return 'int';
  return FLOAT.test(word) && floatText(Number(word)) === word ? 'float' : 'str';
}

/** A question as the manifest declares it. */
export function questionText({ id, word, type }: NewQuestion): string {
  const help = id.charAt(0).toUpperCase() + id.slice(1).replaceAll('_', ' ').trimEnd();
  const preset = type === 'str' ? yamlText(word) : word;
  return `${id}:\n  type: ${type}\n  help: ${yamlText(help)}\n  default: ${preset}\n`;
}
