import { l10n } from '../../system';
import { valueMistake } from './place';
import type { ContextValue } from './value';
import { PySet } from './values/dict';
import { Markup, Range, Tuple } from './values/kinds';
import { insideOf } from './values/outside';

/** What makes a value of a tagged one. */
const TAGS: ReadonlyMap<string, (given: unknown) => ContextValue> = new Map<
  string,
  (given: unknown) => ContextValue
>([
  ['$markup', (given) => new Markup(String(given))],
  ['$int', (given) => BigInt(String(given))],
  ['$float', (given) => floatOf(String(given))],
  ['$tuple', (given) => new Tuple(listOf(given).map((item) => insideOf(fromTagged(item))))],
  ['$set', (given) => new PySet(listOf(given).map((item) => insideOf(fromTagged(item))))],
  ['$range', rangeOf],
  ['$dict', (given) => new Map(listOf(given).map(entryOf))],
]);

/**
 * The value that tagged JSON stands for: `{"$float": "1.0"}`, `{"$int": "12"}`, `$tuple`, `$set`, `$range`, `$dict` (a list
 * of pairs), `$markup`. A number without a point is an int.
 */
export function fromTagged(json: unknown): ContextValue {
  if (json === null || typeof json === 'boolean' || typeof json === 'string' || typeof json === 'bigint')
    return json;
  if (typeof json === 'number') return Number.isInteger(json) ? BigInt(json) : json;
  if (Array.isArray(json)) return json.map(fromTagged);
  const entries = Object.entries(json ?? {});
  const [first] = entries;
  const make = entries.length === 1 && first !== undefined ? TAGS.get(first[0]) : undefined;
  if (make !== undefined) return make(first?.[1]);
  return new Map(entries.map(([key, item]) => [key, fromTagged(item)]));
}

function listOf(given: unknown): readonly unknown[] {
  if (Array.isArray(given)) return given;
  throw valueMistake(l10n.t('a tagged value that holds several needs a list'));
}

function entryOf(pair: unknown): [ContextValue, ContextValue] {
  const [key = null, item = null] = listOf(pair);
  return [fromTagged(key), fromTagged(item)];
}

function rangeOf(given: unknown): Range {
  const [start = 0, stop = 0, step = 1] = listOf(given);
  return new Range(BigInt(String(start)), BigInt(String(stop)), BigInt(String(step)));
}

function floatOf(text: string): number {
  if (/^-?inf/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return Number(text);
}
