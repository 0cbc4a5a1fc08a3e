import { describe, expect, it } from 'vitest';
import type { DocumentSymbol, FoldingRange, Location } from 'vscode-languageserver';
import { LanguageClient } from '../../support/language-client';
import { marked, textIn } from '../../support/marked-text';
import { told } from '../../support/navigation';

const MANIFEST = `_subdirectory: template
sample:
  type: str
count: 3
stain:
  type: str
`;
const REPORT = { 'template/a.md.jinja': '{{ sample }} {{ stain }}' };

/** A client that has seen a good manifest and then shows another text of it. */
async function clientWith(
  good: string,
  broken: string,
  others: Readonly<Record<string, string>> = REPORT,
): Promise<LanguageClient> {
  const client = await LanguageClient.start({ 'copier.yml': good, ...others });
  await client.open('copier.yml', good);
  await client.ask('textDocument/documentSymbol', 'copier.yml');
  await client.change('copier.yml', broken);
  return client;
}

async function definition(
  client: LanguageClient,
  text: string,
  name: string,
  source: string,
): Promise<string[]> {
  const [position = { line: 0, character: 0 }] = marked(source).cursors;
  const found = await client.at<Location[] | null>('textDocument/definition', name, position);
  return told(found, client, { 'copier.yml': text });
}

describe('while the manifest cannot be read', () => {
  it('a question is found where it stands now', async () => {
    const broken = MANIFEST.replace('template', 'template {:\n\n');
    const client = await clientWith(MANIFEST, broken);
    const at = (source: string): Promise<string[]> =>
      definition(client, broken, 'template/a.md.jinja', source);
    expect(await at('{{ sam‸ple }}')).toEqual(['copier.yml:4:1 sample']);
    expect(await at('{{ sample }} {{ st‸ain }}')).toEqual(['copier.yml:7:1 stain']);
  });

  it.each([
    ['that is gone', MANIFEST.replace('sample:', '{')],
    ['that is written further', MANIFEST.replace('sample:', 'sampled {:')],
    ['of a text that is gone', '{'],
  ])('a question %s is found nowhere', async (_, broken) => {
    const client = await clientWith(MANIFEST, broken);
    expect(await definition(client, broken, 'template/a.md.jinja', '{{ sam‸ple }}')).toEqual([]);
  });

  it('the outline and what folds are those of the text', async () => {
    const broken = MANIFEST.replace('count: 3', 'count: {\n\n');
    const client = await clientWith(MANIFEST, broken);
    const symbols = await client.ask<DocumentSymbol[]>('textDocument/documentSymbol', 'copier.yml');
    const shown = symbols.map(({ name, range }) => [name, textIn(broken, range)]);
    expect(shown).toEqual([
      ['_subdirectory', '_subdirectory: template'],
      ['sample', 'sample:\n  type: str\n'],
      ['count', 'count: {\n\n'],
      ['stain', 'stain:\n  type: str\n'],
    ]);
    const folding = await client.ask<FoldingRange[]>('textDocument/foldingRange', 'copier.yml');
    expect(folding.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
      [1, 2],
      [3, 4],
      [6, 7],
    ]);
  });

  it('a text that was changed on the disk is answered for as it is', async () => {
    const client = await clientWith(MANIFEST, `${MANIFEST}{`);
    await client.write('template/a.md.jinja', '\n\n{{ sample }}');
    await client.watched('template/a.md.jinja');
    const found = await client.at<Location[]>(
      'textDocument/references',
      'copier.yml',
      { line: 1, character: 2 },
      { context: { includeDeclaration: false } },
    );
    expect(found.map(({ range }) => range.start)).toEqual([{ line: 2, character: 3 }]);
  });

  it('what an included file declares is found in the text that it has now', async () => {
    const manifest = '!include shared.yml\n---\nother: 1\n';
    const files = { 'shared.yml': 'sample: 1\nstain: 2\n', 'a.md.jinja': '{{ sample }} {{ stain }}' };
    const client = await clientWith(manifest, manifest, files);
    const broken = '{\nsample: 1\nstain: 2\n';
    await client.open('shared.yml', broken);
    const [position = { line: 0, character: 0 }] = marked('{{ sample }} {{ st‸ain }}').cursors;
    const found = await client.at<Location[]>('textDocument/definition', 'a.md.jinja', position);
    expect(told(found, client, { 'shared.yml': broken })).toEqual(['shared.yml:3:1 stain']);
  });
});

describe('a carriage return alone', () => {
  it('ends a line of a manifest as it does in the editor', async () => {
    const text = '# a\rsample: {type: str}\ncount: 3\rx\nday: "{{ sample }}"\n';
    const client = await LanguageClient.start({ 'copier.yml': text });
    await client.open('copier.yml', text);
    const symbols = await client.ask<DocumentSymbol[]>('textDocument/documentSymbol', 'copier.yml');
    for (const { name, selectionRange } of symbols) expect(textIn(text, selectionRange)).toBe(name);
    expect(symbols.map(({ name }) => name)).toContain('day');
  });
});
