/** A stretch of a text: a word that is looked for, or what stands between two of them. */
export interface Piece {
  readonly text: string;
  readonly isWord: boolean;
}

/** What belongs to a word; all else stands between words, `_` too: names are full of it. */
const PART = '[\\p{L}\\p{M}\\p{N}]';
const BEGINS = new RegExp(`^${PART}`, 'u');
const ENDS = new RegExp(`${PART}$`, 'u');

/** Finds words where they stand as a whole: `S1` in `S1_raw`, and not in `S12`. Of two that overlap the longer counts. */
export class WholeWords {
  private readonly pattern: RegExp | undefined;

  constructor(words: Iterable<string>) {
    const longestFirst = [...new Set(words)].sort((left, right) => right.length - left.length);
    const alternatives = longestFirst.map(alternative).join('|');
    this.pattern = alternatives === '' ? undefined : new RegExp(alternatives, 'gu');
  }

  /** The text cut into pieces; put together they are the text again. */
  cut(text: string): Piece[] {
    const pieces: Piece[] = [];
    let end = 0;
    for (const { 0: word, index } of this.matches(text)) {
      if (index > end) pieces.push({ text: text.slice(end, index), isWord: false });
      pieces.push({ text: word, isWord: true });
      end = index + word.length;
    }
    if (end < text.length) pieces.push({ text: text.slice(end), isWord: false });
    return pieces;
  }

  /** How often words stand in a text. */
  count(text: string): number {
    let count = 0;
    for (const match of this.matches(text)) count += match.length;
    return count;
  }

  private matches(text: string): Iterable<RegExpExecArray> {
    return this.pattern === undefined ? [] : text.matchAll(this.pattern);
  }
}

function alternative(word: string): string {
  const before = BEGINS.test(word) ? `(?<!${PART})` : '';
  const after = ENDS.test(word) ? `(?!${PART})` : '';
  return before + word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&') + after;
}
