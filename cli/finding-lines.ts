import * as path from 'node:path';
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
