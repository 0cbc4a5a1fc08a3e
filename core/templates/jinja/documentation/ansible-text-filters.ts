import { l10n } from '../../../system';
import type { WordTable } from './word';

/** The filters of jinja2-ansible-filters for texts, paths, hashes, chance and time. */
export const ANSIBLE_TEXT_WORDS: WordTable = {
  comment: [
    "comment(style='plain', **settings)",
    "{{ 'note' | comment }}",
    '#\n# note\n#',
    () => l10n.t("The text as a comment: 'plain', 'erlang', 'c', 'cblock' or 'xml'."),
  ],
  quote: ['quote', "{{ 'a b' | quote }}", "'a b'", () => l10n.t('The text quoted for a shell.')],
  regex_escape: [
    "regex_escape(re_type='python')",
    "{{ 'a.b' | regex_escape }}",
    'a\\.b',
    () => l10n.t('The text as a regular expression that finds just it.'),
  ],
  regex_findall: [
    'regex_findall(regex, multiline=false, ignorecase=false)',
    "{{ 'a1b2' | regex_findall('[0-9]') }}",
    "['1', '2']",
    () => l10n.t('All that a regular expression of Python finds.'),
  ],
  regex_replace: [
    "regex_replace(pattern='', replacement='', ignorecase=false)",
    "{{ 'a1' | regex_replace('[0-9]', '#') }}",
    'a#',
    () => l10n.t('Puts a text in the place of all that a regular expression of Python finds.'),
  ],
  regex_search: [
    'regex_search(regex, *groups, ignorecase=false, multiline=false)',
    "{{ 'run 42' | regex_search('[0-9]+') }}",
    '42',
    () => l10n.t('What a regular expression of Python finds first, or groups of it.'),
  ],
  b64decode: [
    "b64decode(encoding='utf-8')",
    "{{ 'YWI=' | b64decode }}",
    'ab',
    () => l10n.t('The text that was written in Base64.'),
  ],
  b64encode: [
    "b64encode(encoding='utf-8')",
    "{{ 'ab' | b64encode }}",
    'YWI=',
    () => l10n.t('The text in Base64.'),
  ],
  checksum: ['checksum', "{{ 'a' | checksum | length }}", '40', () => l10n.t('The SHA-1 of the text.')],
  hash: [
    "hash(hashtype='sha1')",
    "{{ 'a' | hash('sha256') | length }}",
    '64',
    () => l10n.t("A hash of the text: 'sha256', 'md5' and others."),
  ],
  md5: ['md5', "{{ 'a' | md5 }}", '0cc175b9c0f1b6a831c399e269772661', () => l10n.t('The MD5 of the text.')],
  sha1: [
    'sha1',
    "{{ 'a' | sha1 }}",
    '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8',
    () => l10n.t('The SHA-1 of the text.'),
  ],
  to_uuid: [
    'to_uuid',
    "{{ 'a' | to_uuid | length }}",
    '36',
    () => l10n.t('An identifier that is always the same for the same text.'),
  ],
  basename: ['basename', "{{ 'a/b.txt' | basename }}", 'b.txt', () => l10n.t('The last part of a path.')],
  dirname: ['dirname', "{{ 'a/b.txt' | dirname }}", 'a', () => l10n.t('A path without its last part.')],
  relpath: [
    "relpath(start='.')",
    "{{ '/a/b' | relpath('/a') }}",
    'b',
    () => l10n.t('A path as it is seen from another one.'),
  ],
  splitext: [
    'splitext',
    "{{ 'b.txt' | splitext }}",
    "('b', '.txt')",
    () => l10n.t('A name and its extension.'),
  ],
  win_basename: [
    'win_basename',
    "{{ 'C:\\\\a\\\\b.txt' | win_basename }}",
    'b.txt',
    () => l10n.t('The last part of a path of Windows.'),
  ],
  win_dirname: [
    'win_dirname',
    "{{ 'C:\\\\a\\\\b.txt' | win_dirname }}",
    'C:\\a',
    () => l10n.t('A path of Windows without its last part.'),
  ],
  win_splitdrive: [
    'win_splitdrive',
    "{{ 'C:\\\\a' | win_splitdrive | first }}",
    'C:',
    () => l10n.t('The drive of a path of Windows, and the rest.'),
  ],
  ans_random: [
    'ans_random(start=none, step=none, seed=none)',
    '{{ 1 | ans_random }}',
    '0',
    () =>
      l10n.t('A number below this one, or an item of a list, by chance: for the same run always the same.'),
  ],
  random_mac: [
    'random_mac(seed=none)',
    "{{ '52:54:00' | random_mac(seed=1) | length }}",
    '17',
    () => l10n.t('An address of a network card with this beginning, by chance.'),
  ],
  shuffle: [
    'shuffle(seed=none)',
    '{{ [1] | shuffle(seed=1) }}',
    '[1]',
    () => l10n.t('The items in an order of chance: with the same seed always the same.'),
  ],
  strftime: [
    'strftime(second=none)',
    "{{ '%Y-%m-%d' | strftime(0) }}",
    '1970-01-01',
    () => l10n.t('A time, in seconds since 1970, in this format; without one the time of the run.'),
  ],
  to_datetime: [
    "to_datetime(format='%Y-%m-%d %H:%M:%S')",
    "{{ ('2026-11-20' | to_datetime('%Y-%m-%d')).year }}",
    '2026',
    () => l10n.t('The time that a text in this format stands for.'),
  ],
};
