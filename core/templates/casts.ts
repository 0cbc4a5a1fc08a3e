import { jinja } from './jinja';
import { l10n } from '../system';
import type { TemplateValue } from './jinja/value';
import { readJsonData } from './json-data';
import type { QuestionType } from './model';
import { readYamlData } from './yaml-data';

/** What became of a value that was read as a question's type. `problem` continues a sentence. */
export type Cast = { readonly value: TemplateValue } | { readonly problem: string };

/**
 * Where a value comes from. What the template itself declares is read exactly as Copier reads it; what somebody
 * gave is refused where Copier would lose a part of it (4.5 for an int) or guess (`maybe` for a bool).
 */
export type ValueSource = 'declared' | 'given';

const INT = /^[+-]?\d+(?:_\d+)*$/;
const FLOAT = /^[+-]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?$/;
const NO_NUMBER = /^([+-]?)(?:(inf|infinity)|nan)$/i;
/** Python refuses longer texts, for the time that reading them takes. */
const MAX_DIGITS = 4300;
const TRUE_WORDS = new Set(['y', 'yes', 't', 'true', 'on']);
const FALSE_WORDS = new Set(['n', 'no', 'f', 'false', 'off', '~', 'null', 'none']);

/** Reads a value as a question's type (spec 3.3: answers are typed by their question before use). */
export function castAnswer(type: QuestionType, value: TemplateValue, source: ValueSource): Cast {
  if (type === 'yaml' || type === 'json') return castToData(type, value, source);
  if (value === null) return { problem: l10n.t('it has no value') };
  if (typeof value === 'object') return castCollection(type, value, source);
  switch (type) {
    case 'int':
      return castToInt(value, source);
    case 'float':
      return castToFloat(value, source);
    case 'bool':
      return castToAnsweredBool(value, source);
    default:
      return { value: castToText(value, source) };
  }
}

/** What is no text has been read before: only texts are YAML or JSON. */
function castToData(type: 'yaml' | 'json', value: TemplateValue, source: ValueSource): Cast {
  if (typeof value === 'string') return type === 'yaml' ? readYamlData(value) : readJsonData(value);
  const isWhole = source === 'given' && typeof value === 'number' && Number.isInteger(value);
  return { value: isWhole ? BigInt(value) : value };
}

type Collection = Extract<TemplateValue, object>;

function castCollection(type: QuestionType, value: Collection, source: ValueSource): Cast {
  if (source === 'declared' && type === 'bool') return { value: isTruthy(value) };
  if (source === 'declared' && type === 'path') return { value: jinja.print(value) };
  return { problem: l10n.t('it must be a single value') };
}

type Single = string | number | bigint | boolean;

function castToText(value: Single, source: ValueSource): string {
  if (typeof value === 'string') return value;
  // JSON has one kind of number: 42 was meant as 42, not as 42.0.
  if (source === 'given' && typeof value === 'number' && Number.isInteger(value))
    return String(BigInt(value));
  return jinja.print(value);
}

function castToInt(value: Single, source: ValueSource): Cast {
  const refused = { problem: l10n.t('it must be a whole number') };
  switch (typeof value) {
    case 'bigint':
      return { value };
    case 'boolean':
      return source === 'declared' ? { value: value ? 1n : 0n } : refused;
    case 'number':
      if (Number.isSafeInteger(value)) return { value: BigInt(value) };
      return source === 'declared' && Number.isFinite(value) ? { value: BigInt(Math.trunc(value)) } : refused;
    default: {
      const text = value.trim();
      if (text.length > MAX_DIGITS || !INT.test(text)) return refused;
      return { value: BigInt(text.replaceAll('_', '').replace(/^\+/, '')) };
    }
  }
}

function castToFloat(value: Single, source: ValueSource): Cast {
  const refused = { problem: l10n.t('it must be a number such as 37.0') };
  if (typeof value === 'boolean') return source === 'declared' ? { value: value ? 1 : 0 } : refused;
  const number = typeof value === 'string' ? readFloat(value) : Number(value);
  if (number !== undefined && Number.isFinite(number)) return { value: number };
  if (source === 'given') return refused;
  const special = number ?? readSpecial(String(value));
  return special === undefined ? refused : { value: special };
}

function readFloat(text: string): number | undefined {
  const trimmed = text.trim();
  return FLOAT.test(trimmed) ? Number(trimmed.replaceAll('_', '')) : undefined;
}

/** Python's names for what is beyond all numbers, or none. */
function readSpecial(text: string): number | undefined {
  const match = NO_NUMBER.exec(text.trim());
  if (match === null) return undefined;
  if (match[2] === undefined) return NaN;
  return match[1] === '-' ? -Infinity : Infinity;
}

function castToAnsweredBool(value: Single, source: ValueSource): Cast {
  if (source === 'declared' || typeof value !== 'string') return { value: isTruthy(value) };
  const known = readFloat(value) !== undefined || boolWord(value) !== undefined;
  return known ? { value: isTruthy(value) } : { problem: l10n.t('it must be yes or no') };
}

/** Whether a condition holds, as Copier decides it: numbers, the words of YAML, else whether there is anything. */
export function isTruthy(value: TemplateValue): boolean {
  if (typeof value === 'string') {
    const number = readFloat(value);
    return number === undefined ? (boolWord(value) ?? value !== '') : number !== 0;
  }
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'bigint') return value !== 0n;
  if (typeof value === 'boolean') return value;
  if (value === null) return false;
  return Array.isArray(value) ? value.length > 0 : (value as ReadonlyMap<unknown, unknown>).size > 0;
}

function boolWord(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (TRUE_WORDS.has(word)) return true;
  return FALSE_WORDS.has(word) ? false : undefined;
}
