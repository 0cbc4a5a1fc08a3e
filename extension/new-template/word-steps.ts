import { l10n, toExlabError } from '../../core/system';
import {
  countWord,
  planFromFolder,
  suggestedId,
  wordCandidates,
  type AskedWord,
  type SourceFolder,
  type WordCandidate,
} from '../../core/templates';
import { chooseSeveral } from '../quick/choose-several';
import { askText, type Pick } from '../quick/native-inputs';
import type { Answers } from './answers';
import { given, type Step } from './step';

/** Has words ticked that are likely to be others the next time. */
export function ticksStep(answers: Answers, source: SourceFolder): Step {
  return async (frame, typed) => {
    const candidates = wordCandidates(source);
    const reply = await chooseSeveral(frame, {
      prompt: l10n.t('Which words are asked for? Others can be typed afterwards'),
      picks: candidates.map(candidatePick),
      initial: typed.ticked ?? [],
      check: (words) => Promise.resolve(problemOfWords(source, words)),
    });
    return given(reply, (ticked) => ({ ...answers, ticked }));
  };
}

function candidatePick(candidate: WordCandidate): Pick<string> {
  return { value: candidate.word, label: candidate.word, description: countText(candidate) };
}

type Occurrences = Omit<WordCandidate, 'word' | 'kind'>;

/** How often a word stands there. */
function countText({ inNames, inTexts }: Occurrences): string {
  if (inNames === 0) return l10n.t('{0} in texts', inTexts);
  return inTexts === 0
    ? l10n.t('{0} in names', inNames)
    : l10n.t('{0} in names, {1} in texts', inNames, inTexts);
}

/** Has further words typed. */
export function moreWordsStep(answers: Answers, source: SourceFolder, ticked: readonly string[]): Step {
  const wordsIn = (text: string): string[] => [...new Set([...ticked, ...splitWords(text)])];
  return async (frame, typed) => {
    const before = typed.words?.filter((word) => !ticked.includes(word) && !typed.ticked?.includes(word));
    const reply = await askText(
      { ...frame, subject: l10n.t('Further words') },
      {
        prompt: l10n.t('Further words to ask for, with commas between; empty for none'),
        placeholder: l10n.t('such as HeLa, 2026-11-20'),
        initial: before?.join(', ') ?? '',
        check: (text) => Promise.resolve(problemOfWords(source, wordsIn(text))),
      },
    );
    return given(reply, (text) => ({ ...answers, words: wordsIn(text) }));
  };
}

function splitWords(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** What speaks against asking for these words, whatever their questions are called. */
function problemOfWords(source: SourceFolder, words: readonly string[]): string | undefined {
  const asked: AskedWord[] = [];
  for (const word of words) asked.push({ word, id: suggestedId(word, idsOf(asked)) });
  return problemOf(source, asked);
}

/** What keeps a template from asking for these words by these questions. */
function problemOf(source: SourceFolder, asked: readonly AskedWord[]): string | undefined {
  try {
    planFromFolder(source, { name: '', type: 'project', runScope: null, words: asked });
    return undefined;
  } catch (caught) {
    return toExlabError(caught).message;
  }
}

/** Asks what the question is called that asks for a word. */
export function idStep(
  answers: Answers,
  source: SourceFolder,
  asked: readonly AskedWord[],
  word: string,
): Step {
  return async (frame, typed) => {
    const others = idsOf(asked);
    const before = typed.asked?.find((entry) => entry.word === word)?.id;
    const reply = await askText(
      { ...frame, subject: l10n.t('Id') },
      {
        prompt: l10n.t(
          "Id of the question that asks for '{0}' ({1})",
          word,
          countText(countWord(source, word)),
        ),
        initial: before ?? suggestedId(word, others),
        check: (id) => Promise.resolve(problemOf(source, [...asked, { word, id: id.trim() }])),
      },
    );
    return given(reply, (id) => ({ ...answers, asked: [...asked, { word, id: id.trim() }] }));
  };
}

function idsOf(asked: readonly AskedWord[]): string[] {
  return asked.map(({ id }) => id);
}
