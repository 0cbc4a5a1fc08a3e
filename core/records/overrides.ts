import { ExlabError, l10n } from '../system';
import { creationRecord, type CreationRecord } from './creation';
import { isTimestamp } from './field-types';
import type { Override, OverrideEntry, Tombstone } from './override-entries';
import { mutateRecord } from './store';

/** How many code points a reason has, at least and at most, after trim. */
export const REASON_LENGTH = { min: 10, max: 500 } as const;

export type NewOverride = Omit<Override, 'recorded_at' | 'revoked'>;
export type NewRevocation = Omit<Tombstone, 'recorded_at' | 'revoked'>;

/**
 * Adds an override to a `creation.json` (spec 1.2).
 * @param now a UTC timestamp
 * @throws `validation_failed` for a reason that is too short or too long, an operator or a rule that is
 *   empty, an expiry that is past, an id that is taken
 */
export async function appendOverride(file: string, override: NewOverride, now: string): Promise<Override> {
  checkText(override.operator, 'operator');
  checkText(override.problem_class, 'problem_class');
  const { expires_at } = override;
  if (expires_at !== undefined && !(isTimestamp(expires_at) && isAfter(expires_at, now))) {
    throw refused('expires_at', l10n.t('An override must expire in the future: {0} is not.', expires_at));
  }
  const entry: Override = {
    id: override.id,
    problem_class: override.problem_class,
    operator: override.operator,
    recorded_at: now,
    ...(expires_at === undefined ? {} : { expires_at }),
    reason: checkedReason(override.reason),
    revoked: false,
  };
  await mutateRecord(creationRecord, file, ({ validation_overrides }) => {
    checkIdIsFree(validation_overrides, entry.id);
    return [{ append: 'validation_overrides', value: entry }];
  });
  return entry;
}

/**
 * Ends an override by a tombstone; the override itself stays in the record.
 * @param now a UTC timestamp
 * @throws `validation_failed` where there is no such override, or it was revoked before
 */
export async function revokeOverride(
  file: string,
  revocation: NewRevocation,
  now: string,
): Promise<Tombstone> {
  checkText(revocation.operator, 'operator');
  const entry: Tombstone = {
    id: revocation.id,
    revokes: revocation.revokes,
    operator: revocation.operator,
    recorded_at: now,
    reason: checkedReason(revocation.reason),
    revoked: true,
  };
  await mutateRecord(creationRecord, file, ({ validation_overrides }) => {
    checkIdIsFree(validation_overrides, entry.id);
    if (!validation_overrides.some((other) => !other.revoked && other.id === entry.revokes)) {
      throw refused('revokes', l10n.t('There is no override {0} to revoke.', entry.revokes));
    }
    if (validation_overrides.some((other) => other.revoked && other.revokes === entry.revokes)) {
      throw refused('revokes', l10n.t('The override {0} was revoked before.', entry.revokes));
    }
    return [{ append: 'validation_overrides', value: entry }];
  });
  return entry;
}

/** The overrides that let findings pass at this moment: neither revoked nor expired. */
export function activeOverrides(
  record: Pick<CreationRecord, 'validation_overrides'>,
  now: Date,
): readonly Override[] {
  const revoked = new Set(
    record.validation_overrides.flatMap((entry) => (entry.revoked ? [entry.revokes] : [])),
  );
  return record.validation_overrides.filter(
    (entry): entry is Override =>
      !entry.revoked &&
      !revoked.has(entry.id) &&
      (entry.expires_at === undefined || now.getTime() < Date.parse(entry.expires_at)),
  );
}

function checkIdIsFree(entries: readonly OverrideEntry[], id: string): void {
  if (id === '' || entries.some((entry) => entry.id === id)) {
    throw refused('id', l10n.t("The id '{0}' is taken by another entry, or empty: use a fresh one.", id));
  }
}

function checkText(text: string, field: string): void {
  if (text.trim() === '') throw refused(field, l10n.t('{0} must not be empty.', field));
}

function checkedReason(reason: string): string {
  const length = Array.from(reason.trim()).length;
  if (length >= REASON_LENGTH.min && length <= REASON_LENGTH.max) return reason;
  throw refused(
    'reason',
    l10n.t(
      'The reason must have {0} to {1} characters; this one has {2}.',
      REASON_LENGTH.min,
      REASON_LENGTH.max,
      length,
    ),
  );
}

function isAfter(later: string, earlier: string): boolean {
  return Date.parse(later) > Date.parse(earlier);
}

function refused(field: string, message: string): ExlabError {
  return new ExlabError({ code: 'validation_failed', field, message });
}
