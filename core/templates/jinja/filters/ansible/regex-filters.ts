import { l10n } from '../../../../system';
import { Mistake, typeMistake } from '../../place';
import { escapeExpression } from '../../regex/escape-expression';
import { compilePattern, type Match, type Pattern } from '../../regex/pattern';
import { textArgument } from '../../runtime/arguments';
import { signature } from '../../runtime/signature';
import { isTrue } from '../../values/iterate';
import { inParts } from '../../values/in-parts';
import { kindOf, open, Tuple, type Arguments, type Value } from '../../values/kinds';
import { textOf } from '../../values/text';
import type { Filter, FreeFilter } from '../filter';
import { argumentMistake } from './argument-mistake';

const EXPRESSION = 'pattern';

function compiled(expression: Value, ignoreCase: Value, multiline: Value): Pattern {
  return compilePattern(textArgument(expression, EXPRESSION), {
    ignoreCase: isTrue(ignoreCase),
    multiline: isTrue(multiline),
  });
}

const REPLACE: Filter = {
  signature: signature('pattern? replacement? ignorecase?'),
  run: (value, [pattern = '', replacement = '', ignoreCase = false], run) =>
    compiled(pattern, ignoreCase, false).substitute(
      textArgument(replacement, 'replacement'),
      textOf(open(value)),
      run,
    ),
};

const FIND_ALL: Filter = {
  signature: signature('regex multiline? ignorecase?'),
  run: (value, [regex = '', multiline = false, ignoreCase = false], run) =>
    compiled(regex, ignoreCase, multiline)
      .findAll(textArgument(value, l10n.t('what is searched')), run)
      .map(({ groups: [whole = '', ...groups] }) => {
        if (groups.length > 1) return new Tuple(groups.map((group) => group ?? ''));
        return groups.length === 1 ? (groups[0] ?? '') : whole;
      }),
};

/** The first match, or those of its groups that are named as `'\\1'` or `'\\g<name>'`. */
const SEARCH: FreeFilter = {
  take: (value, given, run) => {
    const [regex, groups] = searchArguments(given);
    const pattern = compiled(
      regex,
      given.named.get('ignorecase') ?? false,
      given.named.get('multiline') ?? false,
    );
    const match = pattern.search(textArgument(value, l10n.t('what is searched')), run);
    if (match === undefined) return null;
    if (groups.length === 0) return match.groups[0] ?? '';
    return groups.map((group) => groupOf(pattern, match, group));
  },
};

function searchArguments({ positional, named }: Arguments): [Value, readonly (string | number)[]] {
  const [first, ...groups] = positional;
  const regex = first ?? named.get('regex');
  if (regex === undefined)
    throw typeMistake(l10n.t("{0} needs the argument '{1}'", "'regex_search'", 'regex'));
  return [regex, groups.map(groupReference)];
}

function groupReference(given: Value): string | number {
  if (typeof given !== 'string')
    throw new Mistake(
      l10n.t("a group is named by a text such as '\\1', not by a '{0}'", kindOf(given)),
      'render',
      undefined,
      'AttributeError',
    );
  if (!given.startsWith('\\'))
    throw argumentMistake(l10n.t("'{0}' names no group; write '\\1' or '\\g<name>'", given));
  const reference = given.startsWith('\\g') ? /^\\g<(\S+)>/.exec(given)?.[1] : /^\\(\d+)/.exec(given)?.[1];
  if (reference === undefined)
    throw new Mistake(
      l10n.t("'{0}' names no group; write '\\1' or '\\g<name>'", given),
      'render',
      undefined,
      'AttributeError',
    );
  return given.startsWith('\\g') ? reference : Number(reference);
}

function groupOf(pattern: Pattern, match: Match, group: string | number): Value {
  const index = typeof group === 'number' ? group : pattern.names.get(group);
  if (index === undefined || index > pattern.groupCount)
    throw new Mistake(l10n.t("there is no group '{0}'", group), 'render', undefined, 'IndexError');
  return match.groups[index] ?? null;
}

const ESCAPE: Filter = {
  signature: signature('re_type?'),
  run: (value, [kind = 'python'], run) => {
    const text = textArgument(value, l10n.t('what is escaped'));
    run.allow(text.length * 2);
    if (kind === 'python') return escapeExpression(text);
    if (kind === 'posix_basic') return inParts(text, (part) => part.replace(/[\].[^$*\\]/g, '\\$&'));
    throw new Mistake(
      l10n.t("the syntax '{0}' is not served; known are {1}", textOf(kind), 'python, posix_basic'),
      'render',
      undefined,
      'NotImplementedError',
    );
  },
};

/** Regular expressions in Python's syntax. */
export const REGEX_FILTERS: readonly (readonly [string, Filter | FreeFilter])[] = [
  ['regex_replace', REPLACE],
  ['regex_findall', FIND_ALL],
  ['regex_search', SEARCH],
  ['regex_escape', ESCAPE],
];
