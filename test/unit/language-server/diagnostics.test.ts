import { describe, expect, it } from 'vitest';
import { LanguageClient } from '../../support/language-client';
import { marked, textIn } from '../../support/marked-text';
import { SAMPLE_MANIFEST } from '../../support/sample-manifest';

describe('what is wrong with a template', () => {
  it('is said of what is typed, not of what is saved', async () => {
    const client = await LanguageClient.start({
      'lab/copier.yml': SAMPLE_MANIFEST,
      'lab/template/notes.md.jinja': 'all {{ sample }}\n',
    });
    const typed = marked('é {{ ⟦sampel⟧ }}\n');
    await client.open('lab/template/notes.md.jinja', typed.text);
    const [diagnostic] = await client.until('lab/template/notes.md.jinja');
    expect(diagnostic).toMatchObject({ code: 'undefined-variable', severity: 2, range: typed.ranges[0] });
    expect(diagnostic?.message).toContain("did you mean 'sample'?");
    await client.change('lab/template/notes.md.jinja', '{{ sample }}\n');
    expect(await client.until('lab/template/notes.md.jinja', (said) => said.length === 0)).toEqual([]);
  });

  it('is said of files that are not open, and taken back when the template is left', async () => {
    const client = await LanguageClient.start({
      'copier.yml': SAMPLE_MANIFEST,
      'template/a.txt.jinja': '{{ sample }}',
    });
    const text = SAMPLE_MANIFEST.replace('sample:', 'specimen:');
    await client.open('copier.yml', text);
    const [missing] = await client.until('template/a.txt.jinja');
    expect(missing?.code).toBe('undefined-variable');
    const [unused] = await client.until('copier.yml');
    expect(unused).toMatchObject({ code: 'question-unused', tags: [1] });
    expect(unused && textIn(text, unused.range)).toBe('specimen');
    await client.close('copier.yml');
    expect(await client.until('template/a.txt.jinja', (said) => said.length === 0)).toEqual([]);
  });

  it('is not looked for in texts that are too large, and nothing is said of what they may use', async () => {
    const client = await LanguageClient.start({
      'copier.yml': SAMPLE_MANIFEST,
      'template/a.txt.jinja': '{{ sampel }}\n'.repeat(30_000),
    });
    await client.open('copier.yml', SAMPLE_MANIFEST);
    const said = await client.until('template/a.txt.jinja');
    expect(said.map(({ code, severity }) => [code, severity])).toEqual([['source-unreadable', 3]]);
    expect(client.diagnosticsOf('copier.yml')).toEqual([]);
    await client.change('copier.yml', SAMPLE_MANIFEST + '#'.repeat(300_000));
    const [tooLarge] = await client.until('copier.yml');
    expect(tooLarge?.message).toContain('too large');
  });
});

describe('a template that comes to be', () => {
  it('is that of files that were open before', async () => {
    const name = 'template/notes.md.jinja';
    const client = await LanguageClient.start({ [name]: '' });
    const { text, cursors } = marked('{{ sam‸ple }}');
    await client.open(name, text);
    const hover = (): Promise<unknown> =>
      client.at('textDocument/hover', name, cursors[0] ?? { line: 0, character: 0 });
    expect(await hover()).toBeNull();
    await client.write('copier.yml', SAMPLE_MANIFEST);
    await client.open('copier.yml', SAMPLE_MANIFEST);
    expect(JSON.stringify(await hover())).toContain('sample');
  });
});
