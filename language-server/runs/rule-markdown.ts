import { l10n, markdownCode as code, markdownProse as prose } from '../../core/system';
import { RULES, type RuleCode } from '../../core/validator';
import type { Documentation } from '../diagnostics/documentation';
import { pageOf } from './run-problem';

/** What a rule is about, in Markdown, for somebody who meets it for the first time, with the way to its page. */
export function ruleMarkdown(ruleCode: RuleCode, docs: Documentation): string {
  const rule = RULES.find((each) => each.code === ruleCode);
  const page = pageOf(ruleCode, docs);
  const parts = [
    rule === undefined ? `**${code(ruleCode)}**` : `**${code(ruleCode)}** · ${prose(rule.describe())}`,
    rule?.tier === 'hard'
      ? l10n.t('The run is not synced until this is corrected, or somebody overrides the rule with a reason.')
      : l10n.t('This keeps nothing from being synced.'),
    ...(page === undefined ? [] : [`[${l10n.t('Why it matters, how to mend it, and examples')}](${page})`]),
  ];
  return parts.join('\n\n');
}
