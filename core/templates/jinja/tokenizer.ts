import { l10n } from '../../system';
import { readPiece, skipBlank, type Token, type TokenType } from './expression-tokens';
import { TemplateError, type LanguageOptions } from './language';
import { placed } from './place';
import { SPACE, Source, withoutTrailingSpace } from './source';

const TAG = /\{[{%#]/g;
const RAW_START = new RegExp(`\\{%([-+]?)[${SPACE}]*raw[${SPACE}]*(?:-%\\}[${SPACE}]*|%\\})`, 'y');
const VARIABLE_END = new RegExp(`-\\}\\}[${SPACE}]*|\\}\\}`, 'y');
const CLOSING = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/** The patterns that end a block, a comment and a `raw` block; a newline behind may belong to the tag. */
function endings(trimBlocks: boolean) {
  const newline = trimBlocks ? '\\n?' : '';
  const end = (mark: string): string => `(?:\\+${mark}|-${mark}[${SPACE}]*|${mark}${newline})`;
  return {
    block: new RegExp(end('%\\}'), 'y'),
    comment: new RegExp(end('#\\}'), 'g'),
    raw: new RegExp(`\\{%([-+]?)[${SPACE}]*endraw[${SPACE}]*${end('%\\}')}`, 'g'),
  };
}

/**
 * Cuts a template into tokens as Jinja's lexer does: whitespace control, comments and `raw` are settled here.
 * The last token has the type `end`. Throws `TemplateError` of kind `syntax`.
 */
export function tokenize(text: string, file: string, options: LanguageOptions): Token[] {
  return new Tokenizer(new Source(text, options.keepTrailingNewline), file, options).run();
}

class Tokenizer {
  private readonly tokens: Token[] = [];
  private readonly endings;
  private offset = 0;
  private atLineStart = true;

  constructor(
    private readonly source: Source,
    private readonly file: string,
    private readonly options: LanguageOptions,
  ) {
    this.endings = endings(options.trimBlocks);
  }

  run(): Token[] {
    const { text } = this.source;
    for (;;) {
      const start = this.offset;
      const tag = this.source.match(TAG, start);
      if (tag === undefined) {
        this.add('data', text.slice(start), start);
        this.add('end', '', text.length, true);
        return this.tokens;
      }
      const sign = text.charAt(tag.index + 2);
      this.add('data', this.stripped(text.slice(start, tag.index), sign, tag[0] === '{{'), start);
      this.readTag(tag[0], tag.index, sign);
    }
  }

  private readTag(opening: string, at: number, sign: string): void {
    const raw = opening === '{%' ? this.source.match(RAW_START, at) : undefined;
    if (raw !== undefined) {
      this.moveTo(at + raw[0].length);
      this.readRaw(at);
      return;
    }
    this.offset = at + (sign === '-' || sign === '+' ? 3 : 2);
    if (opening === '{#') {
      const end = this.source.match(this.endings.comment, this.offset);
      if (end === undefined) this.fail(l10n.t('this comment has no closing #}'), at);
      this.moveTo(end.index + end[0].length);
    } else if (opening === '{%') {
      this.add('block-start', '{%', at);
      this.readExpression(this.endings.block, 'block-end');
    } else {
      this.add('variable-start', '{{', at);
      this.readExpression(VARIABLE_END, 'variable-end');
    }
  }

  private readRaw(at: number): void {
    const start = this.offset;
    const end = this.source.match(this.endings.raw, start);
    if (end === undefined) this.fail(l10n.t('this raw block has no {% endraw %}'), at);
    const body = this.source.text.slice(start, end.index);
    this.add('raw', this.stripped(body, end[1] ?? '', false), start);
    this.moveTo(end.index + end[0].length);
  }

  /** Reads what stands in a tag, to its end. Inside of brackets `}}` and `%}` close nothing. */
  private readExpression(ending: RegExp, endType: TokenType): void {
    const open: string[] = [];
    for (;;) {
      const end = open.length === 0 ? this.source.match(ending, this.offset) : undefined;
      if (end !== undefined) {
        this.add(endType, end[0], this.offset, true);
        this.moveTo(this.offset + end[0].length);
        return;
      }
      const start = skipBlank(this.source, this.offset);
      if (start >= this.source.text.length) {
        this.offset = start;
        return;
      }
      if (start > this.offset) {
        this.offset = start;
        continue;
      }
      const piece = placed(this.file, this.source.position(start), () => readPiece(this.source, start));
      if (piece.type === 'operator') this.balance(open, String(piece.value), start);
      this.add(piece.type, piece.value, start, true);
      this.offset = piece.end;
    }
  }

  private balance(open: string[], operator: string, at: number): void {
    const closing = CLOSING.get(operator);
    if (closing !== undefined) open.push(closing);
    else if (operator === ')' || operator === ']' || operator === '}') {
      const expected = open.pop();
      if (expected === undefined) this.fail(l10n.t("'{0}' closes nothing", operator), at);
      if (expected !== operator)
        this.fail(l10n.t("'{0}' stands here where '{1}' is expected", operator, expected), at);
    }
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
    this.atLineStart = this.source.text.charAt(offset - 1) === '\n';
  }

  private add(type: TokenType, value: Token['value'], offset: number, evenEmpty = false): void {
    if (value === '' && !evenEmpty) return;
    const { line, column } = this.source.position(offset);
    this.tokens.push({ type, value, lineno: line, colno: column });
  }

  private fail(message: string, offset: number): never {
    throw new TemplateError(message, this.file, this.source.position(offset), 'syntax');
  }
}
