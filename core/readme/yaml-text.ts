import { JsonNumber, type JsonObject, type JsonValue } from '../records';

/**
 * Writes YAML that every parser of 1.1 and of 1.2 reads alike: strings in double quotes on one line, with
 * whatever 1.1 does not call printable escaped. Nothing is left for a parser to guess.
 */

/** Control characters, line breaks of Unicode, byte order marks, non-characters, halves of surrogate pairs. */
const UNPRINTABLE = /[\x7F-\x9F\u2028\u2029\uFEFF\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** Keys that no parser takes for anything but text. */
const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_]*$/;
const WORDS_WITH_A_MEANING = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** The most characters of a key that is not announced with `?`; the standard says 1,024, with its quotes. */
const LONGEST_SIMPLE_KEY = 1000;

/** A value on one line: `"text"`, `true`, `[1, 2.0]`. */
export function yamlValue(value: JsonValue): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (value instanceof JsonNumber) return yamlFloat(value.text);
  if (isList(value)) return `[${value.map(yamlValue).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) => {
    const text = yamlKey(key);
    return `${text.length <= LONGEST_SIMPLE_KEY ? text : `? ${text} `}: ${yamlValue(item)}`;
  });
  return `{${entries.join(', ')}}`;
}

/** A mapping in a mapping, a line for each of its values; `{}` where it is empty. */
export function yamlBlock(name: string, mapping: JsonObject): string[] {
  const entries = Object.entries(mapping);
  if (entries.length === 0) return [`${name}: {}`];
  const lines = entries.flatMap(([key, value]) => {
    const text = yamlKey(key);
    const simple = [`  ${text}: ${yamlValue(value)}`];
    return text.length <= LONGEST_SIMPLE_KEY ? simple : [`  ? ${text}`, `  : ${yamlValue(value)}`];
  });
  return [`${name}:`, ...lines];
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(
    UNPRINTABLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A key as it is written there: in quotes where a parser might take it for anything but text (`on`, `no`). */
export function yamlKey(key: string): string {
  return PLAIN_KEY.test(key) && !WORDS_WITH_A_MEANING.test(key) ? key : quoted(key);
}

/** YAML 1.1 knows a float by its point, and an exponent by its sign: `1e3` would be a text. */
function yamlFloat(json: string): string {
  const [mantissa = '', exponent] = json.toLowerCase().split('e');
  const pointed = mantissa.includes('.') ? mantissa : `${mantissa}.0`;
  if (exponent === undefined) return pointed;
  return `${pointed}e${/^[-+]/.test(exponent) ? '' : '+'}${exponent}`;
}

function isList(value: readonly JsonValue[] | JsonObject): value is readonly JsonValue[] {
  return Array.isArray(value);
}
