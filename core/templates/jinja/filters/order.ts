import { l10n } from '../../../system';
import type { Run } from '../runtime/run';
import { signature, type Given } from '../runtime/signature';
import { Dict, PySet } from '../values/dict';
import { ITEMS_PER_ENTRY } from '../values/effort';
import { isEqual } from '../values/equality';
import { isTrue, itemsOf, nextOf } from '../values/iterate';
import { Tuple, type Value } from '../values/kinds';
import { isOrdered, sorted, type Ordering } from '../values/order';
import { attributesGetter, keyGetter, withoutCase } from './attribute-getter';
import type { Filter } from './filter';
import { lazily } from './lazily';
import { argumentMistake, lackingMistake } from './mistakes';

/** The filters that compare the items of a sequence. */
export const ORDER_FILTERS: readonly (readonly [string, Filter])[] = [
  ['sort', { signature: signature('reverse? case_sensitive? attribute?'), run: sort }],
  ['dictsort', { signature: signature('case_sensitive? by? reverse?'), run: dictsort }],
  ['unique', { signature: signature('case_sensitive? attribute?'), run: unique }],
  ['min', extreme('<')],
  ['max', extreme('>')],
];

function sort(
  value: Value,
  [isReversed = false, caseCounts = false, attribute = null]: Given,
  run: Run,
): Value {
  const read = attributesGetter(attribute, run);
  const keyOf = isTrue(caseCounts) ? read : (item: Value): Value => read(item).map(withoutCase);
  const all = itemsOf(value, run);
  run.hold(all.length);
  return sorted(all, keyOf, isTrue(isReversed), run);
}

function dictsort(
  value: Value,
  [caseCounts = false, by = 'key', isReversed = false]: Given,
  run: Run,
): Value {
  const place = ['key', 'value'].findIndex((part) => isEqual(by, part, run));
  if (place === -1) throw argumentMistake(l10n.t("the filter 'dictsort' sorts by 'key' or 'value'"));
  if (!(value instanceof Dict)) throw lackingMistake('dictsort', l10n.t('a dict'), value);
  const keyOf = (item: Value): Value => {
    const key = item instanceof Tuple ? (item.items[place] ?? null) : item;
    return isTrue(caseCounts) ? key : withoutCase(key);
  };
  run.hold(value.size);
  return sorted(value.items(), keyOf, isTrue(isReversed), run);
}

/** The first item of each key, when it is asked for. */
function unique(value: Value, [caseCounts = false, attribute = null]: Given, run: Run): Value {
  return lazily(() => {
    const keyOf = keyGetter(attribute, isTrue(caseCounts), run);
    const seen = new PySet();
    const next = nextOf(value);
    return () => {
      for (let item = next(); item !== undefined; item = next()) {
        const key = keyOf(item);
        run.spend(1);
        if (seen.has(key)) continue;
        run.hold(ITEMS_PER_ENTRY);
        seen.add(key);
        return item;
      }
      return undefined;
    };
  });
}

/** `min` and `max`: of equal ones the first; of nothing an undefined value. */
function extreme(operator: Ordering): Filter {
  return {
    signature: signature('case_sensitive? attribute?'),
    run: (value, [caseCounts = false, attribute = null], run) => {
      const next = nextOf(value);
      const keyOf = keyGetter(attribute, isTrue(caseCounts), run);
      let best = next();
      if (best === undefined) return run.undefined(l10n.t('there is nothing to choose from'));
      let bestKey = keyOf(best);
      for (let item = next(); item !== undefined; item = next()) {
        run.spend(1);
        const key = keyOf(item);
        if (!isOrdered(operator, key, bestKey, run)) continue;
        [best, bestKey] = [item, key];
      }
      return best;
    },
  };
}
