import { MAX_NAME_BYTES, nameBytes } from '../../layout';
import { l10n } from '../../system';
import { displayName } from '../display';
import type { Rule } from '../rule';
import { isRecordsFolder, lengthOnTarget } from '../subject';

const SHOWN_CHARACTERS = 40;

/** Names that no common file system takes, and paths that the target does not open. */
export const nameTooLong: Rule = {
  code: 'name_too_long',
  tier: 'hard',
  page: 'name-too-long',
  describe: () => l10n.t('A name is longer than 255 bytes, or a path longer than its target opens.'),
  *checkNames(names, subject) {
    const { maxPathLength } = subject;
    for (const subjectName of names) {
      if (isRecordsFolder(subjectName, subject)) continue;
      const { name, path, kind } = subjectName;
      const length = lengthOnTarget(subjectName, subject);
      const bytes = nameBytes(name);
      const shown = displayName(Array.from(name).slice(0, SHOWN_CHARACTERS).join(''));
      if (bytes > MAX_NAME_BYTES) {
        const detail = l10n.t(
          "The name that begins '{0}' takes {1} bytes; {2} is the most: shorten it.",
          shown,
          bytes,
          MAX_NAME_BYTES,
        );
        yield { path, kind, token: '', detail };
      } else if (maxPathLength !== null && length > maxPathLength) {
        const detail = l10n.t(
          "The path to '{0}' has {1} characters; where it is read {2} is the most: shorten a name in it.",
          shown,
          length,
          maxPathLength,
        );
        yield { path, kind, token: '', detail };
      }
    }
  },
};
