import { l10n } from '../../../system';
import { Mistake } from '../place';

/** What is wrong with a regular expression (`re.error`). */
export function expressionMistake(message: string): Mistake {
  return new Mistake(message, 'render', undefined, 'error');
}

/** Reads the text of an expression or a replacement character by character. */
export class Source {
  private at = 0;
  private readonly characters: readonly string[];

  constructor(readonly text: string) {
    this.characters = Array.from(text);
  }

  get isAtEnd(): boolean {
    return this.at >= this.characters.length;
  }

  get isAtStart(): boolean {
    return this.at === 0;
  }

  /** The next character, and not past it; '' at the end. */
  peek(ahead = 0): string {
    return this.characters[this.at + ahead] ?? '';
  }

  /** The next character, and past it; '' at the end. */
  next(): string {
    const character = this.peek();
    this.at += 1;
    return character;
  }

  /** Whether this comes next; if so, past it. */
  take(text: string): boolean {
    for (let index = 0; index < text.length; index += 1)
      if (this.peek(index) !== text.charAt(index)) return false;
    this.at += text.length;
    return true;
  }

  /** As many of these characters as come next, up to a number. */
  takeWhile(allowed: RegExp, most = Infinity): string {
    let taken = '';
    while (taken.length < most && allowed.test(this.peek())) taken += this.next();
    return taken;
  }

  /** What comes up to a character, and past that. Throws where it never comes. */
  takeUntil(end: string, what: string): string {
    let taken = '';
    for (;;) {
      if (this.isAtEnd) throw this.wrong(l10n.t("'{0}' is missing after {1}", end, what));
      const character = this.next();
      if (character === end) return taken;
      taken += character;
    }
  }

  mark(): number {
    return this.at;
  }

  back(mark: number): void {
    this.at = mark;
  }

  /** The mistake with the expression in which it is. */
  wrong(message: string): Mistake {
    return expressionMistake(l10n.t("the regular expression '{0}' is wrong: {1}", this.text, message));
  }
}
