import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CompletionList, Hover, Location, MarkupContent } from 'vscode-languageserver';
import { LanguageClient } from '../../support/language-client';
import { marked, textIn } from '../../support/marked-text';
import { temporaryFolder } from '../../support/temporary-folder';

const HEAD = '_exlab_type: run\n_exlab_version: "1"\n_exlab_run_scope: both\n';
const CELLS = `name: cell-counter
version: "0.3.1"
description: Counts the *cells* of a sheet.
api_version: "1"
entry: plugin.mjs
supported_extensions: [.xlsx]
required_variables: [sample]
`;

/** A client with a manifest in it that names plugins, in a lab that has some. */
async function opened(source: string, config = 'paths: {plugin_dir: "FOLDER/plugins"}\n') {
  const folder = temporaryFolder();
  for (const [name, text] of [
    ['cell-counter', CELLS],
    ['broken', 'name: ['],
    ['writer', CELLS.replace('cell-counter', 'writer')],
  ] as const) {
    await mkdir(path.join(folder, 'plugins', name), { recursive: true });
    await writeFile(path.join(folder, 'plugins', name, 'manifest.yml'), text);
  }
  const configFile = path.join(folder, 'config.yaml');
  await writeFile(configFile, config.replaceAll('FOLDER', folder));
  const { text, cursors } = marked(HEAD + source);
  const client = await LanguageClient.start({ 'copier.yml': text }, { configFile });
  await client.open('copier.yml', text);
  const [position = { line: 0, character: 0 }] = cursors;
  const at = <Result>(method: string): Promise<Result> => client.at<Result>(method, 'copier.yml', position);
  return { text, folder, at };
}

async function offered(source: string, config?: string): Promise<string[]> {
  const { at } = await opened(source, config);
  return ((await at<CompletionList | null>('textDocument/completion'))?.items ?? []).map(
    ({ label }) => label,
  );
}

describe('the plugins that a template names', () => {
  it.each<[string, string[]]>([
    ['_exlab_plugins:\n  - ‸\n', ['cell-counter', 'writer']],
    ['_exlab_plugins: [wri‸]\n', ['cell-counter', 'writer']],
    ['_exlab_plugins: [cell-counter, ‸]\n', ['writer']],
    ['_exlab_advanced: [‸]\n', []],
  ])('are offered where one can stand, each once: %j', async (source, names) => {
    expect(await offered(source)).toEqual(names);
  });

  it('are none where the lab has no folder for them', async () => {
    expect(await offered('_exlab_plugins: [‸]\n', 'paths: {templates_dir: "FOLDER"}\n')).toEqual([]);
  });

  it('are explained by their manifests', async () => {
    const { text, at } = await opened('_exlab_plugins: ["cell-coun‸ter"]\n');
    const hover = await at<Hover | null>('textDocument/hover');
    expect(hover?.range && textIn(text, hover.range)).toBe('"cell-counter"');
    const said = (hover?.contents as MarkupContent).value;
    expect(said).toContain('`cell-counter` · plugin 0.3.1');
    expect(said).toContain('Counts the \\*cells\\* of a sheet.');
    expect(said).toContain('- Files: `.xlsx`\n- Needs the answers: `sample`');
    const broken = await opened('_exlab_plugins: [bro‸ken]\n');
    const of = await broken.at<Hover | null>('textDocument/hover');
    expect((of?.contents as MarkupContent).value).toContain('Its manifest has errors');
  });

  it('lead to their manifests; one that the lab does not have to nothing', async () => {
    const { folder, at } = await opened('_exlab_plugins:\n  - bro‸ken\n');
    const [location, ...others] = (await at<Location[] | null>('textDocument/definition')) ?? [];
    expect(location?.uri).toMatch(/\/plugins\/broken\/manifest\.yml$/);
    expect(location?.uri).toContain(path.basename(folder));
    expect(others).toEqual([]);
    const unknown = await opened('_exlab_plugins: [shipped‸]\n');
    expect(await unknown.at<Location[] | null>('textDocument/definition')).toEqual([]);
    expect(await unknown.at<Hover | null>('textDocument/hover')).toBeNull();
  });
});
