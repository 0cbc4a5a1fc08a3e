import { l10n } from '../../system';
import { displayName } from '../display';
import type { Rule } from '../rule';
import { complaintsInNames, complaintsInText } from '../token-complaints';
import { placeholders } from '../tokens';

/** `<sample_id>` where a value was meant to stand. */
export const unresolvedPlaceholderToken: Rule = {
  code: 'unresolved_placeholder_token',
  tier: 'hard',
  page: 'unresolved-placeholder-token',
  describe: () => l10n.t('A name or a rendered text still holds a placeholder like <sample_id>.'),
  checkNames: (names, subject) => complaintsInNames(names, subject, placeholders, inName),
  checkText: (text) => complaintsInText(text, placeholders, inText),
};

function inName(token: string): string {
  return l10n.t('The name holds the placeholder {0}: put the value in its place.', displayName(token));
}

function inText(token: string): string {
  return l10n.t(
    'The text holds the placeholder {0}: put the value in its place, or let the template declare the token in _exlab_allow_tokens.',
    displayName(token),
  );
}
