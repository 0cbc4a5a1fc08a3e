import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256, type ExlabError } from '../../../core/system';
import type { TemplateContext } from '../../../core/templates/jinja/value';
import { loadTemplate } from '../../../core/templates/manifest';
import type { PlannedFile } from '../../../core/templates/planned-file';
import { renderTree, type RenderedTree } from '../../../core/templates/render-tree';
import { freshFolder, templateFolder, type Entry } from './template-folder';

const CONTEXT: TemplateContext = new Map<string, string | boolean>([
  ['label', 'Brain slices'],
  ['run_name', 'Run_2026-11-20T13-00-00'],
  ['name', 'hek'],
  ['empty', ''],
  ['token', 'hunter2'],
  ['nested', 'x/y'],
  ['up', '..'],
  ['climb', 'x/../../y'],
  ['absolute', '/etc/x'],
  ['back', 'a\\b'],
  ['records', '.EXLAB-Wizard'],
]);

async function renderFolder(root: string, context = CONTEXT): Promise<RenderedTree> {
  return renderTree(await loadTemplate(root, 'path'), context, new Set(['token']));
}

function render(entries: Record<string, Entry>, manifest = ''): Promise<RenderedTree> {
  return renderFolder(templateFolder(manifest, entries));
}

async function failure(rendering: Promise<unknown>): Promise<ExlabError> {
  return rendering.then(
    () => expect.fail('it rendered'),
    (caught: unknown) => caught as ExlabError,
  );
}

function paths(tree: RenderedTree): string[] {
  return tree.files.map((file) => file.path);
}

function textOf(file: PlannedFile | undefined): string {
  return file?.kind === 'rendered'
    ? Buffer.from(file.bytes).toString('utf8')
    : expect.fail(`not rendered: ${file?.path}`);
}

describe('rendering a template', () => {
  it('renders what bears the suffix and plans the rest as it is', async () => {
    const root = templateFolder('', { 'a.txt.jinja': 'Hello {{ name }}\n', 'b.txt': '{{ name }}\n' });
    const { files } = await renderFolder(root);
    expect(files).toStrictEqual([
      {
        kind: 'rendered',
        path: 'a.txt',
        bytes: Buffer.from('Hello hek\n'),
        mode: expect.any(Number) as number,
        source: path.join(root, 'a.txt.jinja'),
        rawSpans: [],
      },
      {
        kind: 'verbatim',
        path: 'b.txt',
        source: path.join(root, 'b.txt'),
        size: 11,
        mode: expect.any(Number) as number,
        sha256: sha256('{{ name }}\n'),
      },
    ]);
  });

  it('orders by code units and leaves the manifest out', async () => {
    expect(paths(await render({ b: '', B: '', 'a/z': '', 'a.b': '', é: '' }))).toStrictEqual([
      'B',
      'a.b',
      'a/z',
      'b',
      'é',
    ]);
  });

  it('renders the subdirectory only', async () => {
    expect(paths(await render({ 'files/a': '', other: '' }, '_subdirectory: files\n'))).toStrictEqual(['a']);
  });

  it('renders names, and makes folders of slashes in them', async () => {
    const tree = await render({ '{{ name }}/{{ name }}.txt': '', '{{ nested }}.jinja': '' });
    expect(paths(tree)).toStrictEqual(['hek/hek.txt', 'x/y']);
  });

  it('skips a name that renders to nothing with everything below it', async () => {
    const tree = await render({
      '{% if empty %}gone{% endif %}/a/b': '',
      '{{ empty }}.jinja': '{{ 1 // 0 }}',
      kept: '',
    });
    expect(paths(tree)).toStrictEqual(['kept']);
  });

  it('keeps empty folders, binary files and executable bits', async () => {
    const binary = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const { files } = await render({
      empty: { folder: true },
      'deep/er': { folder: true },
      'data.bin': binary,
      'run.sh': { content: '#!/bin/sh\n', mode: 0o755 },
      'go.sh.jinja': { content: '#!/bin/sh\n', mode: 0o750 },
    });
    expect(files.map((file) => [file.path, file.kind, 'mode' in file ? file.mode : null])).toStrictEqual([
      ['data.bin', 'verbatim', 0o644],
      ['deep/er', 'folder', null],
      ['empty', 'folder', null],
      ['go.sh', 'rendered', 0o750],
      ['run.sh', 'verbatim', 0o755],
    ]);
    expect(files[0]).toMatchObject({ size: 256, sha256: sha256(binary) });
  });

  it('hashes a file of several megabytes', async () => {
    const content = Buffer.alloc(3 * 1024 * 1024 + 7, 'exlab');
    const { files } = await render({ big: content });
    expect(files[0]).toMatchObject({ size: content.length, sha256: sha256(content) });
  });

  it('leaves out what is excluded, templated patterns too', async () => {
    const tree = await render(
      { 'a.bak': '', a: '', 'hek/b': '', 'copier.yaml.txt': '' },
      '_exclude: ["*.bak", "{{ name }}", "copier.yml"]\n',
    );
    expect(paths(tree)).toStrictEqual(['a', 'copier.yaml.txt']);
  });

  it('brings back what a later pattern includes below an excluded folder', async () => {
    const tree = await render({ 'a/b': '', 'a/c': '', 'd/e': '' }, '_exclude: ["*", "!a/b"]\n');
    expect(paths(tree)).toStrictEqual(['a/b']);
  });

  it('takes everything as a template where the suffix is empty, but for what is no text', async () => {
    const { files } = await render(
      { a: '{{ name }}', 'b.bin': Uint8Array.of(0xff, 0xfe) },
      "_templates_suffix: ''\n_exclude: [copier.yml]\n",
    );
    expect(files.map((file) => file.kind)).toStrictEqual(['rendered', 'verbatim']);
    expect(textOf(files[0])).toBe('hek');
  });

  it('takes the template where a file stands beside it', async () => {
    const { files } = await render({
      'a.txt': 'plain',
      'a.txt.jinja': '{{ name }}',
      '{{ "a" }}.txt': 'named',
    });
    expect(files).toHaveLength(1);
    expect(textOf(files[0])).toBe('hek');
  });

  it('keeps what is in a folder that steps back for a template', async () => {
    const tree = await render(
      { 'files/{{ name }}': { folder: true }, 'files/kept/x': '', 'hek.jinja': '', 'kept.jinja': '' },
      '_subdirectory: files\n',
    );
    expect(paths(tree)).toStrictEqual(['kept/x']);
  });

  it('does not mind a folder with the suffix that is excluded', async () => {
    const tree = await render({ 'a.jinja/b': '', c: '' }, '_exclude: [a, a.jinja, copier.yml]\n');
    expect(paths(tree)).toStrictEqual(['c']);
  });

  it('takes, as Copier, a file back also for a template at the template’s root', async () => {
    const tree = await render(
      {
        'files/a/b.txt': '',
        'files/c.txt': '',
        'a/b.txt.jinja': '',
        'files/{{ name }}/d': '',
        'hek/d.jinja': '',
      },
      '_subdirectory: files\n',
    );
    expect(paths(tree)).toStrictEqual(['a', 'c.txt', 'hek']);
  });

  it('never plans the answers file', async () => {
    const tree = await render({
      '{{_copier_conf.answers_file}}.jinja': '{{ _copier_answers|to_nice_yaml }}',
      '.exlab-answers.yml': 'a: 1',
      kept: '',
    });
    expect(paths(tree)).toStrictEqual(['kept']);
  });

  it('gives the template’s README as prose, rendered or not', async () => {
    const rendered = await render({
      'README.md.jinja': 'On {{ name }}{% raw %} {{ x }}{% endraw %}',
      'a/README.md': '',
    });
    expect(paths(rendered)).toStrictEqual(['a/README.md']);
    expect(rendered.readmeProse).toMatchObject({
      text: 'On hek {{ x }}',
      rendered: true,
      rawSpans: [[6, 14]],
    });
    const plain = await render({ 'README.md': 'On {{ name }}' });
    expect(plain.readmeProse).toMatchObject({ text: 'On {{ name }}', rendered: false, rawSpans: [] });
    expect((await render({ a: '' })).readmeProse).toBeUndefined();
  });

  it('keeps a byte order mark and line ends as Jinja does', async () => {
    const { files } = await render({ 'a.jinja': '\uFEFF{{ name }}\n\n' });
    expect(textOf(files[0])).toBe('\uFEFFhek\n\n');
  });

  it('notes names that print as nothing, with a suggestion', async () => {
    const { files, notes } = await render({ 'a/b.jinja': 'x\n {{ nmae }}{{ zzzzzz }}' });
    expect(textOf(files[0])).toBe('x\n ');
    expect(notes).toStrictEqual([
      {
        file: 'a/b.jinja:2:5',
        message: "'nmae' is not defined, and prints as nothing; did you mean 'name'?",
      },
      { file: 'a/b.jinja:2:15', message: "'zzzzzz' is not defined, and prints as nothing." },
    ]);
  });

  it('shows templates what Copier shows them, without secrets', async () => {
    const root = templateFolder('name: {type: str}\ntoken: {type: str, secret: true}\n', {
      'a.jinja': '{{ _copier_phase }} {{ _copier_operation }} {{ _folder_name }} {{ _copier_answers }}',
      'b.jinja': '{{ _copier_conf }}',
    });
    const template = await loadTemplate(root, 'path');
    const destination = path.join(root, 'made', 'Run_1');
    const { files } = await renderTree(template, CONTEXT, new Set(['token']), { destination });
    expect(textOf(files[0])).toBe(`render copy Run_1 {'_src_path': '${root}', 'name': 'hek'}`);
    const shown = textOf(files[1]);
    expect(shown).toMatch(
      `{'src_path': '${root}', 'dst_path': '${destination}', 'answers_file': '.exlab-answers.yml', `,
    );
    expect(shown).toContain(`'vcs_ref_hash': None, 'data': {'name': 'hek'}, `);
    expect(shown).toContain(`'exclude': [], 'use_prereleases': False, 'skip_if_exists': [], `);
    expect(shown).not.toContain('hunter2');
    expect(shown.replaceAll(destination, '').replaceAll(root, '')).not.toMatch(/'\/[^']/);
  });

  it('shows no place of this computer beside the template where none is made', async () => {
    const { files } = await render({ 'a.jinja': '{{ _copier_conf.dst_path }} {{ _folder_name }}' });
    expect(textOf(files[0])).toBe('. Run_2026-11-20T13-00-00');
  });

  it('shows the commit that the template stands at', async () => {
    const { files } = await render({
      'a.jinja': '{{ _copier_conf.vcs_ref_hash }}',
      '.git/HEAD': `${'a'.repeat(40)}\n`,
    });
    expect(textOf(files[0])).toBe('a'.repeat(40));
  });

  it('accepts names of 300 characters and names that differ in case: the validator judges them', async () => {
    const long = `${'{{ name }}'.repeat(20)}${'x'.repeat(40)}`;
    const tree = await render({ [long]: '', [`{{ "y" * 300 }}`]: '', 'Data.txt': '', 'data.txt': '' });
    expect(paths(tree)).toStrictEqual([
      'Data.txt',
      'data.txt',
      'hek'.repeat(20) + 'x'.repeat(40),
      'y'.repeat(300),
    ]);
  });

  it('keeps files of ten megabytes as they are, and renders them', async () => {
    const line = `${'x'.repeat(99)}\n`;
    const { files } = await render({
      'a.jinja': `{{ name }}${line.repeat(100_000)}`,
      b: line.repeat(100_000),
    });
    expect(textOf(files[0])).toHaveLength(3 + 10_000_000);
    expect(files[1]).toMatchObject({ kind: 'verbatim', size: 10_000_000 });
  });

  it('takes a folder that becomes its own for none', async () => {
    const tree = await render({ '{% if name %}.{% else %}deep{% endif %}/a': '' });
    expect(paths(tree)).toStrictEqual(['a']);
  });

  it('renders the folder that answers name', async () => {
    const manifest = "_subdirectory: '{{ name }}-files'\n";
    const tree = await render({ 'hek-files/a': '', 'ips-files/b': '', c: '' }, manifest);
    expect(paths(tree)).toStrictEqual(['a']);
    const elsewhere = failure(render({ 'ips-files/b': '' }, manifest));
    expect((await elsewhere).message).toContain("names 'hek-files', which is no folder");
    const climbing = failure(render({ a: '' }, "_subdirectory: '{{ up }}'\n"));
    expect((await climbing).message).toContain('leads out of the template');
    const linked = failure(render({ 'hek-files': { link: '/etc' } }, manifest));
    expect((await linked).message).toContain('leads out of the template');
  });

  it('renders a thousand files', async () => {
    const entries = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [
        `d${index % 10}/f${index}.txt.jinja`,
        `{{ name }} ${index}\n`,
      ]),
    );
    const { files } = await render(entries);
    expect(files).toHaveLength(1000);
    expect(textOf(files.find((file) => file.path === 'd7/f777.txt'))).toBe('hek 777\n');
  });

  it('stops when it is cancelled', async () => {
    const template = await loadTemplate(templateFolder('', { a: '' }), 'path');
    const rendering = renderTree(template, CONTEXT, new Set(), { signal: AbortSignal.abort() });
    expect((await failure(rendering)).code).toBe('cancelled');
  });
});

describe('what is refused', () => {
  it.each<[string, Record<string, Entry>, RegExp]>([
    ['a name that climbs', { '{{ up }}/a': '' }, /becomes "\.\."/],
    ['a name with a climb in it', { '{{ climb }}': '' }, /leads to another folder/],
    ['an absolute name', { '{{ absolute }}.jinja': '' }, /absolute path/],
    ['a backslash', { '{{ back }}': '' }, /no name may have/],
    ['records of ours', { '.exlab-wizard/creation.json': '{}' }, /own records/],
    ['records of ours under another case', { '{{ records }}/x': '' }, /own records/],
    ['a file whose name is that of its folder', { '{% if name %}.{% endif %}': '' }, /give the file a name/],
    ['a folder that ends in the suffix', { 'a.jinja/b': '' }, /only files may/],
    ['a folder in the place of the README', { 'README.md': { folder: true } }, /the README is a file/],
    ['a link out of the template', { out: { link: '/etc/hostname' } }, /leads out of the template/],
    ['a link that climbs out', { out: { link: '../..' } }, /leads out of the template/],
    ['a link to nothing', { out: { link: 'nothing' } }, /points to nothing/],
    ['a link to itself', { out: { link: 'out' } }, /in a circle/],
    ['a link to a folder above it', { 'a/b/up': { link: '../..' } }, /leads back/],
    [
      'links of two folders to each other',
      { 'a/x': { link: '../b' }, 'b/y': { link: '../a' } },
      /leads back/,
    ],
    ['a template that is not UTF-8', { 'a.jinja': Uint8Array.of(0x61, 0xff) }, /not written in UTF-8/],
    [
      'two sources of one path',
      { '{{ name }}': 'one', hek: 'two' },
      /'hek' and '\{\{ name \}\}' both become 'hek'/,
    ],
    ['a file in the place of a folder', { '{{ name }}': '', 'hek/b': '' }, /both become 'hek'/],
    ['a secret that is printed', { 'a.jinja': 'x {{ token }}' }, /^a\.jinja:1:6: /],
    ['a secret in a name', { '{{ token }}': '' }, /token/],
    ['an unknown filter', { 'd/a.jinja': '\n  {{ name|uppr }}' }, /^d\/a\.jinja:2:\d+: .*uppr/],
    ['a mistake in a name', { '{{ name': '' }, /^\{\{ name:1:/],
  ])('%s', async (_, entries, message) => {
    const error = await failure(render(entries));
    expect(error.code).toBe('template_render_error');
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('hunter2');
  });

  it('a pipe, at once', async () => {
    const root = templateFolder('');
    execFileSync('mkfifo', [path.join(root, 'pipe')]);
    expect((await failure(renderFolder(root))).message).toContain('neither a file nor a folder');
    symlinkSync('pipe', path.join(root, 'a-link'));
    expect((await failure(renderFolder(root))).message).toContain('a-link is neither');
  });

  it('a name that is not in UTF-8', async () => {
    const root = templateFolder('');
    writeFileSync(Buffer.concat([Buffer.from(`${root}/caf`), Buffer.of(0xe9)]), '');
    expect((await failure(renderFolder(root))).message).toContain('not in UTF-8');
  });

  it('an error has place and file in its details, counted from one', async () => {
    const error = await failure(render({ 'a.jinja': 'x\ny {{ 1 // 0 }}' }));
    expect(error.details).toMatchObject({ file: 'a.jinja', line: 2 });
  });

  it('undefined names where the template asks for strictness', async () => {
    const manifest = '_envops: {undefined: jinja2.StrictUndefined}\n';
    expect((await failure(render({ 'a.jinja': '{{ nmae }}' }, manifest))).message).toMatch(
      /^a\.jinja:1:4: .*nmae/,
    );
  });
});

describe('links inside a template', () => {
  it('stand for what they point to', async () => {
    const tree = await render(
      {
        'shared/notes.txt': 'shared',
        'files/notes.txt': { link: '../shared/notes.txt' },
        'files/all': { link: '../shared' },
      },
      '_subdirectory: files\n',
    );
    expect(paths(tree)).toStrictEqual(['all/notes.txt', 'notes.txt']);
    expect(tree.files[1]).toMatchObject({ kind: 'verbatim', size: 6 });
  });

  it('that multiply a folder without end are refused', async () => {
    const root = templateFolder('', { 'l0/x': '' });
    for (let level = 1; level <= 17; level += 1) {
      for (const side of ['a', 'b']) {
        templateLink(root, `l${level}/${side}`, `../l${level - 1}`);
      }
    }
    expect((await failure(renderFolder(root))).message).toContain('more than 1000 links');
  });

  it('do not matter where they are excluded', async () => {
    const tree = await render({ 'out.lnk': { link: '/etc' }, a: '' }, '_exclude: [copier.yml, "*.lnk"]\n');
    expect(paths(tree)).toStrictEqual(['a']);
  });

  it('may lead to the template itself', async () => {
    const root = templateFolder('', { 'a.txt': 'x' });
    const link = path.join(freshFolder(), 'linked');
    symlinkSync(root, link);
    expect(paths(await renderFolder(link))).toStrictEqual(['a.txt']);
  });
});

function templateLink(root: string, name: string, target: string): void {
  const file = path.join(root, name);
  execFileSync('mkdir', ['-p', path.dirname(file)]);
  symlinkSync(target, file);
}

describe('two sources of one file', () => {
  it('are fine where they come out the same', async () => {
    const { files } = await render({
      '{{ name }}': 'same',
      hek: 'same',
      'a.jinja': '{{ name }}',
      '{{ "a" }}': 'hek',
    });
    expect(files.map((file) => file.path)).toStrictEqual(['a', 'hek']);
  });

  it('are refused where they differ, with what tells them apart', async () => {
    const error = await failure(render({ '{{ name }}': 'one', hek: 'two' }));
    expect(error.details).toMatchObject({ other: 'hek', rendered: 'hek', reads: ['name'] });
  });

  it('are the first of them where the second gives way', async () => {
    const { files } = await render({ '{{ name }}': 'one', hek: 'two' }, '_skip_if_exists: ["{{ name }}"]\n');
    expect(files).toHaveLength(1);
    expect(files[0]).toMatchObject({ sha256: sha256('two') });
  });
});

describe('links that stay links', () => {
  const KEPT = '_preserve_symlinks: true\n';

  it('are planned with their targets, and never followed', async () => {
    const { files, notes } = await render(
      {
        'd/a': 'x',
        'to-file': { link: 'd/a' },
        'to-folder': { link: './d/' },
        'd/up': { link: '../to-file' },
        'z-through': { link: 'to-folder/a' },
      },
      KEPT,
    );
    expect(files.map((file) => [file.path, file.kind])).toStrictEqual([
      ['d/a', 'verbatim'],
      ['d/up', 'link'],
      ['to-file', 'link'],
      ['to-folder', 'link'],
      ['z-through', 'link'],
    ]);
    expect(files[1]).toMatchObject({ target: '../to-file' });
    expect(notes).toStrictEqual([]);
  });

  it('have their targets rendered where they bear the suffix', async () => {
    const { files } = await render(
      {
        '{{ name }}.jinja': { link: '{{ nested }}.txt' },
        'plain {{ name }}': { link: '{{ name }}' },
        'x/y.txt': '',
      },
      KEPT,
    );
    expect(files).toMatchObject([
      { kind: 'link', path: 'hek', target: 'x/y.txt' },
      { kind: 'link', path: 'plain hek', target: '{{ name }}' },
      { kind: 'verbatim', path: 'x/y.txt' },
    ]);
  });

  it('are noted where the template makes nothing that they lead to', async () => {
    const { notes } = await render({ 'a.lnk': { link: 'nowhere' }, here: { link: '.' } }, KEPT);
    expect(notes).toStrictEqual([
      { file: 'a.lnk:1:1', message: "The link points to 'nowhere', which the template does not make." },
    ]);
  });

  it('may be excluded, and skipped by their names', async () => {
    const tree = await render(
      { out: { link: '/etc' }, '{{ empty }}': { link: '/etc' }, a: '' },
      `${KEPT}_exclude: [out, copier.yml]\n`,
    );
    expect(paths(tree)).toStrictEqual(['a']);
  });

  it.each<[string, Record<string, Entry>, RegExp]>([
    ['out of the folder that is made', { a: { link: '../x' } }, /leads out of the folder/],
    ['to an absolute path', { a: { link: '/etc/passwd' } }, /is absolute/],
    ['out once it is rendered', { 'a.jinja': { link: '{{ up }}/x' } }, /leads out of the folder/],
    ['out by way of another link', { 'd/top': { link: '..' }, 'd/a': { link: 'top/../x' } }, /leads out/],
    ['in a circle', { a: { link: 'b' }, b: { link: 'a' } }, /in a circle/],
    ['to our records', { a: { link: '.exlab-wizard/x' } }, /own records/],
    ['with a secret', { 'a.jinja': { link: '{{ token }}' } }, /token/],
    ['in the place of the README', { 'README.md': { link: 'a' }, a: '' }, /is a link/],
    ['in the place of a file', { '{{ name }}': { link: 'a' }, hek: '' }, /both become 'hek'/],
    ['in the place of a folder', { '{{ name }}': { link: 'a' }, 'hek/b': '' }, /both become 'hek'/],
  ])('are refused: one %s', async (_, entries, message) => {
    const error = await failure(render(entries, KEPT));
    expect(error.code).toBe('template_render_error');
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('hunter2');
  });
});
