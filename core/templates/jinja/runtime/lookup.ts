import { l10n } from '../../../system';
import { BoundMethod, BoundProperty, memberOf } from '../methods';
import { Mistake, typeMistake, valueMistake } from '../place';
import { Dict } from '../values/dict';
import {
  Callable,
  GroupTuple,
  isList,
  kindOf,
  Markup,
  open,
  Range,
  Tuple,
  Undefined,
  WithAttributes,
  type Value,
} from '../values/kinds';
import { characterAt, charactersOf } from '../values/text';
import type { Run } from './run';

/** Attributes that lead into Python; Jinja's sandbox gives an undefined value for them, which nothing can be done with. */
const INTERNAL = new Set([
  ...[
    'mro',
    'func_closure',
    'func_code',
    'func_dict',
    'func_defaults',
    'func_globals',
    'im_class',
    'im_func',
    'im_self',
  ],
  ...[
    'gi_frame',
    'gi_code',
    'cr_frame',
    'cr_code',
    'ag_code',
    'ag_frame',
    'f_locals',
    'f_globals',
    'tb_frame',
  ],
]);

/** Makes the undefined value for something that is not there, said in a sentence. */
export type MakeUndefined = (message: string) => Undefined;

/** `target.name`: a method or attribute first, then an item; an undefined value where there is neither. */
export function attributeOf(
  given: Value,
  name: string,
  run: Run,
  missing: MakeUndefined = (message) => run.undefined(message),
): Value {
  const target = open(given);
  if (target instanceof Undefined) return ofUndefined(target, name);
  const attribute = ownAttribute(target, name, run);
  if (attribute !== undefined) return attribute;
  if (target instanceof Dict) {
    const item = target.get(name);
    if (item !== undefined) return item;
  }
  return missing(l10n.t("a '{0}' has no attribute '{1}'", kindOf(target), shortened(name)));
}

/** The method that `target.name(…)` calls, without the value that `target.name` alone is; undefined where it is none. */
export function methodOf(target: Value, name: string): BoundMethod | undefined {
  if (isInternal(name)) return undefined;
  const member = memberOf(target, name);
  return member instanceof BoundMethod ? member : undefined;
}

/** `target[key]`: an item first, then, for a text, a method or attribute. */
export function itemOf(
  given: Value,
  givenKey: Value,
  run: Run,
  missing: MakeUndefined = (message) => run.undefined(message),
): Value {
  const target = open(given);
  const key = open(givenKey);
  if (target instanceof Undefined) return ofUndefined(target, '');
  const item = itemUnder(target, key);
  if (item !== undefined) return item;
  if (typeof key === 'string' || key instanceof Markup) {
    const attribute = ownAttribute(target, typeof key === 'string' ? key : key.text, run);
    if (attribute !== undefined) return attribute;
  }
  return missing(l10n.t("a '{0}' has no item {1}", kindOf(target), shownKey(key)));
}

/** How much of a name an undefined value remembers (UTF-16 units). */
const LONGEST_NAME = 200;

function shortened(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
}

function shownKey(key: Value): string {
  if (typeof key === 'string') return `'${shortened(key)}'`;
  const isShort = typeof key === 'bigint' && BigInt.asIntN(512, key) === key;
  return isShort ? `'${key}'` : l10n.t('of this kind');
}

/** Of a chainable undefined value everything is undefined again; others fail, but for names that Python keeps. */
function ofUndefined(target: Undefined, name: string): Value {
  if (isOfPython(name)) return unsafe(target, name, target.mode);
  return target.mode === 'chainable' ? target : target.fail();
}

function isInternal(name: string): boolean {
  return name.startsWith('__') || INTERNAL.has(name);
}

/** The undefined value for what the sandbox keeps from templates: to do anything with it is an error. */
function unsafe(target: Value, name: string, mode: Undefined['mode']): Undefined {
  const kind = kindOf(target);
  const shown = shortened(name);
  const describe = (): string => l10n.t("the attribute '{0}' of a '{1}' is not for templates", shown, kind);
  return new Undefined(describe, mode, undefined, undefined, 'SecurityError');
}

/** The method or attribute of a value; undefined where it has none of that name. */
export function ownAttribute(target: Value, name: string, run: Run): Value | undefined {
  const { undefinedNames } = run.environment.options;
  if (isInternal(name)) return isOfPython(name) ? unsafe(target, name, undefinedNames) : undefined;
  if (target instanceof WithAttributes) {
    const attribute = target.attribute(name, run);
    return attribute !== undefined && name.startsWith('_') ? unsafe(target, name, undefinedNames) : attribute;
  }
  if (target instanceof GroupTuple) {
    const part = target.attribute(name);
    if (part !== undefined) return part;
  }
  const member = memberOf(target, name);
  if (member === undefined) return undefined;
  if (member instanceof BoundProperty) return member.get();
  return new Callable(name, (given, around) => member.call(given, around), 'builtin_function_or_method');
}

/** Names that are there in every object of Python: they are kept from templates rather than missing. */
function isOfPython(name: string): boolean {
  return OF_EVERY_OBJECT.has(name);
}

const OF_EVERY_OBJECT = new Set(
  [
    ...[
      'class',
      'delattr',
      'dir',
      'doc',
      'eq',
      'format',
      'ge',
      'getattribute',
      'getstate',
      'gt',
      'hash',
      'init',
    ],
    ...[
      'init_subclass',
      'le',
      'lt',
      'ne',
      'new',
      'reduce',
      'reduce_ex',
      'repr',
      'setattr',
      'sizeof',
      'str',
      'subclasshook',
    ],
  ].map((name) => `__${name}__`),
);

function itemUnder(target: Value, key: Value): Value | undefined {
  if (target instanceof Dict) return keyedItem(target, key);
  if (typeof key !== 'bigint' && typeof key !== 'boolean') return undefined;
  const index = Number(key);
  if (isList(target)) return target[index < 0 ? target.length + index : index];
  if (typeof target === 'string') return characterAt(target, index);
  if (target instanceof Tuple) return target.items[index < 0 ? target.items.length + index : index];
  if (target instanceof Markup) {
    const character = characterAt(target.text, index);
    return character === undefined ? undefined : new Markup(character);
  }
  if (!(target instanceof Range)) return undefined;
  const place = index < 0 ? target.length + index : index;
  return place >= 0 && place < target.length ? target.at(place) : undefined;
}

/** A key that cannot be one is simply not there, as Jinja has it. */
function keyedItem(dict: Dict, key: Value): Value | undefined {
  try {
    return dict.get(key);
  } catch (caught) {
    if (caught instanceof Mistake && caught.python === 'TypeError') return undefined;
    throw caught;
  }
}

/** The bounds of a slice as they are given. */
export interface SliceBounds {
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;
}

/** `target[start:stop:step]` of a text, a list, a tuple or a range; others have no slices. */
export function sliceOf(given: Value, bounds: SliceBounds, run: Run): Value {
  const target = open(given);
  if (target instanceof Undefined) return ofUndefined(target, '');
  const length = sliceableLength(target);
  if (length === undefined) throw typeMistake(l10n.t("a '{0}' has no slices", kindOf(target)));
  const { first, count, step } = places(length, bounds);
  run.hold(count);
  if (target instanceof Range)
    return new Range(
      target.start + target.step * BigInt(first),
      target.start + target.step * BigInt(first + count * step),
      target.step * BigInt(step),
    );
  const items =
    typeof target === 'string' || target instanceof Markup
      ? undefined
      : isList(target)
        ? target
        : itemsOfTuple(target);
  if (items !== undefined) {
    const chosen = taken(items, first, count, step);
    return isList(target) ? chosen : new Tuple(chosen);
  }
  const text = typeof target === 'string' ? target : target instanceof Markup ? target.text : '';
  const cut = taken(charactersOf(text), first, count, step).join('');
  return target instanceof Markup ? new Markup(cut) : cut;
}

function itemsOfTuple(value: Value): readonly Value[] {
  return value instanceof Tuple ? value.items : [];
}

function sliceableLength(target: Value): number | undefined {
  if (typeof target === 'string') return charactersOf(target).length;
  if (target instanceof Markup) return charactersOf(target.text).length;
  if (isList(target)) return target.length;
  if (target instanceof Tuple) return target.items.length;
  return target instanceof Range ? target.length : undefined;
}

function places(length: number, bounds: SliceBounds): { first: number; count: number; step: number } {
  const step = bound(bounds.step) ?? 1;
  if (step === 0) throw valueMistake(l10n.t('the step of a slice is not 0'));
  const [lowest, highest] = step > 0 ? [0, length] : [-1, length - 1];
  const clamp = (value: number): number =>
    Math.min(Math.max(value < 0 ? value + length : value, lowest), highest);
  const [start, stop] = [bound(bounds.start), bound(bounds.stop)];
  const first = start === undefined ? (step > 0 ? lowest : highest) : clamp(start);
  const end = stop === undefined ? (step > 0 ? highest : lowest) : clamp(stop);
  return { first, count: Math.max(Math.ceil((end - first) / step), 0), step };
}

function taken<Item>(items: readonly Item[], first: number, count: number, step: number): Item[] {
  if (step === 1) return items.slice(first, first + count);
  const chosen: Item[] = [];
  for (let index = 0; index < count; index += 1) {
    const item = items[first + index * step];
    if (item !== undefined) chosen.push(item);
  }
  return chosen;
}

function bound(given: Value): number | undefined {
  const value = open(given);
  if (value === null) return undefined;
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  if (value instanceof Undefined) value.fail();
  throw typeMistake(l10n.t("the bound of a slice is an integer, not a '{0}'", kindOf(value)));
}
