import { createHash } from 'node:crypto';
import { l10n } from '../../../system';
import { Mistake } from '../place';
import { timeKey } from '../time/operations';
import {
  isList,
  kindOf,
  Markup,
  Range,
  Secret,
  Thing,
  Tuple,
  Undefined,
  type Next,
  type Value,
} from './kinds';

/** What stands for a key in a `Map`: equal keys of Python (`1`, `1.0`, `True`) are one. */
type Key = string | number | bigint | null | symbol | Thing;

const UNDEFINED_KEY = Symbol('undefined');
/** Begins the keys that stand for something else than a text. */
const MARK = '\0';

/** The identity of things that are their own keys inside of a tuple. */
const identities = new WeakMap<Thing, number>();
let lastIdentity = 0;

function identityOf(thing: Thing): number {
  const known = identities.get(thing);
  if (known !== undefined) return known;
  lastIdentity += 1;
  identities.set(thing, lastIdentity);
  return lastIdentity;
}

/** The key of a value. Throws a `Mistake` for lists, dicts and sets, which Python cannot hash. */
export function keyOf(value: Value): Key {
  if (typeof value === 'string') return value.startsWith(MARK) ? MARK + MARK + value : value;
  if (value === null || typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'bigint') return integerKey(value);
  if (value instanceof Markup) return keyOf(value.text);
  if (value instanceof Tuple) return tupleKey(value);
  if (value instanceof Range) return rangeKey(value);
  if (value instanceof Undefined) {
    value.bear();
    return UNDEFINED_KEY;
  }
  if (value instanceof Secret) return value.fail();
  if (isList(value) || value instanceof Dict || value instanceof PySet || value instanceof DictView)
    throw new Mistake(l10n.t("a '{0}' cannot be a key", kindOf(value)), 'render', undefined, 'TypeError');
  const time = timeKey(value);
  return time === undefined ? value : `${MARK}t${time}`;
}

/** The keys of tuples that lie in others: the same one may lie there very often. */
const tupleKeys = new WeakMap<Tuple, string>();

function tupleKey({ items }: Tuple): string {
  return `${MARK}(${items.map((item) => (item instanceof Tuple ? innerKey(item) : spelled(keyOf(item)))).join('')}`;
}

function innerKey(tuple: Tuple): string {
  const known = tupleKeys.get(tuple);
  if (known !== undefined) return known;
  const key = spelled(tupleKey(tuple));
  tupleKeys.set(tuple, key);
  return key;
}

/** A long part of a key is told by its digest, so that a key stays short whatever lies in it. */
const LONGEST_PART = 256;

function shortened(part: string): string {
  return part.length <= LONGEST_PART ? part : createHash('sha256').update(part, 'utf16le').digest('base64');
}

function integerKey(value: bigint): number | bigint {
  const float = Number(value);
  if (Number.isSafeInteger(float)) return float;
  return Number.isFinite(float) && BigInt(float) === value ? float : value;
}

function rangeKey(value: Range): string {
  const { length } = value;
  return `${MARK}r${length}${length > 0 ? `,${value.start}` : ''}${length > 1 ? `,${value.step}` : ''}`;
}

/** A key as a part of a tuple's key; no two keys are spelled the same. */
function spelled(key: Key): string {
  switch (typeof key) {
    case 'string':
      return `s${key.length}:${shortened(key)}`;
    case 'number':
      return `n${key};`;
    case 'bigint':
      return `n${shortened(key.toString(36))};`;
    case 'symbol':
      return 'u';
    default:
      return key === null ? 'N' : `i${identityOf(key)};`;
  }
}

interface Entry {
  readonly key: Value;
  value: Value;
}

/** A dict: keys by Python's equality, in the order in which they were first set. */
export class Dict extends Thing {
  readonly kind = 'dict';
  private readonly entries = new Map<Key, Entry>();

  constructor(entries: Iterable<readonly [Value, Value]> = []) {
    super();
    for (const [key, value] of entries) this.set(key, value);
  }

  get size(): number {
    return this.entries.size;
  }

  get(key: Value): Value | undefined {
    return this.entries.get(keyOf(key))?.value;
  }

  has(key: Value): boolean {
    return this.entries.has(keyOf(key));
  }

  /** Of equal keys the first one stays, with the new value. */
  set(key: Value, value: Value): void {
    const at = keyOf(key);
    const entry = this.entries.get(at);
    if (entry === undefined) this.entries.set(at, { key, value });
    else entry.value = value;
  }

  /** Takes an entry out; gives its value. */
  delete(key: Value): Value | undefined {
    const at = keyOf(key);
    const entry = this.entries.get(at);
    this.entries.delete(at);
    return entry?.value;
  }

  clear(): void {
    this.entries.clear();
  }

  keys(): Value[] {
    return Array.from(this.entries.values(), (entry) => entry.key);
  }

  values(): Value[] {
    return Array.from(this.entries.values(), (entry) => entry.value);
  }

  items(): Tuple[] {
    return Array.from(this.entries.values(), (entry) => new Tuple([entry.key, entry.value]));
  }

  *[Symbol.iterator](): Iterator<readonly [Value, Value]> {
    for (const { key, value } of this.entries.values()) yield [key, value];
  }

  /** The keys one after the other; one that is added meanwhile is an error, as in Python. */
  nextKey(): Next {
    return this.nextOf(({ key }) => key);
  }

  /** The same for values, or for pairs of both. */
  nextPart(part: 'keys' | 'values' | 'items'): Next {
    if (part === 'keys') return this.nextKey();
    return this.nextOf(({ key, value }) => (part === 'values' ? value : new Tuple([key, value])));
  }

  private nextOf(partOf: (entry: Entry) => Value): Next {
    const { size } = this;
    const iterator = this.entries.values();
    return () => {
      if (this.size !== size)
        throw new Mistake(
          l10n.t('the dict changed while it was gone through'),
          'render',
          undefined,
          'RuntimeError',
        );
      const { done, value } = iterator.next();
      return done === true ? undefined : partOf(value);
    };
  }
}

/** What `keys()`, `values()` and `items()` of a dict give. */
export class DictView extends Thing {
  readonly kind: string;
  constructor(
    readonly part: 'keys' | 'values' | 'items',
    readonly dict: Dict,
  ) {
    super();
    this.kind = `dict_${part}`;
  }

  get items(): Value[] {
    return this.dict[this.part]();
  }
}

/**
 * A set. Its order is that of adding, where Python's is that of hashes; of small whole numbers, which are their own
 * hashes, it is the same as Python's.
 */
export class PySet extends Thing {
  readonly kind = 'set';
  private readonly members = new Map<Key, Value>();

  constructor(items: Iterable<Value> = []) {
    super();
    for (const item of items) this.add(item);
  }

  get size(): number {
    return this.members.size;
  }

  has(item: Value): boolean {
    return this.members.has(keyOf(item));
  }

  add(item: Value): void {
    const key = keyOf(item);
    if (!this.members.has(key)) this.members.set(key, item);
  }

  delete(item: Value): boolean {
    return this.members.delete(keyOf(item));
  }

  clear(): void {
    this.members.clear();
  }

  get items(): Value[] {
    const items = [...this.members.values()];
    const places = tableSize(items.length);
    const areOwnPlaces = items.every((item) => typeof item === 'bigint' && item >= 0n && item < places);
    return areOwnPlaces ? items.sort((left, right) => Number(left) - Number(right)) : items;
  }
}

/** How many places Python has for so many members of a set. */
function tableSize(members: number): number {
  let size = 8;
  while (members * 5 >= (size - 1) * 3) size *= 4;
  return size;
}
