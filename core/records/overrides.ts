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

/** An override with what became of it. */
export interface OverrideStanding {
  readonly override: Override;
  /** Of one that was revoked and would have expired by now it counts that it was revoked. */
  readonly state: 'active' | 'expired' | 'revoked';
  /** The tombstone that ended it; null where there is none. */
  readonly revocation: Tombstone | null;
}

/** The overrides of a record in the order in which they were made, with what became of each until now (spec 1.2). */
export function overrideStandings(
  record: Pick<CreationRecord, 'validation_overrides'>,
  now: Date,
): OverrideStanding[] {
  const revocations = new Map<string, Tombstone>();
  for (const entry of record.validation_overrides) {
    if (entry.revoked && !revocations.has(entry.revokes)) revocations.set(entry.revokes, entry);
  }
  return record.validation_overrides.flatMap((override) => {
    if (override.revoked) return [];
    const revocation = revocations.get(override.id) ?? null;
    const isPast = override.expires_at !== undefined && now.getTime() >= Date.parse(override.expires_at);
    const state = revocation !== null ? 'revoked' : isPast ? 'expired' : 'active';
    return [{ override, state, revocation }];
  });
}

/** The overrides that let findings pass at this moment: neither revoked nor expired. */
export function activeOverrides(
  record: Pick<CreationRecord, 'validation_overrides'>,
  now: Date,
): readonly Override[] {
  return overrideStandings(record, now).flatMap(({ override, state }) =>
    state === 'active' ? [override] : [],
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
