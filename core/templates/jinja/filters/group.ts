import type { Run } from '../runtime/run';
import { signature, type Given } from '../runtime/signature';
import { ITEMS_PER_ENTRY, ITEMS_PER_LIST } from '../values/effort';
import { isEqual } from '../values/equality';
import { isTrue, itemsOf } from '../values/iterate';
import { GroupTuple, type Value } from '../values/kinds';
import { sorted } from '../values/order';
import { attributeGetter, keyGetter } from './attribute-getter';
import type { Filter } from './filter';

/** The filter that puts items together by what they have in common. */
export const GROUP_FILTERS: readonly (readonly [string, Filter])[] = [
  ['groupby', { signature: signature('attribute default? case_sensitive?'), run: groupby }],
];

/** The items in groups of equal attribute, in the order of the attribute. A group is named as its first item says. */
function groupby(
  value: Value,
  [attribute = null, otherwise = null, caseCounts = false]: Given,
  run: Run,
): Value {
  const keyOf = keyGetter(attribute, isTrue(caseCounts), run, otherwise);
  const nameOf = attributeGetter(attribute, run, otherwise);
  const items = itemsOf(value, run);
  run.hold(items.length * 2);
  const groups: GroupTuple[] = [];
  let lastKey: Value = null;
  for (const item of sorted(items, keyOf, false, run)) {
    const key = keyOf(item);
    const group = groups.at(-1);
    if (group !== undefined && isEqual(key, lastKey, run)) group.list.push(item);
    else {
      run.hold(ITEMS_PER_ENTRY + ITEMS_PER_LIST);
      groups.push(new GroupTuple(nameOf(item), [item]));
      lastKey = key;
    }
  }
  return groups;
}
