import type { TextRange } from '../system';

/** The rules' codes, as they stand in findings, overrides and links (spec 4.2). */
export const RULE_CODES = [
  'unresolved_placeholder_token',
  'leftover_jinja_marker',
  'illegal_filesystem_character',
  'reserved_filesystem_name',
  'mode_prefix_mismatch',
  'schema_major_mismatch',
  'name_too_long',
  'name_collision',
  'orphan',
  'missing_required_field',
  'malformed_yaml_front_matter',
  'unsafe_project_name',
  'malformed_record',
  'nas_sync_failed',
] as const;

export type RuleCode = (typeof RULE_CODES)[number];

/** `hard` findings keep a run from being synced; `soft` ones are told. */
export type Tier = 'hard' | 'soft';

export type OffendingKind = 'directory_segment' | 'file_name' | 'file_content';

/** A stretch of text: zero-based lines, characters in UTF-16 units, the end exclusive. */
export type Range = TextRange;

/** What a rule found (spec 4.1). Paths are absolute and name the final place, never a work folder. */
export interface Finding {
  readonly rule: RuleCode;
  readonly tier: Tier;
  readonly run_path: string;
  readonly offending_path: string;
  readonly offending_kind: OffendingKind;
  /** The text that matched, or empty where the rule is not about a text. */
  readonly matched_token: string;
  /** A sentence: what is wrong and what to do. */
  readonly rule_detail: string;
  readonly synced_under_prior_policy: boolean;
  readonly override_active: boolean;
  readonly range?: Range;
}

/** Why a token that looks like a placeholder is none (spec 4.2), as `creation.json` records it. */
export type ExemptionReason = 'raw' | 'allow_token' | 'markup' | 'answer';

export interface Exemption {
  readonly token: string;
  readonly reason: ExemptionReason;
}
