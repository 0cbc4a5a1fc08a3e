import { l10n } from '../../../system';
import { bind, openAll } from '../runtime/signature';
import type { Run } from '../runtime/run';
import { Dict, DictView, PySet } from '../values/dict';
import { costOf } from '../values/iterate';
import {
  Bytes,
  Callable,
  isList,
  kindOf,
  Markup,
  Range,
  Tuple,
  type Arguments,
  type Value,
} from '../values/kinds';
import { BYTES_METHODS } from './bytes';
import { DICT_CLASS_METHODS, DICT_METHODS } from './dict';
import { SET_VIEW_METHODS, VALUES_VIEW_METHODS } from './dict-view';
import { FORMAT_METHODS } from './formatting';
import { LIST_METHODS } from './list';
import { MARKUP_METHODS } from './markup';
import type { FreeMethod, Member, MemberTable, Method } from './method';
import { FLOAT_METHODS, INT_METHODS } from './number';
import { RANGE_METHODS } from './range';
import { SET_METHODS } from './set';
import { STR_METHODS } from './str';
import { TUPLE_METHODS } from './tuple';

/** An attribute of a value that is there at once. */
export class BoundProperty {
  constructor(readonly get: () => Value) {}
}

/** A method with the value that it belongs to: templates may keep very many, so that it is small. */
export class BoundMethod {
  constructor(
    private readonly member: Method<never> | FreeMethod<never>,
    private readonly owner: Value,
    private readonly name: string,
  ) {}

  /** Throws a `Mistake` where Python would: for its arguments, and for what it is to do. */
  call(given: Arguments, run: Run): Value {
    const { member, owner, name } = this;
    // The table that the method is from is the one of its owner's kind.
    const own = owner as never;
    if ('take' in member) {
      openAll(given);
      run.spend(1 + textCost(owner));
      return member.take(own, given, run);
    }
    const arguments_ = bind(member.signature, given, () => l10n.t("'{0}' of a '{1}'", name, kindOf(owner)));
    run.spend(1 + textCost(owner));
    return member.run(own, arguments_, run);
  }
}

export type BoundMember = BoundProperty | BoundMethod;

/** The method or attribute that a value has under a name, undefined where templates see none. */
export function memberOf(value: Value, name: string): BoundMember | undefined {
  switch (typeof value) {
    case 'string':
      return boundIn(STR_METHODS, value, name) ?? boundIn(FORMAT_METHODS, value, name);
    case 'bigint':
      return boundIn(INT_METHODS, value, name);
    case 'boolean':
      return boundIn(INT_METHODS, BigInt(value), name);
    case 'number':
      return boundIn(FLOAT_METHODS, value, name);
    default:
      return value === null ? undefined : memberOfThing(value, name);
  }
}

function memberOfThing(value: Value, name: string): BoundMember | undefined {
  if (isList(value)) return boundIn(LIST_METHODS, value, name);
  if (value instanceof Dict) return boundIn(DICT_METHODS, value, name);
  if (value instanceof Tuple) return boundIn(TUPLE_METHODS, value, name);
  if (value instanceof Markup)
    return boundIn(MARKUP_METHODS, value, name) ?? boundIn(FORMAT_METHODS, value, name);
  if (value instanceof Bytes) return boundIn(BYTES_METHODS, value, name);
  if (value instanceof Range) return boundIn(RANGE_METHODS, value, name);
  if (value instanceof PySet) return boundIn(SET_METHODS, value, name);
  if (value instanceof Callable)
    return value.name === 'dict' ? boundIn(DICT_CLASS_METHODS, value, name) : undefined;
  if (!(value instanceof DictView)) return undefined;
  return boundIn(value.part === 'values' ? VALUES_VIEW_METHODS : SET_VIEW_METHODS, value, name);
}

function boundIn<Owner extends Value>(
  table: MemberTable<Owner>,
  owner: Owner,
  name: string,
): BoundMember | undefined {
  const member = table.get(name);
  return member === undefined ? undefined : bound(member, owner, name);
}

function bound<Owner extends Value>(member: Member<Owner>, owner: Owner, name: string): BoundMember {
  return 'get' in member ? new BoundProperty(() => member.get(owner)) : new BoundMethod(member, owner, name);
}

/** Texts are looked through by almost every method; those of sequences say themselves what they look through. */
function textCost(owner: Value): number {
  if (owner instanceof Markup) return costOf(owner.text);
  return typeof owner === 'string' ? costOf(owner) : 0;
}
