import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { LanguageClient } from '../../support/language-client';

const MANIFEST = `_exlab_type: run
_exlab_version: "1.0"
_exlab_run_scope: both
_min_copier_version: "9.0.0"
sample: {type: str}
`;

/** `text:type.modifiers` of each token. */
function read(client: LanguageClient, text: string, { data }: SemanticTokens): string[] {
  const legend = client.initialized.capabilities.semanticTokensProvider?.legend;
  const lines = text.split(/\r\n|\n|\r/);
  const said: string[] = [];
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, right = 0, length = 0, type = 0, bits = 0] = data.slice(at, at + 5);
    character = down === 0 ? character + right : right;
    line += down;
    const modifiers = (legend?.tokenModifiers ?? []).filter((_, bit) => (bits & (1 << bit)) !== 0);
    const word = (lines[line] ?? '').slice(character, character + length);
    said.push(`${word}:${[legend?.tokenTypes[type], ...modifiers].join('.')}`);
  }
  return said;
}

async function tokens(
  text: string,
  name = 'notes.md.jinja',
  manifest = MANIFEST,
): Promise<{ client: LanguageClient; said: string[]; result: SemanticTokens }> {
  const client = await LanguageClient.start({ [name]: '', 'copier.yml': manifest });
  await client.open(name, text);
  const result = await client.ask<SemanticTokens>('textDocument/semanticTokens/full', name);
  return { client, said: read(client, text, result), result };
}

describe('the colours of a template', () => {
  it('tell questions, core variables and what nothing defines apart', async () => {
    const { said } = await tokens('# 𝒳 {{ sample }} {{ run_date }} {{ nobody }}');
    expect(said).toEqual(['sample:variable.question', 'run_date:variable.readonly.defaultLibrary']);
  });

  it('are those of tags, filters, tests, texts, numbers and signs', async () => {
    const { said } = await tokens(
      "{%- if sample is defined and not (sample | upper) == 'x' + 1.5 -%}{% endif %}",
    );
    expect(said).toEqual([
      'if:keyword',
      'sample:variable.question',
      'is:keyword',
      'defined:function.defaultLibrary',
      'and:keyword',
      'not:keyword',
      '(:operator',
      'sample:variable.question',
      '|:operator',
      'upper:function.defaultLibrary',
      '):operator',
      '==:operator',
      "'x':string",
      '+:operator',
      '1.5:number',
      'endif:keyword',
    ]);
  });

  it('are those of macros, their parameters and locals, also where a question has the name', async () => {
    const text = [
      '{% macro show(sample, unit) %}{{ sample ~ unit }}{% endmacro %}{{ show(sample, unit=1) }}',
      '{% for row in range(3) %}{{ loop.index }}{{ row }}{% endfor %}',
    ].join('\n');
    const words = (await tokens(text)).said.filter((said) => !/:(operator|keyword|number)$/.test(said));
    expect(words).toEqual([
      'show:function.declaration',
      'sample:parameter.declaration',
      'unit:parameter.declaration',
      'sample:parameter',
      'unit:parameter',
      'show:function',
      'sample:variable.question',
      'unit:parameter',
      'row:variable.declaration',
      'range:function.defaultLibrary',
      'loop:variable',
      'index:property',
      'row:variable',
    ]);
  });

  it('are one a line for what goes over several, with Windows line ends too', async () => {
    const { said } = await tokens(
      'x {# one\r\n\r\n  two #}\r\n{{ "a\r\nb" }}{% raw %}{{ sample }}{% endraw %}',
    );
    expect(said).toEqual([
      '{# one:comment',
      '  two #}:comment',
      '"a:string',
      'b":string',
      'raw:keyword',
      'endraw:keyword',
    ]);
  });

  it('follow the delimiters of the template', async () => {
    const manifest = `${MANIFEST}_envops: {variable_start_string: "[[", variable_end_string: "]]"}\n`;
    expect((await tokens('{{ sample }} [[ sample ]]', 'a.csv.jinja', manifest)).said).toEqual([
      'sample:variable.question',
    ]);
  });

  it('stand in the values of the manifest, where they are', async () => {
    const manifest = `${MANIFEST}b:\n  type: str\n  default: "{{ sample }}"\n  help: |\n    one\n    {{ run_date }}\n`;
    const { said } = await tokens(manifest, 'copier.yml', manifest);
    expect(said).toEqual(['sample:variable.question', 'run_date:variable.readonly.defaultLibrary']);
  });

  it('are there while a text does not parse, and of nothing for what is no template', async () => {
    expect((await tokens('{{ sample }}{% if sample')).said).toEqual([
      'sample:variable.question',
      'if:keyword',
    ]);
    expect((await tokens('{{ sample }}', 'notes.md')).said).toEqual([]);
  });

  it('are given for a range alone, and as what changed', async () => {
    const text = '{{ sample }}\n{{ sample }}\n{{ sample }}\n';
    const { client, result } = await tokens(text);
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } };
    const some = await client.ask<SemanticTokens>('textDocument/semanticTokens/range', 'notes.md.jinja', {
      range,
    });
    expect(some.data.length).toBe(5);
    expect(some.data[0]).toBe(1);
    await client.change('notes.md.jinja', `${text}{{ sample }}\n`);
    const delta = await client.ask<SemanticTokensDelta>(
      'textDocument/semanticTokens/full/delta',
      'notes.md.jinja',
      { previousResultId: result.resultId },
    );
    expect(delta.edits.map(({ deleteCount, data }) => [deleteCount, data?.length])).toEqual([[0, 5]]);
  });
});
