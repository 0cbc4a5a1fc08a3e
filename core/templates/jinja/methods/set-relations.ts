import type { Run } from '../runtime/run';
import { PySet } from '../values/dict';
import { ITEMS_PER_ENTRY } from '../values/effort';
import { itemsOf } from '../values/iterate';
import type { Value } from '../values/kinds';

/** The values of anything that can be gone through, each once. Throws a `Mistake` for what cannot be in a set. */
export function setOf(given: Value, run: Run): PySet {
  if (given instanceof PySet) return given;
  const items = itemsOf(given, run);
  run.hold(items.length * ITEMS_PER_ENTRY);
  return new PySet(items);
}

/** Whether two collections have no value in common. */
export function isDisjoint(items: readonly Value[], other: Value, run: Run): boolean {
  const set = setOf(other, run);
  run.spend(items.length);
  return !items.some((item) => set.has(item));
}
