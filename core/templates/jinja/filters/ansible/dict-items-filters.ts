import { l10n } from '../../../../system';
import { argumentMistake } from './argument-mistake';
import { signature } from '../../runtime/signature';
import { Dict } from '../../values/dict';
import { isList, kindOf, present, type Value } from '../../values/kinds';
import type { Filter } from '../filter';

const NAMES = signature('key_name? value_name?');

/** The entries of a dict, each as a dict of its key and its value. */
const DICT_TO_ITEMS: Filter = {
  signature: NAMES,
  run: (given, [key = 'key', value = 'value'], run) => {
    const dict = present(given);
    if (!(dict instanceof Dict))
      throw argumentMistake(
        l10n.t("the filter '{0}' takes {1}, not a '{2}'", 'dict2items', l10n.t('a dict'), kindOf(dict)),
      );
    run.hold(dict.size * 2);
    return Array.from(
      dict,
      ([name, item]) =>
        new Dict([
          [key, name],
          [value, item],
        ]),
    );
  },
};

/** The other way round. */
const ITEMS_TO_DICT: Filter = {
  signature: NAMES,
  run: (given, [key = 'key', value = 'value'], run) => {
    const items = present(given);
    if (!isList(items))
      throw argumentMistake(
        l10n.t("the filter '{0}' takes {1}, not a '{2}'", 'items2dict', l10n.t('a list'), kindOf(items)),
      );
    run.hold(items.length);
    return new Dict(items.map((item) => [partOf(item, key), partOf(item, value)] as const));
  },
};

function partOf(item: Value, name: Value): Value {
  const part = item instanceof Dict ? item.get(name) : undefined;
  if (part !== undefined) return part;
  throw argumentMistake(l10n.t("each item for 'items2dict' is a dict with the keys that it is asked for"));
}

export const DICT_ITEMS_FILTERS: readonly (readonly [string, Filter])[] = [
  ['dict2items', DICT_TO_ITEMS],
  ['items2dict', ITEMS_TO_DICT],
];
