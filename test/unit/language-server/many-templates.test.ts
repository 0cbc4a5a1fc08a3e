import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CompletionList, Diagnostic, WorkspaceEdit } from 'vscode-languageserver';
import { fileOf } from '../../../language-server/documents/file-uris';
import { LanguageClient } from '../../support/language-client';

const HEAD = `_exlab_type: run
_exlab_version: "1.0"
_exlab_run_scope: both
_min_copier_version: "9.0.0"
_answers_file: .exlab-answers.yml
`;

/** Ten templates side by side, ten in folders, five in others of them, and five around a folder of shared texts. */
const TEMPLATES: readonly string[] = Array.from({ length: 30 }, (_, index) => {
  if (index < 10) return `t${index}`;
  if (index < 20) return `lab/group${index % 3}/t${index}`;
  return index < 25 ? `t${index - 20}/parts/t${index}` : `around${index}`;
});
const SHARING = TEMPLATES.slice(25);

function filesOf(template: string, index: number): Record<string, string> {
  const isSharing = SHARING.includes(template);
  const shared = isSharing ? "{% include 'shared/inside/head.txt' %}" : '';
  return {
    [`${template}/copier.yml`]: `${HEAD}_subdirectory: template\nown_${index}: {type: str, default: x}\nsample: {type: str, default: x}\n`,
    [`${template}/template/notes.md.jinja`]: `${shared}{{ own_${index} }} {{ sample }}\n`,
    [`${template}/template/{{ sample }}/more.txt.jinja`]: '{{ sample }}\n',
    ...(isSharing && { [`${template}/shared/inside/head.txt`]: '{{ sample }}\n' }),
  };
}

const FILES = Object.assign({}, ...TEMPLATES.map(filesOf)) as Record<string, string>;

/** The document of each template in which its own mistake is. */
function mistaken(template: string, index: number): readonly [string, string] {
  return [
    `${template}/template/notes.md.jinja`,
    `{{ own_${index} }} {{ sample }} {{ wrong_${index} }}{{  }}\n`,
  ];
}

function wordsOf(message: Diagnostic['message']): string {
  return typeof message === 'string' ? message : message.value;
}

describe('thirty templates, some in others of them, all open', () => {
  it('have each their own mistakes, completions and renames, and are let go when they are closed', async () => {
    const client = await LanguageClient.start(FILES, {}, { canWatch: true });
    const documents = TEMPLATES.map(mistaken);
    for (const [name, text] of documents) await client.open(name, text.replace('{{  }}', ''));
    for (const [index, [name]] of documents.entries()) {
      const said = await client.until(name);
      expect(said.map(({ message }) => /wrong_\d+/.exec(wordsOf(message))?.[0])).toEqual([`wrong_${index}`]);
    }
    const others = [...client.allDiagnostics].filter(
      ([file, said]) => said.length > 0 && !documents.some(([name]) => client.file(name) === file),
    );
    expect(others).toEqual([]);

    for (const [index, [name, text]] of documents.entries()) {
      await client.change(name, text);
      const position = { line: 0, character: text.indexOf('{{  }}') + 3 };
      const list = await client.at<CompletionList>('textDocument/completion', name, position);
      const offered = list.items.map(({ label }) => label).filter((label) => label.startsWith('own_'));
      expect(offered).toEqual([`own_${index}`]);
    }

    for (const [index, template] of TEMPLATES.entries()) {
      await client.change(`${template}/template/notes.md.jinja`, `{{ own_${index} }} {{ sample }}\n`);
      const edit = await client.at<WorkspaceEdit>(
        'textDocument/rename',
        `${template}/template/notes.md.jinja`,
        { line: 0, character: `{{ own_${index} }} {{ s`.length },
        { newName: 'tissue' },
      );
      const touched = (edit.documentChanges ?? []).flatMap((change) =>
        'textDocument' in change ? [change.textDocument.uri] : 'oldUri' in change ? [change.oldUri] : [],
      );
      expect(touched.length).toBeGreaterThanOrEqual(4);
      for (const uri of touched)
        expect(path.relative(client.file(template), fileOf(uri) ?? '')).not.toMatch(/^\.\.|^parts/);
    }

    expect(client.watchedFolders.filter((folder) => TEMPLATES.includes(folder)).sort()).toEqual(
      [...TEMPLATES].sort(),
    );
    for (const [name] of documents) await client.close(name);
    await client.untilTrue(() => client.watchedFolders.every((folder) => !TEMPLATES.includes(folder)));
    expect([...client.allDiagnostics].filter(([, said]) => said.length > 0)).toEqual([]);
  });
});

describe('a template of which no document is open', () => {
  it('is let go after something was asked of a file of it', async () => {
    const client = await LanguageClient.start(FILES, {}, { canWatch: true });
    const uri = client.uri('t1/template/{{ sample }}');
    expect(await client.connection.sendRequest('exlab/definitionOfName', { uri })).toHaveLength(1);
    await client.open('t2/copier.yml', FILES['t2/copier.yml'] ?? '');
    await client.untilTrue(() => client.watchedFolders.includes('t2'));
    await client.untilTrue(() => !client.watchedFolders.includes('t1'));
  });

  it('has nothing said of it after its manifest, never saved, is closed', async () => {
    const client = await LanguageClient.start({ 'a/notes.txt.jinja': '' }, {}, { canWatch: true });
    await client.open('a/copier.yml', HEAD);
    await client.until('a/copier.yml');
    await client.close('a/copier.yml');
    await client.until('a/copier.yml', (said) => said.length === 0);
    await client.untilTrue(() => !client.watchedFolders.includes('a'));
  });
});

describe('a template that somebody begins in another one', () => {
  it('has its files back in the other one where its manifest is closed and never saved', async () => {
    const name = 'outer/inner/a.txt.jinja';
    const client = await LanguageClient.start({
      'outer/copier.yml': `${HEAD}sample: {type: str, default: x}\n`,
      [name]: '{{ sample }}',
    });
    await client.open('outer/inner/copier.yml', `${HEAD}mine: {type: str, default: x}\n`);
    await client.open(name, '{{ sample }}{{ mine }}');
    await client.ask('textDocument/documentSymbol', name);
    expect(client.diagnosticsOf(name)).toEqual([]);
    await client.close('outer/inner/copier.yml');
    expect(wordsOf((await client.until(name))[0]?.message ?? '')).toContain("'mine'");
  });
});

describe('a text that a template and one that stands in it share', () => {
  const shared = 'outer/inner/head.txt';
  const files = {
    'outer/copier.yml': `${HEAD}_subdirectory: template\nsample: {type: str, default: x}\n`,
    'outer/template/a.txt.jinja': "{% include 'inner/head.txt' %}\n",
    'outer/inner/copier.yml': `${HEAD}_subdirectory: template\nsample: {type: str, default: x}\nother: {type: str, default: x}\n`,
    'outer/inner/template/b.txt.jinja': "{% include 'head.txt' %}{{ other }}\n",
    'outer/inner/head.txt': '{{ sample }}\n',
  };

  it('is judged for both while it is typed', async () => {
    const client = await LanguageClient.start(files);
    await client.open('outer/template/a.txt.jinja', files['outer/template/a.txt.jinja']);
    const untilSaid = (name: string): Promise<unknown> =>
      client.until(shared, (said) => said.some(({ message }) => wordsOf(message).includes(`'${name}'`)));
    await client.open(shared, '{{ sample }}{{ nothing }}\n');
    await untilSaid('nothing');
    // Only the outer one has no such question.
    await client.change(shared, '{{ sample }}{{ other }}\n');
    await untilSaid('other');
    await client.until(shared, (said) => said.length === 1);
    await client.change(shared, '{{ sample }}\n');
    await client.until(shared, (said) => said.length === 0);
  });

  it('has what both find said once', async () => {
    const client = await LanguageClient.start({ ...files, [shared]: '{{ sample }}{{ nothing }}\n' });
    for (const name of ['outer/template/a.txt.jinja', 'outer/inner/template/b.txt.jinja'] as const) {
      await client.open(name, `${files[name]}{{ wrong }}`);
      await client.until(name);
    }
    expect(client.diagnosticsOf(shared).map(({ code }) => code)).toEqual(['undefined-variable']);
  });
});
