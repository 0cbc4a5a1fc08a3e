import { itemOf } from '../runtime/lookup';
import type { Run } from '../runtime/run';
import { Markup, Undefined, type Value } from '../values/kinds';

/** Reads something of an item; what it reads may be undefined. */
export type Getter = (item: Value) => Value;

/**
 * What the filters' `attribute='a.b.0'` reads of an item; parts of digits are positions. `otherwise` stands in for
 * what is undefined on the way, unless it is None.
 */
export function attributeGetter(attribute: Value, run: Run, otherwise: Value = null): Getter {
  const parts = partsOf(attribute, run);
  return (item) => {
    let value = item;
    for (const part of parts) {
      value = itemOf(value, part, run);
      if (otherwise !== null && value instanceof Undefined) value = otherwise;
    }
    return value;
  };
}

/** The same for more than one attribute, `'a,b'`: what is compared, in order. */
export function attributesGetter(attribute: Value, run: Run): (item: Value) => Value[] {
  const path = pathOf(attribute);
  run.hold((path?.length ?? 0) * 4);
  const attributes: readonly Value[] = path === undefined ? [attribute] : path.split(',');
  const getters = attributes.map((one) => attributeGetter(one, run));
  return (item) => getters.map((read) => read(item));
}

function partsOf(attribute: Value, run: Run): readonly Value[] {
  if (attribute === null) return [];
  const path = pathOf(attribute);
  if (path === undefined) return [attribute];
  run.hold(path.length * 4);
  return path.split('.').map((part) => (/^[0-9]+$/.test(part) ? BigInt(part) : part));
}

function pathOf(attribute: Value): string | undefined {
  return attribute instanceof Markup ? attribute.text : typeof attribute === 'string' ? attribute : undefined;
}

/** What an order that is blind to case compares: texts in small letters, all else as it is. */
export function withoutCase(value: Value): Value {
  if (value instanceof Markup) return value.text.toLowerCase();
  return typeof value === 'string' ? value.toLowerCase() : value;
}

/** The key of an item: its attribute (itself for None), in small letters unless case counts. */
export function keyGetter(attribute: Value, caseCounts: boolean, run: Run, otherwise: Value = null): Getter {
  const read = attributeGetter(attribute, run, otherwise);
  return caseCounts ? read : (item) => withoutCase(read(item));
}
