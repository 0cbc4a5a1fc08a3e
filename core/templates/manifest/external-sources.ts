import { l10n } from '../../system';
import type { Templated } from '../model';
import { FieldReader } from './fields';
import { valueOf, type MappingNode } from './nodes';
import type { TemplatedReader } from './templated';

/** Reads `_external_data`: the paths of YAML files, each a template, by the names that their contents get. */
export function readExternalSources(
  root: MappingNode,
  templated: TemplatedReader,
): ReadonlyMap<string, Templated> {
  const fields = new FieldReader(templated.report, 'setting-invalid');
  const declared = fields.mapping(valueOf(root, '_external_data'), '_external_data');
  const sources = new Map<string, Templated>();
  for (const { key, value } of declared?.entries ?? []) {
    if (key.type !== 'str') {
      const message = l10n.t("A name in '_external_data' must be a text: put '{0}' in quotes.", key.text);
      templated.report.add('setting-invalid', message, key.range);
    } else if (fields.filledText(value, `_external_data.${key.value}`) !== undefined) {
      sources.set(key.value, templated.value(value, `_external_data.${key.value}`, 'setting-invalid', ''));
    }
  }
  return sources;
}
