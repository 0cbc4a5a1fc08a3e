import { l10n, type ErrorShape } from '../system';

/** Code points after trim. */
export const LABEL_MAX_LENGTH = 100;
/** Code points after trim. */
export const OBJECTIVE_MAX_LENGTH = 2000;

/** The fields that every README has, as typed. */
export interface CoreFields {
  readonly label: string;
  readonly operator: string;
  readonly objective: string;
}

/**
 * Checks 3, 4 and 5 of the validation gate (spec 2.4), at most one problem a field, in that order:
 * `validation_failed`, or `field_too_long` with `details.max_length`.
 * @param allowlist the operators of the configuration; empty where everybody may create
 */
export function checkCoreFields(core: CoreFields, allowlist: readonly string[]): ErrorShape[] {
  return [
    checkText('label', core.label) ?? checkLength('label', core.label, LABEL_MAX_LENGTH),
    checkText('operator', core.operator) ?? checkAllowed(core.operator, allowlist),
    checkText('objective', core.objective) ?? checkLength('objective', core.objective, OBJECTIVE_MAX_LENGTH),
  ].filter((problem) => problem !== undefined);
}

function checkText(field: string, text: string): ErrorShape | undefined {
  if (isBlank(text)) {
    const message = l10n.t("'{0}' is empty: fill it in.", field);
    return { code: 'validation_failed', field, message };
  }
  return isWellFormed(text) ? undefined : brokenText(field);
}

function checkLength(field: string, text: string, maximum: number): ErrorShape | undefined {
  const length = Array.from(text.trim()).length;
  if (length <= maximum) return undefined;
  return {
    code: 'field_too_long',
    field,
    message: l10n.t("'{0}' has {1} characters; {2} is the most: shorten it.", field, length, maximum),
    details: { max_length: maximum },
  };
}

function checkAllowed(operator: string, allowlist: readonly string[]): ErrorShape | undefined {
  if (allowlist.length === 0 || allowlist.includes(operator.trim())) return undefined;
  return {
    code: 'validation_failed',
    field: 'operator',
    message: l10n.t(
      "The operator '{0}' is not in operators.allowlist: choose one of {1}.",
      excerpt(operator.trim()),
      allowlist.join(', '),
    ),
    details: { allowed: [...allowlist] },
  };
}

/** Whether a text has nothing in it but white space. */
export function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** Whether a text has no half of a surrogate pair alone: UTF-8 cannot store that. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** The problem of a text that is not well formed. */
export function brokenText(field: string): ErrorShape {
  return {
    code: 'validation_failed',
    field,
    message: l10n.t("'{0}' holds half of a character, which no file can store: type it again.", field),
  };
}

const EXCERPT_CHARACTERS = 60;

/** As much of a value as a sentence can hold. */
export function excerpt(value: string): string {
  const characters = Array.from(value.slice(0, 2 * EXCERPT_CHARACTERS));
  const short = characters.slice(0, EXCERPT_CHARACTERS).join('');
  return short === value ? value : `${short}…`;
}
