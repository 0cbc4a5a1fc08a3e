import type { Finding, Range } from './finding';
import type { Presence, ReadmeFile, RecordFile } from './folder-records';
import type { Complaint, RecordDemands, Rule } from './rule';
import { RULES } from './rules';
import { ScannedText } from './scanned-text';
import { entryPath, subjectNames, type CheckSubject, type SubjectText } from './subject';

/** The most findings of one rule in one document: past it a file is wrong as a whole, and nobody reads on. */
export const MAX_FINDINGS_PER_TEXT = 1000;

/** Who asks. */
export interface CheckOptions {
  /** Whether rules that only an audit can ask are asked too. */
  readonly isAudit?: boolean;
}

/** The folder that findings are about. */
type About = Pick<CheckSubject, 'runPath'>;

/**
 * Checks names and texts against every rule (spec 4.2): of a plan, or of documents that nobody has saved.
 * @returns the findings in the order of spec 4.1: for the same input the same, whatever the order of its entries and
 * texts
 */
export async function check(subject: CheckSubject, options: CheckOptions = {}): Promise<Finding[]> {
  const findings = checkNames(subject, options);
  for await (const text of subject.texts) findings.push(...checkText(text, subject));
  return findings.sort(compareFindings);
}

/** What the rules have against the names of a subject. */
export function checkNames(subject: CheckSubject, options: CheckOptions = {}): Finding[] {
  const names = subjectNames(subject);
  return gathered(askedRules(options), subject, (rule) => rule.checkNames?.(names, subject));
}

/** What the rules have against which records a folder has. */
export function checkPresence(
  presence: Presence,
  subject: Pick<CheckSubject, 'level' | 'runPath'>,
  options: CheckOptions = {},
): Finding[] {
  return gathered(askedRules(options), subject, (rule) => rule.checkPresence?.(presence, subject));
}

/** What the rules have against one text. */
export function checkText(
  { path, text }: SubjectText,
  subject: Pick<CheckSubject, 'runPath' | 'exemptions'>,
): Finding[] {
  const exempt = new Set((subject.exemptions.get(path) ?? []).map(({ token }) => token));
  const scanned = new ScannedText(entryPath(subject, path), text, exempt);
  return gathered(RULES, subject, (rule) => firstFew(rule.checkText?.(scanned)));
}

/** What the rules have against one record. */
export function checkRecord(record: RecordFile, demands: RecordDemands, about: About): Finding[] {
  return gathered(RULES, about, (rule) => firstFew(rule.checkRecord?.(record, demands)));
}

/** What the rules have against the front matter of a README. */
export function checkReadme(readme: Pick<ReadmeFile, 'path' | 'reading'>, about: About): Finding[] {
  return gathered(RULES, about, (rule) => firstFew(rule.checkReadme?.(readme)));
}

function askedRules({ isAudit = false }: CheckOptions): readonly Rule[] {
  return isAudit ? RULES : RULES.filter(({ isAuditOnly = false }) => !isAuditOnly);
}

function gathered(
  rules: readonly Rule[],
  about: About,
  ask: (rule: Rule) => Iterable<Complaint> | undefined,
): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    for (const complaint of ask(rule) ?? []) findings.push(toFinding(rule, complaint, about));
  }
  return findings;
}

function* firstFew(complaints: Iterable<Complaint> = []): Iterable<Complaint> {
  let count = 0;
  for (const complaint of complaints) {
    yield complaint;
    count += 1;
    if (count === MAX_FINDINGS_PER_TEXT) return;
  }
}

function toFinding(rule: Rule, complaint: Complaint, { runPath }: About): Finding {
  return {
    rule: rule.code,
    tier: rule.tier,
    run_path: runPath,
    offending_path: complaint.path,
    offending_kind: complaint.kind,
    matched_token: complaint.token,
    rule_detail: complaint.detail,
    synced_under_prior_policy: false,
    override_active: false,
    ...(complaint.range === undefined ? {} : { range: complaint.range }),
  };
}

/** The order of spec 4.1, by code units: never by the language of the machine. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compare(a.tier, b.tier) ||
    compare(a.rule, b.rule) ||
    compare(a.offending_path, b.offending_path) ||
    compareRanges(a.range, b.range) ||
    compare(a.matched_token, b.matched_token) ||
    compare(a.rule_detail, b.rule_detail) ||
    compare(a.run_path, b.run_path)
  );
}

/** A finding without a range is about the whole of it, and comes first. */
function compareRanges(a: Range | undefined, b: Range | undefined): number {
  return (
    compare(a?.start.line ?? -1, b?.start.line ?? -1) ||
    compare(a?.start.character ?? -1, b?.start.character ?? -1) ||
    compare(a?.end.line ?? -1, b?.end.line ?? -1) ||
    compare(a?.end.character ?? -1, b?.end.character ?? -1)
  );
}

function compare<Value extends string | number>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
