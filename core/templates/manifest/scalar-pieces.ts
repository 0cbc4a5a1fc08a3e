/**
 * How a stretch of a scalar's source became text:
 * - `verbatim`: every character stands for itself;
 * - `escape`: all of it together stands for its text (`\x41`, `''`);
 * - `layout`: quotes, indentation and line breaks, from which YAML makes a space, line breaks or nothing.
 */
export type PieceKind = 'verbatim' | 'escape' | 'layout';

/** A stretch of a scalar's source with the text that it became: UTF-16 offsets, the ends exclusive. */
export interface ScalarPiece {
  readonly kind: PieceKind;
  readonly source: number;
  readonly sourceEnd: number;
  readonly text: number;
  readonly textEnd: number;
}

/**
 * Takes a scalar's source apart, from its first character to its last: every piece begins where the one before it
 * ended, in the source and in the text, and no verbatim piece follows another. A verbatim piece may be empty: a place
 * where text could be written.
 */
export class ScalarPieces {
  readonly all: ScalarPiece[] = [];
  /** What the source became so far. */
  text = '';
  /** Where the next piece begins in the source. */
  source = 0;

  constructor(readonly raw: string) {}

  /** Takes the source up to `end` as it is. */
  verbatim(end: number): void {
    this.add('verbatim', end, this.raw.slice(this.source, end));
  }

  /** Takes the source up to `end` for what it is an escape of. */
  escape(end: number, text: string): void {
    this.add('escape', end, text);
  }

  /** Takes the source up to `end` for layout, of which `text` is left. */
  layout(end: number, text = ''): void {
    if (end > this.source || text !== '') this.add('layout', end, text);
  }

  private add(kind: PieceKind, sourceEnd: number, text: string): void {
    const last = this.all.at(-1);
    const isMore = kind === 'verbatim' && last?.kind === 'verbatim';
    if (isMore) this.all.pop();
    const { source, text: start } = isMore ? last : { source: this.source, text: this.text.length };
    this.text += text;
    this.source = sourceEnd;
    this.all.push({ kind, source, sourceEnd, text: start, textEnd: this.text.length });
  }
}
