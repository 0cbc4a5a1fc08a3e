import { illegalParts } from '../../layout';
import { l10n } from '../../system';
import { codePointName, displayName } from '../display';
import type { Rule } from '../rule';

/** Names that Windows or a share refuses; on one machine they work, on the next they do not. */
export const illegalFilesystemCharacter: Rule = {
  code: 'illegal_filesystem_character',
  tier: 'hard',
  page: 'illegal-filesystem-character',
  describe: () =>
    l10n.t('A name holds a character that some file systems refuse, or ends in a dot or a space.'),
  *checkNames(names) {
    for (const { name, path, kind } of names) {
      for (const part of illegalParts(name)) {
        yield { path, kind, token: part.text, detail: detail(displayName(name), part.text, part.kind) };
      }
    }
  },
};

function detail(name: string, text: string, kind: 'character' | 'control' | 'end'): string {
  if (kind === 'control') {
    return l10n.t(
      "'{0}' holds the control character {1}: take it out of the name.",
      name,
      codePointName(text),
    );
  }
  if (kind === 'character') {
    return l10n.t("'{0}' holds '{1}', which Windows does not allow in a name: replace it.", name, text);
  }
  return text === '.'
    ? l10n.t("'{0}' ends in a dot, which Windows drops: take it off.", name)
    : l10n.t("'{0}' ends in a space, which Windows drops: take it off.", name);
}
