import { l10n } from '../../core/system';
import type { Command } from '../command';
import { CONFIG_OPTION } from '../configuration';
import { EXIT } from '../exit-codes';
import { FOLDER_POSITIONALS, OPERATOR_OPTION, REASON_OPTION, folderOf, operatorOf } from '../problems/folder';
import { requiredText } from '../problems/rule-option';
import { printVerdict, verdictObject } from '../problems/verdict';
import { openWorkplace } from '../workplace';

/** `exlab problems revoke PATH`: ends an override; what is not synced yet is blocked again. */
export const problemsRevoke: Command = {
  positionals: FOLDER_POSITIONALS,
  options: [
    { name: 'id', value: 'ID', help: l10n.t("The override's id, from 'exlab problems overrides PATH'") },
    REASON_OPTION,
    OPERATOR_OPTION,
    CONFIG_OPTION,
  ],
  async run(context) {
    const { output, arguments: given } = context;
    const overrideId = requiredText(given, 'id', 'ID');
    const reason = requiredText(given, 'reason', 'TEXT');
    const { engine } = await openWorkplace(context);
    try {
      const { revocation, ...verdict } = await engine.revokeOverride({
        folder: folderOf(given),
        overrideId,
        reason,
        operator: operatorOf(given),
      });
      output.json({ ...verdictObject(verdict), revocation });
      output.print(l10n.t('Revoked: {0}', overrideId));
      printVerdict(output, verdict);
      return EXIT.fine;
    } finally {
      await engine.close();
    }
  },
};
