import { l10n } from '../../../system';
import type { Delimiters, LanguageOptions } from '../language';
import { syntaxMistake } from '../place';
import { SPACE } from './source';

/** What begins a part of a template. */
export type Opening = 'block' | 'variable' | 'comment' | 'lineStatement' | 'lineComment';

/** The patterns that cut a template into its parts, for one set of delimiters and options. */
export interface Lexicon {
  /** The next opening in the text: group 1 is its sign where it is a `raw` tag, then two groups for each of `openings`. */
  readonly opening: RegExp;
  /** In the order of their groups: the whole opening, and its sign. */
  readonly openings: readonly Opening[];
  readonly blockEnd: Ending;
  readonly variableEnd: Ending;
  readonly lineStatementEnd: Ending;
  readonly commentEnd: RegExp;
  readonly rawEnd: RegExp;
  readonly lineCommentEnd: RegExp;
}

/** The end of a tag or expression. */
export interface Ending {
  readonly pattern: RegExp;
  /** The UTF-16 units that it may begin with; undefined where it may be empty. */
  readonly begins: ReadonlySet<number> | undefined;
}

/** The line starts here: what `^` means to Python, which knows no other line ends than `\n`. */
const LINE_START = '(?<![^\\n])';
const LINE_END = '(?![^\\n])';
const BLANK_IN_LINE =
  '[\\t\\v\\f\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';

const made = new Map<string, Lexicon>();

/** The lexicon of the options; made once for each set of delimiters. */
export function lexiconOf({ delimiters, trimBlocks }: LanguageOptions): Lexicon {
  const key = JSON.stringify([trimBlocks, delimiters]);
  const known = made.get(key);
  if (known !== undefined) return known;
  const lexicon = makeLexicon(delimiters, trimBlocks);
  made.set(key, lexicon);
  return lexicon;
}

function makeLexicon(delimiters: Delimiters, trimBlocks: boolean): Lexicon {
  const { blockStart, variableStart, commentStart } = delimiters;
  if (new Set([blockStart, variableStart, commentStart]).size < 3)
    throw syntaxMistake(l10n.t('what begins tags, expressions and comments must be three different texts'));
  const block = quote(delimiters.blockStart);
  const [blockClose, variableClose, commentClose] = [
    delimiters.blockEnd,
    delimiters.variableEnd,
    delimiters.commentEnd,
  ].map(quote);
  const newline = trimBlocks ? '\\n?' : '';
  const ending = (mark = ''): string => `(?:\\+${mark}|-${mark}[${SPACE}]*|${mark}${newline})`;
  const openings = openingsOf(delimiters);
  const rawStart = `${block}([-+]?)[${SPACE}]*raw[${SPACE}]*(?:-${blockClose}[${SPACE}]*|${blockClose})`;
  const alternatives = openings.map(({ pattern }) => `(${pattern}([-+]?))`);
  return {
    opening: new RegExp([rawStart, ...alternatives].join('|'), 'g'),
    openings: openings.map(({ opening }) => opening),
    blockEnd: {
      pattern: new RegExp(ending(blockClose), 'y'),
      begins: unitsOf('+', '-', delimiters.blockEnd.charAt(0)),
    },
    variableEnd: {
      pattern: new RegExp(`-${variableClose}[${SPACE}]*|${variableClose}`, 'y'),
      begins: unitsOf('-', delimiters.variableEnd.charAt(0)),
    },
    lineStatementEnd: { pattern: new RegExp(`[${SPACE}]*(?:\\n|${LINE_END})`, 'y'), begins: undefined },
    commentEnd: new RegExp(ending(commentClose), 'g'),
    rawEnd: new RegExp(`${block}([-+]?)[${SPACE}]*endraw[${SPACE}]*${ending(blockClose)}`, 'g'),
    lineCommentEnd: new RegExp(LINE_END, 'g'),
  };
}

function unitsOf(...characters: readonly string[]): ReadonlySet<number> {
  return new Set(characters.map((character) => character.charCodeAt(0)));
}

/** The openings, longest first; of equally long ones in the order that Jinja tries them. */
function openingsOf(delimiters: Delimiters): { opening: Opening; pattern: string }[] {
  const { blockStart, variableStart, commentStart, lineStatementPrefix, lineCommentPrefix } = delimiters;
  const all: { opening: Opening; mark: string | null; before: string }[] = [
    { opening: 'variable', mark: variableStart, before: '' },
    { opening: 'lineStatement', mark: lineStatementPrefix, before: `${LINE_START}[ \\t\\v]*` },
    {
      opening: 'lineComment',
      mark: lineCommentPrefix,
      before: `(?:${LINE_START}|(?<=[^${SPACE}]))${BLANK_IN_LINE}*`,
    },
    { opening: 'comment', mark: commentStart, before: '' },
    { opening: 'block', mark: blockStart, before: '' },
  ];
  return all
    .flatMap(({ opening, mark, before }) =>
      mark === null ? [] : { opening, length: mark.length, pattern: before + quote(mark) },
    )
    .sort((left, right) => right.length - left.length);
}

/** The text as a pattern that matches it. */
function quote(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
