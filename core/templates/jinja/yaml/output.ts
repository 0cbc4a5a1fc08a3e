import { lengthOf } from '../values/text';

/** The text while it grows, with what decides where a line or a blank has to come. */
export class Output {
  text = '';
  column = 0;
  /** How deep the current collection is indented; undefined outside of all. */
  indent: number | undefined = undefined;
  /** How many brackets are open. */
  flowLevel = 0;
  /** Whether a document that ends here has to say so. */
  isOpenEnded = false;
  /** Whether a blank, or nothing at all, stands before. */
  private isBlank = true;
  /** Whether this line holds nothing so far but its indentation and marks of items. */
  private isIndenting = true;

  get beginsLine(): boolean {
    return this.isIndenting;
  }

  write(text: string): void {
    this.text += text;
    this.column += lengthOf(text);
  }

  /** Writes a mark of YAML's, after a blank where that is needed. */
  mark(mark: string, needsBlank: boolean, { isBlank = false, keepsIndenting = false } = {}): void {
    this.write(this.isBlank || !needsBlank ? mark : ` ${mark}`);
    this.isBlank = isBlank;
    this.isIndenting &&= keepsIndenting;
    this.isOpenEnded = false;
  }

  /** Begins a plain scalar, or goes on with it on another line. */
  beginPlain(): void {
    if (!this.isBlank) this.write(' ');
    this.inText();
  }

  /** From here on a line holds text. */
  inText(): void {
    this.isBlank = false;
    this.isIndenting = false;
  }

  lineBreak(lineBreak = '\n'): void {
    this.text += lineBreak;
    this.column = 0;
    this.isBlank = true;
    this.isIndenting = true;
  }

  /** To the column of the current collection, on a new line where this one is in use. */
  toIndent(): void {
    const indent = this.indent ?? 0;
    const isUsed = !this.isIndenting || this.column > indent || (this.column === indent && !this.isBlank);
    if (isUsed) this.lineBreak();
    if (this.column >= indent) return;
    this.isBlank = true;
    this.write(' '.repeat(indent - this.column));
  }
}
