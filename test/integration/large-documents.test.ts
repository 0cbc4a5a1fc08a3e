import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LanguageClient } from '../support/language-client';
import { temporaryFolder } from '../support/temporary-folder';
import { SAMPLE_MANIFEST } from '../support/sample-manifest';

const SIZE = 5 * 1024 * 1024;
/** Stands for the configuration, which is no file of the workspace. */
const CONFIG = 'config.yaml';
const SMALL = 'small/template/notes.md.jinja';
const FILES = {
  'large/copier.yml': SAMPLE_MANIFEST,
  'large/template/notes.md.jinja': '{{ sample }}\n',
  'small/copier.yml': SAMPLE_MANIFEST,
  [SMALL]: '{{ sample }}\n',
  'run/.exlab-wizard/creation.json': '{"schema_version": "1.10"}',
};

/** A text of 5 MB of these lines. */
function full(line: string, head = '', end = ''): string {
  return head + line.repeat(Math.ceil(SIZE / line.length)) + end;
}

const question = (index: number): string => `question_${index}: {type: str, default: "{{ sample }}"}\n`;

const DOCUMENTS: readonly (readonly [string, string, string])[] = [
  [
    'a template of plain lines',
    'large/template/a.md.jinja',
    full('All is well on this line.\n', '{{ sampel }}\n'),
  ],
  ['a template of one line', 'large/template/a.md.jinja', full('word ', '{{ sampel }}')],
  ['a template that never ends a tag', 'large/template/a.md.jinja', full('{{ sample\n')],
  [
    'a manifest',
    'large/copier.yml',
    SAMPLE_MANIFEST + Array.from({ length: 110_000 }, (_, index) => question(index)).join(''),
  ],
  ['a README', 'run/README.md', full('<todo> in a line\n', '---\nlabel: "a"\nlabel: "b"\n---\n')],
  ['a README whose front matter never ends', 'run/README.md', full('label: "a"\n', '---\n')],
  [
    'a record',
    'run/.exlab-wizard/creation.json',
    full('"a",', '{"schema_version": "1.10", "variables": [', '1]}'),
  ],
  ['a record of nothing but brackets', 'run/.exlab-wizard/creation.json', full('[')],
  ['a text of a run', 'run/notes.txt', full('<todo> ')],
  ['the configuration', CONFIG, full('  - {id: CONFOCAL_01, label: Confocal}\n', 'equipment:\n')],
  [
    "a plugin's manifest",
    'stain/manifest.yml',
    full('# nothing\n', 'entry: a.py\napi_version: 1\nnonsense: 1\n'),
  ],
];

const OF_A_PLACE = ['completion', 'hover', 'definition', 'references', 'documentHighlight', 'prepareRename'];
const OF_A_DOCUMENT = ['documentSymbol', 'foldingRange', 'semanticTokens/full', 'codeLens', 'documentLink'];

/** Asks everything of a document; what is refused or fails comes as its message. */
async function failuresOf(client: LanguageClient, name: string): Promise<string[]> {
  const position = { line: 0, character: 5 };
  const range = { start: position, end: position };
  const diagnostics = client.diagnosticsOf(name).slice(0, 3);
  const questions: readonly (readonly [string, object])[] = [
    ...OF_A_PLACE.map((method) => [method, { position, context: { includeDeclaration: true } }] as const),
    ...OF_A_DOCUMENT.map((method) => [method, {}] as const),
    ['semanticTokens/range', { range }],
    ['codeAction', { range, context: { diagnostics } }],
    ['codeAction', { range, context: { diagnostics, only: ['source.fixAll'] } }],
  ];
  const failures: string[] = [];
  for (const [method, more] of questions) {
    await client.ask(`textDocument/${method}`, name, more).catch((caught: unknown) => {
      failures.push(`${method}: ${String(caught)}`);
    });
  }
  return failures;
}

describe('a document of 5 MB', () => {
  it.each(DOCUMENTS)(
    'is answered where it is %s, and small ones are served after it',
    async (_, place, text) => {
      const configFile = path.join(temporaryFolder(), 'config.yaml');
      const client = await LanguageClient.start(FILES, { configFile });
      const name = place === CONFIG ? path.relative(client.folder, configFile) : place;
      await client.open(name, text);
      expect(await failuresOf(client, name)).toEqual([]);
      await client.change(name, `${text}\n`);
      await client.open(SMALL, '{{ sampel }}');
      expect(await client.until(SMALL)).toMatchObject([{ code: 'undefined-variable' }]);
      await client.change(SMALL, '{{ sample }}');
      expect(await failuresOf(client, SMALL)).toEqual([]);
      await client.close(name);
    },
  );
});
