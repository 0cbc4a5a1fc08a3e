import { l10n } from '../../../system';
import { typeMistake } from '../place';
import type { Effort } from '../values/effort';
import { kindOf, Markup, present, type Value } from '../values/kinds';

/** An integer that a filter or method was given; `what` names it in the error. */
export function integerArgument(given: Value, what: string): bigint {
  const value = present(given);
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return BigInt(value);
  throw typeMistake(l10n.t("{0} is an integer, not a '{1}'", what, kindOf(value)));
}

/** A text that a method was given, marked or not; `what` names it in the error. */
export function textArgument(given: Value, what: string): string {
  const value = present(given);
  if (typeof value === 'string') return value;
  if (value instanceof Markup) return value.text;
  throw typeMistake(l10n.t("{0} is a text, not a '{1}'", what, kindOf(value)));
}

/** How many columns a text may be widened to. */
export function widthArgument(given: Value, what: string, effort: Effort): number {
  const width = Number(integerArgument(given, what));
  effort.allow(Math.max(width, 0));
  return width;
}
