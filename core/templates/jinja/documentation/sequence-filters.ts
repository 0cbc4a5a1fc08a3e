import { l10n } from '../../../system';
import type { WordTable } from './word';

/** Jinja's filters of lists and mappings. */
export const SEQUENCE_FILTER_WORDS: WordTable = {
  batch: [
    'batch(linecount, fill_with=none)',
    '{{ [1, 2, 3] | batch(2) | list }}',
    '[[1, 2], [3]]',
    () => l10n.t('Lists of this many items each; the last one is filled up where you say with what.'),
  ],
  count: ['count', '{{ [1, 2] | count }}', '2', () => l10n.t('Short for length.')],
  dictsort: [
    "dictsort(case_sensitive=false, by='key', reverse=false)",
    "{{ {'b': 1, 'a': 2} | dictsort }}",
    "[('a', 2), ('b', 1)]",
    () => l10n.t('The pairs of a mapping in the order of their keys, or of their values.'),
  ],
  first: ['first', '{{ [4, 5] | first }}', '4', () => l10n.t('The first item.')],
  groupby: [
    'groupby(attribute, default=none, case_sensitive=false)',
    "{% for key, all in [{'k': 1}, {'k': 2}] | groupby('k') %}{{ key }} {% endfor %}",
    '1 2 ',
    () => l10n.t('Groups items by an attribute: pairs of the value and the items that have it.'),
  ],
  items: [
    'items',
    "{% for k, v in {'a': 1} | items %}{{ k }}={{ v }}{% endfor %}",
    'a=1',
    () => l10n.t('The pairs of a mapping; none where there is no mapping.'),
  ],
  join: [
    "join(d='', attribute=none)",
    "{{ ['a', 'b'] | join(', ') }}",
    'a, b',
    () => l10n.t('The items one after the other as one text, with a separator between them.'),
  ],
  last: ['last', '{{ [4, 5] | last }}', '5', () => l10n.t('The last item.')],
  length: ['length', "{{ 'abc' | length }}", '3', () => l10n.t('How many items or characters there are.')],
  list: [
    'list',
    "{{ 'abc' | list }}",
    "['a', 'b', 'c']",
    () => l10n.t('The items as a list; of a text its characters.'),
  ],
  map: [
    'map(filter, *args) · map(attribute=name, default=none)',
    "{{ ['a', 'b'] | map('upper') | join }}",
    'AB',
    () => l10n.t('Puts every item through a filter, or takes an attribute of each.'),
  ],
  max: [
    'max(case_sensitive=false, attribute=none)',
    '{{ [1, 3, 2] | max }}',
    '3',
    () => l10n.t('The largest item.'),
  ],
  min: [
    'min(case_sensitive=false, attribute=none)',
    '{{ [3, 1, 2] | min }}',
    '1',
    () => l10n.t('The smallest item.'),
  ],
  random: [
    'random',
    '{{ [7] | random }}',
    '7',
    () => l10n.t('An item by chance: for the same run always the same.'),
  ],
  reject: [
    'reject(test, *args)',
    "{{ [1, 2, 3] | reject('odd') | list }}",
    '[2]',
    () => l10n.t('The items that do not pass a test; without a test those that are false.'),
  ],
  rejectattr: [
    'rejectattr(attribute, test, *args)',
    "{{ [{'n': 1}, {'n': 2}] | rejectattr('n', 'odd') | map(attribute='n') | list }}",
    '[2]',
    () => l10n.t('The items whose attribute does not pass a test.'),
  ],
  reverse: [
    'reverse',
    "{{ 'abc' | reverse }}",
    'cba',
    () => l10n.t('The items from the last to the first, or the text backwards.'),
  ],
  select: [
    'select(test, *args)',
    "{{ [1, 2, 3] | select('odd') | list }}",
    '[1, 3]',
    () => l10n.t('The items that pass a test; without a test those that are true.'),
  ],
  selectattr: [
    'selectattr(attribute, test, *args)',
    "{{ [{'n': 1}, {'n': 2}] | selectattr('n', 'odd') | map(attribute='n') | list }}",
    '[1]',
    () => l10n.t('The items whose attribute passes a test.'),
  ],
  slice: [
    'slice(slices, fill_with=none)',
    '{{ [1, 2, 3] | slice(2) | list }}',
    '[[1, 2], [3]]',
    () => l10n.t('This many lists with about as many items each.'),
  ],
  sort: [
    'sort(reverse=false, case_sensitive=false, attribute=none)',
    "{{ ['b', 'A'] | sort }}",
    "['A', 'b']",
    () => l10n.t('The items in order.'),
  ],
  sum: ['sum(attribute=none, start=0)', '{{ [1, 2] | sum }}', '3', () => l10n.t('All items added up.')],
  unique: [
    'unique(case_sensitive=false, attribute=none)',
    '{{ [1, 1, 2] | unique | list }}',
    '[1, 2]',
    () => l10n.t('Every item once, in the order in which they come first.'),
  ],
};
