/** What is wrong with a value, each complaint with its place; nothing where the value has the shape. */
export type Shape = (value: unknown, place: string) => string[];

export type JsonRecord = Readonly<Record<string, unknown>>;

/** A shape by what it is called and whether a value has it. */
export function where(what: string, holds: (value: unknown) => boolean): Shape {
  return (value, place) => (holds(value) ? [] : [`${place} is ${JSON.stringify(value)}, not ${what}`]);
}

export const anything: Shape = () => [];

export const text = where('a text', (value) => typeof value === 'string');

export const filledText = where('a text with something in it', (value) => isText(value) && value !== '');

export const wholeNumber = where('a whole number', Number.isSafeInteger);

/** UTC, ISO 8601 with `Z`, of a day and a time that exist. */
export const timestamp = where('a UTC timestamp with Z', (value) => {
  if (!isText(value) || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value)) return false;
  const date = new Date(value);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 19) === value.slice(0, 19);
});

export function matching(pattern: RegExp): Shape {
  return where(`a text like ${pattern.source}`, (value) => isText(value) && pattern.test(value));
}

/** Equal to this value, deeply; the order of keys does not count. */
export function exactly(expected: unknown): Shape {
  return where(JSON.stringify(expected), (value) => sorted(value) === sorted(expected));
}

export function oneOf(...values: readonly unknown[]): Shape {
  return where(`one of ${JSON.stringify(values)}`, (value) => values.includes(value));
}

/** An object with all of these keys, perhaps some of the optional ones, and no others. */
export function object(
  required: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape {
  return (value, place) => {
    if (!isRecord(value)) return [`${place} is ${JSON.stringify(value)}, not an object`];
    const missing = Object.keys(required).filter((key) => !Object.hasOwn(value, key));
    const shapes = new Map(Object.entries({ ...required, ...optional }));
    const parts = Object.entries(value).flatMap(
      ([key, part]) => shapes.get(key)?.(part, `${place}.${key}`) ?? [`${place}.${key} should not be there`],
    );
    return [...missing.map((key) => `${place}.${key} is missing`), ...parts];
  };
}

export function list(item: Shape): Shape {
  return (value, place) =>
    Array.isArray(value)
      ? (value as unknown[]).flatMap((part, index) => item(part, `${place}[${index}]`))
      : [`${place} is ${JSON.stringify(value)}, not a list`];
}

/** An object of whatever keys. */
export function mapping(part: Shape): Shape {
  return (value, place) =>
    isRecord(value)
      ? Object.entries(value).flatMap(([key, entry]) => part(entry, `${place}.${key}`))
      : [`${place} is ${JSON.stringify(value)}, not an object`];
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isRecord(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}
