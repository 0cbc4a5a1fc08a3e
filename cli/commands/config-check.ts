import type { ConfigProblem, ConfigReading, Setup } from '../../core/config';
import { l10n } from '../../core/system';
import type { Command } from '../command';
import { EXIT, exitCodeFor } from '../exit-codes';
import { printable, type Output } from '../output';
import { CONFIG_OPTION, readConfiguration, setupOf } from '../configuration';

/** `exlab config check`: every problem with its line, and how far the setup is. */
export const configCheck: Command = {
  options: [CONFIG_OPTION],
  notes: [
    l10n.t('Exit codes: 0 fine, 1 warnings only, or nothing can be created yet, 2 errors, 3 no such file.'),
  ],
  async run({ output, ...context }) {
    const reading = await readConfiguration({ output, ...context });
    const setup = setupOf(reading);
    output.json({ file: reading.file, missing: reading.missing, problems: reading.problems, setup });
    printReading(output, reading, setup);
    if (reading.missing) return EXIT.usage;
    const of = (severity: ConfigProblem['severity']): number =>
      reading.problems.filter((problem) => problem.severity === severity).length;
    const incomplete = setup.state === 'ready' ? 0 : 1;
    return exitCodeFor({ errors: of('error'), warnings: of('warning') + incomplete });
  },
};

function printReading(output: Output, { file, missing, problems }: ConfigReading, setup: Setup): void {
  if (missing) {
    output.print(
      l10n.t("There is no configuration at {0}: write one with 'exlab config init'.", printable(file)),
    );
    return;
  }
  const { style } = output;
  for (const { line, column, severity, message } of problems) {
    const marked = severity === 'error' ? style.error(severity) : style.warning(severity);
    output.print(`${printable(file)}:${line}:${column}: ${marked}: ${printable(message)}`);
  }
  if (problems.length === 0) output.print(l10n.t('{0}: no problems.', printable(file)));
  output.print(l10n.t('Setup: {0}', setup.state));
  // What does not load has been said above, with its lines.
  if (setup.state === 'incomplete_no_config') return;
  for (const { field, reason } of setup.missing) output.print(`  ${field}: ${reason}`);
}
