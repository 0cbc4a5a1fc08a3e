import { strict as assert } from 'node:assert';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { suite, type Test } from '../host/suite';
import type { IN_TEMPLATES } from './names';

const FOLDER = mkdtempSync(path.join(tmpdir(), 'exlab-templates-'));

const LANGUAGES: readonly (readonly [file: string, languageId: string])[] = [
  ['plan.md.jinja', 'jinja-md'],
  ['analyse.py.jinja', 'jinja-py'],
  ['analyse.py.j2', 'jinja-py'],
  ['Samples.CSV.jinja', 'jinja-csv'],
  ['samples.sdrf.tsv.jinja', 'jinja-csv'],
  ['pyproject.toml.jinja2', 'jinja-toml'],
  ['environment.yml.jinja', 'jinja-yaml'],
  ['packages.R.jinja', 'jinja-r'],
  ['Dockerfile.jinja', 'jinja-dockerfile'],
  ['.gitignore.jinja', 'jinja-properties'],
  ['notes.txt.jinja', 'jinja'],
  ['LICENSE.jinja', 'jinja'],
  ['{{ name }}.md.jinja', 'jinja-md'],
  ["{% if vendor == 'A' %}queue.csv{% endif %}.jinja", 'jinja-csv'],
  ['{%- if a -%}notes.txt{%- endif -%}.jinja', 'jinja'],
  ['{{ _copier_conf.answers_file }}.jinja', 'jinja-yaml'],
  ['copier.yml', 'copier'],
  ['copier.yaml', 'copier'],
  ['questions.yml', 'yaml'],
  ['plan.md', 'markdown'],
];

/** Opens a new file of this name, in a folder of its own: the editor remembers what it has seen. */
async function opened(name: string, text = ''): Promise<vscode.TextDocument> {
  const file = path.join(mkdtempSync(path.join(FOLDER, 'template-')), name);
  writeFileSync(file, text);
  return vscode.workspace.openTextDocument(file);
}

async function shown(name: string, text = ''): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await opened(name, text));
}

/** What stands in a new file of this name after somebody typed this. */
async function typed(name: string, text: string): Promise<string> {
  const editor = await shown(name);
  for (const key of text) await vscode.commands.executeCommand('type', { text: key });
  return editor.document.getText();
}

/** What the first line of a file becomes when somebody asks for it as a comment. */
async function asComment(name: string, text: string): Promise<string> {
  const editor = await shown(name, text);
  await vscode.commands.executeCommand('editor.action.commentLine');
  return editor.document.getText();
}

const tests: Record<(typeof IN_TEMPLATES)[number], Test> = {
  'have the language of what they become, by their names': async () => {
    const documents = await Promise.all(LANGUAGES.map(([file]) => opened(file)));
    assert.deepEqual(
      documents.map(({ fileName, languageId }) => [path.basename(fileName), languageId]),
      LANGUAGES,
    );
  },

  'keep the language that somebody has chosen for their name': async () => {
    const settings = vscode.workspace.getConfiguration('files');
    await settings.update('associations', { 'copier.yaml': 'yaml' }, vscode.ConfigurationTarget.Global);
    try {
      assert.equal((await opened('copier.yaml')).languageId, 'yaml');
    } finally {
      await settings.update('associations', undefined, vscode.ConfigurationTarget.Global);
    }
  },

  'get the ends of tags as their beginnings are typed': async () => {
    assert.equal(await typed('typed.md.jinja', '{{ label'), '{{ label }}');
    assert.equal(await typed('typed.csv.jinja', '{% if a'), '{% if a %}');
    assert.equal(await typed('typed.txt.jinja', '{# why'), '{# why #}');
    assert.equal(await typed('copier.yml', "when: '{{ series"), "when: '{{ series }}'");
  },

  'have the comments of Jinja, and the manifest those of YAML': async () => {
    assert.equal(await asComment('comment.py.jinja', 'a = 1'), '{# a = 1 #}');
    assert.equal(await asComment('copier.yaml', 'a: 1'), '# a: 1');
  },

  'are indented as YAML is, where they are the manifest': async () => {
    assert.equal(await typed('copier.yml', 'a:\nb'), 'a:\n  b');
  },
};

export const run = suite(tests);
