import { l10n } from '../../system';
import { kindOf, Undefined, type Value } from './kinds';
import { itemOf, type MakeUndefined } from './lookup';
import { Mistake } from './place';

/**
 * What the filters' `attribute='a.b.0'` reads of an item; whole numbers are positions.
 * `otherwise` stands for what is undefined, unless it is None.
 */
export function attributeGetter(
  attribute: Value,
  makeUndefined: MakeUndefined,
  otherwise: Value = null,
): (item: Value) => Value {
  const parts = partsOf(attribute);
  return (item) => {
    let value = item;
    for (const part of parts) {
      value = itemOf(value, part, makeUndefined);
      if (otherwise !== null && value instanceof Undefined) value = otherwise;
    }
    return value;
  };
}

/** The same with more than one attribute, `'a,b'`, for `sort`: what is compared, in order. */
export function attributesGetter(attribute: Value, makeUndefined: MakeUndefined): (item: Value) => Value[] {
  const attributes = typeof attribute === 'string' ? attribute.split(',') : [attribute];
  const getters = attributes.map((one) => attributeGetter(one, makeUndefined));
  return (item) => getters.map((read) => read(item));
}

function partsOf(attribute: Value): Value[] {
  if (attribute === null) return [];
  if (typeof attribute === 'bigint') return [attribute];
  if (typeof attribute === 'string')
    return attribute.split('.').map((part) => (/^[0-9]+$/.test(part) ? BigInt(part) : part));
  throw new Mistake(l10n.t("an attribute is named by a text or a number, not by a '{0}'", kindOf(attribute)));
}
