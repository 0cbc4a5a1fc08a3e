import { l10n, nearest, type ErrorShape } from '../system';
import type { ReadmeField } from '../templates';
import { brokenText, excerpt, isBlank, isWellFormed } from './core-fields';

/** What a field holds in the end; no value where nothing was given and nothing is the default. */
export interface FieldValue {
  readonly value?: string | boolean | undefined;
  readonly problem?: ErrorShape;
}

/**
 * Checks what was given for a declared field (spec 10): its type, its options, and that a required one is filled
 * in. All problems are `validation_failed` with the field's id.
 * @param given as it came from a form, a file or the command line; undefined or null takes the default
 */
export function checkFieldValue(field: ReadmeField, given: unknown): FieldValue {
  const value = given ?? field.default;
  if (value === undefined || (typeof value === 'string' && isBlank(value))) {
    if (field.required) return refused(field, l10n.t("'{0}' is required: fill it in.", field.id));
    // An empty text is an answer; an empty date or choice is none.
    return { value: typeof value === 'string' && isText(field) ? value : undefined };
  }
  if (typeof value === 'string' && !isWellFormed(value)) return { problem: brokenText(field.id) };
  if (field.type === 'boolean') return checkBoolean(field, value);
  if (typeof value !== 'string') {
    return refused(field, l10n.t("'{0}' must be a text: put it in quotes.", field.id));
  }
  return checkText(field, value);
}

function isText({ type }: ReadmeField): boolean {
  return type === 'string' || type === 'text';
}

function checkBoolean(field: ReadmeField, value: unknown): FieldValue {
  if (typeof value === 'boolean') return { value };
  // The command line has no other way to say it.
  if (value === 'true' || value === 'false') return { value: value === 'true' };
  return refused(field, l10n.t("'{0}' must be true or false.", field.id));
}

function checkText(field: ReadmeField, value: string): FieldValue {
  if (field.type === 'string' && /[\r\n]/.test(value)) {
    return refused(field, l10n.t("'{0}' must be one line: take the line breaks out.", field.id));
  }
  if (field.type === 'date' && !isCalendarDate(value)) {
    return refused(
      field,
      l10n.t("'{0}' must be a date like 2026-11-20, and '{1}' is none.", field.id, excerpt(value)),
    );
  }
  if (field.type === 'choice' && !field.options.includes(value)) {
    const meant = nearest(value, field.options);
    const message =
      meant === undefined
        ? l10n.t(
            "'{0}' cannot be '{1}': choose one of {2}.",
            field.id,
            excerpt(value),
            field.options.join(', '),
          )
        : l10n.t(
            "'{0}' cannot be '{1}'; did you mean '{2}'? Choose one of {3}.",
            field.id,
            excerpt(value),
            meant,
            field.options.join(', '),
          );
    return refused(field, message, { allowed: [...field.options] });
  }
  return { value };
}

/** `YYYY-MM-DD` of a day that exists. */
function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function refused(field: ReadmeField, message: string, details?: { allowed: string[] }): FieldValue {
  const problem: ErrorShape = { code: 'validation_failed', field: field.id, message };
  return { problem: details === undefined ? problem : { ...problem, details } };
}
