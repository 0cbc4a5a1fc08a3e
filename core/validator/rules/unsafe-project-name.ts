import { MAX_NAME_BYTES, illegalParts, isProjectShortId, nameBytes, reservedName } from '../../layout';
import { l10n } from '../../system';
import { codePointName, displayName } from '../display';
import type { Rule } from '../rule';
import { segmentsBelowRoot } from '../subject';

const SHOWN_CHARACTERS = 40;

/** Control and format characters, line separators, halves of characters, and what stands for bytes of no UTF-8. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]|\p{Surrogate}/u;

/** A folder where projects stand, that no program of the lab can hand on under its name. */
export const unsafeProjectName: Rule = {
  code: 'unsafe_project_name',
  tier: 'soft',
  page: 'unsafe-project-name',
  isAuditOnly: true,
  describe: () => l10n.t('A folder among the projects of an instrument has a name that is not safe.'),
  *checkNames(_names, subject) {
    const name = segmentsBelowRoot(subject).at(-1);
    if (subject.level !== 'stray' || name === undefined || isOfTools(name)) return;
    const detail = problemWith(name);
    if (detail === undefined) return;
    yield { path: subject.runPath, kind: 'directory_segment', token: name, detail };
  },
};

/** Hidden folders (snapshots, trash, versions) are those of tools, and no projects, unless one was hidden. */
function isOfTools(name: string): boolean {
  return name.startsWith('.') && !isProjectShortId(name.replace(/^\.+/, ''));
}

/** The first thing that is wrong with a name, undefined where it is a safe single segment. */
function problemWith(name: string): string | undefined {
  const shown = displayName(Array.from(name).slice(0, SHOWN_CHARACTERS).join(''));
  const unseen = UNSEEN.exec(name)?.[0];
  if (unseen === '\uFFFD') {
    return l10n.t("'{0}' holds what is no text: rename the folder, or move it out of here.", shown);
  }
  if (unseen !== undefined) {
    return l10n.t(
      "'{0}' holds {1}, which cannot be seen: rename the folder, or move it out of here.",
      shown,
      codePointName(unseen),
    );
  }
  const [part] = illegalParts(name);
  if (part?.kind === 'character') {
    return l10n.t(
      "'{0}' holds '{1}', which Windows does not allow: rename the folder, or move it out of here.",
      shown,
      part.text,
    );
  }
  if (part !== undefined || name.trim() !== name) {
    return l10n.t(
      "'{0}' begins or ends with a space, or ends in a dot: rename the folder, or move it out of here.",
      shown,
    );
  }
  if (name.startsWith('.')) {
    return l10n.t(
      "'{0}' begins with a dot, which hides it: rename the folder, or move it out of here.",
      shown,
    );
  }
  if (reservedName(name) !== undefined) {
    return l10n.t("'{0}' is a device on Windows: rename the folder, or move it out of here.", shown);
  }
  if (nameBytes(name) > MAX_NAME_BYTES) {
    return l10n.t(
      "The name that begins '{0}' takes more than {1} bytes: rename the folder, or move it out of here.",
      shown,
      MAX_NAME_BYTES,
    );
  }
  return undefined;
}
