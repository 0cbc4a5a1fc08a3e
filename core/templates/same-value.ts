import type { TemplateValue } from './jinja/value';

/** Whether Python takes two values for equal: `1`, `1.0` and `True` are, at any depth; the order of keys is no matter. */
export function sameValue(left: TemplateValue, right: TemplateValue): boolean {
  if (left === right) return true;
  const [leftNumber, rightNumber] = [numberOf(left), numberOf(right)];
  // A float and an integer are compared exactly.
  if (leftNumber !== undefined && rightNumber !== undefined) {
    return leftNumber <= rightNumber && leftNumber >= rightNumber;
  }
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((item, index) => sameValue(item, right[index] ?? null));
  }
  if (!isMapping(left) || !isMapping(right) || left.size !== right.size) return false;
  return [...left].every(([key, value]) => {
    const other = entryFor(right, key);
    return other !== undefined && sameValue(value, other.value);
  });
}

function entryFor(
  mapping: ReadonlyMap<TemplateValue, TemplateValue>,
  key: TemplateValue,
): { readonly value: TemplateValue } | undefined {
  const direct = mapping.get(key);
  if (direct !== undefined) return { value: direct };
  if (numberOf(key) === undefined) return undefined;
  const found = [...mapping].find(([each]) => sameValue(each, key));
  return found && { value: found[1] };
}

function numberOf(value: TemplateValue): number | bigint | undefined {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return typeof value === 'number' || typeof value === 'bigint' ? value : undefined;
}

function isList(value: TemplateValue): value is readonly TemplateValue[] {
  return Array.isArray(value);
}

function isMapping(value: TemplateValue): value is ReadonlyMap<TemplateValue, TemplateValue> {
  return value instanceof Map;
}
