import type { ExtraInputs, InputField, InputRequest } from '../plugins';
import { ExlabError, l10n, type ErrorShape } from '../system';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

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
    else if (typeof value === 'string' || typeof value === 'boolean') values.set(field.id, value);
  }
  const [first] = problems;
  if (first === undefined) return Object.fromEntries(values);
  throw new ExlabError({ ...first, details: { problems } });
}

function refused(field: string, message: string): ErrorShape {
  return { code: 'validation_failed', field, message };
}

function problemWith(field: InputField, value: unknown): string | undefined {
  if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
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
  if (field.type === 'date' && !(DATE.test(value) && !Number.isNaN(Date.parse(value)))) {
    return l10n.t("'{0}' is a date like 2026-11-20.", field.label);
  }
  return undefined;
}
