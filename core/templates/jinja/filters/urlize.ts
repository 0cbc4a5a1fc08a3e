import { l10n } from '../../../system';
import { typeMistake } from '../place';
import { integerArgument } from '../runtime/arguments';
import type { Run } from '../runtime/run';
import type { Given } from '../runtime/signature';
import { SPACE } from '../syntax/source';
import { isTrue, itemsOf } from '../values/iterate';
import { kindOf, Markup, present, type Value } from '../values/kinds';
import { escaped, escapedText } from '../values/markup';
import { charactersOf, quoted, textOf } from '../values/text';
import { argumentMistake, lackingMistake } from './mistakes';
import { callMethod, isText, plainText } from './soft-text';

/** Says that a page that is linked learns nothing of the one that links to it. */
const ALWAYS_RELATED = 'noopener';

/** How links are written. */
interface LinkStyle {
  readonly attributes: string;
  readonly shown: (address: string) => string;
  readonly extraSchemes: readonly string[];
}

/** The addresses and mail addresses in a text as links. What else means something in HTML is escaped. */
export function urlize(
  value: Value,
  [limit = null, nofollow = false, target = null, rel = null, extraSchemes = null]: Given,
  run: Run,
): Value {
  const style = {
    attributes: relAttribute(rel, isTrue(nofollow), run) + targetAttribute(target),
    shown: shortening(limit),
    extraSchemes: schemesOf(extraSchemes, run),
  };
  const text = escaped(value).text;
  run.hold(text.length * 2);
  const parts = text.split(SPACES).map((word) => {
    const written = withLink(word, style);
    run.allow(written.length);
    return written;
  });
  const linked = parts.join('');
  return run.autoescape ? new Markup(linked) : linked;
}

const SPACES = new RegExp(`([${SPACE}]+)`);

function relAttribute(rel: Value, nofollow: boolean, run: Run): string {
  const given = isTrue(rel) ? rel : '';
  if (!isText(given)) throw lackingMistake('urlize', l10n.t("a text as 'rel'"), given);
  const named = itemsOf(callMethod(plainText(given), 'split', [], run), run).map(textOf);
  const all = new Set([...named, ALWAYS_RELATED, ...(nofollow ? ['nofollow'] : [])]);
  return ` rel="${escapedText([...all].sort().join(' '))}"`;
}

function targetAttribute(target: Value): string {
  return isTrue(target) ? ` target="${escaped(target).text}"` : '';
}

/** Addresses are shown with so many characters at most; a negative number leaves out so many at the end. */
function shortening(limit: Value): (address: string) => string {
  if (limit === null) return (address) => address;
  return (address) => {
    const most = Number(integerArgument(limit, 'trim_url_limit'));
    const characters = charactersOf(address);
    return characters.length > most ? `${characters.slice(0, most).join('')}...` : address;
  };
}

const SCHEME = /^[\p{L}\p{N}_.+-]{2,}:\/{0,2}$/u;

function schemesOf(given: Value, run: Run): readonly string[] {
  if (given === null) return [];
  return itemsOf(given, run).map((scheme) => {
    if (!isText(scheme))
      throw typeMistake(l10n.t("a scheme is a text, not a '{0}'", kindOf(present(scheme))));
    const text = plainText(scheme);
    if (!SCHEME.test(text))
      throw argumentMistake(l10n.t('{0} is no scheme that begins an address', quoted(text)));
    return text;
  });
}

const OPENING = /^(?:[(<]|&lt;)+/;
/** What belongs together in an address, so that what closes it is no punctuation behind it. */
const BRACKETS = [
  ['(', ')'],
  ['<', '>'],
  ['&lt;', '&gt;'],
] as const;

/** A word with a link around what is an address in it; brackets and punctuation around that stay outside. */
function withLink(word: string, style: LinkStyle): string {
  const head = OPENING.exec(word)?.[0] ?? '';
  const body = word.slice(head.length);
  const end = punctuationStart(body);
  const { middle, tail } = balanced(body.slice(0, end), body.slice(end));
  return head + link(middle, style) + tail;
}

/** Where the closing brackets, full stops and commas at the end of a word begin. */
function punctuationStart(word: string): number {
  let end = word.length;
  while (end > 0) {
    if (')>.,\n'.includes(word.charAt(end - 1))) end -= 1;
    else if (word.endsWith('&gt;', end)) end -= 4;
    else break;
  }
  return end;
}

/** Takes as many closing brackets back into the middle as it opens and does not close. */
function balanced(middle: string, tail: string): { middle: string; tail: string } {
  let taken = 0;
  let inner = middle;
  for (const [opens, closes] of BRACKETS) {
    const open = count(inner, opens);
    if (open <= count(inner, closes)) continue;
    const missing = Math.min(open, count(tail.slice(taken), closes));
    for (let index = 0; index < missing; index += 1) taken = tail.indexOf(closes, taken) + closes.length;
    inner = middle + tail.slice(0, taken);
  }
  return { middle: inner, tail: tail.slice(taken) };
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

function link(address: string, { attributes, shown, extraSchemes }: LinkStyle): string {
  if (isWebAddress(address)) {
    const scheme = /^https?:\/\//.test(address) ? '' : 'https://';
    return `<a href="${scheme}${address}"${attributes}>${shown(address)}</a>`;
  }
  if (address.startsWith('mailto:') && isMailAddress(address.slice('mailto:'.length)))
    return `<a href="${address}">${address.slice('mailto:'.length)}</a>`;
  if (isMailAddress(address) && !address.startsWith('www.') && !address.includes(':'))
    return `<a href="mailto:${address}">${address}</a>`;
  const scheme = extraSchemes.find((one) => address !== one && address.startsWith(one));
  return scheme === undefined ? address : `<a href="${address}"${attributes}>${address}</a>`;
}

const WORD = '[\\p{L}\\p{N}_%-]';
const DIGIT = '\\p{Nd}';
const TOP_DOMAIN = `(?:[a-z]{2,63}|xn--[\\p{L}\\p{N}_%]{2,59})`;
const IP4 = `${DIGIT}{1,3}(?:\\.${DIGIT}{1,3}){3}`;
const IP6 = `\\[(?:[${DIGIT}a-f]{0,4}:){2}(?:[${DIGIT}a-f]{0,4}:?){1,6}\\]`;
const HOST = [
  `(?:https?://|www\\.)(?:${WORD}+\\.)*${TOP_DOMAIN}`,
  `(?:${WORD}{2,63}\\.)+(?:com|net|int|edu|gov|org|info|mil)`,
  `https?://(?:${IP4}|${IP6})`,
].join('|');
const WEB_ADDRESS = new RegExp(`^(?:${HOST})(?::${DIGIT}{1,5})?(?:[/?#][^${SPACE}]*)?$`, 'iu');

function isWebAddress(text: string): boolean {
  return WEB_ADDRESS.test(text);
}

const MAIL_DOMAIN = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*\.[\p{L}\p{N}_]+$/u;

/** Something, an `@`, and a domain with a full stop. */
function isMailAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  return at > 0 && MAIL_DOMAIN.test(text.slice(at + 1));
}
