import { floatText } from './jinja/values/float-text';
import type { TemplateValue } from './jinja/value';

/** A value as JSON in one line, as Python's `json` writes it: `readJsonData` gives it back. */
export function jsonValue(value: TemplateValue): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return jsonFloat(value);
  if (!(value instanceof Map)) return `[${(value as readonly TemplateValue[]).map(jsonValue).join(', ')}]`;
  const entries = [...(value as ReadonlyMap<TemplateValue, TemplateValue>)];
  return `{${entries.map(([key, member]) => `${JSON.stringify(jsonKey(key))}: ${jsonValue(member)}`).join(', ')}}`;
}

function jsonFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (Number.isFinite(value)) return floatText(value);
  return value > 0 ? 'Infinity' : '-Infinity';
}

/** JSON names its members by texts alone. */
function jsonKey(key: TemplateValue): string {
  return typeof key === 'string' ? key : jsonValue(key);
}
