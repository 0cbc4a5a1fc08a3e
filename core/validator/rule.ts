import type { OffendingKind, Range, RuleCode, Tier } from './finding';
import type { SubjectRecords } from './folder-records';
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

/** One rule of spec 4.2. It looks at names, texts or records. */
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
  checkText?(text: ScannedText): Iterable<Complaint>;
  checkRecords?(records: SubjectRecords, subject: CheckSubject): Iterable<Complaint>;
}
