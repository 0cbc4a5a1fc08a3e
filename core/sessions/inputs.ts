import type { ExtraInputs, InputField, InputRequest } from '../plugins';
import { isTimestamp } from '../records';
import { ExlabError, l10n, type ErrorShape } from '../system';

/**
 * Checks what the operator gave against the fields that a plugin asked for; defaults fill what is missing.
 * Throws `validation_failed` with one error per field in `details.problems`.
 */
export function checkInputs(request: InputRequest, given: Readonly<Record<string, unknown>>): ExtraInputs {
  const known = new Set(request.fields.map((field) => field.id));
  const problems: ErrorShape[] = Object.keys(given)
    .filter((id) => !known.has(id))
    .map((id) => refused(id, l10n.t("Nobody asked for '{0}': take it out.", id)));
  const values = new Map<string, string | boolean>();
  for (const field of request.fields) {
    const value = Object.hasOwn(given, field.id) ? given[field.id] : field.default;
    const problem = problemWith(field, value);
    if (problem !== undefined) problems.push(refused(field.id, problem));
    else if (isAnswer(field, value)) values.set(field.id, value);
  }
  const [first] = problems;
  if (first === undefined) return Object.fromEntries(values);
  throw new ExlabError({ ...first, details: { problems } });
}

function refused(field: string, message: string): ErrorShape {
  return { code: 'validation_failed', field, message };
}

/** An empty text is an answer; an empty date, choice or yes-or-no is none. */
function isAnswer({ type }: InputField, value: unknown): value is string | boolean {
  if (isMissing(value)) return typeof value === 'string' && (type === 'string' || type === 'text');
  return typeof value === 'string' || typeof value === 'boolean';
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function problemWith(field: InputField, value: unknown): string | undefined {
  if (isMissing(value)) {
    return field.required ? l10n.t("'{0}' is required: enter a value.", field.label) : undefined;
  }
  if (field.type === 'boolean') {
    return typeof value === 'boolean'
      ? undefined
      : l10n.t("'{0}' is yes or no (true or false).", field.label);
  }
  if (typeof value !== 'string') return l10n.t("'{0}' is a text.", field.label);
  if (field.type === 'choice' && !(field.options ?? []).includes(value)) {
    return l10n.t("'{0}' is one of: {1}.", field.label, (field.options ?? []).join(', '));
  }
  // With a time of day, records know which days exist.
  if (field.type === 'date' && !isTimestamp(`${value}T00:00:00Z`)) {
    return l10n.t("'{0}' is a date like 2026-11-20.", field.label);
  }
  return undefined;
}
