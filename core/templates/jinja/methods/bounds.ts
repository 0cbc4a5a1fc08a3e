import { l10n } from '../../../system';
import { Mistake, typeMistake } from '../place';
import { integerArgument } from '../runtime/arguments';
import { kindOf, open, type Value } from '../values/kinds';
import { lengthOf } from '../values/text';

/** A bound of a part of a sequence: an integer of any size, or none. Throws a `Mistake` (`TypeError`). */
function boundArgument(given: Value | undefined): number | undefined {
  const value = given === undefined ? null : open(given);
  if (value === null) return undefined;
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  throw typeMistake(l10n.t("the bound of a part is an integer or none, not a '{0}'", kindOf(value)));
}

/** The bounds within a sequence of so many items, counted from its end where they are negative. */
export function boundsIn(
  length: number,
  start: Value | undefined,
  end: Value | undefined,
): { readonly start: number; readonly end: number } {
  const counted = (bound: number): number => (bound < 0 ? Math.max(bound + length, 0) : bound);
  return {
    start: counted(boundArgument(start) ?? 0),
    end: Math.min(counted(boundArgument(end) ?? length), length),
  };
}

/** A part of a text: where it begins, in characters, and its text. */
export interface TextPart {
  readonly start: number;
  readonly text: string;
}

/** The part of a text between bounds, undefined where the start lies behind the end: nothing is found there. */
export function partOf(text: string, start: Value | undefined, end: Value | undefined): TextPart | undefined {
  const length = lengthOf(text);
  const bounds = boundsIn(length, start, end);
  if (bounds.start > bounds.end) return undefined;
  if (length === text.length) return { start: bounds.start, text: text.slice(bounds.start, bounds.end) };
  const from = offsetOf(text, bounds.start, 0);
  return { start: bounds.start, text: text.slice(from, offsetOf(text, bounds.end - bounds.start, from)) };
}

/** The offset behind so many characters. */
function offsetOf(text: string, characters: number, from: number): number {
  let offset = from;
  for (let left = characters; left > 0; left -= 1) offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  return offset;
}

/** An integer that counts something. Throws a `Mistake`: `TypeError`, and `OverflowError` beyond 64 bits. */
export function countArgument(given: Value, what: string): number {
  const count = integerArgument(given, what);
  if (BigInt.asIntN(64, count) !== count)
    throw new Mistake(l10n.t('{0} is too large', what), 'render', undefined, 'OverflowError');
  return Number(count);
}
