import { l10n } from '../../system';
import { integerArgument } from './arithmetic';
import { dictOf } from './comparison';
import { Callable, isDict, kindOf, Namespace, Range, type Arguments, type Effort, type Value } from './kinds';
import { Mistake } from './place';
import { openAll } from './signature';

/** Jinja's sandbox allows no longer ranges. */
const LONGEST_RANGE = 100_000n;

/** The functions of the language that are served. A context may hide them. */
export const GLOBALS: ReadonlyMap<string, Value> = new Map([
  ['range', new Callable('range', range)],
  ['dict', new Callable('dict', (given) => new Map(entriesOf(given, 'dict')))],
  ['namespace', new Callable('namespace', (given) => new Namespace(attributesOf(given)))],
]);

export const UNSERVED_GLOBALS: readonly string[] = [
  'cycler',
  'joiner',
  'lipsum',
  'self',
  'super',
  'caller',
  'varargs',
  'kwargs',
];

function range({ positional, named }: Arguments, effort: Effort): Value {
  const bounds = positional.map((value) => integerArgument(value, l10n.t('a bound of range')));
  const [first = 0n, second, step = 1n] = bounds;
  if (bounds.length < 1 || bounds.length > 3 || named.size > 0)
    throw new Mistake(l10n.t("'range' takes one to three integers"));
  if (step === 0n) throw new Mistake(l10n.t("the step of 'range' is not 0"));
  const [start, stop] = second === undefined ? [0n, first] : [first, second];
  const distance = step > 0n ? stop - start : start - stop;
  const size = step > 0n ? step : -step;
  const count = distance > 0n ? (distance + size - 1n) / size : 0n;
  if (count > LONGEST_RANGE)
    throw new Mistake(l10n.t("'range' gives {0} items at most", LONGEST_RANGE.toString()), 'budget');
  effort.spend(Number(count));
  const items = Array.from({ length: Number(count) }, (_, index) => start + step * BigInt(index));
  return new Range(start, stop, step, items);
}

function entriesOf(given: Arguments, name: string): Map<Value, Value> {
  openAll(given);
  const [base, ...more] = given.positional;
  if (more.length > 0 || (base !== undefined && !isDict(base)))
    throw new Mistake(
      l10n.t("'{0}' takes a dict and named values here, no '{1}'", name, kindOf(base ?? null)),
    );
  return new Map(dictOf([...(base ?? []), ...given.named]));
}

function attributesOf(given: Arguments): Map<string, Value> {
  const attributes = new Map<string, Value>();
  for (const [key, value] of entriesOf(given, 'namespace')) {
    if (typeof key !== 'string') throw new Mistake(l10n.t("the names in a 'namespace' are texts"));
    attributes.set(key, value);
  }
  return attributes;
}
