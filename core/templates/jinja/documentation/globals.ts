import { l10n } from '../../../system';
import type { WordTable } from './word';

/** The functions that every template has. */
export const GLOBAL_WORDS: WordTable = {
  cycler: [
    'cycler(*items)',
    "{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{{ c.next() }}",
    'aba',
    () => l10n.t('Gives its items one after the other, and begins again behind the last.'),
  ],
  dict: ['dict(**items)', '{{ dict(a=1) }}', "{'a': 1}", () => l10n.t('A mapping of these names to values.')],
  joiner: [
    "joiner(sep=', ')",
    "{% set j = joiner('/') %}{% for x in [1, 2] %}{{ j() }}{{ x }}{% endfor %}",
    '1/2',
    () => l10n.t('Gives nothing at first, and a separator each time afterwards.'),
  ],
  lipsum: [
    'lipsum(n=5, html=true, min=20, max=100)',
    '{{ lipsum(1) | length > 0 }}',
    'True',
    () => l10n.t('Paragraphs of a text that means nothing.'),
  ],
  namespace: [
    'namespace(**items)',
    '{% set n = namespace(found=0) %}{% for x in [1, 2] %}{% set n.found = x %}{% endfor %}{{ n.found }}',
    '2',
    () => l10n.t('Holds values that a loop may set so that they last behind it.'),
  ],
  pathjoin: [
    "pathjoin(*path, mode='posix')",
    "{{ pathjoin('a', 'b') }}",
    'a/b',
    () => l10n.t('Parts of a path put together.'),
  ],
  range: [
    'range(start=0, stop, step=1)',
    '{{ range(1, 4) | list }}',
    '[1, 2, 3]',
    () => l10n.t('The whole numbers from one up to below another, 100,000 of them at most.'),
  ],
};

/** What a loop says of itself. */
export const LOOP_WORDS: WordTable = {
  changed: [
    'loop.changed(*values)',
    '{% for x in [1, 1, 2] %}{{ loop.changed(x) }} {% endfor %}',
    'True False True ',
    () => l10n.t('Whether these values are others than the last time.'),
  ],
  cycle: [
    'loop.cycle(*items)',
    "{% for x in [1, 2] %}{{ loop.cycle('a', 'b') }}{% endfor %}",
    'ab',
    () => l10n.t('One of these each time, in turn.'),
  ],
  depth: [
    'loop.depth',
    '{% for x in [1] %}{{ loop.depth }}{% endfor %}',
    '1',
    () => l10n.t('How deep a recursive loop is, from 1 on.'),
  ],
  depth0: [
    'loop.depth0',
    '{% for x in [1] %}{{ loop.depth0 }}{% endfor %}',
    '0',
    () => l10n.t('How deep a recursive loop is, from 0 on.'),
  ],
  first: [
    'loop.first',
    '{% for x in [1, 2] %}{{ loop.first }} {% endfor %}',
    'True False ',
    () => l10n.t('Whether this is the first time.'),
  ],
  index: [
    'loop.index',
    '{% for x in [1, 2] %}{{ loop.index }}{% endfor %}',
    '12',
    () => l10n.t('The number of this time, from 1 on.'),
  ],
  index0: [
    'loop.index0',
    '{% for x in [1, 2] %}{{ loop.index0 }}{% endfor %}',
    '01',
    () => l10n.t('The number of this time, from 0 on.'),
  ],
  last: [
    'loop.last',
    '{% for x in [1, 2] %}{{ loop.last }} {% endfor %}',
    'False True ',
    () => l10n.t('Whether this is the last time.'),
  ],
  length: [
    'loop.length',
    '{% for x in [5, 6] %}{{ loop.length }}{% endfor %}',
    '22',
    () => l10n.t('How many items there are.'),
  ],
  nextitem: [
    'loop.nextitem',
    "{% for x in [1, 2] %}{{ loop.nextitem | default('-') }}{% endfor %}",
    '2-',
    () => l10n.t('The item of the next time; undefined the last time.'),
  ],
  previtem: [
    'loop.previtem',
    "{% for x in [1, 2] %}{{ loop.previtem | default('-') }}{% endfor %}",
    '-1',
    () => l10n.t('The item of the time before; undefined the first time.'),
  ],
  revindex: [
    'loop.revindex',
    '{% for x in [1, 2] %}{{ loop.revindex }}{% endfor %}',
    '21',
    () => l10n.t('How many times are left, this one counted.'),
  ],
  revindex0: [
    'loop.revindex0',
    '{% for x in [1, 2] %}{{ loop.revindex0 }}{% endfor %}',
    '10',
    () => l10n.t('How many times are left behind this one.'),
  ],
};
