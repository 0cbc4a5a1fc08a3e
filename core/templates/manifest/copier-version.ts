import { l10n } from '../../system';
import { FieldReader } from './fields';
import { valueOf, type MappingNode } from './nodes';
import type { ManifestReport } from './report';

/** Copier 9 is the format that is served. */
const COPIER_MAJOR = 9;

/** A version as PEP 440 writes it; the first group is the first number after the epoch. */
const VERSION =
  /^v?(?:\d+!)?(\d+)(?:\.\d+)*(?:[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview)[-_.]?\d*)?(?:-\d+|[-_.]?(?:post|rev|r)[-_.]?\d*)?(?:[-_.]?dev[-_.]?\d*)?(?:\+[a-z\d]+(?:[-_.][a-z\d]+)*)?$/i;

/** Checks `_min_copier_version` (spec 3.5): it is there, and asks for the format that is served. */
export function checkCopierVersion(root: MappingNode, report: ManifestReport): void {
  const node = valueOf(root, '_min_copier_version');
  if (node === undefined) {
    report.add('copier-version', l10n.t("'_min_copier_version' is missing: add '9.0.0'."), undefined, {
      data: { kind: 'missing-key', key: '_min_copier_version', values: ["'9.0.0'"] },
    });
    return;
  }
  const written = new FieldReader(report, 'setting-invalid').written(node, '_min_copier_version');
  if (written === undefined) return;
  const major = VERSION.exec(written.trim())?.[1];
  if (major === undefined) {
    report.add(
      'setting-invalid',
      l10n.t("'_min_copier_version' must be a version such as '9.0.0'."),
      node.range,
    );
  } else if (Number(major) < COPIER_MAJOR) {
    report.add(
      'copier-version',
      l10n.t("'_min_copier_version' is below 9: set it to '9.0.0' or later."),
      node.range,
      { data: { kind: 'wrong-value', key: '_min_copier_version', value: '9.0.0' } },
    );
  } else if (Number(major) > COPIER_MAJOR) {
    report.addUnserved(
      l10n.t(
        'The template asks for Copier {0}, and the format of Copier {1} is supported.',
        written,
        COPIER_MAJOR,
      ),
      node.range,
    );
  }
}
