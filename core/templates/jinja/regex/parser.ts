import { l10n } from '../../../system';
import {
  atEnd,
  atStart,
  boundary,
  characterClass,
  foldingOf,
  LINE_FEED,
  lineEnd,
  lineStart,
  literal,
} from './character-classes';
import { characterEscape, escapedItself, octalEscape } from './escapes';
import { globalFlags, scopedFlags } from './flags';
import { Groups } from './groups';
import { parseSet } from './set-parser';
import { Source } from './source';
import { widthOf, type Expression, type Flags } from './syntax';

const DEEPEST = 100;
const MOST_REPEATS = 4294967295;

/** A parsed regular expression with its groups: how many there are, and the numbers of those with names. */
export interface ParsedExpression {
  readonly root: Expression;
  readonly groupCount: number;
  readonly names: ReadonlyMap<string, number>;
}

/** Parses an expression as Python's `re` does. Throws a `Mistake` (`re.error`) for what is none, or is not served. */
export function parseExpression(text: string, flags: Flags): ParsedExpression {
  return new Parser(text).parse(flags);
}

class Parser {
  private readonly source: Source;
  private readonly groups: Groups;
  private depth = 0;
  /** Inside of a look behind, groups that are closed in it cannot be referred to. */
  private behindFrom: number | undefined;

  constructor(text: string) {
    this.source = new Source(text);
    this.groups = new Groups(this.source);
  }

  parse(given: Flags): ParsedExpression {
    const flags = globalFlags(this.source, given);
    const root = this.alternation(flags);
    if (!this.source.isAtEnd) throw this.source.wrong(l10n.t("a '{0}' closes no group", ')'));
    this.groups.complete();
    return { root, groupCount: this.groups.count, names: this.groups.names };
  }

  private alternation(flags: Flags): Expression {
    this.depth += 1;
    if (this.depth > DEEPEST) throw this.source.wrong(l10n.t('it is nested too deeply'));
    const branches = [this.sequence(flags)];
    while (this.source.take('|')) branches.push(this.sequence(flags));
    this.depth -= 1;
    const [only] = branches;
    return branches.length === 1 && only !== undefined ? only : { type: 'alternation', branches };
  }

  private sequence(flags: Flags): Expression {
    const parts: Expression[] = [];
    for (;;) {
      if (flags.verbose) this.skipBlanks();
      const next = this.source.peek();
      if (next === '' || next === '|' || next === ')') return { type: 'sequence', parts };
      const item = this.item(flags);
      if (item === undefined) continue;
      parts.push(this.repeated(item, flags));
    }
  }

  /** What may stand between an item and its repetition. */
  private skipIgnored(flags: Flags): void {
    if (flags.verbose) this.skipBlanks();
    while (this.source.take('(?#')) {
      this.source.takeUntil(')', '(?#');
      if (flags.verbose) this.skipBlanks();
    }
  }

  /** Blanks and comments of a verbose expression. */
  private skipBlanks(): void {
    for (;;) {
      if (this.source.takeWhile(/^[ \t\n\r\v\f]$/) === '' && this.source.peek() !== '#') return;
      if (this.source.take('#')) {
        this.source.takeWhile(/^[^\n]$/);
        this.source.take('\n');
      }
    }
  }

  /** One item without its repetition; undefined for a comment. */
  private item(flags: Flags): Expression | undefined {
    const character = this.source.next();
    switch (character) {
      case '(':
        return this.group(flags);
      case '[':
        return { type: 'character', test: parseSet(this.source, flags) };
      case '.':
        return { type: 'character', test: flags.dotAll ? () => true : (code) => code !== LINE_FEED };
      case '^':
        return { type: 'assertion', holds: lineStart(flags) };
      case '$':
        return { type: 'assertion', holds: lineEnd(flags) };
      case '\\':
        return this.escape(flags);
      case '*':
      case '+':
      case '?':
        throw this.nothingToRepeat();
      case '{':
        if (this.bounds() !== undefined) throw this.nothingToRepeat();
        break;
      default:
    }
    return { type: 'character', test: literal(character.codePointAt(0) ?? 0, flags) };
  }

  private nothingToRepeat(): Error {
    return this.source.wrong(l10n.t('there is nothing to repeat'));
  }

  private escape(flags: Flags): Expression {
    const letter = this.source.next();
    switch (letter) {
      case 'A':
        return { type: 'assertion', holds: atStart };
      case 'Z':
        return { type: 'assertion', holds: atEnd };
      case 'b':
      case 'B':
        return { type: 'assertion', holds: boundary(letter === 'b', flags) };
      default:
    }
    const test = characterClass(letter, flags);
    if (test !== undefined) return { type: 'character', test };
    const octal = octalEscape(letter, this.source, false);
    if (octal === undefined && /^[1-9]$/.test(letter)) {
      const index = this.groups.byNumber(letter + this.source.takeWhile(/^[0-9]$/, 1));
      return this.backreference(index, flags);
    }
    const code = octal ?? characterEscape(letter, this.source) ?? escapedItself(letter, this.source);
    return { type: 'character', test: literal(code, flags) };
  }

  private backreference(index: number, flags: Flags): Expression {
    this.refuseOwnOfLookBehind(index);
    return { type: 'backreference', index, fold: foldingOf(flags), width: this.groups.widthOf(index) };
  }

  private refuseOwnOfLookBehind(index: number): void {
    if (this.behindFrom !== undefined && index >= this.behindFrom)
      throw this.source.wrong(l10n.t('a look behind cannot refer to a group of its own'));
  }

  private repeated(item: Expression, flags: Flags): Expression {
    this.skipIgnored(flags);
    const bounds = this.repetitionBounds();
    if (bounds === undefined) return item;
    if (item.type === 'assertion') throw this.nothingToRepeat();
    const isLazy = this.source.take('?');
    const isPossessive = !isLazy && this.source.take('+');
    const [least, most] = bounds;
    const repetition: Expression = { type: 'repetition', body: item, least, most, isLazy };
    this.skipIgnored(flags);
    if (this.repetitionBounds() !== undefined) throw this.source.wrong(l10n.t('something is repeated twice'));
    return isPossessive ? { type: 'atomic', body: repetition } : repetition;
  }

  private repetitionBounds(): readonly [number, number] | undefined {
    if (this.source.take('*')) return [0, Infinity];
    if (this.source.take('+')) return [1, Infinity];
    if (this.source.take('?')) return [0, 1];
    const mark = this.source.mark();
    const bounds = this.source.take('{') ? this.bounds() : undefined;
    if (bounds === undefined) this.source.back(mark);
    return bounds;
  }

  /** What follows a `{`: undefined, and not past anything, where that is just a brace. */
  private bounds(): readonly [number, number] | undefined {
    const mark = this.source.mark();
    const least = this.source.takeWhile(/^[0-9]$/);
    const hasComma = this.source.take(',');
    const most = hasComma ? this.source.takeWhile(/^[0-9]$/) : least;
    if ((least === '' && !hasComma) || !this.source.take('}')) {
      this.source.back(mark);
      return undefined;
    }
    const bounds = [Number(least), most === '' ? Infinity : Number(most)] as const;
    if (bounds[0] >= MOST_REPEATS || (bounds[1] >= MOST_REPEATS && most !== ''))
      throw this.source.wrong(l10n.t('it repeats something too often'));
    if (bounds[1] < bounds[0])
      throw this.source.wrong(l10n.t('it repeats something at least more often than at most'));
    return bounds;
  }

  /** What follows a `(`, with its end; undefined for a comment. */
  private group(flags: Flags): Expression | undefined {
    const { source } = this;
    if (!source.take('?')) return this.capture(undefined, flags);
    if (source.take('#')) {
      source.takeUntil(')', '(?#');
      return undefined;
    }
    if (source.take('P')) return this.named(flags);
    if (source.take(':')) return this.closed(this.alternation(flags));
    if (source.take('>')) return { type: 'atomic', body: this.closed(this.alternation(flags)) };
    if (source.take('(')) return this.conditional(flags);
    if (source.take('=')) return this.look(flags, false, false);
    if (source.take('!')) return this.look(flags, false, true);
    if (source.take('<=')) return this.look(flags, true, false);
    if (source.take('<!')) return this.look(flags, true, true);
    return this.closed(this.alternation(scopedFlags(source, flags)));
  }

  private closed(body: Expression): Expression {
    if (this.source.take(')')) return body;
    throw this.source.wrong(l10n.t("a group is not closed: '{0}' is missing", ')'));
  }

  private capture(name: string | undefined, flags: Flags): Expression {
    const index = this.groups.open(name);
    const body = this.closed(this.alternation(flags));
    this.groups.close(index, widthOf(body));
    return { type: 'group', index, body };
  }

  /** `(?P<name>…)` and `(?P=name)`. */
  private named(flags: Flags): Expression {
    if (this.source.take('<')) return this.capture(this.source.takeUntil('>', '(?P<'), flags);
    if (!this.source.take('=')) throw this.unknownExtension(`?P${this.source.peek()}`);
    const name = this.source.takeUntil(')', '(?P=');
    return this.backreference(this.groups.byName(name), flags);
  }

  private unknownExtension(what: string): Error {
    return this.source.wrong(l10n.t("'({0}' begins nothing that is known", what));
  }

  private conditional(flags: Flags): Expression {
    const index = this.groups.condition(this.source.takeUntil(')', '(?('));
    this.refuseOwnOfLookBehind(index);
    const yes = this.sequence(flags);
    const no: Expression = this.source.take('|') ? this.sequence(flags) : { type: 'sequence', parts: [] };
    if (this.source.peek() === '|')
      throw this.source.wrong(l10n.t('what depends on a group has two branches at most'));
    return this.closed({ type: 'conditional', index, yes, no });
  }

  private look(flags: Flags, isBehind: boolean, isNegative: boolean): Expression {
    const outer = this.behindFrom;
    if (isBehind) this.behindFrom ??= this.groups.count + 1;
    const body = this.closed(this.alternation(flags));
    this.behindFrom = outer;
    const back = isBehind ? widthOf(body) : 0;
    if (back === undefined)
      throw this.source.wrong(l10n.t('a look behind matches always the same number of characters'));
    return { type: 'look', back, isNegative, body };
  }
}
