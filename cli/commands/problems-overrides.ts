import type { OverrideStanding } from '../../core/records';
import { l10n, localTime } from '../../core/system';
import type { Command } from '../command';
import { CONFIG_OPTION } from '../configuration';
import { EXIT } from '../exit-codes';
import { printable, type Output } from '../output';
import { FOLDER_POSITIONALS, folderOf } from '../problems/folder';
import { openWorkplace } from '../workplace';

/** `exlab problems overrides PATH`: the overrides of one project or run, ended ones too. */
export const problemsOverrides: Command = {
  positionals: FOLDER_POSITIONALS,
  options: [CONFIG_OPTION],
  async run(context) {
    const { output } = context;
    const { engine } = await openWorkplace(context);
    try {
      const overrides = await engine.overrides(folderOf(context.arguments));
      output.json({
        overrides: overrides.map(({ override, state, revocation }) => ({ ...override, state, revocation })),
      });
      for (const standing of overrides) print(output, standing);
      if (overrides.length === 0) output.print(l10n.t('It has no overrides.'));
      return EXIT.fine;
    } finally {
      await engine.close();
    }
  },
};

const STATES: Readonly<Record<OverrideStanding['state'], string>> = {
  active: l10n.t('active'),
  expired: l10n.t('expired'),
  revoked: l10n.t('revoked'),
};

function print(output: Output, { override, state, revocation }: OverrideStanding): void {
  const { id, problem_class, operator, recorded_at, expires_at, reason } = override;
  output.print(`${oneLine(id)}  ${STATES[state]}  ${oneLine(problem_class)}`);
  const made = l10n.t('by {0}, {1}: {2}', operator, localTime(new Date(recorded_at)), reason);
  output.print(`    ${oneLine(made)}`);
  if (expires_at !== undefined) output.print(`    ${l10n.t('ends at {0}', localTime(new Date(expires_at)))}`);
  if (revocation === null) return;
  const when = localTime(new Date(revocation.recorded_at));
  output.print(
    `    ${oneLine(l10n.t('revoked by {0}, {1}: {2}', revocation.operator, when, revocation.reason))}`,
  );
}

/** A record can be written by hand: no text of it may look like another entry of the list. */
function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, ' ');
}
