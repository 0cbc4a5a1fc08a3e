import { l10n } from '../../../system';
import { budgetMistake } from '../place';
import type { Run } from '../runtime/run';
import { Pieces } from '../values/pieces';
import { charactersOf } from '../values/text';
import { Machine } from './machine';
import { parseExpression } from './parser';
import { compileExpression, type Program } from './program';
import { parseReplacement } from './replacement';
import { NO_FLAGS, type Flags } from './syntax';

const LONGEST_EXPRESSION = 10_000;

/** What an expression matched in a text. */
export interface Match {
  /** Places in the text, in characters as Python counts them. */
  readonly start: number;
  readonly end: number;
  /** The whole match, then its groups; undefined for groups that took no part. */
  readonly groups: readonly (string | undefined)[];
}

/** A regular expression of Python's `re`, ready to match. */
export interface Pattern {
  readonly groupCount: number;
  /** The numbers of the groups that have names. */
  readonly names: ReadonlyMap<string, number>;
  /** The first match, as `re.search`. */
  search(text: string, run: Run): Match | undefined;
  /** The match that begins with the text, as `re.match`. */
  matchStart(text: string, run: Run): Match | undefined;
  /** All matches that do not overlap, as `re.finditer`. */
  findAll(text: string, run: Run): Match[];
  /** `re.sub` with a replacement in Python's notation. */
  substitute(replacement: string, text: string, run: Run): string;
}

/**
 * Compiles an expression in the syntax of Python 3.11's `re` for texts. Nothing of it ever becomes a `RegExp`: a
 * machine of ours matches it, step by step within the budget of the run. Throws a `Mistake` that stands for
 * `re.error`; names of characters (`\N{…}`) are not served.
 */
export function compilePattern(expression: string, flags: Partial<Flags> = {}): Pattern {
  if (expression.length > LONGEST_EXPRESSION)
    throw budgetMistake(l10n.t('a regular expression has {0} characters at most', LONGEST_EXPRESSION));
  const { root, groupCount, names } = parseExpression(expression, { ...NO_FLAGS, ...flags });
  return new CompiledPattern(expression, compileExpression(root, groupCount), groupCount, names);
}

class CompiledPattern implements Pattern {
  constructor(
    private readonly expression: string,
    private readonly program: Program,
    readonly groupCount: number,
    readonly names: ReadonlyMap<string, number>,
  ) {}

  search(text: string, run: Run): Match | undefined {
    const subject = this.prepare(text, run);
    return subject.match(subject.machine.search(0));
  }

  matchStart(text: string, run: Run): Match | undefined {
    const subject = this.prepare(text, run);
    return subject.match(subject.machine.search(0, false, true));
  }

  findAll(text: string, run: Run): Match[] {
    const subject = this.prepare(text, run);
    const found: Match[] = [];
    let from = 0;
    let mustAdvance = false;
    while (from <= subject.characters.length) {
      const match = subject.match(subject.machine.search(from, mustAdvance));
      if (match === undefined) break;
      run.hold(1 + this.groupCount);
      found.push(match);
      from = match.end;
      mustAdvance = match.end === match.start;
    }
    return found;
  }

  substitute(replacement: string, text: string, run: Run): string {
    const expand = parseReplacement(replacement, this);
    const { characters } = this.prepare(text, run);
    const result = new Pieces();
    let from = 0;
    for (const match of this.findAll(text, run)) {
      const piece = characters.slice(from, match.start).join('') + expand(match.groups);
      run.limitLength(result.length + piece.length);
      run.allow(piece.length);
      result.add(piece);
      from = match.end;
    }
    const rest = characters.slice(from).join('');
    run.allow(rest.length);
    result.add(rest);
    return result.text;
  }

  private prepare(text: string, run: Run): Subject {
    run.surroundings.report?.(this.expression);
    run.hold(text.length);
    const characters = charactersOf(text);
    const codes = characters.map((character) => character.codePointAt(0) ?? 0);
    return new Subject(characters, new Machine(this.program, codes, run, this.expression), this.groupCount);
  }
}

/** A text that is matched. */
class Subject {
  constructor(
    readonly characters: readonly string[],
    readonly machine: Machine,
    private readonly groupCount: number,
  ) {}

  /** The match whose groups lie at these places. */
  match(places: readonly number[] | undefined): Match | undefined {
    if (places === undefined) return undefined;
    const groups = Array.from({ length: this.groupCount + 1 }, (_, index) => {
      const [start = -1, end = -1] = places.slice(index * 2, index * 2 + 2);
      return end < 0 ? undefined : this.characters.slice(start, end).join('');
    });
    return { start: places[0] ?? 0, end: places[1] ?? 0, groups };
  }
}
