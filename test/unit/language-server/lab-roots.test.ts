import { describe, expect, it } from 'vitest';
import { LanguageClient } from '../../support/language-client';

const CONFIG = 'config.yaml';
const NAME = 'templates/run/notes.txt.jinja';
const FILES = {
  [CONFIG]: '',
  'templates/run/copier.yml': '_min_copier_version: "9.0.0"\n',
  [NAME]: '{{ wrong }}',
};

function configuration(root: string): string {
  const keys = 'id: SCOPE_1, label: Scope, completeness_signal: quiescence, quiet_minutes: 5';
  const own = JSON.stringify(root);
  return `equipment:\n  - {${keys}, local_root: ${own}}\npaths: {local_root: ${own}}\n`;
}

describe('a folder that is taken for data of the lab', () => {
  it('is a template as soon as the configuration, not saved yet, says otherwise, and data again', async () => {
    const client = await LanguageClient.start(FILES, (folder) => ({ configFile: `${folder}/${CONFIG}` }));
    await client.open(CONFIG, configuration(client.file('templates/run')));
    await client.open(NAME, '{{ wrong }}');
    await client.heard();
    await client.change(CONFIG, configuration(client.file('data')));
    const said = await client.until(NAME);
    expect(said.map(({ code }) => code)).toEqual(['undefined-variable']);
    await client.change(CONFIG, configuration(client.file('templates/run')));
    await client.until(NAME, (diagnostics) => diagnostics.length === 0);
    await client.change(CONFIG, configuration(client.file('data')));
    await client.until(NAME);
    await client.close(CONFIG);
    expect(client.diagnosticsOf(NAME)).toEqual(said);
  });
});
