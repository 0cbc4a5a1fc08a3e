import { collisionKey } from '../../layout';
import { l10n } from '../../system';
import { displayName } from '../display';
import type { Rule } from '../rule';
import type { SubjectName } from '../subject';

/** Names that are one and the same on a file system that folds case or Unicode normalization. */
export const nameCollision: Rule = {
  code: 'name_collision',
  tier: 'hard',
  page: 'name-collision',
  describe: () => l10n.t('Two names in one folder differ only in case or in Unicode normalization.'),
  *checkNames(names) {
    const folders = new Map<string, Map<string, SubjectName[]>>();
    for (const name of names) {
      const folder = folders.get(name.parent) ?? new Map<string, SubjectName[]>();
      folders.set(name.parent, folder);
      const key = collisionKey(name.name);
      const equals = folder.get(key);
      if (equals === undefined) folder.set(key, [name]);
      else equals.push(name);
    }
    for (const folder of folders.values()) {
      for (const equals of folder.values()) {
        for (const { name, path, kind } of equals) {
          const other = equals.find((candidate) => candidate.name !== name);
          if (other === undefined) continue;
          const detail = l10n.t(
            "'{0}' and '{1}' are one name where case or the form of accents does not count: rename one.",
            displayName(name),
            displayName(other.name),
          );
          yield { path, kind, token: name, detail };
        }
      }
    }
  },
};
