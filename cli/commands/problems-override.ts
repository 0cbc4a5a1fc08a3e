import { l10n, localTime, systemClock } from '../../core/system';
import type { Command } from '../command';
import { CONFIG_OPTION } from '../configuration';
import { EXIT } from '../exit-codes';
import { parseExpiry } from '../problems/expiry';
import { FOLDER_POSITIONALS, OPERATOR_OPTION, REASON_OPTION, folderOf, operatorOf } from '../problems/folder';
import { RULE_OPTION, requiredRule, requiredText } from '../problems/rule-option';
import { printVerdict, verdictObject } from '../problems/verdict';
import { openWorkplace } from '../workplace';

/** `exlab problems override PATH`: lets the hard findings of one rule pass, for a reason. */
export const problemsOverride: Command = {
  positionals: FOLDER_POSITIONALS,
  options: [
    RULE_OPTION,
    REASON_OPTION,
    {
      name: 'expires',
      value: 'WHEN',
      help: l10n.t('The last day on which it holds, a moment, or a duration such as 30d; default: never'),
    },
    OPERATOR_OPTION,
    CONFIG_OPTION,
  ],
  notes: [
    l10n.t(
      'Only what stands in the folder now can be overridden, and a record of another major version never. The reason stays in creation.json for good, and goes to the storage with the data.',
    ),
    l10n.t(
      'Exit codes: 0 it may be synced now, 1 something else keeps it from that, 2 refused, 3 wrong usage.',
    ),
  ],
  async run(context) {
    const { output, arguments: given } = context;
    const rule = requiredRule(given);
    const reason = requiredText(given, 'reason', 'TEXT');
    const expires = given.text('expires');
    const expiresAt = expires === undefined ? undefined : parseExpiry(expires, systemClock.now());
    const { engine } = await openWorkplace(context);
    try {
      const { override, ...verdict } = await engine.override({
        folder: folderOf(given),
        rule,
        reason,
        operator: operatorOf(given),
        ...(expiresAt === undefined ? {} : { expiresAt }),
      });
      output.json({ ...verdictObject(verdict), override });
      output.print(l10n.t('Overridden: {0}, with the id {1}', rule, override.id));
      if (expiresAt !== undefined) output.print(l10n.t('It ends at {0}.', localTime(expiresAt)));
      printVerdict(output, verdict);
      return verdict.mayBeQueued ? EXIT.fine : EXIT.warnings;
    } finally {
      await engine.close();
    }
  },
};
