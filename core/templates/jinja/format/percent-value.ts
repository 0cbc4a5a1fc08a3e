import { l10n } from '../../../system';
import { Mistake, typeMistake, valueMistake } from '../place';
import { toFloat } from '../values/arithmetic';
import { isNumber } from '../values/equality';
import { kindOf, Markup, Undefined, type Value } from '../values/kinds';
import { escaped, escapedText } from '../values/markup';
import { representationOf, textOf } from '../values/text';
import { parseFloat, parseInteger } from './number-text';

/** How `%`-formatting makes texts and numbers of the values that it is given. */
export interface Conversions {
  readonly text: (value: Value) => string;
  readonly representation: (value: Value) => string;
  /** The integer for `%d`. */
  readonly integer: (value: Value, type: string) => bigint;
  /** The integer for `%x`, `%o` and `%c`, which take nothing else; undefined where the value is none. */
  readonly index: (value: Value) => bigint | undefined;
  readonly float: (value: Value, type: string) => number;
}

function notANumber(value: Value, type: string): Error {
  return typeMistake(l10n.t("'%{0}' writes a number, not a '{1}'", type, kindOf(value)));
}

/** `int(float)`. Throws a `Mistake` (`OverflowError`, `ValueError`) where there is none. */
function truncated(value: number): bigint {
  if (Number.isFinite(value)) return BigInt(Math.trunc(value));
  if (Number.isNaN(value)) throw valueMistake(l10n.t("'nan' has no integer"));
  throw new Mistake(l10n.t('an infinite number has no integer'), 'render', undefined, 'OverflowError');
}

/** Of a pattern that is plain text. */
export const PLAIN: Conversions = {
  text: textOf,
  representation: representationOf,
  integer: (value, type) => {
    if (value instanceof Undefined) value.fail();
    if (!isNumber(value)) throw notANumber(value, type);
    return typeof value === 'number' ? truncated(value) : BigInt(value);
  },
  index: (value) => (typeof value === 'bigint' || typeof value === 'boolean' ? BigInt(value) : undefined),
  float: (value, type) => {
    if (value instanceof Undefined) value.fail();
    if (!isNumber(value)) throw notANumber(value, type);
    return toFloat(value);
  },
};

/** Of a pattern that is marked as safe: texts are escaped, and numbers are read out of texts as `int` does. */
export const ESCAPING: Conversions = {
  text: (value) => escaped(value).text,
  representation: (value) => escapedText(representationOf(value)),
  integer: (value, type) => {
    const text = spelledOut(value);
    if (text === undefined) return PLAIN.integer(value, type);
    return parseInteger(text, 10) ?? notSpelled(text);
  },
  index: () => undefined,
  float: (value, type) => {
    const text = spelledOut(value);
    return text === undefined ? PLAIN.float(value, type) : (parseFloat(text) ?? notSpelled(text));
  },
};

function spelledOut(value: Value): string | undefined {
  return value instanceof Markup ? value.text : typeof value === 'string' ? value : undefined;
}

function notSpelled(text: string): never {
  throw valueMistake(l10n.t("'{0}' is no number", text));
}
