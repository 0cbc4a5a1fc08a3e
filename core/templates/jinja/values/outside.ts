import { l10n } from '../../../system';
import { typeMistake } from '../place';
import type { ContextValue, TemplateValue } from '../value';
import { Dict, DictView, PySet } from './dict';
import type { Effort } from './effort';
import {
  GroupTuple,
  isList,
  kindOf,
  Lazy,
  Markup,
  Range,
  Secret,
  Thing,
  Tuple,
  Undefined,
  type Value,
} from './kinds';

/** A value of the outside as the language has it: a copy, so that no template changes what others see. */
export function insideOf(value: ContextValue): Value {
  return new Copying().copy(value);
}

/** Copies what can be changed; what is met twice is one and the same in the copy, too. */
class Copying {
  private readonly copies = new Map<object, Value>();

  copy(value: ContextValue | Value): Value {
    if (value === null || typeof value !== 'object') return value;
    const known = this.copies.get(value);
    if (known !== undefined) return known;
    if (isItems(value)) return this.list(value);
    if (value instanceof Thing && !(value instanceof Dict)) return this.thing(value);
    const dict = new Dict();
    this.copies.set(value, dict);
    for (const [key, item] of value) dict.set(this.copy(key), this.copy(item));
    return dict;
  }

  private list(items: readonly (ContextValue | Value)[]): Value {
    const list: Value[] = items.every(isPlain) ? items.slice() : [];
    this.copies.set(items, list);
    if (list.length < items.length) for (const item of items) list.push(this.copy(item));
    return list;
  }

  private thing(value: Thing): Value {
    if (value instanceof PySet)
      return this.kept(value, new PySet(value.items.map((item) => this.copy(item))));
    if (value instanceof DictView) {
      const dict = this.copy(value.dict);
      return dict instanceof Dict ? this.kept(value, new DictView(value.part, dict)) : value;
    }
    const isPlainTuple = value instanceof Tuple && !(value instanceof GroupTuple);
    return isPlainTuple ? this.kept(value, new Tuple(value.items.map((item) => this.copy(item)))) : value;
  }

  private kept(value: Thing, copy: Thing): Thing {
    this.copies.set(value, copy);
    return copy;
  }
}

/** What cannot be changed, and stands for itself in every copy. */
function isPlain(value: ContextValue | Value): value is null | boolean | bigint | number | string {
  return value === null || typeof value !== 'object';
}

function isItems(value: object): value is readonly ContextValue[] {
  return Array.isArray(value);
}

/** A value of the language for the outside: text, numbers, lists and dicts. Throws a `Mistake` for what is none. */
export function outsideOf(value: Value, effort: Effort): TemplateValue {
  const outside = (item: Value): TemplateValue => outsideOf(item, effort);
  effort.hold(1);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(outside);
  if (value instanceof Markup) return value.text;
  if (value instanceof Tuple || value instanceof PySet || value instanceof DictView)
    return value.items.map(outside);
  if (value instanceof Dict)
    return new Map(Array.from(value, ([key, item]) => [outside(key), outside(item)]));
  if (value instanceof Range) effort.hold(2 * value.length);
  if (value instanceof Range) return Array.from({ length: value.length }, (_, index) => value.at(index));
  if (value instanceof Secret || value instanceof Undefined) return value.fail();
  if (value instanceof Lazy) {
    const items: TemplateValue[] = [];
    for (let item = value.next(); item !== undefined; item = value.next()) items.push(outside(item));
    return items;
  }
  throw typeMistake(l10n.t("a '{0}' cannot leave the template", kindOf(value)));
}
