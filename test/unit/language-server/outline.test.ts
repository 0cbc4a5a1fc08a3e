import { describe, expect, it } from 'vitest';
import type {
  CodeLens,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Location,
} from 'vscode-languageserver';
import { LanguageClient } from '../../support/language-client';
import { marked, textIn } from '../../support/marked-text';
import { told } from '../../support/navigation';

/** Symbols as lines, those inside of others indented; the selected text is what is named. */
function outlined(symbols: readonly DocumentSymbol[], text: string, indent = ''): string[] {
  return symbols.flatMap(({ name, detail = '', selectionRange, children = [] }) => [
    `${indent}${name} ${detail} <${textIn(text, selectionRange)}>`,
    ...outlined(children, text, `${indent}  `),
  ]);
}

async function asked<Result>(
  method: string,
  sources: Readonly<Record<string, string>>,
  name: string,
): Promise<Result> {
  const client = await LanguageClient.start(sources);
  await client.open(name, sources[name] ?? '');
  return client.ask<Result>(method, name);
}

const MANIFEST = `_exlab_type: run
_subdirectory: template
sample:
  type: str
  help: |-
    The sample
    {{ day }}
count: 3
_exclude:
  - a
"day":
  when: "{{ sample }}"
`;

describe('the symbols', () => {
  it('of a manifest are its questions with their types, and its settings', async () => {
    const symbols = await asked<DocumentSymbol[]>(
      'textDocument/documentSymbol',
      { 'copier.yml': MANIFEST },
      'copier.yml',
    );
    expect(outlined(symbols, MANIFEST)).toEqual([
      'Settings  <_exlab_type>',
      '  _exlab_type run <_exlab_type>',
      '  _subdirectory template <_subdirectory>',
      'sample str <sample>',
      'count int <count>',
      '_exclude  <_exclude>',
      'day yaml <"day">',
    ]);
  });

  it('of a text are its blocks, macros, loops and variables, also while one is not closed', async () => {
    const text = `é {% block body %}{% set a, b = 1, 2 %}{% if a %}{% for x in y %}{% set c %}{% endset %}{% endfor %}{% endif %}{% endblock %}
{% macro row(cell) %}{% with d = 1 %}{{ d }}`;
    const files = { 'copier.yml': '_subdirectory: t\n', 't/a.jinja': text };
    const symbols = await asked<DocumentSymbol[]>('textDocument/documentSymbol', files, 't/a.jinja');
    expect(outlined(symbols, text)).toEqual([
      'body block <body>',
      '  a, b set <a>',
      '  x for <x>',
      '    c set <c>',
      'row macro <row>',
      '  d with <d>',
    ]);
  });

  it('are none for a file that is no template', async () => {
    const files = { 'copier.yml': '', 'a.txt': '{% block b %}{% endblock %}' };
    expect(await asked('textDocument/documentSymbol', files, 'a.txt')).toEqual([]);
  });
});

describe('folding', () => {
  const lines = (ranges: readonly FoldingRange[] | null): string[] =>
    (ranges ?? []).map(({ startLine, endLine, kind }) => [startLine, endLine, kind].join(' ').trim()).sort();

  it('is for keys of a manifest with values of several lines', async () => {
    const ranges = await asked<FoldingRange[]>(
      'textDocument/foldingRange',
      { 'copier.yml': MANIFEST },
      'copier.yml',
    );
    expect(lines(ranges)).toEqual(['10 11', '2 6', '4 6', '8 9']);
  });

  it('is for what tags enclose, comments and raw text, to the line before the closing tag', async () => {
    const text =
      '{% if a %}\r\n{% for x in y %}\r\n1\r\n{% endfor %}\r\n{% endif %}\r\n{# a\r\nb #}\r\n{% raw %}\r\n{{\r\n{% endraw %}\r\n{% set x = 1 %}';
    const files = { 'copier.yml': 'a: 1\n', 'a.jinja': text };
    const ranges = await asked<FoldingRange[]>('textDocument/foldingRange', files, 'a.jinja');
    expect(lines(ranges)).toEqual(['0 3', '1 2', '5 6 comment', '7 8']);
  });

  it('is left to the editor where there is nothing', async () => {
    expect(
      await asked('textDocument/foldingRange', { 'copier.yml': 'a: 1\n', 'a.jinja': 'x' }, 'a.jinja'),
    ).toBeNull();
  });
});

describe('lenses', () => {
  const FILES = {
    'copier.yml': MANIFEST,
    'template/{{ sample }}/{{ day }}.md.jinja': '{{ sample }}',
  };
  const name = 'template/{{ sample }}/{{ day }}.md.jinja';

  it('tell how often a question is used, and show where', async () => {
    const client = await LanguageClient.start(FILES, { commands: true });
    await client.open('copier.yml', MANIFEST);
    const lenses = await client.ask<CodeLens[]>('textDocument/codeLens', 'copier.yml');
    const said = lenses.map(({ range, command }) => [range.start.line, command?.title, command?.command]);
    expect(said).toEqual([
      [0, 'Preview', 'exlab.previewTemplate'],
      [0, 'New Run from this template', 'exlab.newRun'],
      [2, 'used 3 times', 'exlab.showReferences'],
      [7, 'never used', 'exlab.showReferences'],
      [10, 'used 2 times', 'exlab.showReferences'],
    ]);
    expect(lenses[1]?.command?.arguments).toEqual([{ template: client.folder }]);
    const [uri, position, locations] = (lenses[2]?.command?.arguments ?? []) as unknown[];
    expect([uri, position]).toEqual([client.uri('copier.yml'), { line: 2, character: 0 }]);
    expect(told(locations as Location[], client, FILES)).toEqual([
      'copier.yml:12:13 sample',
      `${name}:1:1`,
      `${name}:1:4 sample`,
    ]);
  });

  it('lead from a file to the questions in its path', async () => {
    const client = await LanguageClient.start(FILES, { commands: true });
    await client.open(name, '{{ sample }}');
    const lenses = await client.ask<CodeLens[]>('textDocument/codeLens', name);
    expect(lenses.map(({ command }) => command?.title)).toEqual([
      "'sample' is in the path of this file",
      "'day' is in the path of this file",
    ]);
    const [, , locations] = (lenses[0]?.command?.arguments ?? []) as unknown[];
    expect(told(locations as Location[], client, FILES)).toEqual(['copier.yml:3:1 sample']);
  });

  it('are not announced to a client without the commands', async () => {
    const client = await LanguageClient.start(FILES);
    expect(client.initialized.capabilities.codeLensProvider).toBeUndefined();
  });

  it('offer nothing of ours above a plain Copier template', async () => {
    const client = await LanguageClient.start({ 'copier.yml': 'a: 1\n' }, { commands: true });
    await client.open('copier.yml', 'a: 1\n');
    const lenses = await client.ask<CodeLens[]>('textDocument/codeLens', 'copier.yml');
    expect(lenses.map(({ command }) => command?.title)).toEqual(['never used']);
  });
});

describe('links', () => {
  it('lead to the files that are included, where they are', async () => {
    const manifest =
      '# !include not.yml\n!include shared.yml\n---\nb: {choices: !include "many.yml"}\nc: !include missing.yml\n';
    const client = await LanguageClient.start({
      'copier.yml': 'b: 1\n',
      'not.yml': '',
      'shared.yml': 'a: 1\n',
      'many.yml': '[1]\n',
      'part.jinja': '',
      't.jinja': '',
    });
    const text = marked("{% include '⟦part.jinja⟧' %}{% include 'missing' ignore missing %}");
    await client.open('t.jinja', text.text);
    const [link, ...others] = await client.ask<DocumentLink[]>('textDocument/documentLink', 't.jinja');
    expect([link, others]).toEqual([{ range: text.ranges[0], target: client.uri('part.jinja') }, []]);
    await client.open('copier.yml', manifest);
    const links = await client.ask<DocumentLink[]>('textDocument/documentLink', 'copier.yml');
    expect(links.map(({ range }) => textIn(manifest, range))).toEqual(['shared.yml', 'many.yml']);
  });
});

describe('highlights', () => {
  it('are the places of the same variable in the document', async () => {
    const { text, ranges, cursors } = marked(
      '{{ x }}{% set ⟦‸y⟧ = x %}{{ ⟦y⟧ }}{% macro m(y) %}{{ y }}{% endmacro %}',
    );
    const client = await LanguageClient.start({ 'copier.yml': 'x: 1\n', 'a.jinja': text });
    await client.open('a.jinja', text);
    const [position = { line: 0, character: 0 }] = cursors;
    const found = await client.at<DocumentHighlight[]>('textDocument/documentHighlight', 'a.jinja', position);
    expect(found).toEqual([
      { range: ranges[0], kind: 3 },
      { range: ranges[1], kind: 2 },
    ]);
  });
});
