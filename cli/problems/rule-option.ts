import { l10n, nearest } from '../../core/system';
import { RULE_CODES, type RuleCode } from '../../core/validator';
import { UsageError, type Arguments } from '../arguments';
import type { OptionDeclaration } from '../command';

export const RULE_OPTION: OptionDeclaration = {
  name: 'rule',
  value: 'RULE',
  help: l10n.t("The rule, as the list names it: '{0}', …", RULE_CODES[0]),
};

/** The rule that is meant; undefined where none is said. Throws `UsageError` for one that does not exist. */
export function ruleOf(given: Arguments): RuleCode | undefined {
  const text = given.text('rule');
  if (text === undefined) return undefined;
  const rule = RULE_CODES.find((code) => code === text);
  if (rule !== undefined) return rule;
  const meant = nearest(text, RULE_CODES);
  throw new UsageError(
    meant === undefined
      ? l10n.t("There is no rule '{0}'; there are {1}.", text, RULE_CODES.join(', '))
      : l10n.t("There is no rule '{0}'; did you mean '{1}'?", text, meant),
    '--rule',
  );
}

/** The rule that is meant. Throws `UsageError` where none is said, or one that does not exist. */
export function requiredRule(given: Arguments): RuleCode {
  return ruleOf(given) ?? missing('rule', 'RULE');
}

/** The text of an option that a command cannot do without. */
export function requiredText(given: Arguments, name: string, value: string): string {
  return given.text(name) ?? missing(name, value);
}

function missing(name: string, value: string): never {
  throw new UsageError(l10n.t("'--{0}' is missing: write '--{0} {1}'.", name, value), `--${name}`);
}
