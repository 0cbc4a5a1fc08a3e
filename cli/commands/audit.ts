import * as path from 'node:path';
import { l10n } from '../../core/system';
import type { AuditResult, AuditScope, Finding } from '../../core/validator';
import { UsageError, type Arguments } from '../arguments';
import type { Command } from '../command';
import { exitCodeFor } from '../exit-codes';
import { printFindings } from '../finding-lines';
import { printable, type Output } from '../output';
import { CONFIG_OPTION } from '../configuration';
import { openWorkplace, type Workplace } from '../workplace';

/** `exlab audit`: what the rules have against the runs and projects of the lab, or of a part of it. */
export const audit: Command = {
  positionals: [
    {
      name: 'PATH',
      required: false,
      help: l10n.t('a root, equipment, project or run; default: the whole lab'),
    },
  ],
  options: [
    { name: 'equipment', value: 'ID', help: l10n.t('Only this instrument') },
    { name: 'project', value: 'PROJ-NNNN', help: l10n.t('Only this project') },
    CONFIG_OPTION,
  ],
  notes: [
    l10n.t(
      'Exit codes: 0 fine, 1 soft findings only, 2 hard findings or something unreadable, 3 wrong usage.',
    ),
  ],
  async run(context) {
    const { output } = context;
    const workplace = await openWorkplace(context);
    try {
      const result = await workplace.engine.audit(scopeOf(context.arguments, workplace));
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

function scopeOf(given: Arguments, { config }: Workplace): AuditScope {
  const [folder] = given.positionals;
  const equipment = given.text('equipment');
  const project = given.text('project');
  if (equipment !== undefined && !config.equipment.some(({ id }) => id === equipment)) {
    throw new UsageError(l10n.t("The configuration knows no equipment '{0}'.", equipment), '--equipment');
  }
  return {
    ...(folder === undefined ? {} : { path: path.resolve(folder) }),
    ...(equipment === undefined ? {} : { equipment }),
    ...(project === undefined ? {} : { project }),
  };
}

function print(output: Output, { findings, unreadable, scanned }: AuditResult): void {
  for (const [runPath, ofRun] of groupByRun(findings)) {
    output.print(output.style.heading(printable(runPath)));
    printFindings(output, ofRun, runPath);
  }
  for (const file of unreadable)
    output.print(`${output.style.error(l10n.t('unreadable'))}  ${printable(file)}`);
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

/** By run, in the order of their paths; within a run in the order of the audit. */
function groupByRun(findings: readonly Finding[]): [string, Finding[]][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings)
    groups.set(finding.run_path, [...(groups.get(finding.run_path) ?? []), finding]);
  return [...groups].sort(([left], [right]) => (left < right ? -1 : 1));
}
