import { l10n } from '../../../system';
import { typeMistake } from '../place';
import { integerArgument, textArgument } from '../runtime/arguments';
import type { Run } from '../runtime/run';
import { signature, type Given } from '../runtime/signature';
import { SPACE } from '../syntax/source';
import { calculate } from '../values/arithmetic';
import { Dict } from '../values/dict';
import { isNumber } from '../values/equality';
import { isTrue, sizeOf } from '../values/iterate';
import { kindOf, Markup, present, Tuple, type Arguments, type Value } from '../values/kinds';
import { escaped } from '../values/markup';
import { charactersOf, textOf } from '../values/text';
import type { Filter, FreeFilter } from './filter';
import { argumentMistake, assertionMistake, lackingMistake } from './mistakes';
import {
  callMethod,
  isText,
  joinTexts,
  joinTwo,
  linesOf,
  markedLike,
  plainText,
  softText,
} from './soft-text';
import { wordwrap } from './wordwrap';

const WORD = /[\p{L}\p{N}_]+/gu;
const WORD_BEGINNING = new RegExp(`([-${SPACE}({\\[<]+)`);
/** How many characters more than it should have a text may keep. */
const LEEWAY = 5n;

/** The filters that make one text of another. */
export const TEXT_FILTERS: readonly (readonly [string, Filter | FreeFilter])[] = [
  ['upper', method('upper')],
  ['lower', method('lower')],
  ['capitalize', method('capitalize')],
  ['title', { signature: signature(''), run: title }],
  [
    'trim',
    {
      signature: signature('chars?'),
      run: (value, [chars = null], run) => callMethod(softText(value), 'strip', [chars], run),
    },
  ],
  [
    'center',
    {
      signature: signature('width?'),
      run: (value, [width = 80n], run) => callMethod(softText(value), 'center', [width], run),
    },
  ],
  ['replace', { signature: signature('old new count?'), run: replace }],
  ['indent', { signature: signature('width? first? blank?'), run: indent }],
  ['truncate', { signature: signature('length? killwords? end? leeway?'), run: truncate }],
  [
    'wordwrap',
    { signature: signature('width? break_long_words? wrapstring? break_on_hyphens?'), run: wordwrap },
  ],
  ['wordcount', { signature: signature(''), run: wordcount }],
  ['format', { take: format }],
];

/** A filter that is a method of texts. */
function method(name: string): Filter {
  return {
    signature: signature(''),
    run: (value, _given, run) => callMethod(softText(value), name, [], run),
  };
}

function wordcount(value: Value): Value {
  let count = 0n;
  const words = plainText(softText(value)).matchAll(WORD);
  while (words.next().done !== true) count += 1n;
  return count;
}

function title(value: Value, _given: Given, run: Run): Value {
  const text = plainText(softText(value));
  run.hold(text.length * 2);
  const words = text.split(WORD_BEGINNING).map((word) => {
    const [first = ''] = word;
    return first.toUpperCase() + word.slice(first.length).toLowerCase();
  });
  return words.join('');
}

function format(value: Value, { positional, named }: Arguments, run: Run): Value {
  if (named.has('value'))
    throw typeMistake(l10n.t("the filter '{0}' takes no argument '{1}' here", 'format', 'value'));
  if (positional.length > 0 && named.size > 0)
    throw argumentMistake(l10n.t("the filter 'format' takes arguments in a row or by name, not both"));
  return calculate('%', softText(value), named.size > 0 ? new Dict(named) : new Tuple(positional), run);
}

/** Without automatic escaping marks are lost; with it, a marked text escapes what is not marked. */
function replace(value: Value, [old = null, replacement = null, count = null]: Given, run: Run): Value {
  const most = count ?? -1n;
  if (!run.autoescape)
    return callMethod(textOf(value), 'replace', [textOf(old), textOf(replacement), most], run);
  const isEscaped = old instanceof Markup || (replacement instanceof Markup && !(value instanceof Markup));
  const text = isEscaped ? escaped(value) : softText(value);
  return callMethod(text, 'replace', [softText(old), softText(replacement), most], run);
}

function indent(value: Value, [width = 4n, first = false, blank = false]: Given, run: Run): Value {
  const text = indented(value);
  const isMarked = text instanceof Markup;
  const given = isText(width) ? width : spaces(width, run);
  const margin = isMarked ? new Markup(plainText(given)) : given;
  const newline = markedLike(text, '\n');
  const lines = linesOf(`${plainText(text)}\n`, run).map((line) => markedLike(text, line));
  let moved: Value;
  if (isTrue(blank)) {
    const separator = joinTwo(newline, margin, run);
    moved = joinTexts(isText(separator) ? separator : newline, lines, run);
  } else {
    const [head = '', ...rest] = lines;
    const others = rest.map((line) => (isTrue(line) ? joinTwo(margin, line, run) : line));
    moved = joinTexts(newline, [head, ...others], run);
  }
  return isTrue(first) ? joinTwo(margin, moved, run) : moved;
}

function indented(value: Value): string | Markup {
  if (isText(value)) return value;
  if (Array.isArray(value)) throw lackingMistake('indent', l10n.t('a text'), value);
  throw typeMistake(
    l10n.t("the filter '{0}' takes {1}, not a '{2}'", 'indent', l10n.t('a text'), kindOf(present(value))),
  );
}

function spaces(width: Value, run: Run): string {
  const count = Math.max(Number(integerArgument(width, 'width')), 0);
  run.allow(count);
  return ' '.repeat(count);
}

/** A text that is hardly too long stays whole; of others the last word goes, or a part of it where words may be cut. */
function truncate(
  value: Value,
  [length = 255n, killWords = false, end = '...', leeway = null]: Given,
  run: Run,
): Value {
  const [most, spare, ending] = [present(length), present(leeway ?? LEEWAY), sizeOf(end)];
  if (!isNumber(most) || !isNumber(spare))
    throw typeMistake(l10n.t("the 'length' and the 'leeway' of 'truncate' are numbers"));
  if (Number(most) < ending || Number(spare) < 0)
    throw assertionMistake(
      l10n.t("'truncate' needs a length that its ending fits in, and a leeway of 0 or more"),
    );
  if (sizeOf(value) <= Number(most) + Number(spare)) return value;
  if (!isText(value)) {
    if (Array.isArray(value) && !isTrue(killWords)) throw lackingMistake('truncate', l10n.t('a text'), value);
    throw typeMistake(l10n.t("'truncate' shortens a text, not a '{0}'", kindOf(value)));
  }
  const kept = charactersOf(plainText(value))
    .slice(0, Number(integerArgument(length, 'length')) - ending)
    .join('');
  const lastBlank = kept.lastIndexOf(' ');
  const short = isTrue(killWords) || lastBlank === -1 ? kept : kept.slice(0, lastBlank);
  return joinTwo(markedLike(value, short), typeof end === 'string' ? end : softTextArgument(end), run);
}

function softTextArgument(end: Value): Value {
  return end instanceof Markup ? end : textArgument(end, 'end');
}
