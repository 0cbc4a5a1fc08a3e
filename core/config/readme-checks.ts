import { l10n } from '../system';
import type { Check } from './check';
import { mappingsIn, valueAt, type Mapping } from './plain-value';
import { dottedKey, shown, type Complaint, type KeyPath } from './problem';

/** The fields that every README has; no layer may declare them anew (spec 10). */
const CORE_FIELDS = new Set(['label', 'operator', 'objective']);

const DEFAULTS: KeyPath = ['readme', 'defaults'];

export const readmeFieldIds: Check = ({ data, lineOf }) => {
  const lines = new Map<string, number>();
  return mappingsIn(data, DEFAULTS).flatMap(({ path, entry }): Complaint[] => {
    const { id } = entry;
    if (typeof id !== 'string') return [];
    const place = [...path, 'id'];
    if (CORE_FIELDS.has(id)) {
      return [
        {
          path: place,
          code: 'template_core_field_redeclared',
          value: id,
          message: l10n.t(
            "'{0}' is {1}, which every README has already: choose another id, or take the field out.",
            dottedKey(place),
            shown(id),
          ),
        },
      ];
    }
    const first = lines.get(id);
    if (first === undefined) {
      lines.set(id, lineOf(place));
      return [];
    }
    return [
      {
        path: place,
        value: id,
        message: l10n.t(
          'Two README fields have the id {0}, in lines {1} and {2}: give each its own.',
          shown(id),
          first,
          lineOf(place),
        ),
      },
    ];
  });
};

export const readmeFieldOptions: Check = ({ data }) =>
  mappingsIn(data, DEFAULTS).flatMap(({ path, entry }): Complaint[] => {
    const { type } = entry;
    const options = optionsOf(entry);
    const place = [...path, 'options'];
    if (type === 'choice' && options?.length === 0) {
      return [
        {
          path: place,
          message: l10n.t("'{0}' is missing: a choice needs at least one option.", dottedKey(place)),
        },
      ];
    }
    if (typeof type !== 'string' || type === 'choice' || options === undefined || options.length === 0)
      return [];
    return [
      {
        path: place,
        severity: 'warning',
        at: 'key',
        message: l10n.t(
          "'{0}' has no effect: the field is of type '{1}', and only a 'choice' has options.",
          dottedKey(place),
          type,
        ),
      },
    ];
  });

export const readmeFieldDefault: Check = ({ data }) =>
  mappingsIn(data, DEFAULTS).flatMap(({ path, entry }): Complaint[] => {
    const value = entry.default;
    const allowed = value === undefined ? undefined : allowedDefault(entry, value);
    if (allowed === undefined) return [];
    const place = [...path, 'default'];
    return [
      {
        path: place,
        value,
        allowed,
        message: l10n.t("'{0}' is {1}; allowed: {2}.", dottedKey(place), shown(value), allowed),
      },
    ];
  });

/** What the default of a field must be, where the given one is not; undefined where it fits. */
function allowedDefault(field: Mapping, value: unknown): string | undefined {
  switch (field.type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'true, false';
    case 'date':
      return isDate(value) ? undefined : l10n.t('a date such as 2026-11-20');
    case 'choice': {
      const options = optionsOf(field) ?? [];
      return options.length === 0 || options.includes(value) ? undefined : options.map(String).join(', ');
    }
    case 'string':
    case 'text':
      return typeof value === 'string' ? undefined : l10n.t('a text (in quotes if it looks like a number)');
    default:
      return undefined;
  }
}

/** The options as far as they are a list; the schema complains of anything else. */
function optionsOf(field: Mapping): readonly unknown[] | undefined {
  const options = valueAt(field, ['options']) ?? [];
  return Array.isArray(options) ? options : undefined;
}

function isDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
