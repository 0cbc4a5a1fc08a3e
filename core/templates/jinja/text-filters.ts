import { l10n } from '../../system';
import { centered, integerArgument, textArgument, widthArgument } from './arithmetic';
import type { Filter } from './filters';
import { kindOf, SafeText, Undefined, type Effort, type Value } from './kinds';
import { Mistake } from './place';
import { isTrue } from './sequences';
import { signature } from './signature';
import { charactersOf, lengthOf, textOf } from './text';
import { capitalized, replaced, stripped } from './text-methods';
import { SPACE } from './source';

/** Where Python's `splitlines` ends a line. */
const LINE_END_PATTERN = '\\r\\n|[\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029]';
const LINE_END = new RegExp(LINE_END_PATTERN);
const WORD = /[\p{L}\p{N}_]+/gu;
const WORD_BEGINNING = new RegExp(`([-${SPACE}({\\[<]+)`);
const HTML = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ["'", '&#39;'],
  ['"', '&#34;'],
]);

/** A filter that turns a text into another. */
function ofText(
  run: (text: string, given: readonly (Value | undefined)[], effort: Effort) => Value,
  takes = '',
) {
  const filter: Filter = {
    signature: signature(takes),
    run: (value, given, { effort }) => {
      const text = plainText(value);
      effort.allow(text.length);
      return run(text, given, effort);
    },
  };
  return filter;
}

const ESCAPE: Filter = {
  signature: signature(''),
  run: (value) =>
    value instanceof SafeText
      ? value
      : new SafeText(textOf(value).replace(/[&<>'"]/g, (character) => HTML.get(character) ?? character)),
};

export const TEXT_FILTERS: readonly (readonly [string, Filter])[] = [
  ['upper', ofText((text) => text.toUpperCase())],
  ['lower', ofText((text) => text.toLowerCase())],
  ['capitalize', ofText(capitalized)],
  ['title', ofText(titled)],
  ['trim', ofText((text, [chars = null]) => stripped(text, chars), 'chars?')],
  ['wordcount', ofText((text) => BigInt(text.match(WORD)?.length ?? 0))],
  [
    'center',
    ofText((text, [width = 80n], effort) => centered(text, widthArgument(width, 'width', effort)), 'width?'),
  ],
  [
    'replace',
    {
      signature: signature('old new count?'),
      run: (value, given, { effort }) => replace(value, given, effort),
    },
  ],
  [
    'indent',
    {
      signature: signature('width? first? blank?'),
      run: (value, given, { effort }) => indent(value, given, effort),
    },
  ],
  ['truncate', { signature: signature('length? killwords? end? leeway?'), run: truncate }],
  [
    'string',
    { signature: signature(''), run: (value) => (value instanceof SafeText ? value : textOf(value)) },
  ],
  ['escape', ESCAPE],
  ['e', ESCAPE],
  [
    'safe',
    {
      signature: signature(''),
      run: (value) => (value instanceof SafeText ? value : new SafeText(textOf(value))),
    },
  ],
];

function plainText(value: Value): string {
  if (value instanceof SafeText)
    throw new Mistake(
      l10n.t('text made safe by escape, safe or tojson is served only when it is written or joined'),
    );
  return textOf(value);
}

function titled(text: string): string {
  return text
    .split(WORD_BEGINNING)
    .map((word) => {
      const [first = ''] = word;
      return first.toUpperCase() + word.slice(first.length).toLowerCase();
    })
    .join('');
}

function replace(
  value: Value,
  [old = null, replacement = null, count = null]: readonly (Value | undefined)[],
  effort: Effort,
) {
  const most = count === null ? -1 : Number(integerArgument(count, 'count'));
  return replaced(textOf(value), textOf(old), textOf(replacement), most, effort);
}

function indent(
  value: Value,
  [width = 4n, first = false, blank = false]: readonly (Value | undefined)[],
  effort: Effort,
) {
  const text = value instanceof SafeText ? value.text : textArgument(value, l10n.t("what 'indent' moves"));
  const margin =
    typeof width === 'string' ? width : ' '.repeat(Math.max(widthArgument(width, 'width', effort), 0));
  const lines = `${text}\n`.split(LINE_END).slice(0, -1);
  effort.allow(text.length + lines.length * (margin.length + 1));
  const moved = lines.map((line, index) => {
    if (index === 0) return isTrue(first) ? margin + line : line;
    return line === '' && !isTrue(blank) ? line : margin + line;
  });
  return value instanceof SafeText ? new SafeText(moved.join('\n')) : moved.join('\n');
}

function truncate(
  value: Value,
  [length = 255n, killWords = false, end = '...', leeway = null]: readonly (Value | undefined)[],
): Value {
  if (value instanceof Undefined) {
    value.bear();
    return value;
  }
  if (typeof value !== 'string')
    throw new Mistake(l10n.t("'truncate' shortens a text, not a '{0}'", kindOf(value)));
  const ending = textArgument(end, 'end');
  const most = Number(integerArgument(length, 'length'));
  const spare = leeway === null ? 5 : Number(integerArgument(leeway, 'leeway'));
  if (most < lengthOf(ending) || spare < 0)
    throw new Mistake(l10n.t("'truncate' needs a length that its ending fits in, and a leeway of 0 or more"));
  if (lengthOf(value) <= most + spare) return value;
  const kept = charactersOf(value)
    .slice(0, most - lengthOf(ending))
    .join('');
  const lastBlank = kept.lastIndexOf(' ');
  return (isTrue(killWords) || lastBlank === -1 ? kept : kept.slice(0, lastBlank)) + ending;
}
