import { l10n } from '../../../system';
import { TemplateError, type LanguageOptions } from '../language';
import { Mistake } from '../place';
import { readToken, skipBlank, tokenAt, type Token, type TokenType } from './expression-tokens';
import { lexiconOf, type Ending, type Lexicon, type Opening } from './lexicon';
import { Source, withoutTrailingSpace } from './source';
import type { Extent } from './tree';

/** A template of more would take more memory than there is. */
const MOST_TOKENS = 300_000;

const CLOSING = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/** What no token stands for: a comment, or a tag that begins or ends a `raw` block. */
export type Aside = 'comment' | 'raw';

type NoteAside = (kind: Aside, start: number, end: number) => void;

/**
 * Cuts a template into tokens as Jinja's lexer does: whitespace control, comments and `raw` are settled here.
 * The last token has the type `end`. Throws `TemplateError` of kind `syntax`.
 * @param recover where given, mistakes are told to it instead, and a token of type `invalid` stands in their place
 * @param noteAside where given, told of what no token stands for, white space around it included
 * @param skipped takes the comments and `raw` blocks
 */
export function tokenize(
  text: string,
  file: string,
  options: LanguageOptions,
  recover?: (error: TemplateError) => void,
  noteAside?: NoteAside,
  skipped?: SkippedPart[],
): Token[] {
  const source = new Source(text, options.keepTrailingNewline);
  return new Tokenizer(source, file, options, recover, noteAside, skipped).run();
}

/** What is not read as the template language: offsets, the marks at both ends included. */
export interface SkippedPart extends Extent {
  readonly kind: 'comment' | 'raw';
}

class Tokenizer {
  private readonly tokens: Token[] = [];
  private readonly lexicon: Lexicon;
  private readonly changesNewlines: boolean;
  private offset = 0;
  private atLineStart = true;

  constructor(
    private readonly source: Source,
    private readonly file: string,
    private readonly options: LanguageOptions,
    private readonly recover: ((error: TemplateError) => void) | undefined,
    private readonly noteAside: NoteAside | undefined,
    private readonly skipped: SkippedPart[] | undefined,
  ) {
    this.lexicon = lexiconOf(options);
    this.changesNewlines = options.newlineSequence !== '\n';
  }

  run(): Token[] {
    const { text } = this.source;
    for (;;) {
      if (this.isTooMuch()) this.moveTo(text.length);
      const start = this.offset;
      const found = this.source.match(this.lexicon.opening, start);
      if (found === undefined) {
        this.addText('data', text.slice(start), start);
        this.add('end', '', text.length, text.length);
        return this.tokens;
      }
      const opening = this.openingOf(found);
      this.addText(
        'data',
        this.stripped(text.slice(start, found.index), opening.sign, opening.kind === 'variable'),
        start,
      );
      this.moveTo(found.index + found[0].length);
      this.readPart(opening.kind, found.index);
    }
  }

  /** Whether there are more tokens than a template may have; that is told once. */
  private isTooMuch(): boolean {
    if (this.tokens.length <= MOST_TOKENS || this.offset >= this.source.text.length) return false;
    this.complain(l10n.t('the template has more than {0} parts; split it', MOST_TOKENS), this.offset);
    return true;
  }

  private openingOf(found: RegExpExecArray): { kind: Opening | 'raw'; sign: string } {
    if (found[1] !== undefined) return { kind: 'raw', sign: found[1] };
    let group = 2;
    for (const kind of this.lexicon.openings) {
      if (found[group] !== undefined) return { kind, sign: found[group + 1] ?? '' };
      group += 2;
    }
    throw new RangeError('what opens a part is one of the openings');
  }

  private readPart(kind: Opening | 'raw', at: number): void {
    switch (kind) {
      case 'raw':
        this.readRaw(at);
        this.skipped?.push({ kind, start: at, end: this.offset });
        break;
      case 'comment':
        this.skipTo(
          this.lexicon.commentEnd,
          at,
          l10n.t('this comment has no closing {0}', this.options.delimiters.commentEnd),
        );
        this.skipped?.push({ kind, start: at, end: this.offset });
        break;
      case 'lineComment':
        this.skipTo(this.lexicon.lineCommentEnd, at, '');
        break;
      case 'block':
        this.add('block-start', '', at, this.offset);
        this.readExpression(this.lexicon.blockEnd, 'block-end');
        break;
      case 'lineStatement':
        this.add('block-start', '', at, this.offset);
        this.readExpression(this.lexicon.lineStatementEnd, 'block-end');
        break;
      case 'variable':
        this.add('variable-start', '', at, this.offset);
        this.readExpression(this.lexicon.variableEnd, 'variable-end');
        break;
    }
  }

  /** Goes behind what ends a comment. */
  private skipTo(ending: RegExp, at: number, problem: string): void {
    const end = this.source.match(ending, this.offset);
    if (end !== undefined) this.moveTo(end.index + end[0].length);
    else {
      // Jinja takes an opening at the very end for nothing.
      if (this.offset < this.source.text.length) this.complain(problem, at);
      this.moveTo(this.source.text.length);
    }
    this.noteAside?.('comment', at, this.offset);
  }

  private readRaw(at: number): void {
    const start = this.offset;
    const { text } = this.source;
    this.noteAside?.('raw', at, start);
    const end = this.source.match(this.lexicon.rawEnd, start);
    if (end === undefined) {
      // Jinja takes an opening at the very end for nothing.
      if (start < text.length) this.complain(l10n.t('this raw block has no {% endraw %}'), at);
      this.moveTo(text.length);
      return;
    }
    this.addText('raw', this.stripped(text.slice(start, end.index), end[1] ?? '', false), start);
    this.moveTo(end.index + end[0].length);
    this.noteAside?.('raw', end.index, this.offset);
  }

  /** Reads what stands in a tag, to its end. Inside of brackets `}}` and `%}` close nothing. */
  private readExpression(ending: Ending, endType: TokenType): void {
    const open: string[] = [];
    for (;;) {
      if (this.isTooMuch()) {
        this.moveTo(this.source.text.length);
        return;
      }
      const end = open.length === 0 ? this.endAt(ending, this.offset) : -1;
      if (end !== -1) {
        this.add(endType, '', this.offset, end);
        this.moveTo(end);
        return;
      }
      const start = skipBlank(this.source, this.offset);
      if (start >= this.source.text.length) {
        this.offset = start;
        return;
      }
      if (start > this.offset) this.offset = start;
      else if (!this.readToken(open, start)) {
        this.skipInvalid(ending, endType);
        return;
      }
    }
  }

  /** Where the end of a tag that stands at an offset ends itself; -1 where none does. */
  private endAt({ pattern, begins }: Ending, offset: number): number {
    const mayBegin = begins === undefined || begins.has(this.source.text.charCodeAt(offset));
    return mayBegin ? this.source.matchEnd(pattern, offset) : -1;
  }

  /** Reads a token; false where none could be read and the mistake was told. */
  private readToken(open: string[], start: number): boolean {
    try {
      const token = readToken(this.source, start, this.options.newlineSequence);
      if (token.type === 'operator') balance(open, String(token.value));
      this.tokens.push(token);
      this.offset = token.end;
      return true;
    } catch (caught) {
      if (!(caught instanceof Mistake)) throw caught;
      this.complain(caught.message, start);
      return false;
    }
  }

  /** Goes to the end of a tag in which something cannot be read. */
  private skipInvalid(ending: Ending, endType: TokenType): void {
    this.add('invalid', '', this.offset, this.offset);
    const { text } = this.source;
    const line = text.indexOf('\n', this.offset);
    for (let at = this.offset; at < (line === -1 ? text.length : line); at += 1) {
      const end = this.endAt(ending, at);
      if (end === -1) continue;
      this.add(endType, '', at, end);
      this.moveTo(end);
      return;
    }
    this.add(endType, '', this.offset, this.offset);
    this.moveTo(line === -1 ? text.length : line);
  }

  /** The text before a tag without what the tag takes away. */
  private stripped(text: string, sign: string, isVariable: boolean): string {
    if (sign === '-') return withoutTrailingSpace(text);
    if (sign === '+' || !this.options.lstripBlocks || isVariable) return text;
    const lineStart = text.lastIndexOf('\n') + 1;
    if (lineStart === 0 && !this.atLineStart) return text;
    return withoutTrailingSpace(text.slice(lineStart)) === '' ? text.slice(0, lineStart) : text;
  }

  private moveTo(offset: number): void {
    this.offset = offset;
    this.atLineStart = offset === 0 || this.source.text.charAt(offset - 1) === '\n';
  }

  private addText(type: 'data' | 'raw', text: string, start: number): void {
    if (text === '') return;
    const written = this.changesNewlines ? text.replaceAll('\n', this.options.newlineSequence) : text;
    this.add(type, written, start, start + text.length);
  }

  private add(type: TokenType, value: Token['value'], start: number, end: number): void {
    this.tokens.push(tokenAt(this.source, type, value, start, end));
  }

  private complain(message: string, offset: number): void {
    const error = new TemplateError(message, this.file, this.source.position(offset), 'syntax');
    if (this.recover === undefined) throw error;
    this.recover(error);
  }
}

/** Keeps the row of open brackets. Throws a `Mistake` for one that closes nothing or another one. */
function balance(open: string[], operator: string): void {
  const closing = CLOSING.get(operator);
  if (closing !== undefined) open.push(closing);
  else if (operator === ')' || operator === ']' || operator === '}') {
    const expected = open.pop();
    if (expected === undefined) throw new Mistake(l10n.t("'{0}' closes nothing", operator), 'syntax');
    if (expected !== operator)
      throw new Mistake(l10n.t("'{0}' stands here where '{1}' is expected", operator, expected), 'syntax');
  }
}
