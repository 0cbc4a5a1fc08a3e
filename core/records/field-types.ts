import * as z from 'zod';
import { l10n } from '../system';
import {
  JsonNumber,
  type JsonMembers,
  type JsonObject,
  type JsonValue,
  type OrderedValue,
} from './json-text';

/** The types that several records share. */

const UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/** Whether a text is a UTC timestamp as records hold it, of a day and time that exist. */
export function isTimestamp(text: string): boolean {
  if (!UTC.test(text)) return false;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 19) === text.slice(0, 19);
}

export const timestampField = z.string().refine(isTimestamp, {
  error: () => l10n.t('must be a UTC timestamp such as {0}', '2026-11-20T13:00:00Z'),
});

/** `MAJOR.MINOR`; whether it is ours is checked before the schema is. */
export const versionField = z.string();

export const runKindField = z.enum(['experimental', 'test']);

/** A number of plain size, however it was read. */
export const numberField = z.union([
  z.number(),
  z.bigint().transform(Number),
  z.instanceof(JsonNumber).transform((number) => number.value),
]);

export const countField = numberField.refine((count) => Number.isSafeInteger(count) && count >= 0, {
  error: () => l10n.t('must be a whole number from 0 on'),
});

/** An object of anything that JSON can say, passed through as it is. */
export const jsonObjectField = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && isJson(value),
  { error: () => l10n.t('must be an object of values that JSON can hold') },
);

/** The same, where it is written also as a `Map`, whose order is kept. */
export const jsonMembersField = z.custom<JsonObject | JsonMembers>(
  (value) => (value instanceof Map ? isOrdered(value) : jsonObjectField.safeParse(value).success),
  { error: () => l10n.t('must be an object of values that JSON can hold') },
);

function isOrdered(value: unknown): value is OrderedValue {
  if (Array.isArray(value)) return value.every(isOrdered);
  if (!(value instanceof Map)) return isJson(value);
  return [...(value as ReadonlyMap<unknown, unknown>)].every(
    ([key, member]) => typeof key === 'string' && isOrdered(member),
  );
}

function isJson(value: unknown): value is JsonValue {
  if (value === null || value instanceof JsonNumber) return true;
  if (Array.isArray(value)) return value.every(isJson);
  if (value instanceof Map) return false;
  if (typeof value === 'object') return Object.values(value).every(isJson);
  return ['boolean', 'bigint', 'string'].includes(typeof value);
}
