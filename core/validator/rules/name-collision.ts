import { collisionKey } from '../../layout';
import { l10n } from '../../system';
import { displayName } from '../display';
import type { Rule } from '../rule';
import { isRecordsFolder, type SubjectName } from '../subject';

/** Names that are one and the same on a file system that folds case or Unicode normalization. */
export const nameCollision: Rule = {
  code: 'name_collision',
  tier: 'hard',
  page: 'name-collision',
  describe: () => l10n.t('Two names in one folder differ only in case or in Unicode normalization.'),
  *checkNames(names, subject) {
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
        const ours = equals.find((candidate) => isRecordsFolder(candidate, subject));
        for (const { name, path, kind } of equals) {
          if (name === ours?.name) continue;
          const other = equals.find((candidate) => candidate.name !== name);
          if (other === undefined) continue;
          const detail = ours === undefined ? sayEqual(name, other.name) : sayTaken(name, ours.name);
          yield { path, kind, token: name, detail };
        }
      }
    }
  },
};

function sayEqual(name: string, other: string): string {
  return l10n.t(
    "'{0}' and '{1}' are one name where case or the form of accents does not count: rename one.",
    displayName(name),
    displayName(other),
  );
}

function sayTaken(name: string, ours: string): string {
  return l10n.t(
    "'{0}' is '{1}', where the records are kept, as soon as case or the form of accents does not count: rename '{0}'.",
    displayName(name),
    ours,
  );
}
