import type { KeyDescription } from '../../core/config';
import { l10n, markdownCode as code } from '../../core/system';

/** What is known of a key, in Markdown. */
export function keyMarkdown(key: KeyDescription): string {
  const { pattern, documentation, values, defaultValue, isRequired } = key;
  const facts = [
    ...(isRequired ? [l10n.t('It must be there.')] : []),
    ...(values.length === 0 ? [] : [l10n.t('One of: {0}.', values.map(code).join(', '))]),
    ...(isTold(defaultValue)
      ? [l10n.t('Where it is left out: {0}.', code(JSON.stringify(defaultValue)))]
      : []),
  ];
  return [`**${code(pattern)}**`, documentation, facts.join(' ')].filter((part) => part !== '').join('\n\n');
}

/** Whether a default says something: an empty one is what everybody expects. */
function isTold(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return !(Array.isArray(value) && value.length === 0);
}
