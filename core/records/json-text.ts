/** A number as it is written, so that 37.0 stays a float and no digit is lost. */
export class JsonNumber {
  constructor(readonly text: string) {
    if (!NUMBER.test(text)) throw new TypeError(`${JSON.stringify(text)} is no number of JSON`);
  }

  get value(): number {
    return Number(this.text);
  }

  /** What becomes of it where plain JSON is written. */
  toJSON(): number {
    return this.value;
  }
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/** A value of a record as it is read: whole numbers are `bigint`, others `JsonNumber`. */
export type JsonValue = null | boolean | bigint | JsonNumber | string | readonly JsonValue[] | JsonObject;
/** Has no prototype where it was read, so that a key such as `__proto__` is one like any other. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}
/** Whether a value that was read is an object. */
export function isJsonObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null;
}
/**
 * An object that is written with its members in this very order; an object of the language would put keys that look like
 * numbers first.
 */
export type JsonMembers = ReadonlyMap<string, OrderedValue>;
/** A value of a record as it is written, with mappings in their order. */
export type OrderedValue = JsonValue | readonly OrderedValue[] | JsonMembers;

/**
 * A float as JSON: with a point or an exponent, so that it comes back as a float. What JSON cannot say
 * becomes a string: `nan`, `inf`, `-inf`.
 */
export function jsonFloat(value: number): JsonNumber | string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const digits = Object.is(value, -0) ? '-0' : String(value);
  return new JsonNumber(/[.e]/.test(digits) ? digits : `${digits}.0`);
}

/**
 * The text of a record: JSON, indented by two spaces, with a final newline. `bigint` is written in full
 * and a `JsonNumber` as it stands; a `Map` is an object in its own order; members that are `undefined` are left out.
 */
export function stringifyRecord(value: unknown): string {
  return `${jsonText(value, '\n')}\n`;
}

/** @param newline what begins a line at this depth: the line break with its indentation */
export function jsonText(value: unknown, newline: string): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number')
    return Number.isFinite(value) ? String(value) : JSON.stringify(jsonFloat(value));
  if (value instanceof JsonNumber) return value.text;
  if (typeof value !== 'object' || value === null) return scalarText(value);
  const deeper = `${newline}  `;
  if (Array.isArray(value)) {
    const items = (value as readonly unknown[]).map((item) => jsonText(item, deeper));
    return bracketed('[', items, ']', newline);
  }
  const entries = value instanceof Map ? [...(value as ReadonlyMap<string, unknown>)] : Object.entries(value);
  const members = entries.flatMap(([key, member]) =>
    member === undefined ? [] : [`${JSON.stringify(key)}: ${jsonText(member, deeper)}`],
  );
  return bracketed('{', members, '}', newline);
}

function scalarText(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  throw new TypeError(`a ${typeof value} is no value of JSON`);
}

function bracketed(open: string, parts: readonly string[], close: string, newline: string): string {
  if (parts.length === 0) return open + close;
  const deeper = `${newline}  `;
  return open + deeper + parts.join(`,${deeper}`) + newline + close;
}
