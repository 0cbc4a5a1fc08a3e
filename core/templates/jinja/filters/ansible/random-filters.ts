import { l10n } from '../../../../system';
import { budgetMistake, Mistake, typeMistake, valueMistake } from '../../place';
import { integerArgument } from '../../runtime/arguments';
import type { Run } from '../../runtime/run';
import { signature } from '../../runtime/signature';
import { itemsOfInteger } from '../../values/integer-size';
import { isIterable, isTrue, itemsOf } from '../../values/iterate';
import { isList, kindOf, Markup, present, Range, Tuple, type Value } from '../../values/kinds';
import type { Filter } from '../filter';
import { argumentMistake } from './argument-mistake';
import { MersenneTwister } from './mersenne-twister';

/** Where chance comes from: an integer from 0 to below `end`. */
interface Chance {
  below(end: bigint): bigint;
}

const LONGEST_SEED = 100_000;
const LARGEST_DRAW_BITS = 4096;
/** What it takes to fill the state of the generator. */
const STEPS_PER_SEED = 100;

function chanceOf(seed: Value, run: Run): Chance {
  // What a seed is made into costs as much as it is long.
  const length = seed instanceof Markup ? seed.text.length : typeof seed === 'string' ? seed.length : 0;
  if (length > LONGEST_SEED) throw budgetMistake(l10n.t('a seed has {0} characters at most', LONGEST_SEED));
  if (seed !== null) run.spend(STEPS_PER_SEED + (typeof seed === 'bigint' ? itemsOfInteger(seed) : length));
  if (seed === null) return { below: (end) => drawn(end, run) };
  if (typeof seed === 'boolean' || typeof seed === 'bigint') return new MersenneTwister(BigInt(seed));
  if (typeof seed === 'string' || seed instanceof Markup)
    return new MersenneTwister(typeof seed === 'string' ? seed : seed.text);
  throw typeMistake(l10n.t("a seed is an integer or a text here, not a '{0}'", kindOf(seed)));
}

/** Of as many digits as the end has. */
function drawn(end: bigint, run: Run): bigint {
  if (BigInt.asUintN(LARGEST_DRAW_BITS, end) !== end)
    throw budgetMistake(
      l10n.t('an integer of more than {0} bits is too large to draw from', LARGEST_DRAW_BITS),
    );
  const scale = 2n ** 48n;
  let number = 0n;
  let reach = 1n;
  for (; reach < end * scale; reach *= scale)
    number = number * scale + BigInt(Math.floor(run.surroundings.random() * Number(scale)));
  return (number * end) / reach;
}

const RANDOM: Filter = {
  signature: signature('start? step? seed?'),
  run: (given, [start = null, step = null, seed = null], run) => {
    const end = present(given);
    const chance = chanceOf(seed, run);
    if (typeof end === 'bigint' || typeof end === 'boolean') return inRange(BigInt(end), start, step, chance);
    if (!isIterable(end))
      throw argumentMistake(l10n.t("'random' takes an integer or a sequence, not a '{0}'", kindOf(end)));
    if (isTrue(start) || isTrue(step))
      throw argumentMistake(l10n.t("'start' and 'step' are for integers only"));
    return chosen(end, chance, run);
  },
};

function inRange(end: bigint, start: Value, step: Value, chance: Chance): bigint {
  const from = isTrue(start) ? wholeNumber(start, 'start') : 0n;
  const by = isTrue(step) ? wholeNumber(step, 'step') : 1n;
  const distance = end - from;
  const count = by > 0n ? (distance + by - 1n) / by : (distance + by + 1n) / by;
  if (count <= 0n || distance > 0n !== by > 0n)
    throw valueMistake(l10n.t('there is no integer from {0} to below {1}', from.toString(), end.toString()));
  return from + by * chance.below(count);
}

/** Python takes floats without a fraction here too. */
function wholeNumber(given: Value, what: string): bigint {
  if (typeof given === 'number' && Number.isInteger(given)) return BigInt(given);
  if (typeof given === 'number' || typeof given === 'string')
    throw valueMistake(l10n.t("{0} is an integer, not a '{1}'", what, kindOf(given)));
  return integerArgument(given, what);
}

function chosen(value: Value, chance: Chance, run: Run): Value {
  const isSequence =
    isList(value) ||
    value instanceof Tuple ||
    value instanceof Range ||
    typeof value === 'string' ||
    value instanceof Markup;
  if (!isSequence)
    throw typeMistake(l10n.t("'random' takes an integer or a sequence, not a '{0}'", kindOf(value)));
  const items = itemsOf(value, run);
  const item = items.length === 0 ? undefined : items[Number(chance.below(BigInt(items.length)))];
  if (item !== undefined) return item;
  throw new Mistake(l10n.t('there is nothing to choose from'), 'render', undefined, 'IndexError');
}

/** What is no list of things, or has no seed that serves, is given back as it is, as the original does. */
const SHUFFLE: Filter = {
  signature: signature('seed?'),
  run: (value, [seed = null], run) => {
    let items: Value[] | undefined;
    try {
      items = [...itemsOf(value, run)];
      run.hold(items.length);
      const chance = chanceOf(isTrue(seed) ? seed : null, run);
      for (let last = items.length - 1; last > 0; last -= 1) {
        const other = Number(chance.below(BigInt(last + 1)));
        [items[last], items[other]] = [items[other] ?? null, items[last] ?? null];
      }
      return items;
    } catch (caught) {
      if (caught instanceof Mistake && caught.kind === 'render' && caught.python !== 'SecurityError')
        return items ?? value;
      throw caught;
    }
  },
};

const ADDRESS_PARTS = 6;
const LOWEST_DIGITS = 68_719_476_736n;
const HIGHEST_DIGITS = 1_099_511_627_775n;

/** Completes the beginning of a MAC address. */
const RANDOM_MAC: Filter = {
  signature: signature('seed?'),
  run: (given, [seed = null], run) => {
    const value = present(given);
    if (typeof value !== 'string')
      throw argumentMistake(l10n.t("'random_mac' takes a text, not a '{0}'", kindOf(value)));
    const beginning = value.toLowerCase();
    const parts = beginning.split(':', ADDRESS_PARTS);
    if (parts.length >= ADDRESS_PARTS || !parts.every((part) => /^[a-f0-9]{2}/.test(part)))
      throw argumentMistake(
        l10n.t("'{0}' begins no MAC address: it has up to five parts of two digits, as in '52:54:00'", value),
      );
    const drawnNumber = LOWEST_DIGITS + chanceOf(seed, run).below(HIGHEST_DIGITS - LOWEST_DIGITS + 1n);
    const digits = drawnNumber.toString(16).slice(0, 2 * (ADDRESS_PARTS - parts.length));
    return beginning + digits.replace(/../g, ':$&');
  },
};

/** Chance, with Python's own where a seed is given. */
export const RANDOM_FILTERS: readonly (readonly [string, Filter])[] = [
  ['ans_random', RANDOM],
  ['shuffle', SHUFFLE],
  ['random_mac', RANDOM_MAC],
];
