import type { ErrorCode as YamlErrorCode } from 'yaml';
import { l10n } from '../system';

/** A sentence for people on what is wrong with the YAML; the reader's own words where ours say no more. */
export function syntaxMessage(code: YamlErrorCode, reported: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return l10n.t('A tab stands in the indentation: use spaces.');
    case 'BAD_INDENT':
      return l10n.t(
        'The indentation does not fit: keys of one section must begin in one column ({0}).',
        reported,
      );
    case 'BLOCK_AS_IMPLICIT_KEY':
      return l10n.t("There is a second ':' in this line: put the value in quotes.");
    case 'MULTIPLE_DOCS':
      return l10n.t("A second document begins here: take the line '---' out.");
    case 'MISSING_CHAR':
      return l10n.t('Something is not closed, a quote or a bracket ({0}).', reported);
    case 'BAD_SCALAR_START':
      return l10n.t('The value begins with a character that has a meaning in YAML: put it in quotes.');
    default:
      // What the reader quotes of the line could be part of a password.
      return l10n.t('This is not valid YAML: {0}.', reported.replace(/: ".*$/s, ''));
  }
}
