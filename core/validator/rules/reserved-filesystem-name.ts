import { reservedName } from '../../layout';
import { l10n } from '../../system';
import { displayName } from '../display';
import type { Rule } from '../rule';

/** `CON`, `aux.txt`: Windows takes them for devices, whatever follows the first dot. */
export const reservedFilesystemName: Rule = {
  code: 'reserved_filesystem_name',
  tier: 'hard',
  page: 'reserved-filesystem-name',
  describe: () => l10n.t('A name is one that Windows keeps for a device (CON, NUL, COM1, …).'),
  *checkNames(names) {
    for (const { name, path, kind } of names) {
      const reserved = reservedName(name);
      if (reserved === undefined) continue;
      const detail = l10n.t(
        "'{0}' cannot be opened on Windows, where '{1}' is a device: choose another name.",
        displayName(name),
        reserved,
      );
      yield { path, kind, token: reserved, detail };
    }
  },
};
