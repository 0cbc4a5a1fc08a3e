import { l10n } from '../../system';
import { displayName } from '../display';
import type { Rule } from '../rule';
import { complaintsInNames, complaintsInText } from '../token-complaints';
import { jinjaMarkers } from '../tokens';

/** `{{ sample_id }}` that should have been rendered. */
export const leftoverJinjaMarker: Rule = {
  code: 'leftover_jinja_marker',
  tier: 'hard',
  page: 'leftover-jinja-marker',
  describe: () =>
    l10n.t('A name or a rendered text still holds an expression, tag or comment of its template.'),
  checkNames: (names, subject) => complaintsInNames(names, subject, jinjaMarkers, inName),
  checkText: (text) => complaintsInText(text, jinjaMarkers, inText),
};

function inName(token: string): string {
  return l10n.t(
    'The name holds {0}, which was not rendered: put the value in its place.',
    displayName(token),
  );
}

function inText(token: string): string {
  return l10n.t(
    'The text holds {0}, which was not rendered: put the value in its place, or let the template say with a raw block that it is meant so.',
    displayName(token),
  );
}
