import { l10n } from '../system';
import type { TemplateValue } from './jinja/value';
import { readYamlItems, type DataReading } from './yaml-data';

/**
 * The items of an answer or default with several choices, each still to be read as the question's type: those of a
 * list, or of a text with a YAML list.
 */
export function readItems(value: TemplateValue): DataReading<readonly TemplateValue[]> {
  if (typeof value === 'string') return readYamlItems(value);
  if (isList(value)) return { value };
  return { problem: l10n.t('it must be a list such as [a, b]') };
}

function isList(value: TemplateValue): value is readonly TemplateValue[] {
  return Array.isArray(value);
}
