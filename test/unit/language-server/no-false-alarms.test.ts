import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { LanguageClient } from '../../support/language-client';

const FAULTLESS = path.resolve('test/fixtures/faultless-templates');
const STARTERS = path.resolve('templates');

/** A key that says nothing, and is warned of: when the warning has come, so has all else that was to be said. */
const PROBE = '\n_exclud: []\n';

describe('nothing is said of a template in which nothing is wrong', () => {
  it.each(readdirSync(FAULTLESS))('%s', async (name) => {
    expect(await saidOf(filesIn(readFileSync(path.join(FAULTLESS, name), 'utf8')))).toEqual({});
  });

  it.each(readdirSync(STARTERS).filter((name) => !name.includes('.')))('the starter %s', async (name) => {
    expect(await saidOf(filesBelow(path.join(STARTERS, name)))).toEqual({});
  });

  it('with line ends of Windows', async () => {
    const starter = filesBelow(path.join(STARTERS, 'confocal-microscopy'));
    const files = Object.entries(starter).map(([name, text]) => [name, text.replace(/\r?\n/g, '\r\n')]);
    expect(await saidOf(Object.fromEntries(files) as Files)).toEqual({});
  });
});

type Files = Readonly<Record<string, string>>;

/** What the server says of a template of which every file is open: by file, whatever the severity. */
async function saidOf(files: Files): Promise<Record<string, string[]>> {
  const client = await LanguageClient.start(files);
  const [manifest = ''] = Object.keys(files).filter((name) => /^copier\.ya?ml$/.test(name));
  for (const [name, text] of Object.entries(files)) await client.open(name, text);
  await client.change(manifest, (files[manifest] ?? '') + PROBE);
  await client.until(manifest, (said) => said.some(isProbe));
  await client.change(manifest, files[manifest] ?? '');
  await client.until(manifest, (said) => !said.some(isProbe));
  const said = Object.keys(files).map((name) => [
    name,
    client.diagnosticsOf(name).map(({ code, message }) => `${String(code)}: ${JSON.stringify(message)}`),
  ]);
  return Object.fromEntries(said.filter(([, messages]) => messages?.length !== 0)) as Record<
    string,
    string[]
  >;
}

function isProbe({ code }: Diagnostic): boolean {
  return code === 'near-miss-key';
}

/** A template in one text: a line `=== name` begins a file. */
function filesIn(text: string): Files {
  const parts = text.split(/^=== (.+)\n/m).slice(1);
  const files: Record<string, string> = {};
  for (let at = 0; at < parts.length; at += 2) files[parts[at] ?? ''] = parts[at + 1] ?? '';
  return files;
}

function filesBelow(folder: string): Files {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file), readFileSync(file, 'utf8')];
    }),
  );
}
