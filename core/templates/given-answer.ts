import { l10n } from '../system';
import type { TemplateValue } from './jinja/value';
import type { DataReading } from './yaml-data';

/** Far more levels than any answer has. */
const MAX_DEPTH = 100;

const SURROGATE = /\p{Surrogate}/u;

/**
 * An answer as a client gives it, as a value of the template language. Lists and mappings are those of JSON or YAML;
 * JSON has one kind of number, so that inside of them a whole one is an integer.
 * @returns what is wrong with it as the end of a sentence (`it …`)
 */
export function readGivenAnswer(given: unknown): DataReading {
  try {
    const value = isSingle(given) ? given : readMember(given, 0);
    return hasHalfCharacter(value) ? { problem: halfCharacter() } : { value };
  } catch (caught) {
    if (!(caught instanceof NoValue)) throw caught;
    return { problem: caught.message };
  }
}

/** Whether a text holds half of a character, which no file can store; also deep inside of a value. */
export function hasHalfCharacter(value: TemplateValue): boolean {
  if (typeof value === 'string') return SURROGATE.test(value);
  if (typeof value !== 'object' || value === null) return false;
  if (value instanceof Map) {
    return [...(value as ReadonlyMap<TemplateValue, TemplateValue>)].flat(1).some(hasHalfCharacter);
  }
  return (value as readonly TemplateValue[]).some(hasHalfCharacter);
}

/** How it is said that a text holds half of a character. */
export function halfCharacter(): string {
  return l10n.t('it holds half of a character that cannot be stored: type it again');
}

class NoValue extends Error {}

function isSingle(given: unknown): given is Exclude<TemplateValue, object> {
  return given === null || ['string', 'number', 'bigint', 'boolean'].includes(typeof given);
}

function readMember(given: unknown, depth: number): TemplateValue {
  if (depth > MAX_DEPTH) throw new NoValue(l10n.t('it nests deeper than {0} levels', MAX_DEPTH));
  if (typeof given === 'number' && Number.isInteger(given)) return BigInt(given);
  if (isSingle(given)) return given;
  if (Array.isArray(given)) return given.map((item) => readMember(item, depth + 1));
  if (given instanceof Map) {
    return new Map(
      [...(given as ReadonlyMap<unknown, unknown>)].map(([key, value]) => [
        readMember(key, depth + 1),
        readMember(value, depth + 1),
      ]),
    );
  }
  if (typeof given !== 'object') throw new NoValue(l10n.t('it is no value of JSON or YAML'));
  return new Map(Object.entries(given).map(([key, value]) => [key, readMember(value, depth + 1)]));
}
