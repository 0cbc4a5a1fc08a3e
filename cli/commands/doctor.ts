import { l10n } from '../../core/system';
import type { Command } from '../command';
import { examine, type Examination } from '../doctor';
import { exitCodeFor } from '../exit-codes';
import { printable, type Output } from '../output';
import { CONFIG_OPTION } from '../configuration';

/** `exlab doctor`: is this computer ready, and what to do where it is not. */
export const doctor: Command = {
  options: [{ name: 'fix', help: l10n.t('Hand off finished runs that wait for it') }, CONFIG_OPTION],
  async run(context) {
    const { output } = context;
    const checks = await examine(context, { fix: context.arguments.has('fix') });
    const count = (status: Examination['status']): number =>
      checks.filter((check) => check.status === status).length;
    output.json({ version: context.installation.version, checks });
    print(output, checks);
    return exitCodeFor({ errors: count('error'), warnings: count('warning') });
  },
};

function print(output: Output, checks: readonly Examination[]): void {
  const { style } = output;
  const marks = {
    ok: style.faint('ok     '),
    warning: style.warning('warning'),
    error: style.error('error  '),
  };
  for (const { status, subject, message, advice } of checks) {
    output.print(`${marks[status]}  ${subject}: ${printable(message)}`);
    if (advice !== undefined) output.print(`         ${printable(advice)}`);
  }
}
