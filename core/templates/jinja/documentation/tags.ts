import { l10n } from '../../../system';
import type { WordTable } from './word';

/** The tags, those that begin something and those inside of them. */
export const TAG_WORDS: WordTable = {
  autoescape: [
    'autoescape flag … endautoescape',
    "{% autoescape true %}{{ '<' }}{% endautoescape %}",
    '&lt;',
    () => l10n.t('Says whether what is written is made harmless for HTML.'),
  ],
  block: [
    'block name [scoped] [required] … endblock',
    '{% block title %}Notes{% endblock %}',
    'Notes',
    () => l10n.t('A part that a template which extends this one may fill anew.'),
  ],
  break: [
    'break',
    '{% for x in [1, 2, 3] %}{% if x == 2 %}{% break %}{% endif %}{{ x }}{% endfor %}',
    '1',
    () => l10n.t('Ends the loop. Needs jinja2.ext.loopcontrols.'),
  ],
  call: [
    'call [(parameters)] macro(…) … endcall',
    '{% macro box() %}[{{ caller() }}]{% endmacro %}{% call box() %}x{% endcall %}',
    '[x]',
    () => l10n.t("Calls a macro and gives it a text, which it writes with 'caller()'."),
  ],
  continue: [
    'continue',
    '{% for x in [1, 2, 3] %}{% if x == 2 %}{% continue %}{% endif %}{{ x }}{% endfor %}',
    '13',
    () => l10n.t('Goes on with the next item of the loop. Needs jinja2.ext.loopcontrols.'),
  ],
  debug: ['debug', '', '', () => l10n.t('Refused where it is rendered: it writes the inside of Python.')],
  do: [
    'do expression',
    '{% set l = [] %}{% do l.append(1) %}{{ l }}',
    '[1]',
    () => l10n.t('Evaluates something and writes nothing. Needs jinja2.ext.do.'),
  ],
  elif: [
    'elif condition',
    '{% if false %}a{% elif true %}b{% endif %}',
    'b',
    () => l10n.t('What holds where the conditions above do not, and this one does.'),
  ],
  else: [
    'else',
    '{% for x in [] %}x{% else %}none{% endfor %}',
    'none',
    () =>
      l10n.t('What holds where no condition above does; in a loop, where there was nothing to go through.'),
  ],
  extends: [
    "extends 'file'",
    '',
    '',
    () => l10n.t('Takes another file of the template as the frame whose blocks this one fills.'),
  ],
  filter: [
    'filter name … endfilter',
    '{% filter upper %}abc{% endfilter %}',
    'ABC',
    () => l10n.t('Puts all that is written in it through a filter.'),
  ],
  for: [
    'for name in items [if condition] [recursive] … else … endfor',
    "{% for x in ['a', 'b'] %}{{ loop.index }}{{ x }} {% endfor %}",
    '1a 2b ',
    () => l10n.t("Writes its content once for each item; 'loop' says where it is."),
  ],
  from: [
    "from 'file' import name [as alias] [with context]",
    '',
    '',
    () => l10n.t('Takes macros and variables out of another file of the template.'),
  ],
  if: [
    'if condition … elif … else … endif',
    '{% if 2 > 1 %}yes{% else %}no{% endif %}',
    'yes',
    () => l10n.t('Writes its content only where a condition holds.'),
  ],
  import: [
    "import 'file' as name [with context]",
    '',
    '',
    () => l10n.t('Makes the macros and variables of another file known under one name.'),
  ],
  include: [
    "include 'file' [ignore missing] [without context]",
    '',
    '',
    () => l10n.t('Writes what another file of the template renders to.'),
  ],
  macro: [
    'macro name(parameters) … endmacro',
    '{% macro row(n, unit="mm") %}{{ n }} {{ unit }}{% endmacro %}{{ row(3) }}',
    '3 mm',
    () => l10n.t('A piece of a template with parameters, to be called like a function.'),
  ],
  now: [
    "now 'zone', 'format'",
    "{% now 'utc', '%Y' %}",
    '1970',
    () => l10n.t('The time of the run in a time zone. Needs jinja2_time.TimeExtension.'),
  ],
  pluralize: [
    'pluralize [count]',
    '',
    '',
    () => l10n.t('Refused where it is rendered: there are no translations.'),
  ],
  print: ['print expression', '{% print 1 + 1 %}', '2', () => l10n.t('Writes a value.')],
  raw: [
    'raw … endraw',
    '{% raw %}{{ x }}{% endraw %}',
    '{{ x }}',
    () => l10n.t('Writes its content as it stands, tags and all.'),
  ],
  set: [
    'set name = value · set name … endset',
    '{% set x = 3 %}{{ x }}',
    '3',
    () => l10n.t('Gives a value, or a text with tags in it, a name.'),
  ],
  trans: [
    'trans … endtrans',
    '',
    '',
    () => l10n.t('Refused where it is rendered: there are no translations.'),
  ],
  with: [
    'with name=value, … … endwith',
    '{% with x = 1 %}{{ x }}{% endwith %}',
    '1',
    () => l10n.t('Names that are known only inside of it.'),
  ],
  yield: [
    'yield name from items … endyield',
    '',
    '',
    () => l10n.t('In the name of a file or folder: makes it once for each item.'),
  ],
};
