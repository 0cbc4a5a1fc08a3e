import * as path from 'node:path';
import { l10n } from '../core/system';
import type { Finding } from '../core/validator';
import { printable, type Output } from './output';

/**
 * Findings as people read them: tier, rule and place in one line, what to do in the next.
 * @param base paths are shown relative to it
 */
export function printFindings(output: Output, findings: readonly Finding[], base: string): void {
  const { style } = output;
  for (const finding of findings) {
    const tier = finding.tier === 'hard' ? style.error('hard') : style.warning('soft');
    const overridden = finding.override_active ? ' (overridden)' : '';
    output.print(`  ${tier}  ${finding.rule}${overridden}  ${printable(placeOf(finding, base))}`);
    output.print(`        ${printable(finding.rule_detail)}`);
  }
}

function placeOf({ offending_path, range }: Finding, base: string): string {
  const relative = path.relative(base, offending_path) || '.';
  return range === undefined ? relative : `${relative}:${range.start.line + 1}:${range.start.character + 1}`;
}

/** The findings of several runs, each run under its path. */
export function printFindingsByRun(output: Output, findings: readonly Finding[]): void {
  for (const [runPath, ofRun] of groupByRun(findings)) {
    output.print(output.style.heading(printable(runPath)));
    printFindings(output, ofRun, runPath);
  }
}

/** What could not be judged, a line each. */
export function printUnreadable(output: Output, unreadable: readonly string[]): void {
  for (const file of unreadable)
    output.print(`${output.style.error(l10n.t('unreadable'))}  ${printable(file)}`);
}

/** By run, in the order of their paths; within a run in the order of the audit. */
function groupByRun(findings: readonly Finding[]): [string, Finding[]][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const ofRun = groups.get(finding.run_path);
    if (ofRun === undefined) groups.set(finding.run_path, [finding]);
    else ofRun.push(finding);
  }
  return [...groups].sort(([left], [right]) => (left < right ? -1 : 1));
}
