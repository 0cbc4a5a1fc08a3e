import * as path from 'node:path';
import { WholeWords } from './whole-words';
import type { SourceFolder } from './source-folder';

export type CandidateKind = 'date' | 'id' | 'word' | 'number';

/** A word of a folder that a template might ask for. */
export interface WordCandidate {
  readonly word: string;
  readonly kind: CandidateKind;
  /** In how many places of names and of texts it stands. */
  readonly inNames: number;
  readonly inTexts: number;
}

/** Nobody reads more than so many. */
const MOST_CANDIDATES = 40;
/** How many are counted: what stands in a name comes first. */
const MOST_COUNTED = 150;

const PART = '[\\p{L}\\p{M}\\p{N}]';
const whole = (pattern: string): RegExp => new RegExp(`(?<!${PART})(?:${pattern})(?!${PART})`, 'gu');
const DATE = whole('(?:19|20)\\d{2}-[01]\\d-[0-3]\\d|(?:19|20)\\d{2}[01]\\d[0-3]\\d');
const ID = whole('\\p{L}+[-_]?\\d+');
const WORD = whole('\\p{L}[\\p{L}\\p{M}\\p{N}]{2,}');
const NUMBER = whole('\\d{2,}');
const IN_TEXTS = [
  ['date', DATE],
  ['id', ID],
] as const;
const IN_NAMES = [...IN_TEXTS, ['word', WORD], ['number', NUMBER]] as const;
const EXTENSION = /(?<=.)(?:\.[A-Za-z0-9]{1,5})+$/;
/** Names that have to be what they are. */
const FIXED = new Set(['readme', 'license']);

const WEIGHTS: Readonly<Record<CandidateKind, number>> = { date: 300, id: 200, word: 100, number: 0 };
const IN_BOTH = 1000;

/**
 * Words that are likely to be another the next time: dates, ids and words of names, above all those that stand in texts
 * too, and dates and ids that texts repeat. The likeliest come first.
 */
export function wordCandidates(source: SourceFolder): WordCandidate[] {
  const texts = source.files.flatMap(({ text, isWritten }) => (isWritten && text !== null ? [text] : []));
  return [...kindsOf(source, texts)]
    .slice(0, MOST_COUNTED)
    .map(([word, kind]) => ({ word, kind, ...countWord(source, word) }))
    .filter(isLikely)
    .sort((left, right) => weightOf(right) - weightOf(left))
    .slice(0, MOST_CANDIDATES);
}

/** In how many places of a folder a word stands as a whole. */
export function countWord(
  { names, files }: SourceFolder,
  word: string,
): Pick<WordCandidate, 'inNames' | 'inTexts'> {
  const words = new WholeWords([word]);
  const sum = (texts: readonly string[]): number =>
    texts.reduce((total, text) => total + words.count(text), 0);
  return {
    inNames: sum(names),
    inTexts: sum(files.map(({ text, isWritten }) => (isWritten ? (text ?? '') : ''))),
  };
}

/** The words that may be candidates, those of names first. What is part of a date is no number, and so on. */
function kindsOf(source: SourceFolder, texts: readonly string[]): Map<string, CandidateKind> {
  const kinds = new Map<string, CandidateKind>();
  const gatherFrom = (
    from: readonly string[],
    patterns: readonly (readonly [CandidateKind, RegExp])[],
  ): void => {
    let rest = from;
    for (const [kind, pattern] of patterns) {
      for (const [word] of rest.flatMap((text) => [...text.matchAll(pattern)])) {
        if (!kinds.has(word) && !FIXED.has(word.toLowerCase())) kinds.set(word, kind);
      }
      rest = rest.map((text) => text.replaceAll(pattern, ' '));
    }
  };
  const stems = [...source.names, path.basename(source.root)].map((name) => name.replace(EXTENSION, ''));
  gatherFrom(stems, IN_NAMES);
  gatherFrom(texts, IN_TEXTS);
  return kinds;
}

/** What stands in one place only is worth asking for where it is a date, or an id in a name. */
function isLikely({ kind, inNames, inTexts }: WordCandidate): boolean {
  return (
    inNames + inTexts > 1 || (inNames + inTexts === 1 && (kind === 'date' || (kind === 'id' && inNames > 0)))
  );
}

function weightOf({ kind, inNames, inTexts }: WordCandidate): number {
  const both = inNames > 0 && inTexts > 0 ? IN_BOTH : 0;
  return both + WEIGHTS[kind] + Math.min(inNames + inTexts, 99);
}
