import type { OffendingKind, Range, RuleCode, Tier } from './finding';
import type { Presence, ReadmeFile, RecordFile } from './folder-records';
import type { RequiredField } from './required-fields';
import type { CheckSubject, SubjectName } from './subject';
import type { ScannedText } from './scanned-text';

/** What a rule says of one place; the engine makes a finding of it. */
export interface Complaint {
  /** Absolute path of the file or folder. */
  readonly path: string;
  readonly kind: OffendingKind;
  /** The text that matched, or empty where the rule is not about a text. */
  readonly token: string;
  /** A sentence: what is wrong and what to do. */
  readonly detail: string;
  readonly range?: Range;
}

/** What one record is judged by beside its own text. */
export interface RecordDemands {
  /** Which records its folder has. */
  readonly presence: Presence;
  /** The fields that a README of the folder must fill now. */
  readonly required: readonly RequiredField[];
}

/**
 * One rule of spec 4.2. It looks at names, at which records there are, or at one document alone: so an editor's
 * document is judged as a file is, and a file that is the same as before need not be read again.
 */
export interface Rule {
  readonly code: RuleCode;
  readonly tier: Tier;
  /** One sentence for somebody who meets the rule for the first time. */
  describe(): string;
  /** The page about it: `docs/rules/<page>.md`. */
  readonly page: string;
  /** What only an audit of whole trees can say: nobody else asks it. */
  readonly isAuditOnly?: true;
  checkNames?(names: readonly SubjectName[], subject: CheckSubject): Iterable<Complaint>;
  checkPresence?(presence: Presence, subject: Pick<CheckSubject, 'level' | 'runPath'>): Iterable<Complaint>;
  checkText?(text: ScannedText): Iterable<Complaint>;
  checkRecord?(record: RecordFile, demands: RecordDemands): Iterable<Complaint>;
  checkReadme?(readme: Pick<ReadmeFile, 'path' | 'reading'>): Iterable<Complaint>;
}
