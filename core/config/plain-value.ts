import type { KeyPath } from './problem';

/** A mapping whose keys, `__proto__` included, are nothing but keys. */
export type Mapping = Readonly<Record<string, unknown>>;

/** Whether a value read from YAML is a mapping. */
export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy of what YAML gave, in which a key with nothing behind it is not there: `lims:` means the defaults. */
export function withoutEmptyKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmptyKeys);
  if (!isMapping(value)) return value;
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [key, entry] of Object.entries(value)) {
    if (entry !== null && entry !== undefined) copy[key] = withoutEmptyKeys(entry);
  }
  return copy;
}

/** A copy of the values without these keys. */
export function withoutKeys(value: unknown, paths: readonly KeyPath[]): unknown {
  const unwanted = new Set(paths.map((path) => JSON.stringify(path)));
  const copyOf = (present: unknown, path: KeyPath): unknown => {
    if (Array.isArray(present)) return present.map((entry, index) => copyOf(entry, [...path, index]));
    if (!isMapping(present)) return present;
    const copy = Object.create(null) as Record<string, unknown>;
    for (const [key, entry] of Object.entries(present)) {
      const place = [...path, key];
      if (!unwanted.has(JSON.stringify(place))) copy[key] = copyOf(entry, place);
    }
    return copy;
  };
  return copyOf(value, []);
}

/** The value at a path, or undefined where the path leads nowhere. */
export function valueAt(value: unknown, path: KeyPath): unknown {
  let current = value;
  for (const step of path) {
    if (Array.isArray(current) && typeof step === 'number') current = current[step];
    else if (isMapping(current) && Object.hasOwn(current, step)) current = current[step];
    else return undefined;
  }
  return current;
}

/** The mappings of the list at a path, each with its own path; what is no mapping is left out. */
export function mappingsIn(data: unknown, path: KeyPath): { path: KeyPath; entry: Mapping }[] {
  const list = valueAt(data, path);
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown, index) =>
    isMapping(entry) ? [{ path: [...path, index], entry }] : [],
  );
}
