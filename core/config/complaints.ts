import type { z } from 'zod';
import { l10n, nearest } from '../system';
import { valueAt } from './plain-value';
import { dottedKey, shown, type Complaint } from './problem';

type Issue = z.core.$ZodIssue;

/** What the schema has against the values, as complaints; unknown keys are warnings. */
export function schemaComplaints(
  issues: readonly Issue[],
  data: unknown,
  notAMapping: (data: unknown) => string,
): Complaint[] {
  const told = new Set<string>();
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return unknownKeys(issue);
    const complaint = describe(issue, data, notAMapping);
    const key = dottedKey(complaint.path);
    // A value that fails twice is still one mistake.
    if (told.has(key)) return [];
    told.add(key);
    return [complaint];
  });
}

function unknownKeys(issue: Extract<Issue, { code: 'unrecognized_keys' }>): Complaint[] {
  const known = issue.message.split(', ');
  return issue.keys.map((key) => {
    const path = [...pathOf(issue), key];
    const meant = nearest(key, known);
    const name = shown(dottedKey(path));
    return {
      path,
      at: 'key',
      severity: 'warning',
      allowed: issue.message,
      ...(meant === undefined ? {} : { meant }),
      message:
        meant === undefined
          ? l10n.t('The key {0} is not known and has no effect; known here: {1}.', name, issue.message)
          : l10n.t("The key {0} is not known and has no effect; did you mean '{1}'?", name, meant),
    };
  });
}

function describe(issue: Issue, data: unknown, notAMapping: (data: unknown) => string): Complaint {
  const path = pathOf(issue);
  const key = dottedKey(path);
  const value = valueAt(data, path);
  const allowed = issue.message;
  if (path.length === 0) return { path, message: notAMapping(data), allowed };
  if (value === undefined) {
    return { path, allowed, message: l10n.t("'{0}' is missing: give {1}.", key, allowed) };
  }
  const meant = typeof value === 'string' ? nearest(value, wordsOf(issue)) : undefined;
  return {
    path,
    value,
    allowed,
    ...(meant === undefined ? {} : { meant }),
    message:
      meant === undefined
        ? l10n.t("'{0}' is {1}; allowed: {2}.", key, shown(value), allowed)
        : l10n.t("'{0}' is {1}; allowed: {2}. Did you mean '{3}'?", key, shown(value), allowed, meant),
  };
}

/** The words that may stand there, where it is a choice of words. */
function wordsOf(issue: Issue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  return issue.code === 'invalid_union' && 'note' in issue ? issue.message.split(', ') : [];
}

function pathOf(issue: Issue): (string | number)[] {
  return issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
}
