import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fuzzed, questioned } from '../support/language-fuzz';
import { randomNumbers, SEED } from '../support/seed';

/** How long each kind of document is mutated. */
const SECONDS = Number(process.env.EXLAB_FUZZ_SECONDS ?? 20);
const FOUND = path.resolve('test/fixtures/language-fuzz');
const STARTER = path.resolve('templates/confocal-microscopy');

const MANIFEST = readFileSync(path.join(STARTER, 'copier.yml'), 'utf8');
const TEMPLATE = {
  'copier.yml': `_exlab_type: run
_exlab_version: "1.0"
_exlab_run_scope: both
_min_copier_version: "9.0.0"
_answers_file: .exlab-answers.yml
_subdirectory: template
sample: {type: str, default: x}
channels: {type: str, multiselect: true, choices: [DAPI, GFP], default: [DAPI]}
`,
  'template/{{ sample }}.txt.jinja': '{{ channels | join }}\n',
};
const JINJA = `{% set title %}Report of {{ sample }}{% endset %}
{% macro row(name, unit='µm') -%}{{ name }} ({{ unit }}){%- endmacro %}
{% for channel in channels if channel != 'x' %}
- 🧪 {{ loop.index }} {{ row(channel | upper) }} {{ channels | map('lower') | join(', ') }}
{% else %}{# nothing #}{% endfor %}
{% raw %}{{ not this }}{% endraw %} {{ title | default("none") is string }}
{% if sample is defined and sample[1:2] in ('a', "b") %}{{ {'a': 1.5, 'b': [1, 2]}.items() }}{% endif %}
{% call row(sample) %}x{% endcall %}{% filter upper %}y{% endfilter %}{% include 'part.txt' ignore missing %}
`;
const CREATION = `{
  "schema_version": "1.5", "run_kind": "experimental", "label": "Größe 🧪",
  "operator": "ab", "created_at": "2026-01-02T03:04:05Z", "sync_status": "pending", "variables": {"a": [1, 2.5, null]}
}
`;
const CONFIG = `paths:
  templates_dir: /lab/templates
  plugin_dir: /lab/plugins
equipment:
  - id: CONFOCAL_01
    label: Confocal
    local_root: /data
validator: {content_scan_extensions: [.txt], content_scan_max_mib: 5}
`;
const README = `---
label: Größe 🧪
operator: ab
objective: |
  Find out
tags: [a, b]
---
# Run
{{ nothing }} <sample>
`;

/** Each kind of document: where it stands, good texts of it, and what stands around. */
const DOCUMENTS: readonly (readonly [string, string, readonly string[], Readonly<Record<string, string>>])[] =
  [
    ['a manifest', 'copier.yml', [TEMPLATE['copier.yml'], MANIFEST], TEMPLATE],
    ['a template', 'template/notes.md.jinja', [JINJA], TEMPLATE],
    [
      'a file with a hostile name',
      "template/{% if sample %}{{ sampel }}{% for x in y %} 🧪 %23{{ 'a' }}.md.jinja",
      [JINJA],
      {
        ...TEMPLATE,
        'template/{{ {% }} é\u0301 {# .txt': 'x',
        'template/{{ sample | nofilter }}.jinja': '{% end',
      },
    ],
    ['a README', 'run/README.md', [README], { 'run/.exlab-wizard/creation.json': CREATION }],
    ['a record', 'run/.exlab-wizard/creation.json', [CREATION], { 'run/README.md': README }],
    ['fields of a README', 'run/.exlab-wizard/readme_fields.json', [CREATION], { 'run/README.md': README }],
    ['a configuration', 'config.yaml', [CONFIG], {}],
    [
      "a plugin's manifest",
      'plugins/stain/manifest.yml',
      ['name: stain\nversion: "1.0"\nentry: main.py\n'],
      {},
    ],
  ];

describe('whatever is typed, the server answers within its document, and soon', () => {
  it.each(DOCUMENTS)(
    '%s',
    async (kind, name, texts, around) => {
      const random = randomNumbers(SEED + kind.length);
      const problem = await fuzzed({ name, texts, around, random, seconds: SECONDS });
      expect(problem).toBeUndefined();
    },
    SECONDS * 1000 + 120_000,
  );

  it('a text of 5 MB', async () => {
    const text = JINJA.repeat(Math.ceil((5 * 1024 * 1024) / JINJA.length));
    const name = 'template/large.md.jinja';
    // Only that it answers: so large a text may take its time.
    const problem = await questioned({
      name,
      text,
      around: TEMPLATE,
      random: randomNumbers(),
      slowest: 60_000,
    });
    expect(problem).toBeUndefined();
  });
});

describe('what was found once', () => {
  it.each(readdirSync(FOUND))('%s', async (file) => {
    const [, name = '', text = ''] =
      /^(.*)\n([^]*)$/.exec(readFileSync(path.join(FOUND, file), 'utf8')) ?? [];
    const { around = {} } = Object.fromEntries(
      DOCUMENTS.filter(([, at]) => at === name).map(([, , , files]) => ['around', files]),
    );
    expect(await questioned({ name, text, around, random: randomNumbers(), times: 60 })).toBeUndefined();
  });
});
