import { l10n } from '../../../system';
import { Mistake, typeMistake, valueMistake } from '../place';
import type { Run } from '../runtime/run';
import { bind, signature } from '../runtime/signature';
import { Dict, DictView } from '../values/dict';
import { ITEMS_PER_ENTRY } from '../values/effort';
import { itemsOf } from '../values/iterate';
import { isList, kindOf, Markup, Tuple, Undefined, type Arguments, type Value } from '../values/kinds';
import { charactersOf, textOf } from '../values/text';
import type { Member, MemberTable, Method } from './method';

const UPDATE = signature('other?', false);

function keyMistake(message: string): Mistake {
  return new Mistake(message, 'render', undefined, 'KeyError');
}

/** A key in an error; a list would be none. */
function shown(key: Value): string {
  return typeof key === 'string' || typeof key === 'bigint' ? textOf(key) : kindOf(key);
}

/** What `dict(given)` takes: a dict, or items of two. Throws a `Mistake` as Python does. */
export function entriesOf(given: Value, run: Run): readonly (readonly [Value, Value])[] {
  if (given instanceof Undefined) given.fail();
  if (given instanceof Dict) {
    run.hold(given.size);
    return [...given];
  }
  return itemsOf(given, run).map((item, index) => {
    const pair = pairIn(item, run);
    if (pair === undefined) throw typeMistake(l10n.t('item {0} is no pair of a key and a value', index));
    const [key, value, ...more] = pair;
    if (key === undefined || value === undefined || more.length > 0)
      throw valueMistake(
        l10n.t('item {0} is no pair of a key and a value: it has {1} parts', index, pair.length),
      );
    run.hold(1);
    return [key, value];
  });
}

function pairIn(item: Value, run: Run): readonly Value[] | undefined {
  if (isList(item)) return item;
  if (item instanceof Tuple) return item.items;
  if (typeof item === 'string') return charactersOf(item);
  if (item instanceof Markup || item instanceof Undefined || item instanceof Dict) return itemsOf(item, run);
  return item instanceof DictView ? item.items : undefined;
}

function update(dict: Dict, given: Arguments, run: Run): null {
  const [other] = bind(UPDATE, { positional: given.positional, named: new Map() }, () => "'update'");
  const entries = other === undefined ? [] : entriesOf(other, run);
  run.hold((entries.length + given.named.size) * ITEMS_PER_ENTRY);
  for (const [key, value] of entries) dict.set(key, value);
  for (const [name, value] of given.named) dict.set(name, value);
  return null;
}

function viewing(part: 'keys' | 'values' | 'items'): Method<Dict> {
  return { signature: signature(''), run: (dict) => new DictView(part, dict) };
}

/** `dict.fromkeys(keys, value)`, also as a method of any dict. */
const FROM_KEYS: Method<Value> = {
  signature: signature('iterable value?', false),
  run: (_, [keys = null, value = null], run) => {
    const items = itemsOf(keys, run);
    run.hold(items.length * ITEMS_PER_ENTRY);
    return new Dict(items.map((key) => [key, value] as const));
  },
};

/** The methods of dicts. */
export const DICT_METHODS: MemberTable<Dict> = new Map<string, Member<Dict>>([
  ['keys', viewing('keys')],
  ['values', viewing('values')],
  ['items', viewing('items')],
  [
    'get',
    {
      signature: signature('key default?', false),
      run: (dict, [key = null, otherwise = null]) => {
        const value = dict.get(key);
        return value === undefined ? otherwise : value;
      },
    },
  ],
  [
    'setdefault',
    {
      signature: signature('key default?', false),
      run: (dict, [key = null, otherwise = null], run) => {
        const value = dict.get(key);
        if (value !== undefined) return value;
        run.hold(ITEMS_PER_ENTRY);
        dict.set(key, otherwise);
        return otherwise;
      },
    },
  ],
  [
    'pop',
    {
      signature: signature('key default?', false),
      run: (dict, [key = null, otherwise]) => {
        // As in Python, an empty dict does not look at the key, whatever it is.
        const value = dict.size === 0 ? undefined : dict.delete(key);
        if (value !== undefined) return value;
        if (otherwise === undefined) throw keyMistake(l10n.t("the dict has no key '{0}'", shown(key)));
        return otherwise;
      },
    },
  ],
  [
    'popitem',
    {
      signature: signature(''),
      run: (dict, _, run) => {
        run.spend(dict.size);
        const key = dict.keys().at(-1);
        if (key === undefined) throw keyMistake(l10n.t('the dict is empty; nothing can be taken out of it'));
        return new Tuple([key, dict.delete(key) ?? null]);
      },
    },
  ],
  ['update', { take: update }],
  [
    'clear',
    {
      signature: signature(''),
      run: (dict) => {
        dict.clear();
        return null;
      },
    },
  ],
  [
    'copy',
    {
      signature: signature(''),
      run: (dict, _, run) => {
        run.hold(dict.size * ITEMS_PER_ENTRY);
        return new Dict(dict);
      },
    },
  ],
  ['fromkeys', FROM_KEYS],
]);

/** What the function `dict` itself has. */
export const DICT_CLASS_METHODS: MemberTable<Value> = new Map<string, Member<Value>>([
  ['fromkeys', FROM_KEYS],
]);
