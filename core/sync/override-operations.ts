import {
  appendOverride,
  creationRecord,
  overrideStandings,
  readRecord,
  revokeOverride,
  type Override,
  type OverrideStanding,
  type Tombstone,
} from '../records';
import { ExlabError, l10n, nearest, timestamp, type Random } from '../system';
import { RULES, RULE_CODES, mayBeOverridden, type RuleCode } from '../validator';
import { logFolderEvent } from './folder-events';
import type { GateSurroundings, PreSyncVerdict } from './gate-verdict';
import { ownRecordFile } from './own-record';
import { beginGateRound, judge, passGate, requiredNow } from './pre-sync-gate';
import { findWholeFolder, type WholeFolder } from './whole-folder';

/** What lets the hard findings of one rule pass for one project or run. */
export interface OverrideRequest {
  /** Absolute path of the project or run. */
  readonly folder: string;
  readonly rule: string;
  /** 10-500 characters after trim; the record keeps it trimmed. */
  readonly reason: string;
  /** Who answers for it. */
  readonly operator: string;
  /** When it ends; never, where it is left out. */
  readonly expiresAt?: Date;
}

export interface RevocationRequest {
  /** Absolute path of the project or run. */
  readonly folder: string;
  readonly overrideId: string;
  /** 10-500 characters after trim; the record keeps it trimmed. */
  readonly reason: string;
  readonly operator: string;
}

/** The verdict after an override, with the entry that the record holds. */
export interface OverrideVerdict extends PreSyncVerdict {
  readonly override: Override;
}

/** The verdict after a revocation, with the entry that the record holds. */
export interface RevocationVerdict extends PreSyncVerdict {
  readonly revocation: Tombstone;
}

export interface OverrideSurroundings extends GateSurroundings {
  readonly random: Random;
}

/** Brings one project or run to the gate. Throws as `findWholeFolder` and `passGate` do. */
export async function gateFolder(
  roots: readonly string[],
  folder: string,
  surroundings: GateSurroundings,
): Promise<PreSyncVerdict> {
  return gateWhole(await findWholeFolder(roots, folder), surroundings);
}

/**
 * Lets the hard findings of one rule pass for one project or run (spec 1.2, 4.4), then brings it to the gate. Only
 * what stands there now can be overridden: whoever does it has seen it.
 * @param roots the configured local roots
 * @throws `validation_failed` for a rule that is none, is soft, cannot be overridden or finds nothing there, for a
 *   reason, an operator or an expiry that the record refuses, and for a record that is broken or a link;
 *   `schema_major_mismatch`; `folder_not_found` for what is no project or run, or has no record
 */
export async function overrideFindings(
  roots: readonly string[],
  request: OverrideRequest,
  surroundings: OverrideSurroundings,
): Promise<OverrideVerdict> {
  const folder = await findWholeFolder(roots, request.folder);
  const rule = overridableRule(request.rule);
  const expires = checkedExpiry(request.expiresAt);
  const file = await ownRecordFile(folder.path);
  await readRecord(creationRecord, file);
  if (!(await stands(rule, folder, surroundings))) throw nothingToOverride(rule, folder.path);
  const override = await appendOverride(
    file,
    {
      id: surroundings.random.uuid(),
      problem_class: rule,
      operator: request.operator.trim(),
      reason: request.reason.trim(),
      ...expires,
    },
    timestamp(surroundings.clock.now()),
  );
  const until = override.expires_at === undefined ? '' : ` until ${override.expires_at}`;
  const event = `override ${override.id} of ${rule} by ${override.operator}${until}: ${override.reason}`;
  await logFolderEvent(folder, 'WARN', event, surroundings);
  return { ...(await gateWhole(folder, surroundings)), override };
}

/**
 * Ends an override of a project or run, then brings it to the gate: what is not synced yet is blocked again.
 * @throws `validation_failed` for an id that no override there has, one that was revoked before, and a reason or an
 *   operator that the record refuses; else as `overrideFindings` does
 */
export async function revokeFindings(
  roots: readonly string[],
  request: RevocationRequest,
  surroundings: OverrideSurroundings,
): Promise<RevocationVerdict> {
  const folder = await findWholeFolder(roots, request.folder);
  const revocation = await revokeOverride(
    await ownRecordFile(folder.path),
    {
      id: surroundings.random.uuid(),
      revokes: request.overrideId,
      operator: request.operator.trim(),
      reason: request.reason.trim(),
    },
    timestamp(surroundings.clock.now()),
  );
  const event = `override ${revocation.revokes} revoked by ${revocation.operator}: ${revocation.reason}`;
  await logFolderEvent(folder, 'WARN', event, surroundings);
  return { ...(await gateWhole(folder, surroundings)), revocation };
}

/** The overrides of a project or run, oldest first. Throws as `overrideFindings` does for folder and record. */
export async function listOverrides(
  roots: readonly string[],
  folder: string,
  { clock }: Pick<GateSurroundings, 'clock'>,
): Promise<OverrideStanding[]> {
  const { path } = await findWholeFolder(roots, folder);
  return overrideStandings(await readRecord(creationRecord, await ownRecordFile(path)), clock.now());
}

/** Whether a rule finds something in a folder now. */
async function stands(rule: RuleCode, folder: WholeFolder, surroundings: GateSurroundings): Promise<boolean> {
  const { findings } = await judge(folder, requiredNow(surroundings), surroundings);
  return findings.some((finding) => finding.rule === rule);
}

/** A queue that cannot be reached is told to the log: a later round hands off what waits then. */
async function gateWhole(folder: WholeFolder, surroundings: GateSurroundings): Promise<PreSyncVerdict> {
  const { verdict, failure } = await passGate(folder, await beginGateRound(surroundings), surroundings);
  if (failure !== undefined)
    surroundings.log.write('WARN', `the sync queue cannot be reached: ${failure.message}`);
  return verdict;
}

function overridableRule(name: string): RuleCode {
  const code = RULE_CODES.find((known) => known === name);
  if (code === undefined) throw refused('rule', noSuchRule(name));
  // A rule that only another part of the product asks is soft too.
  const tier = RULES.find((rule) => rule.code === code)?.tier ?? 'soft';
  if (tier === 'soft') {
    throw refused('rule', l10n.t('{0} keeps nothing from being synced: there is nothing to override.', code));
  }
  if (!mayBeOverridden({ rule: code, tier })) {
    throw refused(
      'rule',
      l10n.t(
        '{0} cannot be overridden: nobody can vouch for a record that this program does not understand.',
        code,
      ),
    );
  }
  return code;
}

function noSuchRule(name: string): string {
  const meant = nearest(name, RULE_CODES);
  return meant === undefined
    ? l10n.t("There is no rule '{0}': give the name of a rule that blocks, such as {1}.", name, RULE_CODES[0])
    : l10n.t("There is no rule '{0}'; did you mean '{1}'?", name, meant);
}

function checkedExpiry(expiresAt: Date | undefined): { readonly expires_at?: string } {
  if (expiresAt === undefined) return {};
  const year = expiresAt.getUTCFullYear();
  if (year >= 0 && year <= 9999) return { expires_at: timestamp(expiresAt) };
  throw refused('expires_at', l10n.t('An override must expire at a moment of the years up to 9999.'));
}

function nothingToOverride(rule: RuleCode, folder: string): ExlabError {
  return refused(
    'rule',
    l10n.t(
      '{0} has no finding of {1} now: only what stands there can be overridden. Audit it to see what does.',
      folder,
      rule,
    ),
  );
}

function refused(field: string, message: string): ExlabError {
  return new ExlabError({ code: 'validation_failed', field, message });
}
