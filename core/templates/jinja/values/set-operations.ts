import { DictView, PySet } from './dict';
import type { Effort } from './effort';
import { asSet } from './equality';
import { isIterable, itemsOf } from './iterate';
import type { Value } from './kinds';

/** `a - b` of sets; one of them may also be the keys or items of a dict, and the other then anything to go through. */
export function setDifference(a: Value, b: Value, effort: Effort): PySet | undefined {
  const areSets = a instanceof PySet && b instanceof PySet;
  if (!areSets && !isSetView(a) && !isSetView(b)) return undefined;
  const sides = [a, b].map(
    (side) => asSet(side) ?? (isIterable(side) ? new PySet(itemsOf(side, effort)) : undefined),
  );
  const [left, right] = sides;
  return left === undefined || right === undefined ? undefined : setOperation('-', left, right);
}

function isSetView(value: Value): boolean {
  return value instanceof DictView && value.part !== 'values';
}

/** What two sets make together. The language has `-` only; the others are methods and filters. */
export function setOperation(operator: '-' | '|' | '&' | '^', a: Value, b: Value): PySet | undefined {
  const [left, right] = [asSet(a), asSet(b)];
  if (left === undefined || right === undefined) return undefined;
  switch (operator) {
    case '-':
      return new PySet(left.items.filter((item) => !right.has(item)));
    case '|':
      return new PySet([...left.items, ...right.items]);
    case '&':
      return new PySet(left.items.filter((item) => right.has(item)));
    case '^':
      return new PySet([
        ...left.items.filter((item) => !right.has(item)),
        ...right.items.filter((item) => !left.has(item)),
      ]);
  }
}
