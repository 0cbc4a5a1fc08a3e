import type { Hover, MarkupContent } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { LanguageClient } from '../../support/language-client';
import { marked, textIn } from '../../support/marked-text';

const MANIFEST = `_exlab_type: run
_exlab_version: "1.0"
_exlab_run_scope: both
_min_copier_version: "9.0.0"
_answers_file: .exlab-answers.yml
_subdirectory: template
_exlab_advanced: [sample]
lens:
  type: str
  help: Which [lens](command:x) is in
  choices: {Ten times: 10x, Oil: 63x}
  default: 10x
  when: "{{ sample }}"
sample: {type: str, default: x}
`;
const NOTES = 'template/notes.md.jinja';

/** What is said where the cursor of a text is, and of which word. */
async function said(
  name: string,
  source: string,
  files: Readonly<Record<string, string>> = {},
): Promise<{ text: string; word: string } | undefined> {
  const { text, cursors } = marked(source);
  const client = await LanguageClient.start({ 'copier.yml': MANIFEST, [NOTES]: '', ...files });
  await client.open(name, text);
  const [position = { line: 0, character: 0 }] = cursors;
  const hover = await client.at<Hover | null>('textDocument/hover', name, position);
  if (hover?.range === undefined) return undefined;
  const content = (hover.contents as MarkupContent).value.replaceAll(client.uri(''), 'file:');
  return { text: content, word: textIn(text, hover.range) };
}

describe('hovers', () => {
  it('say of a name that the including file sets where it is from, and of an answer what it asks', async () => {
    const files = {
      'part.jinja': '',
      [NOTES]: "{% set unit = 1 %}{% set lens = lens %}{% include 'part.jinja' %}",
    };
    const unit = await said('part.jinja', '{{ un‸it }}', files);
    expect(unit?.text).toContain("Set in 'template/notes.md.jinja', where this file is included.");
    expect((await said('part.jinja', '{{ le‸ns }}', files))?.text).toContain('question');
    expect(await said('part.jinja', '{{ un‸it }}')).toBeUndefined();
  });

  it('say nothing of what a secret is as long as nobody answers', async () => {
    const files = { 'copier.yml': `${MANIFEST}pin: {type: str, secret: true, default: hush}\n` };
    const { text } = (await said(NOTES, '{{ p‸in }}', files)) ?? {};
    expect(text).toContain('- Secret');
    expect(text).not.toContain('hush');
  });

  it('say of a question what it is, and where its answer is used', async () => {
    const files = { 'template/{{ lens }}.txt': '', 'template/b.txt.jinja': 'a\n{{ lens }}' };
    const { text, word } = (await said(NOTES, 'é 𝒳 {{ le‸ns }}', files)) ?? {};
    expect(word).toBe('lens');
    expect(text).toContain('`lens` · question (`str`)');
    expect(text).toContain('Which \\[lens\\]\\(command:x\\) is in');
    expect(text).toContain('- Default: `10x`\n- Choices: `Ten times`, `Oil`\n- Asked when: `{{ sample }}`');
    expect(text).toContain('Used in 3 places:');
    expect(text).toContain('](file:');
    expect(text).toContain('b.txt.jinja#L2,4)');
    expect(text).toContain('`template/{{ lens }}.txt` (its name)');
  });

  it.each<[string, string, string, string]>([
    ['filter', '{{ sample | up‸per }}', 'upper', 'capital letters'],
    ['filter by name', "{{ [sample] | map('up‸per') }}", 'upper', 'capital letters'],
    ['test', '{% if sample is def‸ined %}{% endif %}', 'defined', 'anything has set it'],
    ['tag', '{% ‸if sample %}{% endif %}', 'if', 'condition'],
    ['closing tag', '{% if sample %}{% end‸if %}', 'endif', 'condition'],
    ['member of a loop', '{% for x in [1] %}{{ loop.ind‸ex }}{% endfor %}', 'index', 'from 1 on'],
    ['loop variable', '{% for sam‸ple in [1] %}{{ sample }}{% endfor %}', '', ''],
    [
      'loop variable that hides a question',
      '{% for sample in [1] %}{{ sam‸ple }}{% endfor %}',
      'sample',
      'loop',
    ],
    ['function', '{{ ran‸ge(3) }}', 'range', '100,000'],
    ['variable of runs', '{{ oper‸ator }}', 'operator', 'Who makes it'],
    ['named argument', '{{ dict(sam‸ple=1) }}', '', ''],
    ['text', 'sam‸ple', '', ''],
  ])('say what a %s is', async (_title, source, word, part) => {
    const found = await said(NOTES, source);
    expect(found?.word ?? '').toBe(word);
    expect(found?.text ?? '').toContain(part);
  });

  it('say what is imported', async () => {
    const files = { 'parts/rows.jinja': '{% macro row(n, unit) %}{% endmacro %}' };
    const found = await said(NOTES, "{% import 'parts/rows.jinja' as rows %}{{ rows.r‸ow(1) }}", files);
    expect(found?.text).toContain('row(n, unit)');
  });

  it.each<[string, string, string]>([
    ['a key of ours', MANIFEST.replace('_exlab_type', '_exl‸ab_type'), 'What is made from the template'],
    ['a setting of Copier', MANIFEST.replace('_subdirectory', '_sub‸directory'), 'rendered'],
    ['a question', MANIFEST.replace('\nlens', '\nle‸ns'), 'question (`str`)'],
    ['a key of a question', MANIFEST.replace('choices', 'choi‸ces'), 'What may be answered'],
    ['a question in a list', MANIFEST.replace('[sample]', '[sam‸ple]'), 'Used once:'],
    ['a variable in a value', MANIFEST.replace('{{ sample', '{{ sam‸ple'), '`sample` · question'],
    [
      'the same with CRLF',
      MANIFEST.replace('{{ sample', '{{ sam‸ple').replaceAll('\n', '\r\n'),
      '`sample` · question',
    ],
  ])('say in a manifest what %s is', async (_title, source, part) => {
    expect((await said('copier.yml', source))?.text).toContain(part);
  });

  it('say nothing of a value', async () => {
    expect(await said('copier.yml', MANIFEST.replace('default: x', 'default: sam‸ple'))).toBeUndefined();
  });
});
