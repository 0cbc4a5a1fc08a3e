import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { describedConfig } from '../../../core/config';
import { describedManifest } from '../../../core/plugins';
import { hoverAt } from '../../../language-server/yaml/yaml-hover';
import { itemsAt } from '../../../language-server/yaml/yaml-completion';
import type { ServedYaml } from '../../../language-server/yaml/served-yaml';
import { LanguageClient } from '../../support/language-client';
import { marked, textIn } from '../../support/marked-text';
import { temporaryFolder } from '../../support/temporary-folder';

const MANIFEST = `name: other
version: "1.0.0"
api_version: "1"
entry: plugin.mjs
supported_extensions: [.csv]
isolation: {network: true}
`;

/** A client whose configuration is the file `config.yaml` of a folder of its own. */
async function clientWith(config: string, files = {}): Promise<{ client: LanguageClient; name: string }> {
  const folder = temporaryFolder();
  const configFile = path.join(folder, 'config.yaml');
  await mkdir(folder, { recursive: true });
  await writeFile(configFile, config.replaceAll('FOLDER', folder));
  const client = await LanguageClient.start(files, { configFile, docs: '/docs' });
  return { client, name: path.relative(client.folder, configFile) };
}

function served(source: string, schema = describedConfig): { yaml: ServedYaml; at: ServedAt } {
  const { text, cursors } = marked(source);
  const [at = { line: 0, character: 0 }] = cursors;
  return { yaml: { text, schema, problems: () => [], page: undefined, valuesAt: () => [] }, at };
}
type ServedAt = ReturnType<typeof marked>['cursors'][number];

function labels(source: string, schema = describedConfig): string[] {
  const { yaml, at } = served(source, schema);
  return itemsAt(yaml, at).map(({ label }) => label);
}

/** The text once the item with this label is taken. */
function taken(source: string, label: string, schema = describedConfig): string {
  const { yaml, at } = served(source, schema);
  const edit = itemsAt(yaml, at).find((item) => item.label === label)?.textEdit;
  if (edit === undefined || !('range' in edit)) throw new Error(`${label} is not offered`);
  const lines = yaml.text.split('\n');
  const line = lines[edit.range.start.line] ?? '';
  lines[edit.range.start.line] =
    line.slice(0, edit.range.start.character) + edit.newText + line.slice(edit.range.end.character);
  return lines.join('\n');
}

describe('config.yaml', () => {
  it('is told what the loader would refuse, as it is typed', async () => {
    const { client, name } = await clientWith('logging: {level: INFO}\n');
    const { text, ranges } = marked('logging:\n  level: ⟦LOUD⟧\n');
    await client.open(name, text);
    const [problem] = await client.until(name);
    expect(problem).toMatchObject({ severity: 1, source: 'ExLab', range: ranges[0] });
    expect(problem?.codeDescription?.href).toMatch(/\/docs\/configuration\.md#logging$/);
    await client.change(name, 'logging:\n  level: INFO\n');
    expect(await client.until(name, (said) => said.length === 0)).toEqual([]);
    await client.change(name, 'logging: {');
    await client.until(name);
    await client.close(name);
    expect(await client.until(name, (said) => said.length === 0)).toEqual([]);
  });

  it('is the configured one alone', async () => {
    const { client, name } = await clientWith('');
    await client.open('config.yaml', 'logging: {level: LOUD}\n');
    await client.open(name, 'logging: {level: LOUD}\n');
    await client.until(name);
    expect(client.diagnosticsOf('config.yaml')).toEqual([]);
  });

  it('is completed by keys that are not there yet, and by values', () => {
    expect(labels('logging:\n  level: INFO\n  ‸\n')).not.toContain('level');
    expect(labels('log‸')).toContain('logging');
    expect(labels('logging:\n  level: ‸')).toContain('DEBUG');
    expect(labels('no_such:\n  ‸')).toEqual([]);
    expect(taken('logging:\n  lev‸\n', 'level')).toBe('logging:\n  level: \n');
    expect(taken('logging:\n  lev‸: INFO\n', 'level')).toBe('logging:\n  level: INFO\n');
    expect(taken('logging: {level: DE‸}', 'DEBUG')).toBe('logging: {level: DEBUG}');
    expect(taken('equ‸', 'equipment')).toBe('equipment:');
  });

  it('explains its keys, and nothing else', () => {
    const { yaml, at } = served('logging:\n  le‸vel: INFO\n');
    const hover = hoverAt(yaml, at);
    expect(hover?.range && textIn(yaml.text, hover.range)).toBe('level');
    expect(hover?.contents).toMatchObject({ value: expect.stringContaining('`logging.level`') as string });
    const elsewhere = served('logging:\n  level: IN‸FO\n  mine: 1\n');
    expect(hoverAt(elsewhere.yaml, elsewhere.at)).toBeUndefined();
    const unknown = served('mi‸ne: 1\n');
    expect(hoverAt(unknown.yaml, unknown.at)).toBeUndefined();
  });
});

describe('the manifest of a plugin', () => {
  const PLUGINS = 'paths: {plugin_dir: "FOLDER/plugins"}\nplugins: {allow_network: false}\n';

  it('is judged in the folder of plugins, whatever it says, by what the lab allows', async () => {
    const { client, name } = await clientWith(PLUGINS);
    const manifest = path.join(path.dirname(name), 'plugins', 'mine', 'manifest.yml');
    await client.open(manifest, MANIFEST);
    const said = await client.until(manifest);
    expect(said.map(({ code, severity }) => [code, severity])).toEqual([
      ['validation_failed', 1],
      ['plugin_network_declined', 2],
    ]);
    // What the open configuration says counts before it is saved.
    await client.open(
      name,
      PLUGINS.replaceAll('FOLDER', path.dirname(client.file(name))).replace('false', 'true'),
    );
    await client.until(manifest, ({ length }) => length === 1);
    const nested = path.join(path.dirname(manifest), 'deep', 'manifest.yml');
    await client.open(nested, 'a: 1\n');
    const misnamed = path.join(path.dirname(name), 'plugins', 'new', 'manifest.yaml');
    await client.open(misnamed, '');
    await client.until(misnamed);
    expect(client.diagnosticsOf(nested)).toEqual([]);
  });

  it('is known elsewhere by what it says, and is none in a template', async () => {
    const template = { 'lab/copier.yml': '_exlab_type: run\n' };
    const { client } = await clientWith('', template);
    await client.open('web/manifest.yml', 'name: Shop\nversion: 2\n');
    await client.open('lab/template/manifest.yml', MANIFEST);
    await client.open('mine/manifest.yml', MANIFEST);
    const [problem] = await client.until('mine/manifest.yml');
    expect(problem?.message).toContain("'mine'");
    for (const other of ['web/manifest.yml', 'lab/template/manifest.yml'])
      expect(client.diagnosticsOf(other).filter(({ code }) => code === 'validation_failed')).toEqual([]);
  });

  it('is completed, and explained', () => {
    expect(labels('‸', describedManifest)).toContain('supported_extensions');
    expect(labels('runtime: ‸', describedManifest)).toEqual(['node', 'python', 'command']);
    expect(taken('api_version: ‸', '1', describedManifest)).toBe('api_version: "1"');
    const { yaml, at } = served('isolation:\n  mem‸ory_mb: 5\n', describedManifest);
    expect(hoverAt(yaml, at)?.contents).toMatchObject({ value: expect.stringContaining('512') as string });
  });
});
