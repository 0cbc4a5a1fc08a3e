import { l10n } from '../../../system';
import type { WordTable } from './word';

/** Jinja's filters of numbers, of single values and of what they hold. */
export const VALUE_FILTER_WORDS: WordTable = {
  abs: ['abs', '{{ -3 | abs }}', '3', () => l10n.t('The number without its sign.')],
  attr: [
    'attr(name)',
    "{{ 'x' | attr('nothing') is undefined }}",
    'True',
    () => l10n.t('The attribute of this name, never an item of it.'),
  ],
  d: [
    "d(default_value='', boolean=false)",
    "{{ missing | d('none') }}",
    'none',
    () => l10n.t('Short for default.'),
  ],
  default: [
    "default(default_value='', boolean=false)",
    "{{ missing | default('none') }}",
    'none',
    () => l10n.t('Another value where there is none; with true also where it is empty, zero or false.'),
  ],
  filesizeformat: [
    'filesizeformat(binary=false)',
    '{{ 13000 | filesizeformat }}',
    '13.0 kB',
    () => l10n.t('A number of bytes as people read it.'),
  ],
  float: [
    'float(default=0.0)',
    "{{ '2.5' | float }}",
    '2.5',
    () => l10n.t('The value as a number with decimals, or the default where it is none.'),
  ],
  int: [
    'int(default=0, base=10)',
    "{{ '42' | int }}",
    '42',
    () => l10n.t('The value as a whole number, or the default where it is none.'),
  ],
  pprint: [
    'pprint',
    "{{ ['a', 1] | pprint }}",
    "['a', 1]",
    () => l10n.t('The value as Python shows it, broken into lines where it is long.'),
  ],
  round: [
    "round(precision=0, method='common')",
    '{{ 2.567 | round(1) }}',
    '2.6',
    () =>
      l10n.t(
        "Rounds a number; the method 'ceil' always goes up and 'floor' down. What comes out has decimals.",
      ),
  ],
  tojson: [
    'tojson(indent=none)',
    "{{ {'a': true} | tojson }}",
    '{"a": true}',
    () => l10n.t('The value as JSON that is harmless in HTML as well.'),
  ],
};
