import { activeOverrides, type CreationRecord } from '../records';
import type { Finding } from './finding';

/** What the record of a folder says that bears on its findings. */
export type Standing = Pick<CreationRecord, 'sync_status' | 'validation_overrides'>;

/**
 * Findings with what the folder's record says of them (spec 4.1): whether an override is active, and whether they
 * are of rules that came after the folder was synced (spec 4.4). Both concern hard findings alone: soft ones keep
 * nothing from being synced.
 * @param standing undefined for a folder whose record says nothing: then nothing is overridden
 * @param now the moment at which overrides expire
 */
export function withStanding(
  findings: readonly Finding[],
  standing: Standing | undefined,
  now: Date,
): Finding[] {
  if (standing === undefined || findings.length === 0) return [...findings];
  const overridden = new Set(activeOverrides(standing, now).map(({ problem_class }) => problem_class));
  const wasSynced = standing.sync_status === 'synced' || standing.sync_status === 'cleaned';
  return findings.map((finding) =>
    finding.tier === 'hard'
      ? {
          ...finding,
          synced_under_prior_policy: wasSynced,
          override_active: overridden.has(finding.rule) && mayBeOverridden(finding),
        }
      : finding,
  );
}

/** A record of another major version may mean anything: nobody can vouch for it (spec 4.4). */
export function mayBeOverridden({ rule, tier }: Pick<Finding, 'rule' | 'tier'>): boolean {
  return tier === 'hard' && rule !== 'schema_major_mismatch';
}
