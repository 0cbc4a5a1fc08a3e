import { describe, expect, it } from 'vitest';
import { lintTemplate, type LintOptions } from '../../../core/templates/lint';
import type { LintCode } from '../../../core/templates/lint-problem';
import { freshFolder, RUN_KEYS, writeTree, type Entry } from './template-folder';

/** A template by its files, with what the linter is told beside. */
interface Sample {
  readonly files: Readonly<Record<string, Entry>>;
  readonly options?: LintOptions;
}

/** A template with our keys, these lines in its manifest, and these files. */
function run(manifest: string, files: Readonly<Record<string, Entry>> = {}, options?: LintOptions): Sample {
  return {
    files: { 'copier.yml': `${RUN_KEYS}${manifest}\n`, ...files },
    ...(options === undefined ? {} : { options }),
  };
}

/** A template with nothing but this manifest. */
function bare(manifest: string, options?: LintOptions): Sample {
  return { files: { 'copier.yml': manifest }, ...(options === undefined ? {} : { options }) };
}

const installed = new Map([['stain', { requiredVariables: ['dye', 'label'] }]]);
const CHOICE = 'kind: {type: str, choices: [dna, rna]}';

/** For each code a template that has the problem, and one as near to it as can be that has not. */
const SAMPLES: Record<LintCode, { readonly found: readonly Sample[]; readonly absent: readonly Sample[] }> = {
  'manifest-missing': { found: [{ files: { a: '' } }], absent: [run('')] },
  'manifest-ambiguous': {
    found: [{ files: { 'copier.yml': RUN_KEYS, 'copier.yaml': RUN_KEYS } }],
    absent: [{ files: { 'copier.yaml': RUN_KEYS } }, { files: { 'copier.YML': RUN_KEYS } }],
  },
  'manifest-not-yaml': { found: [bare('a: [')], absent: [run('a: [x]')] },
  'manifest-not-mapping': { found: [bare('- a'), bare('')], absent: [run('')] },
  'manifest-unsupported': { found: [run('a: !!python/name:x y')], absent: [run('a: !!str y')] },
  'duplicate-key': { found: [run('a: x\na: y')], absent: [run('a: x\nb: y')] },
  'exlab-key-missing': {
    found: [bare('_exlab_type: run\n'), bare('a: x', { meantForUs: true })],
    absent: [run(''), bare('a: x')],
  },
  'exlab-key-invalid': { found: [run('_exlab_icon: [x]')], absent: [run('_exlab_icon: beaker')] },
  'core-field-redeclared': {
    found: [run('_exlab_readme: {fields: [{id: label, label: L, type: text}]}')],
    absent: [run('_exlab_readme: {fields: [{id: dye, label: L, type: text}]}')],
  },
  'readme-field-invalid': {
    found: [run('_exlab_readme: {fields: [{id: dye, label: L, type: choice}]}')],
    absent: [run('_exlab_readme: {fields: [{id: dye, label: L, type: choice, options: [x]}]}')],
  },
  'question-invalid': { found: [run('a: {type: str, validater: x}')], absent: [run('a: {type: str}')] },
  'question-type': { found: [run('a: {type: strr}')], absent: [run('a: {type: str}')] },
  'question-choices': {
    found: [run('a: {type: str, choices: 3}')],
    absent: [run('a: {type: str, choices: [x]}')],
  },
  'question-default': {
    found: [run('a: {type: int, default: x}')],
    absent: [run("a: {type: int, default: '3'}")],
  },
  'setting-invalid': {
    found: [
      run('_subdirectory: nowhere'),
      run(`_subdirectory: '{{ kind }}'\n${CHOICE}`, { 'dna/a': '' }),
      run('_exclude: x'),
    ],
    absent: [run(`_subdirectory: '{{ kind }}'\n${CHOICE}`, { 'dna/a': '', 'rna/a': '' })],
  },
  'setting-unsupported': {
    found: [run('_jinja_extensions: [jinja2_slug.SlugExtension]'), run('_envops: {finalize: str}')],
    absent: [run('_jinja_extensions: [jinja2.ext.do]')],
  },
  'template-syntax': {
    found: [run('', { 'a.jinja': '{{ label|nofilter }}' }), run('', { '{{ x': '' }), run("a: '{{ b'")],
    absent: [run('', { 'a.jinja': '{{ label|upper }}', 'b.txt': '{{ x' })],
  },
  'source-unreadable': {
    found: [
      run('', { 'a.jinja': Uint8Array.of(255) }),
      run('', { out: { link: '/etc' } }),
      run('', { 'a/up': { link: '..' } }),
      run('_preserve_symlinks: true', { out: { link: '/etc' } }),
      run('_preserve_symlinks: true', { 'a/out': { link: '../../x' } }),
    ],
    absent: [
      run('', { 'a.bin': Uint8Array.of(255) }),
      run('_preserve_symlinks: true', { out: { link: 'x' } }),
    ],
  },
  'include-missing': {
    found: [
      run('', { 'a.jinja': "{% include 'nothing' %}" }),
      run('_message_after_copy: "{% include \'../x\' %}"'),
    ],
    absent: [
      run('', { 'a.jinja': "{% include 'b' %}{% include 'c' ignore missing %}", b: '' }),
      run('', { 'a.jinja': "{# {% include 'x' %} #}{% raw %}{% include 'x' %}{% endraw %}" }),
    ],
  },
  'undefined-variable': {
    found: [
      run('', { 'a.jinja': '{{ nothing }}' }),
      run("a: '{{ a }}'"),
      run('a: "{{ b }}"\nb: x'),
      run('_message_before_copy: "{{ a }}"\na: x'),
      run('a: {type: str, help: "{{ UNSET }}"}'),
    ],
    absent: [
      run('', { 'a.jinja': '{{ label }}{% set x = 1 %}{{ x }}', '{{ operator }}': '' }),
      run('a: {type: str, validator: "{{ a }}"}\n_message_after_copy: "{{ a }}"'),
      run('a: x\nb: "{{ a }}"'),
      run('a: {type: str, default: "{{ UNSET }}"}\nb: "{{ UNSET }}"'),
      run('a: {type: str, multiselect: true, choices: [x], default: ["{{ UNSET }}"]}'),
    ],
  },
  'illegal-name': {
    found: [
      run('', { 'a:b': '' }),
      run('', { 'con.txt': '' }),
      run("kind: {type: str, choices: ['a?', b]}", { '{{ kind }}': '' }),
      run('kind: {type: str, choices: [aux, b]}', { '{{ kind }}.txt.jinja': '' }),
      run('free: {type: str}', { '{{ free }}*': '' }),
    ],
    absent: [
      run('', { 'a-b': '', 'cone.txt': '' }),
      run(CHOICE, { '{{ kind }}': '' }),
      run('free: {type: str}', { '{{ free }}': '', '{{ free|replace(":", "-") }}': '' }),
    ],
  },
  'name-too-long': {
    found: [run('yes_no: {type: bool}', { '{% if yes_no %}{{ "x" * 300 }}{% else %}y{% endif %}': '' })],
    absent: [run('', { ['x'.repeat(255)]: '' })],
  },
  'name-collision': {
    found: [
      run('', { Data: '', data: '' }),
      run(CHOICE, { '{{ kind }}.txt': '', 'DNA.txt': '' }),
      run(CHOICE, { '{{ kind }}': '', dna: '' }),
      run(CHOICE, { '{{ kind }}/x': '', 'dna/X': '' }),
    ],
    absent: [
      run('', { data: '', 'data.txt': '' }),
      run(CHOICE, { '{{ kind }}/x': '', 'dna/y': '' }),
      run(CHOICE, {
        "{% if kind == 'dna' %}data{% endif %}": '',
        "{% if kind == 'rna' %}Data{% endif %}": '',
      }),
      run('', { 'a.txt': '', 'a.txt.jinja': '' }),
    ],
  },
  'tasks-never-run': { found: [run('_tasks: [x]'), run('_migrations: [x]')], absent: [run('_tasks: []')] },
  'copier-version': {
    found: [bare('_exlab_type: project\n_exlab_version: "1"\n')],
    absent: [bare('_exlab_type: project\n_exlab_version: "1"\n_min_copier_version: "9.1"\n')],
  },
  'answers-file': {
    found: [run('_answers_file: .copier-answers.yml')],
    absent: [run('_answers_file: .exlab-answers.yml')],
  },
  'question-id-style': { found: [run('myQuestion: x')], absent: [run('my_question: x')] },
  'near-miss-key': { found: [run('_exclud: [x]')], absent: [run('_of_another_tool: [x]')] },
  'plugin-missing': {
    found: [run('_exlab_plugins: [stian]', {}, { plugins: installed })],
    absent: [
      run('_exlab_plugins: [stain]\ndye: x', {}, { plugins: installed }),
      run('_exlab_plugins: [stian]'),
    ],
  },
  'plugin-variable-missing': {
    found: [run('_exlab_plugins: [stain]', {}, { plugins: installed })],
    absent: [run('_exlab_plugins: [stain]\ndye: x', {}, { plugins: installed })],
  },
  'question-unused': {
    found: [run('a: x'), run('a: {type: str, validator: "{{ a }}"}')],
    absent: [
      run('a: x', { '{{ a }}': '' }),
      run('a: x\n_exclude: ["{{ a }}"]'),
      run('a: x', { 'f.jinja': '{{ _copier_answers }}' }),
    ],
  },
  'question-never-asked': {
    found: [
      run('a: {type: str, when: "{{ false }}"}', { '{{ a }}': '' }),
      run(`${CHOICE}\na: {type: str, when: "{{ kind == 'protein' }}"}`, { '{{ a }}': '' }),
      run('a: {type: str, when: "{{ _copier_operation == \'update\' }}"}', { '{{ a }}': '' }),
      run('b: {type: bool}\na: {type: str, when: "{{ b and not b }}"}', { '{{ a }}': '' }),
    ],
    absent: [
      run('a: {type: str, when: false, default: x}', { '{{ a }}': '' }),
      run(`${CHOICE}\na: {type: str, when: "{{ kind == 'rna' }}"}`, { '{{ a }}': '' }),
      run('b: {type: str}\na: {type: str, when: "{{ b == \'x\' }}"}', { '{{ a }}': '' }),
    ],
  },
  'file-never-rendered': {
    found: [
      run('', { '{% if false %}x{% endif %}/a/b': '' }),
      run(CHOICE, { "{% if kind == 'protein' %}x{% endif %}": '' }),
      run(CHOICE, { "{% if kind == 'dna' %}x{% endif %}/{% if kind == 'rna' %}y{% endif %}": '' }),
      run('', { "{% if run_kind == 'update' %}x{% endif %}": '' }),
    ],
    absent: [
      run(CHOICE, { "{% if kind == 'dna' %}x{% endif %}/a": '' }),
      run('a: {type: str}', { "{% if a == 'x' %}x{% endif %}": '' }),
      run('', { "{% if run_kind == 'test' %}x{% endif %}": '' }),
    ],
  },
};

async function codesOf({ files, options }: Sample): Promise<LintCode[]> {
  const problems = await lintTemplate(writeTree(freshFolder(), files), options);
  return problems.map(({ code }) => code);
}

describe.each(Object.entries(SAMPLES))('%s', (code, { found, absent }) => {
  it.each(found)('is found: sample %#', async (sample) => {
    expect(await codesOf(sample)).toContain(code);
  });

  it.each(absent)('is not found: sample %#', async (sample) => {
    expect(await codesOf(sample)).not.toContain(code);
  });
});
