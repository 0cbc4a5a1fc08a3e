import { l10n } from '../../../system';
import { typeMistake } from '../place';
import { TimeDelta } from '../time/time-delta';
import { Dict, DictView, PySet } from './dict';
import { CHARACTERS_PER_STEP, type Effort } from './effort';
import {
  Bytes,
  isList,
  kindOf,
  Lazy,
  Markup,
  open,
  Range,
  Secret,
  Tuple,
  Undefined,
  WithAttributes,
  type Next,
  type Value,
} from './kinds';
import { charactersOf, lengthOf } from './text';

/** Python's truth. A secret answer may be asked for it. */
export function isTrue(value: Value): boolean {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      return value !== '';
    case 'bigint':
      return value !== 0n;
    case 'number':
      return value !== 0;
    default:
      return value !== null && isTrueThing(value);
  }
}

function isTrueThing(value: Exclude<Value, null | boolean | bigint | number | string>): boolean {
  if (isList(value)) return value.length > 0;
  if (value instanceof Undefined) {
    value.bear();
    return false;
  }
  if (value instanceof Secret) return isTrue(value.value);
  if (value instanceof Lazy) return true;
  if (value instanceof TimeDelta) return value.total !== 0n;
  const size = knownSize(value);
  return size === undefined || size > 0;
}

/** What it costs to look through a value once, in steps. */
export function costOf(value: Value): number {
  if (typeof value === 'string') return Math.ceil(value.length / CHARACTERS_PER_STEP);
  if (isList(value)) return value.length;
  return value instanceof Tuple ? value.items.length : 1;
}

/** Whether `for` can go through it. */
export function isIterable(value: Value): boolean {
  if (typeof value === 'string' || isList(value)) return true;
  if (value instanceof WithAttributes) return value.iterate !== undefined;
  return [Dict, Tuple, Bytes, Markup, DictView, PySet, Range, Lazy, Undefined].some(
    (kind) => value instanceof kind,
  );
}

/** `len(value)`, undefined where it has none. */
function knownSize(value: Value): number | undefined {
  if (typeof value === 'string') return lengthOf(value);
  if (isList(value)) return value.length;
  if (value instanceof Tuple) return value.items.length;
  if (value instanceof Dict || value instanceof PySet) return value.size;
  if (value instanceof Markup) return lengthOf(value.text);
  if (value instanceof DictView) return value.dict.size;
  if (value instanceof Bytes) return value.bytes.length;
  if (value instanceof Range) return value.length;
  if (value instanceof WithAttributes) return value.size?.();
  if (value instanceof Undefined) {
    value.bear();
    return 0;
  }
  return undefined;
}

/** `len(value)`. */
export function sizeOf(value: Value): number {
  const size = knownSize(open(value));
  if (size === undefined) throw typeMistake(l10n.t("a '{0}' has no length", kindOf(value)));
  return size;
}

/** Goes through a value item by item; a list that grows meanwhile is gone through to its new end, as in Python. */
export function nextOf(given: Value): Next {
  const value = open(given);
  if (isList(value)) return nextIn(value);
  if (value instanceof Tuple) return nextIn(value.items);
  if (value instanceof Lazy) return value.next;
  if (value instanceof Dict) return value.nextKey();
  if (value instanceof Range) return nextNumber(value);
  if (typeof value === 'string') return nextCharacter(value);
  if (value instanceof Markup) return nextCharacter(value.text);
  if (value instanceof DictView) return value.dict.nextPart(value.part);
  if (value instanceof PySet) return nextIn(value.items);
  if (value instanceof Bytes) return nextIn(Array.from(value.bytes, BigInt));
  if (value instanceof WithAttributes && value.iterate !== undefined) return value.iterate();
  if (value instanceof Undefined) {
    value.bear();
    return () => undefined;
  }
  throw typeMistake(l10n.t("a '{0}' is nothing to go through", kindOf(value)));
}

export function nextIn(items: readonly Value[]): Next {
  let index = -1;
  return () => {
    index += 1;
    return items[index];
  };
}

/** Takes a long text apart only as far as it is asked to. */
function nextCharacter(text: string): Next {
  const characters = text[Symbol.iterator]();
  return () => {
    const { done, value } = characters.next();
    return done === true ? undefined : value;
  };
}

function nextNumber(range: Range): Next {
  const { length } = range;
  let index = -1;
  return () => {
    index += 1;
    return index < length ? range.at(index) : undefined;
  };
}

/** All items, as `for` goes through them; what is gone through once is used up by it. Nobody changes what is given. */
export function itemsOf(given: Value, effort: Effort): readonly Value[] {
  if (isList(given)) {
    effort.spend(given.length);
    return given;
  }
  if (given instanceof Tuple) return given.items;
  if (typeof given === 'string') {
    effort.hold(given.length / 4);
    return charactersOf(given);
  }
  const next = nextOf(given);
  const items: Value[] = [];
  for (let item = next(); item !== undefined; item = next()) {
    effort.hold(1);
    items.push(item);
  }
  return items;
}
