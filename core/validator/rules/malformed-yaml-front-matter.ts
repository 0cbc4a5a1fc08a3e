import { README_FILE } from '../../layout';
import { FRONT_MATTER_MAX_LINES } from '../../readme';
import { l10n } from '../../system';
import { displayName } from '../display';
import type { Rule } from '../rule';

/** After the creation a README is its user's document; what programs read in it may break unseen. */
export const malformedYamlFrontMatter: Rule = {
  code: 'malformed_yaml_front_matter',
  tier: 'soft',
  page: 'malformed-yaml-front-matter',
  describe: () => l10n.t('The front matter of a README does not close, or is no valid YAML.'),
  *checkReadme({ path, reading }) {
    if (reading.status === 'unclosed') {
      const detail = l10n.t(
        "The front matter of '{0}' is not closed within {1} lines: put a line '---' after its last field.",
        README_FILE,
        FRONT_MATTER_MAX_LINES,
      );
      yield { path, kind: 'file_content', token: '', detail, range: reading.range };
    }
    if (reading.status === 'malformed') {
      const detail = l10n.t(
        "The front matter of '{0}' is no valid YAML ({1}): correct it there; texts with special characters stand in quotes.",
        README_FILE,
        displayName(reading.problem),
      );
      yield { path, kind: 'file_content', token: '', detail, range: reading.range };
    }
  },
};
