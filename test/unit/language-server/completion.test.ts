import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { LanguageClient } from '../../support/language-client';
import { marked } from '../../support/marked-text';

const MANIFEST = `_exlab_type: run
_exlab_version: "1.0"
_exlab_run_scope: both
_min_copier_version: "9.0.0"
_answers_file: .exlab-answers.yml
_subdirectory: template
sample: {type: str, default: x, help: "What is *looked* at"}
lens:
  type: str
  choices: [10x, Plan 63x]
  default: 10x
sites: {type: int, default: 3}
`;
const NOTES = 'template/notes.md.jinja';

/** A client with a template in it, and what it offers where the cursor of a text is. */
async function askIn(
  name: string,
  source: string,
  files: Readonly<Record<string, string>> = {},
): Promise<{ client: LanguageClient; text: string; items: CompletionItem[] }> {
  const { text, cursors } = marked(source);
  const all: Record<string, string> = { 'copier.yml': MANIFEST, [NOTES]: '', ...files };
  const client = await LanguageClient.start({ ...all, [name]: all[name] ?? text });
  if (name === 'copier.yml') await client.open(name, all[name] ?? '');
  else await client.open(name, text);
  // What is looked at before it is broken is remembered.
  await client.at('textDocument/hover', name, { line: 0, character: 0 });
  await client.change(name, text);
  const [position = { line: 0, character: 0 }] = cursors;
  const { items } = await client.at<CompletionList>('textDocument/completion', name, position);
  const sorted = [...items].sort((one, other) => (one.sortText ?? '').localeCompare(other.sortText ?? ''));
  return { client, text, items: sorted };
}

async function labelsIn(
  name: string,
  source: string,
  files?: Readonly<Record<string, string>>,
): Promise<string[]> {
  return (await askIn(name, source, files)).items.map(({ label }) => label);
}

/** The text with the item of this label taken. */
async function taken(label: string, name: string, source: string): Promise<string> {
  const { text, items } = await askIn(name, source);
  const edit = items.find((item) => item.label === label)?.textEdit;
  if (edit === undefined || !('range' in edit)) return `nothing named ${label}`;
  return TextDocument.applyEdits(TextDocument.create('', '', 0, text), [edit]);
}

describe('completion in the template language', () => {
  it('offers what is nearest first: loops, questions, variables of runs, functions', async () => {
    const labels = await labelsIn(NOTES, '{% for site in range(sites) %}{{ ‸ }}{% endfor %}');
    const wanted = ['site', 'loop', 'sample', 'operator', '_copier_answers', 'range', 'true'];
    expect(labels.filter((label) => wanted.includes(label))).toEqual(wanted);
  });

  it('forgets loop variables and parameters behind their blocks', async () => {
    const labels = await labelsIn(
      NOTES,
      '{% macro row(n) %}{% set inner = 1 %}{% endmacro %}{% for site in [1] %}{% endfor %}{% set last = 1 %}{{ ‸',
    );
    expect(labels).toEqual(expect.arrayContaining(['row', 'last']));
    for (const gone of ['n', 'inner', 'site', 'loop']) expect(labels).not.toContain(gone);
  });

  it('offers filters behind a bar, though the tag is not closed and text follows', async () => {
    const labels = await labelsIn(NOTES, "don't\n{{ sample | up‸\n\n{{ lens }} {% if sites %}");
    expect(labels).toEqual(expect.arrayContaining(['upper', 'to_nice_yaml']));
    expect(labels).not.toContain('sample');
    expect(labels).not.toContain('fileglob');
  });

  it.each<[string, string, string[]]>([
    ['tests', '{% if sample is ‸ %}', ['defined', 'divisibleby']],
    ['tests behind a not', '{% if sample is not de‸ %}', ['defined']],
    ['members of a loop', '{% for x in [1] %}{{ loop.‸ }}{% endfor %}', ['index', 'last']],
    ['methods of a text', '{{ sample.‸ }}', ['split', 'startswith']],
    ['filters by name', "{{ [sample] | map('‸') }}", ['upper']],
    ['tests by name', "{{ [1] | selectattr('a', '‸') }}", ['odd', '>=']],
    ['choices in a string', "{% if lens == '‸' %}", ['10x', 'Plan 63x']],
    ['choices in a list', "{% if lens in ['10x', '‸'] %}", ['Plan 63x']],
    ['choices with quotes', '{% if lens != ‸ %}', ["'10x'", 'sample']],
    ['words behind a value', '{% if sample ‸ %}', ['and', 'is', 'not in']],
    ['words of a loop', '{% for x in sites ‸ %}', ['if', 'recursive']],
    ['what ends a block', '{% if sample %}{% ‸ %}', ['endif', 'else', 'elif']],
    ['Copier’s yield in no file', '{% for x in [] %}{% e‸', ['endfor', 'else']],
  ])('offers %s', async (_title, source, wanted) => {
    expect(await labelsIn(NOTES, source)).toEqual(expect.arrayContaining(wanted));
  });

  it.each([
    ['in text', 'some ‸text'],
    ['in comments', '{# {{ ‸ #}'],
    ['in raw blocks', '{% raw %}{{ ‸'],
    ['for a new name', '{% set ‸ = 1 %}'],
    ['in a string that is anything', "{{ sample.replace('‸"],
  ])('offers nothing %s', async (_title, source) => {
    expect(await labelsIn(NOTES, source)).toEqual([]);
  });

  it('offers the files of the template where one is included, and what they set', async () => {
    const parts = { 'parts/rows.jinja': '{% macro row(n) %}{% endmacro %}{% set unit = 1 %}' };
    expect(await labelsIn(NOTES, "{% include '‸' %}", parts)).toContain('parts/rows.jinja');
    expect(await labelsIn(NOTES, "{% from 'parts/rows.jinja' import ‸ %}", parts)).toEqual(['row', 'unit']);
    const module = "{% import 'parts/rows.jinja' as rows %}{{ rows.‸ }}";
    expect(await labelsIn(NOTES, module, parts)).toEqual(['row', 'unit']);
  });

  it.each<[string, string, string[]]>([
    ['that set them', "{% set unit = 'mm' %}{% include 'part.jinja' %}", ['unit']],
    ['in whose loop it stands', "{% for site in [1] %}{% include 'part.jinja' %}{% endfor %}", ['site']],
    ['that set them later', "{% include 'part.jinja' %}{% set unit = 'mm' %}", []],
    ['that hand nothing over', "{% set unit = 1 %}{% include 'part.jinja' without context %}", []],
    ['that import it', "{% set unit = 1 %}{% import 'part.jinja' as part %}", []],
    [
      'that import it with all they have',
      "{% set unit = 1 %}{% import 'part.jinja' as p with context %}",
      ['unit'],
    ],
    ['further out', "{% set unit = 1 %}{% include 'between.jinja' %}", ['unit', 'inner']],
  ])('offers the names of the files %s where they include this one', async (_, including, names) => {
    const between = "{% set inner = 1 %}{% include 'part.jinja' %}{% include 'between.jinja' %}";
    const needed = including.includes('between') ? { 'between.jinja': between } : {};
    const labels = await labelsIn('part.jinja', '{{ ‸ }}', { [NOTES]: including, ...needed });
    expect(['unit', 'site', 'inner'].filter((name) => labels.includes(name)).sort()).toEqual(
      [...names].sort(),
    );
    expect(labels).toContain('sample');
  });

  it('keeps to the delimiters and extensions of the template', async () => {
    const own = `${MANIFEST}_envops: {variable_start_string: "[[", variable_end_string: "]]"}\n_jinja_extensions: [jinja2.ext.do]\n`;
    expect(await labelsIn(NOTES, '[[ ‸ ]]', { 'copier.yml': own })).toContain('sample');
    expect(await labelsIn(NOTES, '{{ ‸ }}', { 'copier.yml': own })).toEqual([]);
    expect(await labelsIn(NOTES, '{% ‸', { 'copier.yml': own })).toContain('do');
    expect(await labelsIn(NOTES, '{% ‸')).not.toContain('do');
  });

  it.each([
    ['upper', '𝒳é {{ sample | lo‸wer }} ‸', '𝒳é {{ sample | upper }} '],
    ['if', 'a {% ‸ %} b', 'a {% if ${1:condition} %}$0{% endif %} b'],
    ['for', '\t{% fo‸\r\n', '\t{% for ${1:item} in ${2:items} %}\n$0\n{% endfor %}\r\n'],
    ['endif', '{% if x %}\n{%-‸-%}', '{% if x %}\n{%- endif -%}'],
    ['set', '{% ‸if sample %}', '{% set sample %}'],
    ['Plan 63x', "{% if lens == 'pl‸an' %}", "{% if lens == 'Plan 63x' %}"],
  ])('replaces the word around the cursor with %s', async (label, source, expected) => {
    expect(await taken(label, NOTES, source)).toBe(expected);
  });

  it('documents what is looked at, and only that', async () => {
    const { client, items } = await askIn(NOTES, '{{ ‸');
    const sample = items.find(({ label }) => label === 'sample');
    expect(sample?.documentation).toBeUndefined();
    const resolved = await client.connection.sendRequest<CompletionItem>('completionItem/resolve', sample);
    expect(resolved.documentation).toMatchObject({
      kind: 'markdown',
      value: expect.stringContaining('is \\*looked\\* at') as unknown,
    });
  });

  it('is nothing in a file that belongs to no template', async () => {
    const client = await LanguageClient.start({ 'notes.txt': '' });
    await client.open('notes.txt', '{{ ');
    const position = { line: 0, character: 3 };
    expect(await client.at('textDocument/completion', 'notes.txt', position)).toBeNull();
  });
});

describe('completion in a manifest', () => {
  it.each<[string, string, string[], string[]]>([
    ['settings that are missing', `${MANIFEST}‸`, ['_exlab_description', '_envops'], ['_exlab_type', 'help']],
    ['keys of a question', `${MANIFEST}new:\n  type: str\n  ‸\n`, ['default', 'when'], ['type', '_envops']],
    ['keys in braces', `${MANIFEST}new: {type: str, ‸}\n`, ['default'], ['type']],
    ['types', `${MANIFEST}new:\n  type: ‸\n`, ['str', 'path'], ['help']],
    [
      'choices for a default',
      MANIFEST.replace('default: 10x', 'default: ‸'),
      ['10x', 'Plan 63x'],
      ['sample'],
    ],
    ['questions that are folded away', `${MANIFEST}_exlab_advanced: [‸]\n`, ['lens', 'sites'], ['operator']],
    ['questions in a list', `${MANIFEST}_secret_questions:\n  - ‸\n`, ['lens'], ['type']],
    ['scopes', MANIFEST.replace('scope: both', 'scope: ‸'), ['experimental', 'test', 'both'], []],
    ['extensions', `${MANIFEST}_jinja_extensions:\n  - ‸\n`, ['jinja2.ext.do'], []],
    ['keys of the language', `${MANIFEST}_envops:\n  ‸\n`, ['trim_blocks'], ['type']],
    [
      'fields of the README',
      `${MANIFEST}_exlab_readme:\n  fields:\n    - id: a\n      ‸\n`,
      ['hint'],
      ['id'],
    ],
    [
      'types of such fields',
      `${MANIFEST}_exlab_readme:\n  fields:\n    - {id: a, type: ‸}\n`,
      ['choice'],
      ['str'],
    ],
    [
      'answers above in a template',
      `${MANIFEST}new:\n  default: "{{ ‸ }}"\nlater: 1\n`,
      ['sample'],
      ['later', 'new'],
    ],
    ['such that are not quoted', `${MANIFEST}new:\n  default: {{ ‸\nlater: 1\n`, ['sample', 'operator'], []],
    ['filters in a block of text', `${MANIFEST}new:\n  help: |\n    A\n    {{ lens | ‸ }}\n`, ['upper'], []],
    ['what ends a block there', `${MANIFEST}new:\n  when: "{% if lens %}{% ‸"\n`, ['endif'], []],
  ])('offers %s', async (_title, source, wanted, unwanted) => {
    const labels = await labelsIn('copier.yml', source);
    expect(labels).toEqual(expect.arrayContaining(wanted));
    for (const label of unwanted) expect(labels).not.toContain(label);
  });

  it.each([
    ['_envops', `${MANIFEST}_en‸`, `${MANIFEST}_envops: `],
    ['default', `${MANIFEST}a:\n  ‸def: x`, `${MANIFEST}a:\n  default: x`],
    [
      'Plan 63x',
      MANIFEST.replace('default: 10x', 'default: 1‸0x'),
      MANIFEST.replace('default: 10x', 'default: Plan 63x'),
    ],
    ['include', `${MANIFEST}a: '{% ‸ %}'`, `${MANIFEST}a: '{% include "\${1:file}" %}'`],
  ])('writes %s', async (label, source, expected) => {
    expect(await taken(label, 'copier.yml', source)).toBe(expected);
  });

  it('offers a validator the answer that it judges', async () => {
    const source = `${MANIFEST}new:\n  validator: "{% if ‸ %}"\nlater: 1\n`;
    const labels = await labelsIn('copier.yml', source, { 'copier.yml': marked(source).text });
    expect(labels).toContain('new');
    expect(labels).not.toContain('later');
  });

  it('offers nothing of ours in a template of Copier, until it is asked for', async () => {
    const plain = 'sample: x\nnew:\n  default: "{{ ‸ }}"\n';
    const labels = await labelsIn('copier.yml', plain, { 'copier.yml': 'sample: x\n' });
    expect(labels).toContain('_copier_conf');
    expect(labels).not.toContain('operator');
    expect(await labelsIn('copier.yml', 'sample: x\n‸', { 'copier.yml': '' })).not.toContain('_exlab_type');
    expect(await labelsIn('copier.yml', 'sample: x\n_exl‸', { 'copier.yml': '' })).toContain('_exlab_type');
  });
});
