import * as path from 'node:path';
import {
  RULES,
  check,
  type CheckSubject,
  type Finding,
  type Rule,
  type RuleCode,
} from '../../../core/validator';

export const ROOT = path.resolve('/data/lab');
export const RUN = path.join(ROOT, 'CONFOCAL_01', 'PROJ-0042', 'Run_2026-11-20T13-00-00');

/** An ordinary experimental run with nothing in it. */
export function aSubject(changes: Partial<CheckSubject> = {}): CheckSubject {
  return {
    level: 'run',
    root: ROOT,
    runPath: RUN,
    runKind: 'experimental',
    entries: [],
    texts: [],
    exemptions: new Map(),
    maxPathLength: null,
    ...changes,
  };
}

/** The same run with these files. */
export function withFiles(...files: string[]): CheckSubject {
  return aSubject({ entries: files.map((file) => ({ path: file, kind: 'file' })) });
}

/** The same run with one text. */
export function withText(text: string, file = 'notes.txt'): CheckSubject {
  return aSubject({ entries: [{ path: file, kind: 'file' }], texts: [{ path: file, text }] });
}

/** What one rule finds. */
export async function findingsOf(rule: RuleCode, subject: CheckSubject): Promise<Finding[]> {
  return (await check(subject)).filter((finding) => finding.rule === rule);
}

/** What one rule finds, as paths below the root and tokens. */
export async function placesOf(rule: RuleCode, subject: CheckSubject): Promise<string[]> {
  const findings = await findingsOf(rule, subject);
  return findings.map((finding) => {
    const place = path.relative(subject.root, finding.offending_path).split(path.sep).join('/');
    return `${place} | ${finding.matched_token}`;
  });
}

/** The text that a finding points at. */
export function highlighted(text: string, finding: Finding | undefined): string {
  const lines = text.replace(/^\uFEFF/, '').split(/(?<=\r\n|\n|\r(?!\n))/);
  if (finding?.range === undefined) throw new TypeError('the finding points at no text');
  const { start, end } = finding.range;
  if (start.line === end.line) return (lines[start.line] ?? '').slice(start.character, end.character);
  return [
    (lines[start.line] ?? '').slice(start.character),
    ...lines.slice(start.line + 1, end.line),
    (lines[end.line] ?? '').slice(0, end.character),
  ].join('');
}

export function ruleOf(code: RuleCode): Rule {
  const rule = RULES.find((candidate) => candidate.code === code);
  if (rule === undefined) throw new TypeError(`no rule ${code}`);
  return rule;
}
