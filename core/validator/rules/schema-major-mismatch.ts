import { l10n } from '../../system';
import type { Rule } from '../rule';

/** A record of another major version may mean anything: nothing is done with it (spec 1.2). */
export const schemaMajorMismatch: Rule = {
  code: 'schema_major_mismatch',
  tier: 'hard',
  page: 'schema-major-mismatch',
  describe: () => l10n.t('A record has a major version that this program does not understand.'),
  *checkRecord({ name, path, reading }) {
    if (reading.status !== 'other-major') return;
    const detail = l10n.t(
      "'{0}' has version {1}, and this program understands {2}.x: use the program that wrote it.",
      name,
      reading.found,
      reading.expected,
    );
    yield { path, kind: 'file_content', token: reading.found, detail, range: reading.range };
  },
};
