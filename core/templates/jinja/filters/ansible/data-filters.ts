import { l10n } from '../../../../system';
import { budgetMistake, Mistake, typeMistake } from '../../place';
import type { Run } from '../../runtime/run';
import { signature } from '../../runtime/signature';
import { Dict } from '../../values/dict';
import { isEqual } from '../../values/equality';
import { isTrue, itemsOf, nextOf } from '../../values/iterate';
import { isList, kindOf, Markup, open, Range, Tuple, Undefined, type Value } from '../../values/kinds';
import { characterAt, DEEPEST_VALUE, representationOf, textOf } from '../../values/text';
import type { Filter, FreeFilter } from '../filter';
import { argumentMistake } from './argument-mistake';

const TERNARY: Filter = {
  signature: signature('true_val false_val none_val?'),
  run: (given, [yes = null, no = null, none = null]) => {
    const value = open(given);
    if (value === null && none !== null) return none;
    return isTrue(value) ? yes : no;
  },
};

const MANDATORY: Filter = {
  signature: signature('msg?'),
  run: (value, [message = null]) => {
    if (!(value instanceof Undefined)) return value;
    throw argumentMistake(
      message === null ? l10n.t('something is mandatory here and not defined') : textOf(message),
    );
  },
};

/** What a sequence is to these filters: a list or a tuple. */
function sequenceOf(value: Value): readonly Value[] | undefined {
  if (isList(value)) return value;
  return value instanceof Tuple ? value.items : undefined;
}

const NOTHING: readonly Value[] = [null, 'None', 'null'];

/** What is in lists in a list, down to so many levels; the first nothing of a list ends it. */
export function flattened(items: readonly Value[], levels: number, depth: number, run: Run): Value[] {
  if (depth > DEEPEST_VALUE) throw budgetMistake(l10n.t('this value is nested too deeply'));
  run.hold(items.length);
  const flat: Value[] = [];
  for (const item of items) {
    if (NOTHING.some((nothing) => isEqual(item, nothing, run))) break;
    const inner = sequenceOf(item);
    if (inner === undefined || levels < 1) flat.push(item);
    else for (const part of flattened(inner, levels - 1, depth + 1, run)) flat.push(part);
  }
  return flat;
}

const FLATTEN: Filter = {
  signature: signature('levels?'),
  run: (value, [levels = null], run) => {
    if (
      levels !== null &&
      typeof levels !== 'bigint' &&
      typeof levels !== 'number' &&
      typeof levels !== 'boolean'
    )
      throw typeMistake(l10n.t("{0} is an integer, not a '{1}'", 'levels', kindOf(levels)));
    return flattened(itemsOf(open(value), run), levels === null ? Infinity : Number(levels), 0, run);
  },
};

function keyMistake(key: Value): Mistake {
  return new Mistake(l10n.t('there is no {0} in it', representationOf(key)), 'render', undefined, 'KeyError');
}

/** `container[key]` of Python, where what is missing is an error. */
function itemAt(given: Value, key: Value): Value {
  const container = open(given);
  if (container instanceof Undefined) return container.fail();
  if (container instanceof Dict) {
    const item = container.get(key);
    if (item === undefined) throw keyMistake(key);
    return item;
  }
  const isText = typeof container === 'string' || container instanceof Markup;
  const items = sequenceOf(container);
  if (!isText && items === undefined && !(container instanceof Range))
    throw typeMistake(l10n.t("a '{0}' has no items to take out", kindOf(container)));
  if (typeof key !== 'bigint' && typeof key !== 'boolean')
    throw typeMistake(
      l10n.t("an item of a '{0}' is named by an integer, not by a '{1}'", kindOf(container), kindOf(key)),
    );
  const index = Number(key);
  const item = isText
    ? characterAt(textOf(container), index)
    : (items?.at(index) ?? rangeItem(container, index));
  if (item !== undefined) return item;
  throw new Mistake(l10n.t('there is no item {0}', index), 'render', undefined, 'IndexError');
}

function rangeItem(container: Value, index: number): Value | undefined {
  if (!(container instanceof Range)) return undefined;
  const at = index < 0 ? index + container.length : index;
  return at >= 0 && at < container.length ? container.at(at) : undefined;
}

/** `key | extract(container)`, and from there on by more keys; one of these that is missing is undefined. */
const EXTRACT: Filter = {
  signature: signature('container morekeys?'),
  run: (key, [container = null, moreKeys = null], run) => {
    const first = itemAt(container, open(key));
    if (moreKeys === null) return first;
    const keys = isList(moreKeys) ? moreKeys : [moreKeys];
    try {
      return keys.reduce(itemAt, first);
    } catch (caught) {
      if (caught instanceof Mistake && caught.python === 'KeyError') return run.undefined(caught.message);
      throw caught;
    }
  },
};

/** Every element together with each item of the list that lies in it at a dotted path. */
const SUBELEMENTS: Filter = {
  signature: signature('subelements skip_missing?'),
  run: (given, [path = null, skipMissing = false], run) => {
    const value = open(given);
    const elements = value instanceof Dict ? value.values() : isList(value) ? value : undefined;
    if (elements === undefined)
      throw argumentMistake(l10n.t("'subelements' takes a list of dicts, or a dict of them"));
    const keys = isList(path) ? path : typeof path === 'string' ? path.split('.') : undefined;
    if (keys === undefined)
      throw argumentMistake(l10n.t("'subelements' is told the way by a list or a text"));
    return elements.flatMap((element) => {
      const items = listAt(element, keys, isTrue(skipMissing));
      run.hold(items.length * 2);
      return items.map((item) => new Tuple([element, item]));
    });
  },
};

function listAt(element: Value, keys: readonly Value[], skipsMissing: boolean): readonly Value[] {
  let found = element;
  for (const key of keys) {
    try {
      found = itemAt(found, key);
    } catch (caught) {
      if (!(caught instanceof Mistake)) throw caught;
      if (caught.python === 'KeyError' && skipsMissing) return [];
      if (caught.python !== 'KeyError' && caught.python !== 'TypeError') throw caught;
      throw argumentMistake(l10n.t("'subelements' does not find {0} in an element", representationOf(key)));
    }
  }
  if (isList(found)) return found;
  throw argumentMistake(l10n.t("'subelements' leads to a list, not to a '{0}'", kindOf(found)));
}

/** Jinja's `groupby`, with plain tuples. */
const GROUP_BY: Filter = {
  signature: signature('attribute'),
  run: (value, [attribute = null], run) => {
    const groups = run.filter('groupby', open(value), { positional: [attribute], named: new Map() });
    const tuples: Value[] = [];
    const next = nextOf(groups);
    for (let group = next(); group !== undefined; group = next())
      tuples.push(new Tuple([...itemsOf(group, run)]));
    return tuples;
  },
};

/** What is done with values at hand. */
export const DATA_FILTERS: readonly (readonly [string, Filter | FreeFilter])[] = [
  ['ternary', TERNARY],
  ['mandatory', MANDATORY],
  ['flatten', FLATTEN],
  ['extract', EXTRACT],
  ['subelements', SUBELEMENTS],
  ['ans_groupby', GROUP_BY],
];
