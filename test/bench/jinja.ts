import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { z } from 'zod';
import { sha256 } from '../../core/system';
import { jinja, type LanguageOptions, type TemplateContext, type TemplateValue } from '../../core/templates';

/**
 * How long the template language takes, side by side with the real Jinja2 where Python has it: parsing and rendering
 * templates that are new, rendering one again, a long table, and which variables a thousand files use.
 */

const ROUNDS = Number(process.argv[2] ?? 5);
const PYTHON_SIDE = path.resolve('test/bench/jinja.py');
const OPTIONS: Partial<LanguageOptions> = { keepTrailingNewline: true, undefinedNames: 'lenient' };

/** About 3 KB, as templates of records and notes are; each number gives a text of its own. */
function realisticTemplate(number: number): string {
  return `{# Record ${number} #}
# {{ sample.name | title }} ({{ sample.id }}-${number})

| Field | Value |
| --- | --- |
| Operator | {{ operator }} |
| Project | {{ project | default('none') | upper }} |
| Date | {{ year }}-{{ '%02d' % month }}-{{ '%02d' % day }} |
{% if sample.concentration > ${(number % 7) + 1} %}
| Concentration | {{ sample.concentration | round(2) }} {{ sample.unit }} |
{% else %}
| Concentration | low |
{% endif %}

{% macro channel_row(channel, gain=1.5) %}
- {{ channel.name }}: {{ channel.wavelength }} nm{% if channel.active %} (active, gain {{ gain }}){% endif %}
{% endmacro %}
## Channels
{% for channel in channels %}
{{ loop.index }}. {{ channel_row(channel, gain=channel.gain) }}{% if not loop.last %}, {% endif %}
{% else %}
No channels.
{% endfor %}

## Steps
{% set steps_${number} = ['prepare', 'mount', 'focus', 'acquire', 'store'] %}
{% for step in steps_${number} %}
{{ '%d. %s' % (loop.index, step | capitalize) }}{{ ' *' if loop.first }}
{% endfor %}
{% set total = namespace(value=0) %}
{% for channel in channels if channel.active %}
{% set total.value = total.value + channel.wavelength %}
{% endfor %}
Sum of wavelengths: {{ total.value }}; mean {{ (total.value / channels | length) | round(1) }}.

## Files
{% for name in files | sort %}
{% if name.endswith('.tif') %}
* image \`{{ name }}\` ({{ loop.index0 }} of {{ files | length }})
{% elif name.endswith('.csv') and loop.index < 40 %}
* table \`{{ name | replace('.csv', '') }}\`
{% else %}
* other {{ name | truncate(12) }}
{% endif %}
{% endfor %}

{% if notes %}
## Notes
{{ notes | trim | indent(2) }}
{% endif %}
{% filter upper %}approved by {{ operator }}{% endfilter %}

{% raw %}{{ kept as it is }}{% endraw %}

Tags: {{ tags | map('lower') | unique | join(', ') }}
Keys: {% for key, value in settings | dictsort %}{{ key }}={{ value }};{% endfor %}

${'The instrument was warmed up for an hour before the first acquisition, and the laser power was noted. '.repeat(12)}
`;
}

const CONTEXT = {
  sample: { name: 'heart muscle', id: 'S-17', concentration: 4, unit: 'mg' },
  operator: 'Ada',
  project: 'PROJ-0042',
  year: 2026,
  month: 3,
  day: 9,
  channels: [405, 488, 561, 640].map((wavelength) => ({
    name: `C${wavelength}`,
    wavelength,
    active: wavelength !== 561,
    gain: wavelength % 3,
  })),
  files: Array.from({ length: 30 }, (_, index) => `frame-${index}.${['tif', 'csv', 'log'][index % 3] ?? ''}`),
  notes: 'first line\nsecond line\n',
  tags: ['Red', 'green', 'RED', 'blue'],
  settings: { zoom: 2, averaging: 4, Binning: 1 },
};

const TABLE =
  '{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>\n{% endfor %}';
const ROWS = Array.from({ length: 1000 }, (_, row) =>
  Array.from({ length: 10 }, (_, column) => row * column),
);

const templates = Array.from({ length: 200 }, (_, index) => realisticTemplate(index));
const files = Array.from({ length: 1000 }, (_, index) => realisticTemplate(index + 1000));

type Json = number | boolean | string | readonly Json[] | { readonly [name: string]: Json };

function valueOf(json: Json): TemplateValue {
  if (typeof json === 'number') return BigInt(json);
  if (typeof json !== 'object') return json;
  if (isList(json)) return json.map(valueOf);
  return new Map(Object.entries(json).map(([name, item]) => [name, valueOf(item)]));
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

function contextOf(json: Readonly<Record<string, Json>>): TemplateContext {
  return new Map(Object.entries(json).map(([name, item]) => [name, valueOf(item)]));
}

/** How often the table is rendered in a round: once would be over before it is worth a look. */
const TABLES = 50;

function repeated(times: number, action: () => void): void {
  for (let time = 0; time < times; time += 1) action();
}

function timed(action: (round: number) => void): number {
  const times = Array.from({ length: ROUNDS }, (_, round) => {
    const begun = performance.now();
    action(round);
    return performance.now() - begun;
  }).sort((left, right) => left - right);
  return times[Math.floor(times.length / 2)] ?? Number.NaN;
}

const MEASURED = {
  cold: '200 templates of 3 KB, parsed and rendered',
  cached: 'one of them rendered 200 times',
  table: 'a table of 1,000 x 10',
  analysis: 'the variables of 1,000 files of 3 KB',
} as const;
type Times = Record<keyof typeof MEASURED, number>;

const compile = (text: string) => jinja.compile(text, 'bench.md.jinja', OPTIONS);

function ours(): { readonly digest: string; readonly times: Times } {
  const context = contextOf(CONTEXT);
  const rows = contextOf({ rows: ROWS });
  // Each round has texts of its own: nothing is remembered.
  const cold = (round: number): string[] =>
    templates.map((text) => compile(`${text}{# ${round} #}`).render(context).text);
  const [first = ''] = templates;
  const one = compile(first);
  const table = compile(TABLE);
  return {
    digest: sha256([...cold(-1), table.render(rows).text].join('')),
    times: {
      cold: timed(cold),
      cached: timed(() => templates.forEach(() => one.render(context))),
      table: timed(() => repeated(TABLES, () => table.render(rows))) / TABLES,
      analysis: timed((round) => files.forEach((text) => compile(`${text}{# ${round} #}`).references)),
    },
  };
}

const ANSWER = z.object({
  digest: z.string(),
  times: z.object({ cold: z.number(), cached: z.number(), table: z.number(), analysis: z.number() }),
});

/** The same with the real Jinja2; undefined where the machine has none. */
function theirs(): z.infer<typeof ANSWER> | undefined {
  const input = JSON.stringify({
    rounds: ROUNDS,
    context: CONTEXT,
    templates,
    table: TABLE,
    tables: TABLES,
    rows: ROWS,
    files,
  });
  const { status, stdout } = spawnSync('/usr/bin/python3', [PYTHON_SIDE], { input, encoding: 'utf8' });
  return status === 0 ? ANSWER.parse(JSON.parse(stdout)) : undefined;
}

const own = ours();
const jinja2 = theirs();
console.log(`node ${process.version}, median of ${ROUNDS} rounds, in milliseconds`);
console.log([''.padEnd(44), 'here', 'Jinja2', 'ratio'].map((head) => head.padStart(10)).join(''));
for (const [name, title] of Object.entries(MEASURED) as [keyof Times, string][]) {
  const [here, there] = [own.times[name], jinja2?.times[name]];
  const cells = [
    here.toFixed(1),
    there?.toFixed(1) ?? '-',
    there === undefined ? '-' : `${(here / there).toFixed(2)} x`,
  ];
  console.log(title.padEnd(44) + cells.map((cell) => cell.padStart(10)).join(''));
}
if (jinja2 === undefined) console.log('Jinja2 for Python is not installed on this machine (python3-jinja2).');
else if (own.digest !== jinja2.digest) console.log('The texts differ.');
