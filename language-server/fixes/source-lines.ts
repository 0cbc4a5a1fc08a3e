import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextChange } from './fix';

const LINE_END = /\r\n|\n|\r/;

/** The lines of a text that is edited where it stands, by offsets: only what has to change does. */
export class SourceLines {
  readonly text: string;
  /** What ends the first line of the text. */
  readonly lineEnd: string;

  /** @param file absolute path of the document */
  constructor(
    private readonly file: string,
    private readonly document: TextDocument,
  ) {
    this.text = document.getText();
    this.lineEnd = LINE_END.exec(this.text)?.[0] ?? '\n';
  }

  change(start: number, end: number, newText: string): TextChange {
    const range = { start: this.document.positionAt(start), end: this.document.positionAt(end) };
    return { file: this.file, range, newText };
  }

  /** Puts whole lines, as they are, where a line begins or behind the last one. */
  insert(at: number, lines: readonly string[]): TextChange {
    const lineEnd = LINE_END.exec(this.text.slice(at))?.[0] ?? this.lineEnd;
    const written = lines.join(lineEnd);
    const isBehindOpenEnd = at === this.text.length && at > 0 && !/[\r\n]$/.test(this.text);
    return this.change(at, at, isBehindOpenEnd ? this.lineEnd + written : written + lineEnd);
  }

  /** The lines from where one begins to where another does, without their ends. */
  rows(start: number, end: number): string[] {
    return this.text
      .slice(start, end)
      .replace(/(?:\r\n|\n|\r)$/, '')
      .split(LINE_END);
  }

  /** Where the line begins that an offset is in. */
  start(offset: number): number {
    const { line } = this.document.positionAt(offset);
    return this.document.offsetAt({ line, character: 0 });
  }

  /** Where the line behind that begins. */
  next(offset: number): number {
    const { line } = this.document.positionAt(offset);
    return line + 1 < this.document.lineCount
      ? this.document.offsetAt({ line: line + 1, character: 0 })
      : this.text.length;
  }

  isBlank(start: number): boolean {
    return start < this.text.length && this.text.slice(start, this.next(start)).trim() === '';
  }

  /** How far in the first word of a line stands. */
  indent(start: number): number {
    return /^[ \t]*/.exec(this.text.slice(start))?.[0].length ?? 0;
  }

  /** Where the comments begin that stand right above a line; a comment at the top of the text is one of the whole. */
  aboveComments(start: number, column: number): number {
    let at = start;
    while (at > 0) {
      const above = this.start(at - 1);
      if (!/^[ \t]*#/.test(this.text.slice(above, at)) || this.indent(above) !== column) break;
      at = above;
    }
    return at === 0 ? start : at;
  }

  /** Takes lines away, and with them a blank one where two would be left. */
  remove(start: number, end: number): TextChange {
    const isBehindBlank = start === 0 || this.isBlank(this.start(start - 1));
    return this.change(start, isBehindBlank && this.isBlank(end) ? this.next(end) : end, '');
  }
}
