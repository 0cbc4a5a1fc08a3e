import { l10n } from '../../system';
import { lookUp } from './comparison';
import {
  Callable,
  isDict,
  isList,
  kindOf,
  LoopState,
  Namespace,
  open,
  Range,
  SafeText,
  Tuple,
  Undefined,
  type List,
  type Value,
} from './kinds';
import { loopAttribute } from './loop';
import { methodOf } from './methods';
import { Mistake } from './place';
import { characterAt, charactersOf, textOf } from './text';

/** Makes the undefined value for something that is not there, said in a sentence. */
export type MakeUndefined = (message: string) => Undefined;

/** `target.name`: a method or attribute first, then an item. */
export function attributeOf(given: Value, name: string, makeUndefined: MakeUndefined): Value {
  const target = open(given);
  if (target instanceof Undefined) target.fail();
  const attribute = ownAttribute(target, name, makeUndefined);
  if (attribute !== undefined) return attribute;
  const item = itemUnder(target, name);
  if (item !== undefined) return item;
  return makeUndefined(l10n.t("a '{0}' has no attribute '{1}'", kindOf(target), name));
}

/** `target[key]`: an item first, then a method or attribute. */
export function itemOf(given: Value, givenKey: Value, makeUndefined: MakeUndefined): Value {
  const target = open(given);
  const key = open(givenKey);
  if (target instanceof Undefined) target.fail();
  const item = itemUnder(target, key);
  if (item !== undefined) return item;
  const attribute = typeof key === 'string' ? ownAttribute(target, key, makeUndefined) : undefined;
  if (attribute !== undefined) return attribute;
  const shown = typeof key === 'string' || typeof key === 'bigint' ? `'${key}'` : l10n.t('of this kind');
  return makeUndefined(l10n.t("a '{0}' has no item {1}", kindOf(target), shown));
}

function ownAttribute(target: Value, name: string, makeUndefined: MakeUndefined): Value | undefined {
  if (/^__.*__$/s.test(name)) throw new Mistake(l10n.t("the attribute '{0}' is not for templates", name));
  if (target instanceof LoopState) return loopAttribute(target, name, makeUndefined);
  if (target instanceof Namespace) return target.attributes.get(name);
  if (target instanceof Callable || target instanceof SafeText)
    throw new Mistake(l10n.t("the attribute '{0}' of a '{1}' is not served", name, kindOf(target)));
  return methodOf(target, name);
}

function itemUnder(target: Value, key: Value): Value | undefined {
  if (isDict(target)) return lookUp(target, key);
  if (typeof key !== 'bigint' && typeof key !== 'boolean') return undefined;
  if (typeof target === 'string') return characterAt(target, Number(key));
  return indexable(target)?.at(Number(key));
}

function indexable(target: Value): List | undefined {
  if (typeof target === 'string') return charactersOf(target);
  if (target instanceof SafeText) return charactersOf(target.text);
  if (isList(target)) return target;
  return target instanceof Tuple || target instanceof Range ? target.items : undefined;
}

/** `target[start:stop:step]` of a text, a list or a tuple. */
export function sliceOf(given: Value, bounds: { start: Value; stop: Value; step: Value }): Value {
  const target = open(given);
  if (target instanceof Undefined) target.fail();
  if (target instanceof Range || target instanceof SafeText)
    throw new Mistake(l10n.t("a '{0}' is not cut into slices here; make it a list first", kindOf(target)));
  const items = indexable(target);
  if (items === undefined) throw new Mistake(l10n.t("a '{0}' has no slices", kindOf(target)));
  const chosen = sliced(items, bound(bounds.start), bound(bounds.stop), bound(bounds.step) ?? 1);
  if (typeof target === 'string') return chosen.map(textOf).join('');
  return isList(target) ? chosen : new Tuple(chosen);
}

function bound(given: Value): number | undefined {
  const value = open(given);
  if (value === null) return undefined;
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  if (value instanceof Undefined) value.fail();
  throw new Mistake(l10n.t("the bound of a slice is an integer, not a '{0}'", kindOf(value)));
}

function sliced(items: List, start: number | undefined, stop: number | undefined, step: number): Value[] {
  if (step === 0) throw new Mistake(l10n.t('the step of a slice is not 0'));
  const [lowest, highest] = step > 0 ? [0, items.length] : [-1, items.length - 1];
  const clamp = (value: number): number =>
    Math.min(Math.max(value < 0 ? value + items.length : value, lowest), highest);
  const first = start === undefined ? (step > 0 ? lowest : highest) : clamp(start);
  const end = stop === undefined ? (step > 0 ? highest : lowest) : clamp(stop);
  const chosen: Value[] = [];
  for (let index = first; step > 0 ? index < end : index > end; index += step) {
    const item = items[index];
    if (item !== undefined) chosen.push(item);
  }
  return chosen;
}
