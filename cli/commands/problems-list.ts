import { ExlabError, l10n } from '../../core/system';
import type { Finding, KnownProblems, KnownProblemsSight, Tier } from '../../core/validator';
import { UsageError, type Arguments } from '../arguments';
import { audited } from '../audited';
import type { Command } from '../command';
import { CONFIG_OPTION } from '../configuration';
import { exitCodeFor } from '../exit-codes';
import { printFindingsByRun, printUnreadable } from '../finding-lines';
import { PART_OPTIONS, PART_POSITIONALS, scopeOf } from '../lab-part';
import type { Output } from '../output';
import { RULE_OPTION, ruleOf } from '../problems/rule-option';
import { openWorkplace } from '../workplace';

/** `exlab problems list`: the findings of an audit that are not known on this computer. */
export const problemsList: Command = {
  positionals: PART_POSITIONALS,
  options: [
    ...PART_OPTIONS,
    RULE_OPTION,
    { name: 'tier', value: 'hard|soft', help: l10n.t('Only findings that block, or only the others') },
    { name: 'all', help: l10n.t('Also problems that are marked as known on this computer') },
    CONFIG_OPTION,
  ],
  notes: [
    l10n.t(
      'Exit codes: 0 fine, 1 soft findings only, 2 hard findings or something unreadable, 3 wrong usage. Known problems count, shown or not.',
    ),
  ],
  async run(context) {
    const { output, arguments: given } = context;
    const rule = ruleOf(given);
    const tier = tierOf(given);
    const workplace = await openWorkplace(context);
    try {
      const { engine } = workplace;
      const { findings, unreadable, scanned } = await audited(workplace, scopeOf(given, workplace), output);
      const known = await lookAtKnown(engine.knownProblems, output);
      const wanted = findings
        .filter((finding) => rule === undefined || finding.rule === rule)
        .filter((finding) => tier === undefined || finding.tier === tier);
      const shown = given.has('all') ? wanted : wanted.filter((finding) => !known.isKnown(finding));
      const hidden = wanted.length - shown.length;
      const listed = shown.map((finding) => ({ ...finding, known: known.isKnown(finding) }));
      output.json({ findings: listed, hidden_known: hidden, unreadable, scanned });
      print(output, shown, hidden, unreadable);
      const hard = wanted.filter((finding) => finding.tier === 'hard' && !finding.override_active).length;
      return exitCodeFor({ errors: hard + unreadable.length, warnings: wanted.length - hard });
    } finally {
      await workplace.engine.close();
    }
  },
};

function tierOf(given: Arguments): Tier | undefined {
  const text = given.text('tier');
  if (text === undefined || text === 'hard' || text === 'soft') return text;
  throw new UsageError(l10n.t("There is no tier '{0}': write hard or soft.", text), '--tier');
}

/** Where what is known cannot be read, everything is shown. */
async function lookAtKnown(problems: KnownProblems, output: Output): Promise<KnownProblemsSight> {
  try {
    return await problems.look();
  } catch (caught) {
    if (!(caught instanceof ExlabError)) throw caught;
    output.warning(caught.message);
    return { count: 0, isKnown: () => false };
  }
}

function print(
  output: Output,
  shown: readonly Finding[],
  hidden: number,
  unreadable: readonly string[],
): void {
  printFindingsByRun(output, shown);
  printUnreadable(output, unreadable);
  const hard = shown.filter(({ tier }) => tier === 'hard').length;
  output.print(
    l10n.t('Problems: {0} hard, {1} soft. Unreadable: {2}.', hard, shown.length - hard, unreadable.length),
  );
  if (hidden > 0)
    output.print(l10n.t("Hidden, for they are marked as known: {0}. '--all' shows them.", hidden));
}
