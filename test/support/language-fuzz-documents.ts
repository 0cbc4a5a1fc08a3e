import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { composeFrontMatter } from '../../core/readme';
import { creationText, readmeFieldsText } from './audited-lab';
import type { Surroundings } from './language-fuzz';
import { README_FIELDS } from '../unit/records/examples';
import { SAMPLE_MANIFEST } from './sample-manifest';

/** A kind of documents: where one stands, good texts of it, what stands around, and what the server says of it. */
export interface FuzzedKind extends Surroundings {
  readonly kind: string;
  readonly texts: readonly [string, ...string[]];
  /** How often each kind of answer is seen at least, as a share of the rounds. */
  readonly sees: Readonly<Record<string, number>>;
}

const STARTER = path.resolve('templates/confocal-microscopy');
const MANIFEST = readFileSync(path.join(STARTER, 'copier.yml'), 'utf8');
const SMALL_MANIFEST = `${SAMPLE_MANIFEST}channels: {type: str, multiselect: true, choices: [DAPI, GFP], default: [DAPI]}
`;
const TEMPLATE = {
  'copier.yml': SMALL_MANIFEST,
  'template/{{ sample }}.txt.jinja': '{{ channels | join }}\n',
  'template/part.txt.jinja': '{{ sample }} {% set title = sample %}\n',
};
const JINJA = `{% set title %}Report of {{ sample }}{% endset %}
{% macro row(name, unit='µm') -%}{{ name }} ({{ unit }}){%- endmacro %}
{% for channel in channels if channel != 'x' %}
- 🧪 {{ loop.index }} {{ row(channel | upper) }} {{ channels | map('lower') | join(', ') }}
{% else %}{# nothing #}{% endfor %}
{% raw %}{{ not this }}{% endraw %} {{ title | default("none") is string }}
{% if sample is defined and sample[1:2] in ('a', "b") %}{{ {'a': 1.5, 'b': [1, 2]}.items() }}{% endif %}
{% call row(sample) %}x{% endcall %}{% filter upper %}y{% endfilter %}{% include 'template/part.txt.jinja' %}
`;

const RUN = 'data/CONFOCAL_01/PROJ-0042/Run_2026-11-20T13-00-00';
const CONFIG = `# Where everything is
paths:
  templates_dir: "FOLDER/templates"
  plugin_dir: "FOLDER/plugins"
  local_root: "FOLDER/data"
lims: {mode: none}
equipment:
  - id: CONFOCAL_01
    label: Confocal
    transport: {type: smb_mount}
    nas_root: "FOLDER/nas"
  - {id: SCANNER, local_root: "FOLDER/scans"}
readme:
  defaults:
    - id: shelf
      type: choice
      options: [north, south]
      required: true
validator: {content_scan_extensions: [.txt, .md], content_scan_max_mib: 5}
plugins:
  always: [stain]
logging:
  level: INFO
`;
const CREATION = creationText({ run_kind: 'experimental' });
const FIELDS = readmeFieldsText({ template_fields: { stain: 'DAPI 🧪', depth: '2.5' } });
const README = `${composeFrontMatter({ ...README_FIELDS, template_fields: { stain: 'DAPI 🧪', depth: '3' } })}
# Größe 🧪
{{ nothing }} <sample> {% if x %}
`;
const PLUGIN = `name: stain
version: "1.0.0"
api_version: "1"
entry: plugin.mjs
supported_extensions: [.csv, .txt]
required_variables:
  - sample
isolation: {network: true, memory_mb: 256}
`;
const LAB = {
  'config.yaml': CONFIG,
  [`${RUN}/README.md`]: README,
  [`${RUN}/.exlab-wizard/creation.json`]: CREATION,
  [`${RUN}/.exlab-wizard/readme_fields.json`]: FIELDS,
  'plugins/stain/manifest.yml': PLUGIN,
};

/** What is seen of every text in the template language. */
const OF_TEMPLATES = {
  diagnostics: 0.5,
  completion: 0.7,
  hover: 0.4,
  documentSymbol: 0.5,
  foldingRange: 0.3,
  'semanticTokens/full': 0.7,
  documentLink: 0.2,
  codeAction: 0.02,
  definition: 0.2,
  references: 0.2,
  documentHighlight: 0.2,
  prepareRename: 0.2,
  rename: 0.2,
};

/** The kinds of documents that people who write templates and plugins edit. */
export const KINDS_OF_TEMPLATES: readonly FuzzedKind[] = [
  {
    kind: 'a manifest',
    name: 'copier.yml',
    texts: [SMALL_MANIFEST, MANIFEST],
    around: TEMPLATE,
    sees: {
      diagnostics: 0.5,
      completion: 0.7,
      hover: 0.5,
      documentSymbol: 0.3,
      codeLens: 0.5,
      foldingRange: 0.1,
      codeAction: 0.05,
      'semanticTokens/full': 0.05,
      definition: 0.03,
      references: 0.03,
      documentHighlight: 0.03,
      prepareRename: 0.03,
      rename: 0.03,
    },
  },
  {
    kind: 'a template',
    name: 'template/notes.md.jinja',
    texts: [JINJA],
    around: TEMPLATE,
    sees: OF_TEMPLATES,
  },
  {
    kind: 'a file with a hostile name',
    name: "template/{% if sample %}{{ sampel }}{% for x in y %} 🧪 %23{{ 'a' }}.md.jinja",
    texts: [JINJA],
    around: {
      ...TEMPLATE,
      'template/{{ {% }} é\u0301 {# .txt': 'x',
      'template/{{ sample | nofilter }}.jinja': '{% end',
    },
    sees: { ...OF_TEMPLATES, codeLens: 0.9 },
  },
  {
    kind: "a plugin's manifest",
    name: 'plugins/stain/manifest.yml',
    texts: [PLUGIN],
    around: LAB,
    sees: { diagnostics: 0.4, completion: 0.4, hover: 0.4 },
  },
];

/** The kinds of documents that a lab has. */
export const KINDS_OF_LABS: readonly FuzzedKind[] = [
  {
    kind: 'a README',
    name: `${RUN}/README.md`,
    texts: [README],
    around: LAB,
    sees: { diagnostics: 0.5, codeAction: 0.1 },
  },
  {
    kind: 'a record',
    name: `${RUN}/.exlab-wizard/creation.json`,
    texts: [CREATION, creationText({ run_kind: 'test' })],
    around: LAB,
    sees: { diagnostics: 0.5, codeAction: 0.02 },
  },
  {
    kind: 'fields of a README',
    name: `${RUN}/.exlab-wizard/readme_fields.json`,
    texts: [FIELDS],
    around: LAB,
    sees: { diagnostics: 0.5 },
  },
  {
    kind: 'a configuration',
    name: 'config.yaml',
    texts: [CONFIG],
    around: LAB,
    sees: { diagnostics: 0.5, completion: 0.7, hover: 0.5 },
  },
];
