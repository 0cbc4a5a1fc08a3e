import { l10n } from '../../core/system';
import type { AuditResult } from '../../core/validator';
import { audited } from '../audited';
import type { Command } from '../command';
import { exitCodeFor } from '../exit-codes';
import { printFindingsByRun, printUnreadable } from '../finding-lines';
import type { Output } from '../output';
import { CONFIG_OPTION } from '../configuration';
import { PART_OPTIONS, PART_POSITIONALS, scopeOf } from '../lab-part';
import { openWorkplace } from '../workplace';

/** `exlab audit`: what the rules have against the runs and projects of the lab, or of a part of it. */
export const audit: Command = {
  positionals: PART_POSITIONALS,
  options: [...PART_OPTIONS, CONFIG_OPTION],
  notes: [
    l10n.t(
      'Exit codes: 0 fine, 1 soft findings only, 2 hard findings or something unreadable, 3 wrong usage.',
    ),
  ],
  async run(context) {
    const { output } = context;
    const workplace = await openWorkplace(context);
    try {
      const result = await audited(workplace, scopeOf(context.arguments, workplace), output);
      output.json({ findings: result.findings, unreadable: result.unreadable, scanned: result.scanned });
      print(output, result);
      const hard = result.findings.filter(({ tier, override_active }) => tier === 'hard' && !override_active);
      return exitCodeFor({
        errors: hard.length + result.unreadable.length,
        warnings: result.findings.length - hard.length,
      });
    } finally {
      await workplace.engine.close();
    }
  },
};

function print(output: Output, { findings, unreadable, scanned }: AuditResult): void {
  printFindingsByRun(output, findings);
  printUnreadable(output, unreadable);
  const hard = findings.filter(({ tier }) => tier === 'hard').length;
  output.print(
    l10n.t(
      'Runs: {0}, files: {1}. Findings: {2} hard, {3} soft. Unreadable: {4}.',
      scanned.runs,
      scanned.files,
      hard,
      findings.length - hard,
      unreadable.length,
    ),
  );
}
