import { l10n } from '../../../system';
import { budgetMistake, Mistake } from '../place';
import type { Run } from '../runtime/run';
import { signature } from '../runtime/signature';
import { SPACE } from '../syntax/source';
import { Dict, PySet } from '../values/dict';
import { GroupTuple, isList, kindOf, Tuple, type Value } from '../values/kinds';
import { isOrdered } from '../values/order';
import { DEEPEST_VALUE, lengthOf, quoted, representationOf } from '../values/text';
import type { Filter } from './filter';
import { linesOf } from './soft-text';

const WIDTH = 80;

/** `pprint`: `repr` in lines of 80 columns, as Python's `pprint` writes it; keys and members of sets in order. */
export const PPRINT_FILTERS: readonly (readonly [string, Filter])[] = [
  [
    'pprint',
    {
      signature: signature(''),
      run: (value, _given, run) => new PrettyText(run).lines(value, { column: 0, behind: 0, depth: 0 }),
    },
  ],
];

/** Where a value is written: behind so many columns, and before so many more that its last line has to leave free. */
interface Place {
  readonly column: number;
  readonly behind: number;
  readonly depth: number;
}

interface Brackets {
  readonly opening: string;
  readonly closing: string;
}

class PrettyText {
  private readonly around: Value[] = [];

  constructor(private readonly run: Run) {}

  /** A value in as many lines as it needs. */
  lines(value: Value, place: Place): string {
    if (this.around.includes(value)) return `<Recursion on ${kindOf(value)}>`;
    const short = this.inOneLine(value, place.depth);
    if (lengthOf(short) <= WIDTH - place.column - place.behind) return short;
    if (typeof value === 'string' && value !== '') return brokenText(value, place, this.run);
    if (isList(value)) return this.listed(value, value, { opening: '[', closing: ']' }, place);
    if (value instanceof GroupTuple) return short;
    if (value instanceof Tuple)
      return this.listed(
        value,
        value.items,
        { opening: '(', closing: value.items.length === 1 ? ',)' : ')' },
        place,
      );
    if (value instanceof PySet && value.size > 0)
      return this.listed(value, inOrder(value.items, this.run), { opening: '{', closing: '}' }, place);
    return value instanceof Dict ? this.listedEntries(value, place) : short;
  }

  private listed(
    owner: Value,
    items: readonly Value[],
    { opening, closing }: Brackets,
    place: Place,
  ): string {
    const column = place.column + 1;
    return this.within(owner, () => {
      const lines = items.map((item, index) => {
        const behind = index === items.length - 1 ? place.behind + closing.length : 1;
        return this.lines(item, { column, behind, depth: place.depth + 1 });
      });
      return this.inBrackets(lines, { opening, closing }, column);
    });
  }

  private listedEntries(dict: Dict, place: Place): string {
    const column = place.column + 1;
    return this.within(dict, () => {
      const lines = inOrder(dict.keys(), this.run).map((key, index) => {
        const name = `${this.inOneLine(key, place.depth + 1)}: `;
        const behind = index === dict.size - 1 ? place.behind + 1 : 1;
        const inner = { column: column + lengthOf(name), behind, depth: place.depth + 1 };
        return name + this.lines(dict.get(key) ?? null, inner);
      });
      return this.inBrackets(lines, { opening: '{', closing: '}' }, column);
    });
  }

  private inBrackets(lines: readonly string[], { opening, closing }: Brackets, column: number): string {
    this.run.allow(lines.reduce((length, line) => length + line.length + column + 2, 2));
    return opening + lines.join(`,\n${' '.repeat(column)}`) + closing;
  }

  private within(owner: Value, write: () => string): string {
    this.around.push(owner);
    const text = write();
    this.around.pop();
    return text;
  }

  /** `repr` with the keys of dicts in order. */
  private inOneLine(value: Value, depth: number): string {
    if (depth > DEEPEST_VALUE) throw budgetMistake(l10n.t('this value is nested too deeply'));
    const isPlainTuple = value instanceof Tuple && !(value instanceof GroupTuple);
    if (!isList(value) && !isPlainTuple && !(value instanceof Dict)) {
      const text = representationOf(value);
      this.run.allow(text.length);
      return text;
    }
    if (this.around.includes(value)) return `<Recursion on ${kindOf(value)}>`;
    return this.within(value, () => {
      const inner = (item: Value): string => this.inOneLine(item, depth + 1);
      const pieces =
        value instanceof Dict
          ? inOrder(value.keys(), this.run).map((key) => `${inner(key)}: ${inner(value.get(key) ?? null)}`)
          : (isList(value) ? value : value.items).map(inner);
      const text = pieces.join(', ');
      this.run.allow(text.length + 2);
      if (value instanceof Dict) return `{${text}}`;
      return isList(value) ? `[${text}]` : `(${text}${pieces.length === 1 ? ',' : ''})`;
    });
  }
}

/** The values in order; those that have none among each other by the names of their kinds. */
function inOrder(values: readonly Value[], run: Run): Value[] {
  return values.toSorted((one, other) => {
    run.spend(1);
    return isBefore(one, other, run) ? -1 : isBefore(other, one, run) ? 1 : 0;
  });
}

function isBefore(one: Value, other: Value, run: Run): boolean {
  try {
    return isOrdered('<', one, other, run);
  } catch (caught) {
    if (caught instanceof Mistake && caught.python === 'TypeError') return kindOf(one) < kindOf(other);
    throw caught;
  }
}

const WORDS = new RegExp(`[^${SPACE}]*[${SPACE}]*`, 'g');

/** A text in pieces that stand one below the other: its lines, and where one is too long, as many words as fit. */
function brokenText(text: string, { column, behind, depth }: Place, run: Run): string {
  // By itself it stands in brackets, so that it is still one text.
  const isAlone = depth === 0;
  const start = isAlone ? column + 1 : column;
  const width = WIDTH - start;
  const widthAtEnd = width - (isAlone ? behind + 1 : behind);
  const lines = linesOf(text, run, true);
  const pieces = lines.flatMap((line, index) => {
    const isLast = index === lines.length - 1;
    if (lengthOf(quoted(line)) <= (isLast ? widthAtEnd : width)) return [quoted(line)];
    return filled(wordsOf(line), width, isLast ? widthAtEnd : width).map(quoted);
  });
  if (pieces.length === 1) return pieces.join('');
  const joined = pieces.join(`\n${' '.repeat(start)}`);
  return isAlone ? `(${joined})` : joined;
}

/** The words of a line, each with the white space behind it. */
function wordsOf(line: string): string[] {
  return (line.match(WORDS) ?? []).filter((word) => word !== '');
}

/** As many words together as fit in the width when they are quoted; the last one may have less of it. */
function filled(words: readonly string[], width: number, widthAtEnd: number): string[] {
  const lines: string[] = [];
  let line = '';
  words.forEach((word, index) => {
    const most = index === words.length - 1 ? widthAtEnd : width;
    if (line !== '' && lengthOf(quoted(line + word)) > most) {
      lines.push(line);
      line = word;
    } else line += word;
  });
  if (line !== '') lines.push(line);
  return lines;
}
