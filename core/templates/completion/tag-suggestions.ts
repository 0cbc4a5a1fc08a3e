import { l10n } from '../../system';
import type { LanguageOptions } from '../jinja/language';
import { TAGS } from '../jinja/syntax/parser';
import { describeWord } from './describe';
import { inSnippet, NEARNESS, type Suggestion } from './suggestion';

/** How a tag goes on, with places to fill in; `'` is whatever quote fits. */
const HEADS: Readonly<Record<string, string>> = {
  autoescape: 'autoescape ${1:true}',
  block: 'block ${1:name}',
  break: 'break',
  call: 'call ${1:macro}()',
  continue: 'continue',
  do: 'do ${1:expression}',
  extends: "extends '${1:file}'",
  filter: 'filter ${1:name}',
  for: 'for ${1:item} in ${2:items}',
  from: "from '${1:file}' import ${2:name}",
  if: 'if ${1:condition}',
  import: "import '${1:file}' as ${2:name}",
  include: "include '${1:file}'",
  macro: 'macro ${1:name}(${2:parameters})',
  now: "now '${1:utc}', '${2:%Y-%m-%d}'",
  print: 'print ${1:value}',
  raw: 'raw',
  set: 'set ${1:name} = ${2:value}',
  with: 'with ${1:name} = ${2:value}',
};

const WITH_END = new Set(['autoescape', 'block', 'call', 'filter', 'for', 'if', 'macro', 'raw', 'with']);
const CONTINUING: Readonly<Record<string, readonly string[]>> = { if: ['elif', 'else'], for: ['else'] };

/** Where a tag is begun. */
export interface TagPlace {
  readonly language: LanguageOptions;
  /** The tags that are not closed yet, the innermost last. */
  readonly open: readonly string[];
  /** The line before the word, and behind it. */
  readonly before: string;
  readonly behind: string;
  /** The column behind the word. */
  readonly end: number;
  /** The quote that may be used in the tag. */
  readonly quote: string;
  /** Whether the content of a tag may stand on lines of its own. */
  readonly mayBreakLines: boolean;
  /** Whether the tag is a line without delimiters. */
  readonly isLine: boolean;
}

/** The tags that may begin at a place, first those that end or continue what is open. */
export function suggestTags(place: TagPlace): Suggestion[] {
  const innermost = place.open.at(-1);
  const inner = innermost === undefined ? [] : [...(CONTINUING[innermost] ?? []), `end${innermost}`];
  const starting = Object.keys(HEADS).filter((tag) => isServed(tag, place.language));
  return [
    ...inner.map((tag) => ({
      label: tag,
      kind: 'tag' as const,
      near: NEARNESS.endTag,
      ...(tag.startsWith('end') && { detail: l10n.t("closes '{0}'", tag.slice('end'.length)) }),
      ...written(tag, tag === 'elif' ? 'elif ${1:condition}' : tag, '', place),
      documentation: () => describeWord('tag', tag.replace(/^end/, '')),
    })),
    ...starting.map((tag) => ({
      label: tag,
      kind: 'tag' as const,
      near: NEARNESS.language,
      ...written(tag, HEADS[tag] ?? tag, WITH_END.has(tag) ? `end${tag}` : '', place),
      documentation: () => describeWord('tag', tag),
    })),
  ];
}

function isServed(tag: string, { extensions }: LanguageOptions): boolean {
  const extension = TAGS.get(tag);
  return extension === undefined || extension === null || extensions.includes(extension);
}

/** What is written for a tag: all of it where nothing of it stands behind, else only its name. */
function written(tag: string, head: string, end: string, place: TagPlace): Partial<Suggestion> {
  const { blockStart, blockEnd } = place.language.delimiters;
  const { before, behind, quote } = place;
  const gap = /\s$/.test(before) || place.isLine ? '' : ' ';
  const closing = /^\s*([-+]?)/.exec(behind);
  const sign = closing?.[1] ?? '';
  const blanks = closing?.[0].length ?? 0;
  const isClosed = behind.startsWith(blockEnd, blanks);
  const isFree = /^\s*["']?[\s,\]}]*$/.test(behind);
  if (place.isLine || (!isClosed && !isFree)) return { text: gap + tag };
  const isAlone = place.mayBreakLines && before.trim() === blockStart && end !== '';
  const newline = isAlone ? '\n' : '';
  const rest = end === '' ? '' : `${newline}$0${newline}${inSnippet(`${blockStart} ${end} ${blockEnd}`)}`;
  return {
    text: gap + tag,
    snippet: `${gap}${head.replaceAll("'", quote)} ${sign}${inSnippet(blockEnd)}${rest}`,
    replacesTo: isClosed ? place.end + blanks + blockEnd.length : undefined,
  };
}
