import { l10n, nearest } from '../../system';
import { attributeGetter } from './attribute-getter';
import type { FreeFilter, Surroundings } from './filters';
import { Generator, type Arguments, type Value } from './kinds';
import { Mistake } from './place';
import { isTrue, itemsOf } from './sequences';
import { formatPercent } from './percent-format';
import { Tuple } from './kinds';
import { textOf } from './text';

/** The filters that take another filter, a test or an attribute, and `format`. */
export const CHOOSING_FILTERS: ReadonlyMap<string, FreeFilter> = new Map<string, FreeFilter>([
  ['map', mapped],
  ['select', (value, given, around) => chosen(value, given, around, { byAttribute: false, keep: true })],
  ['reject', (value, given, around) => chosen(value, given, around, { byAttribute: false, keep: false })],
  ['selectattr', (value, given, around) => chosen(value, given, around, { byAttribute: true, keep: true })],
  ['rejectattr', (value, given, around) => chosen(value, given, around, { byAttribute: true, keep: false })],
  [
    'format',
    (value, { positional, named }, { effort }) => {
      if (positional.length > 0 && named.size > 0)
        throw new Mistake(l10n.t("the filter 'format' takes arguments in a row or by name, not both"));
      return formatPercent(textOf(value), named.size > 0 ? new Map(named) : new Tuple(positional), effort);
    },
  ],
]);

function mapped(value: Value, given: Arguments, around: Surroundings): Value {
  if (!isTrue(value)) return new Generator([]);
  const items = itemsOf(value, around.effort);
  const [name, ...rest] = given.positional;
  if (name !== undefined) {
    const positional = rest;
    const filter = nameOf(name, 'map');
    return new Generator(
      items.map((item) => around.filter(filter, item, { positional, named: given.named })),
    );
  }
  for (const key of given.named.keys())
    if (key !== 'attribute' && key !== 'default')
      throw new Mistake(
        nearest(key, ['attribute', 'default']) === undefined
          ? l10n.t("the filter 'map' takes no argument '{0}' here", key)
          : l10n.t("the filter 'map' takes 'attribute' and 'default', not '{0}'", key),
      );
  const attribute = given.named.get('attribute');
  if (attribute === undefined)
    throw new Mistake(l10n.t("the filter 'map' needs the name of a filter, or attribute='…'"));
  const read = attributeGetter(attribute, around.makeUndefined, given.named.get('default') ?? null);
  return new Generator(items.map(read));
}

function chosen(
  value: Value,
  given: Arguments,
  around: Surroundings,
  how: { byAttribute: boolean; keep: boolean },
): Value {
  if (!isTrue(value)) return new Generator([]);
  const items = itemsOf(value, around.effort);
  const [attribute = null, ...others] = given.positional;
  if (how.byAttribute && given.positional.length === 0)
    throw new Mistake(l10n.t('the name of an attribute is missing'));
  const [name, ...positional] = how.byAttribute ? others : given.positional;
  const read = how.byAttribute ? attributeGetter(attribute, around.makeUndefined) : (item: Value) => item;
  const test = name === undefined ? undefined : nameOf(name, 'select');
  const passes = (item: Value): boolean =>
    test === undefined
      ? isTrue(read(item))
      : around.test(test, read(item), { positional, named: given.named });
  return new Generator(items.filter((item) => passes(item) === how.keep));
}

function nameOf(value: Value, filter: string): string {
  if (typeof value === 'string') return value;
  throw new Mistake(l10n.t("the filter '{0}' takes a name in quotes first", filter));
}
