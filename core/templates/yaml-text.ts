import { readPlainScalar } from './manifest/plain-scalar';
import { floatText } from './jinja/values/float-text';
import type { TemplateValue } from './jinja/value';

/** Plain texts that no reader of YAML takes for anything else; all others are quoted. */
const PLAIN = /^[A-Za-z][A-Za-z0-9_]*(?:[ ./-][A-Za-z0-9_]+)*$/;
/** Words that some version of YAML reads as yes, no or nothing. */
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null|none)$/i;
/** What is no printable character for YAML 1.1, or would be taken for the end of a line. */
const UNPRINTABLE = /[\x7F-\x9F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;

/** PyYAML looks ahead a little further (characters). */
const LONGEST_KEY = 1000;

/** A text as a YAML scalar that readers of YAML 1.1 and 1.2 give back identically. */
export function yamlText(text: string): string {
  if (PLAIN.test(text) && !WORDS.test(text) && readPlainScalar(text).type === 'str') return text;
  return JSON.stringify(text).replace(
    UNPRINTABLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A value in YAML's flow style. */
export function yamlValue(value: TemplateValue): string {
  if (typeof value === 'string') return yamlText(value);
  if (value === null) return 'null';
  if (typeof value === 'number') return yamlFloat(value);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${(value as readonly TemplateValue[]).map(yamlValue).join(', ')}]`;
  const entries = [...(value as ReadonlyMap<TemplateValue, TemplateValue>)];
  return `{${entries.map(([key, item]) => `${yamlKey(key)}: ${yamlValue(item)}`).join(', ')}}`;
}

/** A key that is longer than readers look ahead for its colon is announced. */
function yamlKey(key: TemplateValue): string {
  const written = yamlValue(key);
  return written.length > LONGEST_KEY ? `? ${written} ` : written;
}

/** A float keeps its point, and an exponent both its point and its sign: readers of YAML 1.1 need them. */
function yamlFloat(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  const [mantissa = '', exponent] = floatText(value).split('e');
  return exponent === undefined
    ? mantissa
    : `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}e${exponent}`;
}
