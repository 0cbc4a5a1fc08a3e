import { l10n } from '../../../../system';
import { budgetMistake } from '../../place';
import type { Run } from '../../runtime/run';
import { Dict } from '../../values/dict';
import { ITEMS_PER_ENTRY } from '../../values/effort';
import { isContained, isEqual } from '../../values/equality';
import { isTrue } from '../../values/iterate';
import { isList, kindOf, open, Undefined, type Value } from '../../values/kinds';
import { DEEPEST_VALUE, textOf } from '../../values/text';
import type { FreeFilter } from '../filter';
import { argumentMistake } from './argument-mistake';
import { flattened } from './data-filters';

/** What becomes of two lists under one key: of the one with lower priority, and the one with higher. */
const LIST_MERGES: ReadonlyMap<string, (low: Value[], high: Value[], run: Run) => Value[]> = new Map<
  string,
  (low: Value[], high: Value[], run: Run) => Value[]
>([
  ['replace', (_, high) => high],
  ['keep', (low) => low],
  ['append', (low, high) => [...low, ...high]],
  ['prepend', (low, high) => [...high, ...low]],
  ['append_rp', (low, high, run) => [...without(low, high, run), ...high]],
  ['prepend_rp', (low, high, run) => [...high, ...without(low, high, run)]],
]);

function without(items: Value[], others: Value[], run: Run): Value[] {
  return items.filter((item) => {
    run.spend(others.length);
    return !isContained(item, others, run);
  });
}

/** Joins dicts; of equal keys the last one counts. Throws a `Mistake` (`FilterArgumentError`) for what is no dict. */
export const COMBINE: FreeFilter = {
  take: (value, { positional, named }, run) => {
    for (const name of named.keys())
      if (name !== 'recursive' && name !== 'list_merge')
        throw argumentMistake(
          l10n.t("'combine' takes no argument '{0}' beside 'recursive' and 'list_merge'", name),
        );
    const terms = flattened([open(value), ...positional], 1, 0, run);
    for (const term of terms) refuseUndefined(term, 0);
    const [last] = terms.slice(-1);
    if (last === undefined) return new Dict();
    const listMerge = named.get('list_merge');
    const isRecursive = isTrue(named.get('recursive') ?? false);
    const merger = new Merger(isRecursive, listMerge === undefined ? 'replace' : listMerge, run);
    return terms.slice(0, -1).reduceRight((high, low) => merger.merge(low, high, 0), last);
  },
};

function refuseUndefined(value: Value, depth: number): void {
  if (depth > DEEPEST_VALUE) throw budgetMistake(l10n.t('this value is nested too deeply'));
  if (value instanceof Undefined)
    throw argumentMistake(l10n.t('something in what is combined is not defined'));
  const items = value instanceof Dict ? value.values() : isList(value) ? value : [];
  for (const item of items) refuseUndefined(item, depth + 1);
}

class Merger {
  constructor(
    private readonly isRecursive: boolean,
    private readonly listMerge: Value,
    private readonly run: Run,
  ) {}

  merge(low: Value, high: Value, depth: number): Dict {
    if (depth > DEEPEST_VALUE) throw budgetMistake(l10n.t('this value is nested too deeply'));
    const mergeLists = LIST_MERGES.get(textOf(this.listMerge));
    if (mergeLists === undefined)
      throw argumentMistake(l10n.t("'list_merge' is one of {0}", [...LIST_MERGES.keys()].join(', ')));
    if (!(low instanceof Dict) || !(high instanceof Dict))
      throw argumentMistake(
        l10n.t("'combine' takes dicts, not a '{0}'", kindOf(low instanceof Dict ? high : low)),
      );
    this.run.hold((low.size + high.size) * ITEMS_PER_ENTRY);
    if (low.size === 0 || isEqual(low, high, this.run)) return new Dict(high);
    const merged = new Dict(low);
    for (const [key, item] of high) {
      const known = low.get(key);
      if (known instanceof Dict && item instanceof Dict && this.isRecursive)
        merged.set(key, this.merge(known, item, depth + 1));
      else if (known !== undefined && isList(known) && isList(item)) {
        this.run.hold(known.length + item.length);
        merged.set(key, mergeLists(known, item, this.run));
      } else merged.set(key, item);
    }
    return merged;
  }
}
