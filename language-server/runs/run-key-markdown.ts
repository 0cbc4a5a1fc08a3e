import { l10n, markdownCode as code, markdownProse as prose } from '../../core/system';
import type { DocumentKey } from '../../core/validator';

/** What is known of a key of a run's document, in Markdown: of a README field its label, its hint and who asks for it. */
export function runKeyMarkdown({ pattern, documentation, isRequired, values, field }: DocumentKey): string {
  const title = `**${code(pattern)}**`;
  const facts = [
    ...(isRequired ? [l10n.t('It must be there.')] : []),
    ...(values.length === 0
      ? []
      : [l10n.t('One of: {0}.', values.map((value) => code(String(value))).join(', '))]),
    ...(field?.default === undefined
      ? []
      : [l10n.t('Where nothing is filled in: {0}.', code(String(field.default)))]),
  ];
  const parts = [
    field === undefined ? title : `${title} · ${prose(field.label)} (${code(field.type)})`,
    field === undefined ? documentation : prose(documentation),
    facts.join(' '),
    ...(field === undefined ? [] : [sourceOf(field.layer)]),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function sourceOf(layer: 'template' | 'config'): string {
  return layer === 'template'
    ? l10n.t('A field of the template that this was made from.')
    : l10n.t("A field of the lab's own, from 'readme.defaults' of the configuration.");
}
