import { l10n, nearest } from '../../system';
import { EXLAB_KEYS } from './exlab-keys';
import { keyNearMiss } from './fields';
import type { MappingNode } from './nodes';
import type { ManifestReport } from './report';

/** Copier's own settings; those that only matter to updates are left alone. */
export const COPIER_SETTINGS = [
  '_answers_file',
  '_envops',
  '_exclude',
  '_external_data',
  '_jinja_extensions',
  '_message_after_copy',
  '_message_after_update',
  '_message_before_copy',
  '_message_before_update',
  '_migrations',
  '_min_copier_version',
  '_preserve_symlinks',
  '_secret_questions',
  '_skip_if_exists',
  '_subdirectory',
  '_tasks',
  '_templates_suffix',
];

const KNOWN_KEYS: readonly string[] = [...EXLAB_KEYS, ...COPIER_SETTINGS];

/** Warns of keys that are nearly one of Copier's or ours; other keys of other tools are left alone (spec 3.3). */
export function warnOfNearMisses(root: MappingNode, report: ManifestReport): void {
  for (const { key } of root.entries) {
    if (!key.text.startsWith('_') || KNOWN_KEYS.includes(key.text)) continue;
    const meant = nearest(key.text, KNOWN_KEYS);
    if (meant === undefined) continue;
    report.add(
      'near-miss-key',
      l10n.t("'{0}' has no meaning; did you mean '{1}'?", key.text, meant),
      key.range,
      keyNearMiss(root, key.text, meant),
    );
  }
}
