import { l10n } from '../../system';
import { isEqual, lookUp } from './comparison';
import {
  Callable,
  DictView,
  Generator,
  isDict,
  isList,
  kindOf,
  Range,
  Tuple,
  type Dict,
  type Effort,
  type List,
  type Value,
} from './kinds';
import { Mistake } from './place';
import { costOf } from './sequences';
import { bind, signature, type Signature } from './signature';
import { TEXT_METHODS } from './text-methods';

/** A method: what it takes beside the value that it belongs to, and what it gives. */
export interface Method<Owner> {
  readonly signature: Signature;
  readonly run: (owner: Owner, given: readonly (Value | undefined)[], effort: Effort) => Value;
}

const DICT_METHODS = new Map<string, Method<Dict>>([
  ['keys', { signature: signature(''), run: (dict) => new DictView('keys', dict) }],
  ['values', { signature: signature(''), run: (dict) => new DictView('values', dict) }],
  ['items', { signature: signature(''), run: (dict) => new DictView('items', dict) }],
  [
    'get',
    {
      signature: signature('key default?', false),
      run: (dict, [key = null, otherwise = null]) => {
        const item = lookUp(dict, key);
        return item === undefined ? otherwise : item;
      },
    },
  ],
]);

const SEQUENCE_METHODS = new Map<string, Method<List>>([
  [
    'index',
    {
      signature: signature('value', false),
      run: (items, [value = null]) => {
        const index = items.findIndex((item) => isEqual(item, value));
        if (index === -1) throw new Mistake(l10n.t("'index' did not find its value"));
        return BigInt(index);
      },
    },
  ],
  [
    'count',
    {
      signature: signature('value', false),
      run: (items, [value = null]) => BigInt(items.filter((item) => isEqual(item, value)).length),
    },
  ],
]);

/** Attributes that Python's values have and that are not served: to take them for undefined would be wrong. */
const NOT_SERVED = new Map<string, readonly string[]>(
  Object.entries({
    str: `casefold center count encode expandtabs find format format_map index isalnum isalpha isascii isdecimal
      isdigit isidentifier islower isnumeric isprintable isspace istitle isupper ljust maketrans partition rfind
      rindex rjust rpartition rsplit splitlines swapcase translate`,
    list: 'append clear copy extend insert pop remove reverse sort',
    dict: 'clear copy fromkeys pop popitem setdefault update',
    int: 'as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag numerator real to_bytes is_integer',
    bool: 'as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag numerator real to_bytes is_integer',
    float: 'as_integer_ratio conjugate fromhex from_number hex imag is_integer real',
    dict_keys: 'isdisjoint mapping',
    dict_items: 'isdisjoint mapping',
    dict_values: 'mapping',
    range: 'start stop step',
    generator: 'close send throw gi_code gi_frame gi_running gi_suspended gi_yieldfrom',
  }).map(([kind, names]) => [kind, names.split(/\s+/)]),
);

/** The method of this name, or undefined where Python has none. Throws a `Mistake` for one that is not served. */
export function methodOf(target: Value, name: string): Callable | undefined {
  if (typeof target === 'string') return served(TEXT_METHODS, target, target, name);
  if (isDict(target)) return served(DICT_METHODS, target, target, name);
  if (isList(target)) return served(SEQUENCE_METHODS, target, target, name);
  if (target instanceof Tuple || target instanceof Range)
    return served(SEQUENCE_METHODS, target.items, target, name);
  return served(new Map<string, Method<Generator>>(), new Generator([]), target, name);
}

function served<Owner>(
  methods: ReadonlyMap<string, Method<Owner>>,
  owner: Owner,
  target: Value,
  name: string,
): Callable | undefined {
  const kind = kindOf(target);
  if (NOT_SERVED.get(kind)?.includes(name) === true)
    throw new Mistake(l10n.t("the method '{0}' of a '{1}' is not served", name, kind));
  const method = methods.get(name);
  if (method === undefined) return undefined;
  const what = l10n.t("the method '{0}'", name);
  return new Callable(name, (given, effort) => {
    effort.spend(costOf(target));
    return method.run(owner, bind(method.signature, given, what), effort);
  });
}
