import type { Finding, Range } from './finding';
import type { Complaint, Rule } from './rule';
import { RULES } from './rules';
import { ScannedText } from './scanned-text';
import { entryPath, subjectNames, type CheckSubject, type SubjectText } from './subject';

/** The most findings of one rule in one text, or in one folder's records: past it a file is wrong as a whole, and nobody reads on. */
export const MAX_FINDINGS_PER_TEXT = 1000;

/**
 * Checks a subject against every rule (spec 4.2).
 * @returns the findings, hard ones first, then by rule, path and range (spec 4.1): for the same input the same,
 * whatever the order of its entries and texts
 * @param options.isAudit whether rules that only an audit can ask are asked too
 */
export async function check(
  subject: CheckSubject,
  options: { readonly isAudit?: boolean } = {},
): Promise<Finding[]> {
  const rules = RULES.filter(({ isAuditOnly = false }) => options.isAudit === true || !isAuditOnly);
  const findings: Finding[] = [];
  const add = (rule: Rule, complaints: Iterable<Complaint>): void => {
    for (const complaint of complaints) findings.push(toFinding(rule, complaint, subject));
  };

  const names = subjectNames(subject);
  const { records } = subject;
  for (const rule of rules) {
    add(rule, rule.checkNames?.(names, subject) ?? []);
    if (records !== undefined) add(rule, firstFew(rule.checkRecords?.(records, subject) ?? []));
  }
  for await (const source of subject.texts) {
    const text = toScannedText(source, subject);
    for (const rule of rules) add(rule, firstFew(rule.checkText?.(text) ?? []));
  }
  return findings.sort(compareFindings);
}

function toScannedText({ path, text }: SubjectText, subject: CheckSubject): ScannedText {
  const exempt = new Set((subject.exemptions.get(path) ?? []).map(({ token }) => token));
  return new ScannedText(entryPath(subject, path), text, exempt);
}

function* firstFew(complaints: Iterable<Complaint>): Iterable<Complaint> {
  let count = 0;
  for (const complaint of complaints) {
    yield complaint;
    count += 1;
    if (count === MAX_FINDINGS_PER_TEXT) return;
  }
}

function toFinding(rule: Rule, complaint: Complaint, subject: CheckSubject): Finding {
  return {
    rule: rule.code,
    tier: rule.tier,
    run_path: subject.runPath,
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
    compare(a.rule_detail, b.rule_detail)
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
