import type { Delimiters, SourcePosition } from '../jinja/language';

/** A tag of a text (`{% keyword body %}`), as it stands there; nothing of it is parsed. */
export interface Tag {
  readonly keyword: string;
  /** What stands behind the keyword. */
  readonly body: string;
  /** Where the body begins in the text. */
  readonly offset: number;
}

/** A text taken apart: what a parser would skip is skipped, and what it would refuse is no matter. */
export interface TextParts {
  readonly tags: readonly Tag[];
  /** What stands outside of tags, expressions and comments. */
  readonly literals: readonly string[];
}

/** Takes the tags out of a text, those in comments and `raw` blocks left out. */
export function partsOf(text: string, delimiters: Delimiters): TextParts {
  return new PartReader(text, delimiters).read();
}

/** Line and column of an offset, whatever ends the lines. */
export function positionAt(text: string, offset: number): SourcePosition {
  const lines = text.slice(0, offset).split(/\r\n?|\n/);
  return { line: lines.length - 1, column: (lines.at(-1) ?? '').length };
}

class PartReader implements TextParts {
  readonly tags: Tag[] = [];
  readonly literals: string[] = [];
  private readonly starts: RegExp;

  constructor(
    private readonly text: string,
    private readonly delimiters: Delimiters,
  ) {
    this.starts = startsOf(delimiters);
  }

  read(): TextParts {
    let at = 0;
    for (;;) {
      this.starts.lastIndex = at;
      const start = this.starts.exec(this.text);
      this.literals.push(this.text.slice(at, start?.index ?? this.text.length));
      if (start === null) return this;
      at = this.skip(start[0], start.index + start[0].length);
    }
  }

  /** Reads what a delimiter begins, and says where it ends. */
  private skip(start: string, from: number): number {
    const { blockStart, blockEnd, variableStart, variableEnd, commentStart, commentEnd } = this.delimiters;
    if (start === commentStart) return this.behind(commentEnd, from);
    if (start === variableStart) return this.endOf(variableEnd, from).next;
    if (start === blockStart) return this.readTag(from, this.endOf(blockEnd, from));
    const lineEnd = /\r|\n|$/g;
    lineEnd.lastIndex = from;
    const end = lineEnd.exec(this.text)?.index ?? this.text.length;
    const isStatement = start.trim() === this.delimiters.lineStatementPrefix;
    return isStatement ? this.readTag(from, { end, next: end }) : end;
  }

  private readTag(from: number, { end, next }: { end: number; next: number }): number {
    const inside = /^[-+]?\s*(\w+)/.exec(this.text.slice(from, end));
    const keyword = inside?.[1];
    if (inside === null || keyword === undefined) return next;
    if (keyword === 'raw') return this.behindRaw(next);
    const offset = from + inside[0].length;
    this.tags.push({ keyword, body: this.text.slice(offset, end).replace(/[-+]$/, ''), offset });
    return next;
  }

  private behindRaw(from: number): number {
    const { blockStart, blockEnd } = this.delimiters;
    const end = new RegExp(`${escaped(blockStart)}[-+]?\\s*endraw\\s*[-+]?${escaped(blockEnd)}`, 'g');
    end.lastIndex = from;
    const found = end.exec(this.text);
    this.literals.push(this.text.slice(from, found?.index ?? this.text.length));
    return found === null ? this.text.length : found.index + found[0].length;
  }

  private behind(end: string, from: number): number {
    const at = this.text.indexOf(end, from);
    return at < 0 ? this.text.length : at + end.length;
  }

  /** Where an end stands that is in no string. */
  private endOf(end: string, from: number): { end: number; next: number } {
    const token = new RegExp(`'(?:\\\\[^]|[^'\\\\])*'|"(?:\\\\[^]|[^"\\\\])*"|${escaped(end)}`, 'g');
    token.lastIndex = from;
    for (let found = token.exec(this.text); found !== null; found = token.exec(this.text)) {
      if (found[0] === end) return { end: found.index, next: found.index + end.length };
    }
    return { end: this.text.length, next: this.text.length };
  }
}

/** What begins a part; a template has one set of delimiters and thousands of texts. */
function startsOf(delimiters: Delimiters): RegExp {
  const known = patterns.get(delimiters);
  if (known !== undefined) return known;
  const { blockStart, variableStart, commentStart, lineStatementPrefix, lineCommentPrefix } = delimiters;
  const alternatives = [blockStart, variableStart, commentStart]
    // Of two that begin alike the longer one counts.
    .sort((left, right) => right.length - left.length)
    .map(escaped);
  if (lineStatementPrefix !== null) alternatives.push(`^[ \\t\\v]*${escaped(lineStatementPrefix)}`);
  if (lineCommentPrefix !== null)
    alternatives.push(`(?:^|(?<=\\S))[^\\S\\r\\n]*${escaped(lineCommentPrefix)}`);
  const starts = new RegExp(alternatives.join('|'), 'gm');
  patterns.set(delimiters, starts);
  return starts;
}

const patterns = new WeakMap<Delimiters, RegExp>();

function escaped(text: string): string {
  return text.replace(/[$()*+\-./?[\\\]^{|}]/g, '\\$&');
}
