import { CREATION_RECORD } from '../../layout';
import { l10n } from '../../system';
import type { Rule } from '../rule';

/** A folder that is named like ours and that nobody knows the making of. */
export const orphan: Rule = {
  code: 'orphan',
  tier: 'soft',
  page: 'orphan',
  isAuditOnly: true,
  describe: () => l10n.t('A project or run folder has no record of its creation.'),
  *checkPresence({ creation }, { level, runPath }) {
    if (creation !== 'missing' || (level !== 'project' && level !== 'run')) return;
    const detail =
      level === 'run'
        ? l10n.t(
            "This run has no '{0}': restore it from a copy, or make a run with the wizard and move the data into it.",
            CREATION_RECORD,
          )
        : l10n.t(
            "This project has no '{0}': restore it from a copy, or make the project with the wizard and move its runs into it.",
            CREATION_RECORD,
          );
    yield { path: runPath, kind: 'directory_segment', token: '', detail };
  },
};
