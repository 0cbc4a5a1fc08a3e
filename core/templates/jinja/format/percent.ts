import { l10n } from '../../../system';
import { Mistake, typeMistake, valueMistake } from '../place';
import { Dict } from '../values/dict';
import type { Effort } from '../values/effort';
import { isList, kindOf, Markup, open, Range, Tuple, Undefined, type Value } from '../values/kinds';
import { Pieces } from '../values/pieces';
import { charactersOf, lengthOf } from '../values/text';
import { onlyAscii } from './ascii';
import { readDirective, type Directive } from './directive';
import { ESCAPING, PLAIN, type Conversions } from './percent-value';
import { characterOf, writtenAs } from './spec';

/**
 * `pattern % given`: marked text where the pattern is. Throws a `Mistake`: `TypeError` for too many or too few values
 * and values of the wrong kind, `ValueError` for what is no directive, `KeyError` for a name that the dict lacks.
 */
export function formatPercent(pattern: string | Markup, given: Value, effort: Effort): Value {
  if (typeof pattern === 'string') return formatted(pattern, given, PLAIN, effort);
  return new Markup(formatted(pattern.text, given, ESCAPING, effort));
}

function formatted(pattern: string, given: Value, conversions: Conversions, effort: Effort): string {
  const values = new Values(open(given));
  const text = new Pieces();
  let done = 0;
  for (let at = pattern.indexOf('%'); at !== -1; at = pattern.indexOf('%', done)) {
    if (pattern[at + 1] === '%') {
      effort.allow(at + 1 - done);
      text.add(pattern.slice(done, at + 1));
      done = at + 2;
      continue;
    }
    if (pattern[at + 1] === '(') values.mustBeNamed();
    const directive = readDirective(pattern, at + 1);
    effort.spend(1);
    const piece = write(directive, values, conversions, effort);
    effort.allow(at - done + piece.length);
    text.add(pattern.slice(done, at));
    text.add(piece);
    done = directive.end;
  }
  if (values.areLeft)
    throw typeMistake(l10n.t("there are more values than places in '{0}'", shortened(pattern)));
  effort.allow(pattern.length - done);
  text.add(pattern.slice(done));
  return text.text;
}

function shortened(pattern: string): string {
  return pattern.length > 60 ? `${pattern.slice(0, 60)}…` : pattern;
}

/** The values that stand right of the `%`, as they are taken one after the other or by name. */
class Values {
  private inOrder: readonly Value[];
  private taken = 0;
  private readonly isMapping: boolean;

  constructor(private readonly given: Value) {
    this.inOrder = given instanceof Tuple ? given.items : [given];
    this.isMapping = [Dict, Range, Undefined].some((kind) => given instanceof kind) || isList(given);
  }

  /** Whether values that had to be taken were not. */
  get areLeft(): boolean {
    return this.taken < this.inOrder.length && !this.isMapping;
  }

  next(): Value {
    const value = this.inOrder[this.taken];
    if (value === undefined) throw typeMistake(l10n.t('there are fewer values than places for them'));
    this.taken += 1;
    return open(value);
  }

  mustBeNamed(): void {
    if (!this.isMapping) throw this.notNamed();
  }

  private notNamed(): Error {
    return typeMistake(l10n.t("'%(…)' takes its value from a dict, not from a '{0}'", kindOf(this.given)));
  }

  /** From here on the value under a name is the only one. */
  choose(key: string): void {
    const { given } = this;
    if (given instanceof Undefined) given.fail();
    if (!(given instanceof Dict)) throw this.notNamed();
    const value = given.get(key);
    if (value === undefined)
      throw new Mistake(l10n.t("the dict has no key '{0}'", key), 'render', undefined, 'KeyError');
    this.inOrder = [value];
    this.taken = 0;
  }
}

/** Flags, width and precision once they are known. */
interface Shape {
  readonly flags: string;
  readonly isLeft: boolean;
  readonly width: number;
  readonly precision: number | undefined;
}

function write(directive: Directive, values: Values, conversions: Conversions, effort: Effort): string {
  const { key, flags, type } = directive;
  if (key !== undefined) values.choose(key);
  const width = directive.width === '*' ? starred(values, conversions, 64) : directive.width;
  const precision =
    directive.precision === '*' ? Math.max(starred(values, conversions, 32), 0) : directive.precision;
  if (type === '') throw valueMistake(l10n.t("the pattern ends before it says what '%' writes"));
  const value = values.next();
  const shape = { flags, isLeft: width < 0 || flags.includes('-'), width: Math.abs(width), precision };
  effort.allow(shape.width);
  if (/^[sra]$/.test(type)) return filled('', cut(type, value, shape, conversions), shape, ' ');
  if (type === 'c') return filled('', character(value, conversions), shape, ' ');
  if (!/^[diuoxXeEfFgG]$/.test(type))
    throw valueMistake(l10n.t("'%{0}' writes nothing; '%s' writes a text", type));
  effort.allow(shape.precision ?? 0);
  const fill = flags.includes('0') && !shape.isLeft ? '0' : ' ';
  const { isNegative, prefix, body } = /^[diuoxX]$/.test(type)
    ? integer(value, type, shape, conversions)
    : float(value, type, shape, conversions);
  const sign = isNegative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  return filled(sign + prefix, body, shape, fill);
}

/** A width or precision that is a value, with as many bits as Python has for it. */
function starred(values: Values, conversions: Conversions, bits: number): number {
  const size = conversions.index(values.next());
  if (size === undefined) throw typeMistake(l10n.t("'*' takes an integer"));
  if (BigInt.asIntN(bits, size) !== size)
    throw new Mistake(l10n.t("the integer for '*' is too large"), 'render', undefined, 'OverflowError');
  return Number(size);
}

function cut(type: string, value: Value, { precision }: Shape, conversions: Conversions): string {
  const text = type === 's' ? conversions.text(value) : conversions.representation(value);
  const shown = type === 'a' ? onlyAscii(text) : text;
  return precision === undefined || precision >= shown.length
    ? shown
    : charactersOf(shown).slice(0, precision).join('');
}

function character(value: Value, conversions: Conversions): string {
  if (conversions === PLAIN) {
    const text = value instanceof Markup ? value.text : value;
    if (typeof text === 'string' && lengthOf(text) === 1) return text;
  }
  const code = conversions.index(value);
  if (code === undefined) throw typeMistake(l10n.t("'%c' writes one character or its number"));
  return characterOf(code);
}

interface NumberText {
  readonly isNegative: boolean;
  readonly prefix: string;
  readonly body: string;
}

function integer(value: Value, type: string, shape: Shape, conversions: Conversions): NumberText {
  const isDecimal = /^[diu]$/.test(type);
  const number = isDecimal ? conversions.integer(value, type) : conversions.index(value);
  if (number === undefined)
    throw typeMistake(l10n.t("'%{0}' writes an integer, not a '{1}'", type, kindOf(value)));
  const radix = isDecimal ? 10 : type === 'o' ? 8 : 16;
  const digits = (number < 0n ? -number : number).toString(radix).padStart(shape.precision ?? 0, '0');
  return {
    isNegative: number < 0n,
    prefix: shape.flags.includes('#') && !isDecimal ? `0${type}` : '',
    body: type === 'X' ? digits.toUpperCase() : digits,
  };
}

function float(
  value: Value,
  type: string,
  { precision, flags }: Shape,
  conversions: Conversions,
): NumberText {
  const number = conversions.float(value, type);
  const size = Math.abs(number);
  const text = Number.isFinite(size)
    ? writtenAs(type.toLowerCase(), size, precision, flags.includes('#'))
    : Number.isNaN(size)
      ? 'nan'
      : 'inf';
  return {
    isNegative: number < 0 || Object.is(number, -0),
    prefix: '',
    body: /[EFG]/.test(type) ? text.toUpperCase() : text,
  };
}

/** To the width; zeros stand behind the sign, blanks before it. */
function filled(before: string, body: string, { width, isLeft }: Shape, fill: string): string {
  const missing = Math.max(width - before.length - lengthOf(body), 0);
  if (isLeft) return before + body + ' '.repeat(missing);
  return fill === '0' ? before + '0'.repeat(missing) + body : ' '.repeat(missing) + before + body;
}
