import type { DifferenceKind, FolderComparison, ReadmeDifference } from '../../core/readme';
import { stringifyRecord, type OrderedValue } from '../../core/records';
import { l10n } from '../../core/system';
import type { Command } from '../command';
import { CONFIG_OPTION } from '../configuration';
import { EXIT } from '../exit-codes';
import { printable, type Output } from '../output';
import { openForReading } from '../workplace';

/** `exlab readme compare PATH`: where the front matter of a README and its record differ; reads only. */
export const readmeCompare: Command = {
  positionals: [{ name: 'PATH', required: true, help: l10n.t('the folder of a project or run') }],
  options: [CONFIG_OPTION],
  notes: [
    l10n.t(
      'Exit codes: 0 both say the same, 1 differences, 2 nothing to compare or a broken record, 3 wrong usage or no such folder.',
    ),
  ],
  async run(context) {
    const { output } = context;
    const [folder = ''] = context.arguments.positionals;
    const { engine } = await openForReading(context);
    try {
      const compared = await engine.compareReadme(folder);
      output.json(asJson(compared));
      return print(output, compared);
    } finally {
      await engine.close();
    }
  },
};

function asJson({ readme, comparison }: FolderComparison): unknown {
  if (comparison.status !== 'compared') return { path: readme, ...comparison, differences: null };
  const { status, differences } = comparison;
  return {
    path: readme,
    status,
    differences: differences.map(({ path, kind, range, inReadme, inRecord }) => ({
      path,
      kind,
      range,
      in_readme: inReadme,
      in_record: inRecord,
    })),
  };
}

function print(output: Output, { readme, comparison }: FolderComparison): number {
  if (comparison.status !== 'compared') {
    const { status } = comparison;
    const problem = comparison.status === 'malformed' ? ` ${comparison.problem}` : '';
    output.error({ message: `${reasons()[status](readme)}${problem}` });
    return EXIT.errors;
  }
  const { differences } = comparison;
  for (const difference of differences) printDifference(output, readme, difference);
  if (differences.length > 0) return EXIT.warnings;
  output.print(l10n.t('{0} says what its record says.', printable(readme)));
  return EXIT.fine;
}

function reasons(): Record<'absent' | 'unclosed' | 'malformed', (readme: string) => string> {
  return {
    absent: (readme) => l10n.t("{0} has no front matter: its first line must be '---'.", readme),
    unclosed: (readme) =>
      l10n.t("The front matter of {0} does not close: put a line '---' below it.", readme),
    malformed: (readme) => l10n.t('The front matter of {0} is no valid YAML.', readme),
  };
}

function printDifference(output: Output, readme: string, difference: ReadmeDifference): void {
  const { line, character } = difference.range.start;
  const { style } = output;
  const place = printable(`${readme}:${line + 1}:${character + 1}`);
  output.print(`${place}: ${style.warning(kindWords()[difference.kind])}: ${printable(difference.path)}`);
  const { inReadme, inRecord } = difference;
  if (inReadme !== undefined) output.print(`  ${l10n.t('README: {0}', shown(inReadme))}`);
  if (inRecord !== undefined) output.print(`  ${l10n.t('record: {0}', shown(inRecord))}`);
}

function kindWords(): Record<DifferenceKind, string> {
  return {
    missing: l10n.t('missing'),
    extra: l10n.t('not in the record'),
    different: l10n.t('different'),
    order: l10n.t('in another order'),
  };
}

/** A value on one line. */
function shown(value: OrderedValue): string {
  return printable(stringifyRecord(value).trimEnd().replace(/\n\s*/g, ' '));
}
