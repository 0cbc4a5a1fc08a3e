import type { LanguageOptions } from '../jinja/language';
import { Mistake } from '../jinja/place';
import { readToken, skipBlank, type Token } from '../jinja/syntax/expression-tokens';
import { lexiconOf, type Ending, type Lexicon, type Opening } from '../jinja/syntax/lexicon';
import { Source } from '../jinja/syntax/source';

/** A tag that was closed, or left behind for another one: `{% keyword … %}`. */
export interface PassedTag {
  /** Empty where there is none. */
  readonly keyword: string;
  /** What stands behind the keyword. */
  readonly tokens: readonly Token[];
}

/** The part of a template that a text ends in. */
export type OpenPart =
  | { readonly kind: 'text' | 'comment' | 'raw' }
  | {
      readonly kind: 'tag' | 'expression';
      /** What stands in it so far, without what is being written. */
      readonly tokens: readonly Token[];
      /** The word, or the content of a string, that is being written. */
      readonly word: string;
      /** The quote of the string that is being written; undefined where none is. */
      readonly quote: string | undefined;
      /** Whether it is a line that is a tag without delimiters. */
      readonly isLine: boolean;
    };

/** A template up to a place: what its end stands in, and the tags before. */
export interface TemplateBefore {
  readonly open: OpenPart;
  readonly tags: readonly PassedTag[];
}

/**
 * Reads a template up to where somebody writes. Tags that are not closed end where the next one begins, so that what
 * is half written leads nowhere.
 * @param text what stands before that place
 */
export function readBefore(text: string, options: LanguageOptions): TemplateBefore {
  try {
    return new BeforeReader(new Source(text, true), options).read();
  } catch (caught) {
    // Delimiters that begin alike make no language.
    if (caught instanceof Mistake) return { open: { kind: 'text' }, tags: [] };
    throw caught;
  }
}

class BeforeReader {
  private readonly tags: PassedTag[] = [];
  private readonly lexicon: Lexicon;

  constructor(
    private readonly source: Source,
    private readonly options: LanguageOptions,
  ) {
    this.lexicon = lexiconOf(options);
  }

  read(): TemplateBefore {
    let at = 0;
    for (;;) {
      const found = this.source.match(this.lexicon.opening, at);
      if (found === undefined) return this.ended({ kind: 'text' });
      const next = this.behind(this.openingOf(found), found.index, found.index + found[0].length);
      if (typeof next !== 'number') return this.ended(next);
      at = next;
    }
  }

  private ended(open: OpenPart): TemplateBefore {
    return { open, tags: this.tags };
  }

  private openingOf(found: RegExpExecArray): Opening | 'raw' {
    if (found[1] !== undefined) return 'raw';
    return this.lexicon.openings.find((_, index) => found[2 + 2 * index] !== undefined) ?? 'raw';
  }

  /** Where a part ends; the part itself where it does not. */
  private behind(opening: Opening | 'raw', start: number, from: number): number | OpenPart {
    const { lexicon } = this;
    switch (opening) {
      case 'raw':
        return this.endOf(lexicon.rawEnd, from) ?? { kind: 'raw' };
      case 'comment':
        return this.endOf(lexicon.commentEnd, from) ?? { kind: 'comment' };
      case 'lineComment': {
        const end = this.endOf(lexicon.lineCommentEnd, from);
        return end === undefined || end === this.source.text.length ? { kind: 'comment' } : end;
      }
      case 'variable':
        return this.inside('expression', lexicon.variableEnd, start, from);
      case 'block':
        return this.inside('tag', lexicon.blockEnd, start, from);
      case 'lineStatement':
        return this.inside('tag', lexicon.lineStatementEnd, start, from);
    }
  }

  private endOf(ending: RegExp, from: number): number | undefined {
    const found = this.source.match(ending, from);
    return found && found.index + found[0].length;
  }

  private inside(kind: 'tag' | 'expression', ending: Ending, start: number, from: number): number | OpenPart {
    const { source } = this;
    const tokens: Token[] = [];
    const isLine = ending.begins === undefined;
    const passed = (end: number): number => {
      if (kind === 'tag') this.tags.push(passedTag(tokens));
      return end;
    };
    let depth = 0;
    let at = from;
    for (;;) {
      const next = skipBlank(source, at);
      if (next >= source.text.length && at >= source.text.length)
        return openPart({ kind, isLine }, tokens, source.text);
      const end = depth === 0 ? this.endAt(ending, at, next) : -1;
      if (end !== -1) return passed(end);
      if (next >= source.text.length) return openPart({ kind, isLine }, tokens, source.text);
      if (this.beginsAnother(start, next)) return passed(next);
      const token = this.tokenAt(next);
      if (token === 'open string') return openString({ kind, isLine }, tokens, source.text, next);
      if (token === undefined) at = next + 1;
      else {
        tokens.push(token);
        at = token.end;
        depth = Math.max(0, depth + depthOf(token));
      }
    }
  }

  /** Where the end of the part ends that stands here, or behind blanks; that of a line statement is a line's end. */
  private endAt({ pattern, begins }: Ending, at: number, next: number): number {
    if (begins !== undefined) return this.source.matchEnd(pattern, next);
    const end = this.source.matchEnd(pattern, at);
    // The end of the text is where somebody writes, not the end of the line.
    return end === this.source.text.length && !this.source.text.endsWith('\n') ? -1 : end;
  }

  /** Whether another tag begins inside of one: what began at `start` was never closed. */
  private beginsAnother(start: number, at: number): boolean {
    const { blockStart, variableStart } = this.options.delimiters;
    const { text } = this.source;
    if (text.startsWith(blockStart, at)) return true;
    return text.startsWith(variableStart, at) && text.slice(start, at).includes('\n');
  }

  private tokenAt(at: number): Token | 'open string' | undefined {
    try {
      return readToken(this.source, at, '\n');
    } catch (caught) {
      if (!(caught instanceof Mistake)) throw caught;
      const { text } = this.source;
      const isString = text.charAt(at) === "'" || text.charAt(at) === '"';
      return isString && !text.slice(at).includes('\n') ? 'open string' : undefined;
    }
  }
}

function depthOf({ type, value }: Token): number {
  if (type !== 'operator') return 0;
  if (value === '(' || value === '[' || value === '{') return 1;
  return value === ')' || value === ']' || value === '}' ? -1 : 0;
}

function passedTag(tokens: readonly Token[]): PassedTag {
  const [first, ...rest] = tokens;
  return first?.type === 'symbol' ? { keyword: String(first.value), tokens: rest } : { keyword: '', tokens };
}

type WrittenKind = Pick<Extract<OpenPart, { isLine: boolean }>, 'kind' | 'isLine'>;

function openPart(part: WrittenKind, tokens: readonly Token[], text: string): OpenPart {
  const last = tokens.at(-1);
  const isWord = last?.type === 'symbol' && last.end === text.length;
  return isWord
    ? { ...part, tokens: tokens.slice(0, -1), word: String(last.value), quote: undefined }
    : { ...part, tokens, word: '', quote: undefined };
}

function openString(part: WrittenKind, tokens: readonly Token[], text: string, start: number): OpenPart {
  return { ...part, tokens, word: text.slice(start + 1), quote: text.charAt(start) };
}
