import { l10n } from '../../../system';
import type { WordTable } from './word';

/** Jinja's filters of texts and of markup. */
export const TEXT_FILTER_WORDS: WordTable = {
  capitalize: [
    'capitalize',
    "{{ 'cell LINE' | capitalize }}",
    'Cell line',
    () => l10n.t('The first letter large, all others small.'),
  ],
  center: [
    'center(width=80)',
    "[{{ 'ab' | center(6) }}]",
    '[  ab  ]',
    () => l10n.t('The text in the middle of a field of this width.'),
  ],
  e: ['e', "{{ '<b>' | e }}", '&lt;b&gt;', () => l10n.t('Short for escape.')],
  escape: [
    'escape',
    "{{ 'A & B' | escape }}",
    'A &amp; B',
    () => l10n.t('Makes the text harmless in HTML and XML: signs of markup become entities.'),
  ],
  forceescape: [
    'forceescape',
    "{{ '<' | safe | forceescape }}",
    '&lt;',
    () => l10n.t('As escape, also where the text counts as safe already.'),
  ],
  format: [
    'format(*args, **kwargs)',
    "{{ '%03d' | format(7) }}",
    '007',
    () => l10n.t("Puts values into a text with '%' places, as Python's % does."),
  ],
  indent: [
    'indent(width=4, first=false, blank=false)',
    "{{ 'a\\nb' | indent(2) }}",
    'a\n  b',
    () => l10n.t('Moves every line to the right; the first one and blank ones only when asked to.'),
  ],
  lower: ['lower', "{{ 'HEK' | lower }}", 'hek', () => l10n.t('The text in small letters.')],
  replace: [
    'replace(old, new, count=none)',
    "{{ 'a b c' | replace(' ', '-') }}",
    'a-b-c',
    () => l10n.t('Puts one text in the place of another, everywhere or the first few times.'),
  ],
  safe: [
    'safe',
    "{{ '<b>' | safe }}",
    '<b>',
    () => l10n.t('Marks the text as safe, so that autoescaping leaves it alone.'),
  ],
  string: [
    'string',
    "{{ (1.0 | string) ~ '!' }}",
    '1.0!',
    () => l10n.t('The value as the text that would be written.'),
  ],
  striptags: [
    'striptags',
    "{{ '<p>pH <b>7</b></p>' | striptags }}",
    'pH 7',
    () => l10n.t('The text without tags of markup, each run of blanks made one.'),
  ],
  title: [
    'title',
    "{{ 'cell line' | title }}",
    'Cell Line',
    () => l10n.t('Every word with a large first letter.'),
  ],
  trim: [
    'trim(chars=none)',
    "[{{ '  x ' | trim }}]",
    '[x]',
    () => l10n.t('Takes blanks, or the given characters, away from both ends.'),
  ],
  truncate: [
    "truncate(length=255, killwords=false, end='...', leeway=5)",
    "{{ 'a long remark' | truncate(9, leeway=0) }}",
    'a...',
    () => l10n.t('Cuts a text that is too long, at a word unless told otherwise, and says so at its end.'),
  ],
  upper: ['upper', "{{ 'dapi' | upper }}", 'DAPI', () => l10n.t('The text in capital letters.')],
  urlencode: [
    'urlencode',
    "{{ 'a b/c' | urlencode }}",
    'a%20b/c',
    () => l10n.t('The text, or pairs of names and values, as a part of a web address.'),
  ],
  urlize: [
    'urlize(trim_url_limit=none, nofollow=false, target=none, rel=none, extra_schemes=none)',
    "{{ 'see https://a.org' | urlize }}",
    'see <a href="https://a.org" rel="noopener">https://a.org</a>',
    () => l10n.t('Makes web and mail addresses in a text links of HTML.'),
  ],
  wordcount: [
    'wordcount',
    "{{ 'two words' | wordcount }}",
    '2',
    () => l10n.t('How many words the text has.'),
  ],
  wordwrap: [
    'wordwrap(width=79, break_long_words=true, wrapstring=none, break_on_hyphens=true)',
    "{{ 'one two' | wordwrap(4) }}",
    'one\ntwo',
    () => l10n.t('Breaks a text into lines of at most this width.'),
  ],
  xmlattr: [
    'xmlattr(autospace=true)',
    "<p{{ {'id': 'a'} | xmlattr }}>",
    '<p id="a">',
    () => l10n.t('A mapping as attributes of a tag in HTML or XML; what is none is left out.'),
  ],
};
