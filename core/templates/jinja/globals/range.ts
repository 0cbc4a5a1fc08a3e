import { l10n } from '../../../system';
import { Mistake, typeMistake, valueMistake } from '../place';
import { integerArgument } from '../runtime/arguments';
import { openAll } from '../runtime/signature';
import { Range, type Arguments, type Value } from '../values/kinds';

/** The sandbox of Jinja allows no longer ones. */
const LONGEST_RANGE = 100_000;

/** `range(stop)` or `range(start, stop, step)`. Throws a `Mistake` for one that is too long. */
export function range(given: Arguments): Value {
  openAll(given);
  const { positional, named } = given;
  if (positional.length < 1 || positional.length > 3 || named.size > 0)
    throw typeMistake(l10n.t("'range' takes one to three integers"));
  const bounds = positional.map((value) => integerArgument(value, l10n.t('a bound of range')));
  const [first = 0n, second, step = 1n] = bounds;
  if (step === 0n) throw valueMistake(l10n.t("the step of 'range' is not 0"));
  const made = second === undefined ? new Range(0n, first, step) : new Range(first, second, step);
  if (made.length > LONGEST_RANGE)
    throw new Mistake(
      l10n.t("'range' gives {0} items at most", LONGEST_RANGE),
      'render',
      undefined,
      'OverflowError',
    );
  return made;
}
