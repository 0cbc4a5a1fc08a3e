import * as path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  inThisProcess,
  loadTemplate,
  renderTree,
  withUnsavedTexts,
  type RenderedTree,
  type UnsavedTexts,
} from '../../../core/templates';
import { SourceMemory } from '../../../core/templates/source-memory';
import { templateFolder } from './template-folder';

let root: string;
beforeAll(() => {
  root = templateFolder('site: {type: str, default: left}\n_external_data: {list: data.yml}\n', {
    'note.txt.jinja': "{{ site }} {% include 'part.txt' %} {{ _external_data.list.a }}",
    'part.txt': 'part',
    'data.yml': 'a: 1\n',
  });
});

function unsaved(texts: Readonly<Record<string, string>>): UnsavedTexts {
  return new Map(Object.entries(texts).map(([name, text]) => [path.join(root, name), text]));
}

async function rendered(texts: UnsavedTexts): Promise<Map<string, string>> {
  const template = await withUnsavedTexts(texts, () => loadTemplate(root, 'path'));
  const questionnaire = await inThisProcess.questionnaire(template, {}, new Map(), { unsaved: texts });
  const variables = new Map([
    ['_external_data', questionnaire.externalData] as const,
    ...questionnaire.variables,
  ]);
  return contents(await inThisProcess.render(template, variables, new Set(), { unsaved: texts }));
}

function contents({ files }: RenderedTree): Map<string, string> {
  return new Map(
    files.map((file) => [
      file.path,
      file.kind === 'rendered'
        ? Buffer.from(file.bytes).toString()
        : file.kind === 'verbatim'
          ? file.sha256
          : '',
    ]),
  );
}

describe('a template that is being edited', () => {
  it.each([
    [{}, 'left part 1'],
    [{ 'note.txt.jinja': 'new {{ site }}' }, 'new left'],
    [{ 'part.txt': 'other' }, 'left other 1'],
    [{ 'data.yml': 'a: 2\n' }, 'left part 2'],
    [{ 'data.yml': '\uFEFFa: 2\n', 'part.txt': 'é' }, 'left é 2'],
  ])('is rendered as it stands in the editor: %j', async (texts, expected) => {
    expect((await rendered(unsaved(texts))).get('note.txt')).toBe(expected);
  });

  it('has the questions of the manifest as it stands there', async () => {
    const manifest =
      "_exlab_type: run\n_exlab_version: '2.0.0'\n_exlab_run_scope: test\nsite: {type: str, default: right}\n";
    const texts = unsaved({ 'copier.yml': manifest, 'note.txt.jinja': '{{ site }}' });
    const template = await withUnsavedTexts(texts, () => loadTemplate(root, 'path'));
    expect(template).toMatchObject({ version: '2.0.0', runScope: 'test' });
    expect((await rendered(texts)).get('note.txt')).toBe('right');
    expect((await loadTemplate(root, 'path')).version).toBe('1.0.0');
  });

  it('hashes a file that is copied as it stands there', async () => {
    const before = await rendered(unsaved({}));
    const after = await rendered(unsaved({ 'part.txt': 'other' }));
    expect(after.get('part.txt')).not.toBe(before.get('part.txt'));
  });

  it('is as it was once it is saved or given up, whatever was remembered', async () => {
    const memory = new SourceMemory(() => Date.now() + 60_000);
    const text = async (texts: UnsavedTexts): Promise<string | undefined> => {
      const template = await loadTemplate(root, 'path');
      const tree = await withUnsavedTexts(texts, () =>
        renderTree(template, new Map([['site', 'x'] as const]), new Set(), { memory }),
      );
      return contents(tree).get('note.txt');
    };
    const edited = unsaved({ 'note.txt.jinja': 'edited' });
    await expect(text(unsaved({ 'note.txt.jinja': 'first' }))).resolves.toBe('first');
    await expect(text(edited)).resolves.toBe('edited');
    await expect(text(unsaved({ 'note.txt.jinja': 'saved', 'part.txt': 'x' }))).resolves.toBe('saved');
    const manifest = unsaved({ 'note.txt.jinja': "{% include 'part.txt' %}" });
    await expect(text(manifest)).resolves.toBe('part');
  });

  it('stays apart from what others read meanwhile', async () => {
    const [edited, saved] = await Promise.all([
      rendered(unsaved({ 'part.txt': 'edited' })),
      rendered(unsaved({})),
    ]);
    expect([edited.get('note.txt'), saved.get('note.txt')]).toEqual(['left edited 1', 'left part 1']);
  });
});
