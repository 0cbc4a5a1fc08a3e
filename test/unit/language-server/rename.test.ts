import { mkdir, readdir, readFile, rename as move, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Location, Position, Range, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TemplateStudy } from '../../../core/templates';
import { fileOf } from '../../../language-server/documents/file-uris';
import { LanguageClient } from '../../support/language-client';
import { marked } from '../../support/marked-text';
import { markedFiles } from '../../support/navigation';

/** Does what an editor does with an edit. */
async function apply({ documentChanges = [] }: WorkspaceEdit): Promise<void> {
  for (const change of documentChanges) {
    if ('edits' in change) {
      const file = fileOf(change.textDocument.uri) ?? '';
      const text = await readFile(file, 'utf8');
      const mark = text.startsWith('\u{feff}') ? '\u{feff}' : '';
      const document = TextDocument.create('', '', 0, text.slice(mark.length));
      await writeFile(
        file,
        mark + TextDocument.applyEdits(document, change.edits as { range: Range; newText: string }[]),
      );
    } else if (change.kind === 'rename') {
      await move(fileOf(change.oldUri) ?? '', fileOf(change.newUri) ?? '');
    }
  }
}

/** All files below a folder with their texts. */
async function contents(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return Object.fromEntries(
    files.map((file, at): [string, string] => [path.relative(folder, file), texts[at] ?? '']),
  );
}

async function problemsIn(folder: string): Promise<number> {
  return (await new TemplateStudy(folder, { unsaved: () => undefined }).look()).problems.length;
}

/** Renames what stands at the cursor; gives all files afterwards, with the cursor's own. */
async function renamed(
  sources: Readonly<Record<string, string>>,
  newName: string,
): Promise<Record<string, string>> {
  const { files, name, position } = markedFiles(sources);
  const client = await LanguageClient.start(files);
  const problems = await problemsIn(client.folder);
  const before = await usesIn(client, name, position);
  await client.open(name, files[name] ?? '');
  const edit = await client.at<WorkspaceEdit | null>('textDocument/rename', name, position, { newName });
  await client.close(name);
  if (edit === null) throw new Error('nothing stands there');
  await apply(edit);
  const after = await contents(client.folder);
  // The names mean the same as before.
  await client.watched('copier.yml');
  expect(await problemsIn(client.folder)).toBe(problems);
  const moved = fileAfter(edit, client, name);
  expect(await usesIn(client, moved, position)).toBe(before);
  // There and back again.
  await client.open(moved, after[moved] ?? '');
  const { placeholder } = await client.at<{ placeholder: string }>(
    'textDocument/prepareRename',
    moved,
    position,
  );
  expect(placeholder).toBe(newName);
  return after;
}

function fileAfter(edit: WorkspaceEdit, client: LanguageClient, name: string): string {
  let file = client.file(name);
  for (const change of edit.documentChanges ?? []) {
    if (!('kind' in change) || change.kind !== 'rename') continue;
    const [from, to] = [fileOf(change.oldUri) ?? '', fileOf(change.newUri) ?? ''];
    if (file === from || file.startsWith(from + path.sep)) file = to + file.slice(from.length);
  }
  return path.relative(client.folder, file);
}

async function usesIn(client: LanguageClient, name: string, position: Position): Promise<number> {
  await client.open(name, await readFile(client.file(name), 'utf8'));
  const found = await client.at<Location[] | null>('textDocument/references', name, position, {
    context: { includeDeclaration: true },
  });
  await client.close(name);
  return found?.length ?? 0;
}

const HEAD = '_subdirectory: template\n';

describe('the rename of a question', () => {
  it('reaches the manifest, all files and all names', async () => {
    const after = await renamed(
      {
        'copier.yml': `${HEAD}_secret_questions: ['sample']\n_exlab_advanced: [sample]\n_skip_if_exists:\n  - "{{ sample }}.csv"\n"samp‸le": {type: str, default: x}\nother:\n  type: str\n  when: "{{ sample == 'sample' }}"\n`,
        'part.jinja': '\u{feff}{{ sample }}\r\né 🧪 {{ sample }}',
        'template/{{ sample }}/{{ sample }}-{{ other }}.md.jinja': `sample: {{ sample | upper }} {{ _copier_answers.sample }} {{ _copier_answers['sample'] }}{% include 'part.jinja' %}{{ x.sample }}`,
        'template/{{ sample }}/deep/{% if sample %}yes{% endif %}.txt': 'sample',
        'template/{{ other }}.py.jinja':
          "{% include 'template/{{ sample }}/{{ sample }}-{{ other }}.md.jinja' %}",
      },
      'specimen',
    );
    expect(after).toEqual({
      'copier.yml': `${HEAD}_secret_questions: ['specimen']\n_exlab_advanced: [specimen]\n_skip_if_exists:\n  - "{{ specimen }}.csv"\n"specimen": {type: str, default: x}\nother:\n  type: str\n  when: "{{ specimen == 'sample' }}"\n`,
      'part.jinja': '\u{feff}{{ specimen }}\r\né 🧪 {{ specimen }}',
      'template/{{ specimen }}/{{ specimen }}-{{ other }}.md.jinja': `sample: {{ specimen | upper }} {{ _copier_answers.specimen }} {{ _copier_answers['specimen'] }}{% include 'part.jinja' %}{{ x.sample }}`,
      'template/{{ specimen }}/deep/{% if specimen %}yes{% endif %}.txt': 'sample',
      'template/{{ other }}.py.jinja':
        "{% include 'template/{{ specimen }}/{{ specimen }}-{{ other }}.md.jinja' %}",
    });
  });

  it('takes along what a branch sets in its place', async () => {
    const after = await renamed(
      {
        'copier.yml': `${HEAD}sam‸ple: {type: str}\n`,
        'template/a.md.jinja': '{% if 1 %}{% set sample = 2 %}{% endif %}{{ sample }}',
        'template/b.md.jinja': '{% for sample in [1] %}{{ sample }}{% endfor %}{{ sample }}',
        'template/c.md.jinja': '{% set sample = 1 %}{{ sample }}',
      },
      'specimen',
    );
    expect(after).toMatchObject({
      'template/a.md.jinja': '{% if 1 %}{% set specimen = 2 %}{% endif %}{{ specimen }}',
      'template/b.md.jinja': '{% for sample in [1] %}{{ sample }}{% endfor %}{{ specimen }}',
      'template/c.md.jinja': '{% set sample = 1 %}{{ sample }}',
    });
  });

  it('reads tags as _envops say', async () => {
    const after = await renamed(
      {
        'copier.yml': `${HEAD}_envops: {variable_start_string: "[[", variable_end_string: "]]"}\nsam‸ple: {type: str}\n`,
        'template/[[ sample ]].tex.jinja': '{{ sample }} [[ sample ]]',
      },
      'specimen',
    );
    expect(after).toMatchObject({ 'template/[[ specimen ]].tex.jinja': '{{ sample }} [[ specimen ]]' });
  });
});

describe('the rename of a local variable', () => {
  it('keeps to its scope', async () => {
    const after = await renamed(
      {
        'copier.yml': `${HEAD}x: {type: str}\n`,
        'template/a.jinja':
          '{{ x }}{% for ‸x in [1] if x %}{{ x }}{% endfor %}{% for x in [2] %}{{ x }}{% endfor %}',
      },
      'each',
    );
    expect(after['template/a.jinja']).toBe(
      '{{ x }}{% for each in [1] if each %}{{ each }}{% endfor %}{% for x in [2] %}{{ x }}{% endfor %}',
    );
  });

  it('reaches the files that import a macro', async () => {
    const after = await renamed(
      {
        'copier.yml': HEAD,
        'macros.jinja': '{% macro tab‸le(a) %}{{ a }}{% endmacro %}{{ table(1) }}',
        'template/a.jinja': "{% from 'macros.jinja' import table %}{{ table(1) }}",
        'template/b.jinja': "{% from 'macros.jinja' import table as t %}{{ t(1) }}",
        'template/c.jinja': "{% import 'macros.jinja' as table %}{{ table.table(1) }}",
        'template/d.jinja': '{% set table = 1 %}{{ table }}',
      },
      'grid',
    );
    expect(after).toMatchObject({
      'macros.jinja': '{% macro grid(a) %}{{ a }}{% endmacro %}{{ grid(1) }}',
      'template/a.jinja': "{% from 'macros.jinja' import grid %}{{ grid(1) }}",
      'template/b.jinja': "{% from 'macros.jinja' import grid as t %}{{ t(1) }}",
      'template/c.jinja': "{% import 'macros.jinja' as table %}{{ table.grid(1) }}",
      'template/d.jinja': '{% set table = 1 %}{{ table }}',
    });
  });

  it('reaches the files that are included where it holds', async () => {
    const after = await renamed(
      {
        'copier.yml': HEAD,
        'part.jinja': '{{ each }}',
        'template/a.jinja': "{% for ea‸ch in [1] %}{% include 'part.jinja' %}{% endfor %}",
      },
      'one',
    );
    expect(after['part.jinja']).toBe('{{ one }}');
  });

  it('reaches all that is below a name that gives it its values', async () => {
    const after = await renamed(
      {
        'copier.yml': `${HEAD}arms: {type: yaml}\n`,
        'template/{% yield arm from arms %}{{ arm }}{% endyield %}/{{ arm }}.csv.jinja': '{{ ‸arm }}',
        'template/b.jinja': '{% set arm = 1 %}',
      },
      'branch',
    );
    expect(after).toMatchObject({
      'template/{% yield branch from arms %}{{ branch }}{% endyield %}/{{ branch }}.csv.jinja':
        '{{ branch }}',
    });
  });
});

describe('a rename is refused', () => {
  const QUESTIONS = `${HEAD}_exlab_type: run\nsample: {type: str}\nother: {type: str}\n`;

  it.each([
    ['for a name of another question', 'other', "There is a question 'other' already"],
    ['for a variable of every template', 'operator', 'every template has'],
    ['for a word of the language', 'not', 'word of the template language'],
    ['for a function of the language', 'range', 'word of the template language'],
    ['for what is no name', 'My sample', "use small letters, digits and '_'"],
    ['for a name that a loop around it has', 'each', 'has a meaning already in template/a.jinja, line 2'],
    ['for a file that is there', 'taken', "'taken.csv', and that is there already"],
  ])('%s', async (_, newName, message) => {
    const { files, name, position } = markedFiles({
      'copier.yml': QUESTIONS,
      'template/a.jinja': '\n{% for each in other %}{{ sam‸ple }}{% endfor %}',
      'template/{{ sample }}.csv': '',
    });
    const taken = newName === 'taken' ? { 'template/{{ taken }}.csv': '' } : {};
    const client = await LanguageClient.start({ ...files, ...taken });
    await client.open(name, files[name] ?? '');
    const said = message.replace('taken.csv', '{{ taken }}.csv');
    const asked = client.at('textDocument/rename', name, position, { newName });
    await expect(asked).rejects.toThrow(newName === 'taken' ? /already/ : said);
  });

  it.each([
    ['what every template has', '_exlab_type: run\n', '{{ ‸operator }}', 'given to every template'],
    ['what nothing gives a value', '', '{{ ‸nothing }}', 'add a question'],
    ['what the language has', '', '{{ ‸range(1) }}', 'word of the template language'],
    ['a parameter that a call names', '', '{% macro m(‸a) %}{% endmacro %}{{ m(a=1) }}', 'by its name'],
  ])('before it begins, for %s', async (_, manifest, text, message) => {
    const { files, name, position } = markedFiles({
      'copier.yml': `a_question: 1\n${manifest}`,
      'a.jinja': text,
    });
    const client = await LanguageClient.start(files);
    await client.open(name, files[name] ?? '');
    await expect(client.at('textDocument/prepareRename', name, position)).rejects.toThrow(message);
  });

  it.each([
    ['another file has mistakes near the name', { 'b.jinja': '{{ sample ' }, 'b.jinja has mistakes'],
    [
      'a place cannot be told',
      { 'copier.yml': 'sample: {type: str}\no:\n  default: "{{ s\\x61mple }}"\n' },
      'told exactly',
    ],
    ['it is declared twice', { 'copier.yml': 'sample: 1\n---\nsample: {type: str}\n' }, 'declared once more'],
  ])('where %s', async (_, more, message) => {
    const { files, name, position } = markedFiles({
      'copier.yml': 'sample: {type: str}\n',
      'a.jinja': '{{ sam‸ple }}',
      ...more,
    });
    const client = await LanguageClient.start(files);
    await client.open(name, files[name] ?? '');
    await expect(client.at('textDocument/rename', name, position, { newName: 'specimen' })).rejects.toThrow(
      message,
    );
  });

  it('while the manifest cannot be read', async () => {
    const client = await LanguageClient.start({ 'copier.yml': 'sample: 1\n', 'a.jinja': '{{ sample }}' });
    await client.open('a.jinja', '{{ sample }}');
    await client.at('textDocument/prepareRename', 'a.jinja', { line: 0, character: 4 });
    await client.open('copier.yml', 'sample: [\n');
    const asked = client.at('textDocument/prepareRename', 'a.jinja', { line: 0, character: 4 });
    await expect(asked).rejects.toThrow('correct it first');
  });

  it('and nothing is offered on a filter, a setting or a word of the text', async () => {
    const client = await LanguageClient.start({ 'copier.yml': HEAD, 'template/a.jinja': '' });
    const text = marked('wo‸rd {{ 1 | ro‸und }}');
    await client.open('template/a.jinja', text.text);
    await client.open('copier.yml', HEAD);
    for (const position of text.cursors)
      expect(await client.at('textDocument/prepareRename', 'template/a.jinja', position)).toBeNull();
    expect(await client.at('textDocument/prepareRename', 'copier.yml', { line: 0, character: 3 })).toBeNull();
  });
});

describe('the edit of a rename', () => {
  it('holds the versions of open documents, and the files behind the texts, the deepest first', async () => {
    const files = {
      'copier.yml': `${HEAD}sample: {type: str}\n`,
      'template/{{ sample }}/{{ sample }}.jinja': '',
    };
    const client = await LanguageClient.start(files);
    await mkdir(client.file('template/empty'), { recursive: true });
    await client.open('copier.yml', files['copier.yml']);
    await client.change('copier.yml', `# typed\n${files['copier.yml']}`);
    const edit = await client.at<WorkspaceEdit>(
      'textDocument/rename',
      'copier.yml',
      { line: 2, character: 1 },
      { newName: 's' },
    );
    const folder = client.uri('template/{{ sample }}');
    expect(edit.documentChanges).toEqual([
      {
        textDocument: { uri: client.uri('copier.yml'), version: 2 },
        edits: [
          { range: { start: { line: 2, character: 0 }, end: { line: 2, character: 6 } }, newText: 's' },
        ],
      },
      expect.objectContaining({
        oldUri: client.uri('template/{{ sample }}/{{ sample }}.jinja'),
        newUri: client.uri('template/{{ sample }}/{{ s }}.jinja'),
      }),
      expect.objectContaining({ oldUri: folder, newUri: client.uri('template/{{ s }}') }),
    ]);
  });
});
