import { describe, expect, it } from 'vitest';
import type { ExlabError } from '../../../core/system';
import { lintTemplate } from '../../../core/templates/lint';
import { loadTemplate } from '../../../core/templates/manifest';
import type { TemplateContext, TemplateValue } from '../../../core/templates/jinja/value';
import { renderTree } from '../../../core/templates/render-tree';
import { freshFolder, templateFolder, writeTree, type Entry } from './template-folder';

const CONTEXT: TemplateContext = new Map<string, TemplateValue>([
  ['label', 'a < b'],
  ['name', 'hek'],
  ['samples', ['s1', 's2']],
  [
    'plates',
    [
      new Map<string, TemplateValue>([
        ['id', 'p1'],
        ['wells', ['A1', 'A2']],
      ]),
      new Map<string, TemplateValue>([
        ['id', 'p2'],
        ['wells', []],
      ]),
    ],
  ],
]);

/** The rendered files of a template by their paths, as text. */
async function render(entries: Record<string, Entry>, manifest = ''): Promise<Record<string, string>> {
  const template = await loadTemplate(templateFolder(manifest, entries), 'path');
  const { files } = await renderTree(template, CONTEXT, new Set());
  return Object.fromEntries(
    files.map((file) => [
      file.path,
      file.kind === 'rendered' ? Buffer.from(file.bytes).toString('utf8') : file.kind,
    ]),
  );
}

async function failure(rendering: Promise<unknown>): Promise<string> {
  return rendering.then(
    () => expect.fail('it rendered'),
    (caught: unknown) => (caught as ExlabError).message,
  );
}

const WORKFLOW = 'key: ${{ github.sha }}\nname: ${{ name }}\n';

describe('delimiters', () => {
  const BRACKETS =
    "_envops: {block_start_string: '[%', block_end_string: '%]', variable_start_string: '[[', variable_end_string: ']]', comment_start_string: '[#', comment_end_string: '#]'}\n";

  it('of Jinja make an expression of what other tools mean for themselves', async () => {
    const { a } = await render({ 'a.jinja': WORKFLOW.replace('github.sha', 'name') });
    expect(a).toBe('key: $hek\nname: $hek\n');
  });

  it('of a template leave all others alone', async () => {
    const made = await render(
      { 'a.yml.jinja': `${WORKFLOW}[[ name ]][# gone #][% if name %]!{% if %}[% endif %]` },
      BRACKETS,
    );
    expect(made['a.yml']).toBe(`${WORKFLOW}hek!{% if %}`);
  });

  it('of a template hold in names, patterns and messages too', async () => {
    const manifest = `${BRACKETS}_exclude: ["[[ name ]].bak", copier.yml]\n_subdirectory: "[[ name ]]"\n`;
    const made = await render({ 'hek/[[ name ]]-{{ name }}.jinja': '', 'hek/hek.bak': '' }, manifest);
    expect(Object.keys(made)).toStrictEqual(['hek-{{ name }}']);
  });

  it('may be whole lines', async () => {
    const manifest = "_envops: {line_statement_prefix: '%%', line_comment_prefix: '##'}\n";
    const { a } = await render(
      { 'a.jinja': '%% for s in samples\n- {{ s }} ## each\n%% endfor\nend\n' },
      manifest,
    );
    expect(a).toBe('- s1\n- s2\nend\n');
  });
});

describe('white space and line ends', () => {
  it('are trimmed where the template asks for it', async () => {
    const text = '  {% if true %}\nx\n  {% endif %}\n';
    expect((await render({ 'a.jinja': text })).a).toBe('  \nx\n  \n');
    expect((await render({ 'a.jinja': text }, '_envops: {trim_blocks: true, lstrip_blocks: true}\n')).a).toBe(
      'x\n',
    );
    expect((await render({ 'a.jinja': 'x\n' }, '_envops: {keep_trailing_newline: false}\n')).a).toBe('x');
  });

  it.each([
    ['"\\n"', 'a\nb\nc\n\nd'],
    ['"\\r\\n"', 'a\r\nb\r\nc\r\n\r\nd'],
    ['"\\r"', 'a\rb\rc\r\rd'],
  ])('become %s', async (newline, expected) => {
    const made = await render({ 'a.jinja': 'a\r\nb\rc\n\nd' }, `_envops: {newline_sequence: ${newline}}\n`);
    expect(made.a).toBe(expected);
  });
});

describe('escaping', () => {
  it('happens where the template asks for it', async () => {
    expect((await render({ 'a.jinja': '{{ label }}' })).a).toBe('a < b');
    const made = await render({ 'a.jinja': '{{ label }}{{ label|safe }}' }, '_envops: {autoescape: true}\n');
    expect(made.a).toBe('a &lt; ba < b');
  });
});

describe('extensions', () => {
  it('have their tags where the template names them', async () => {
    const manifest = '_jinja_extensions: [jinja2.ext.do, jinja2.ext.loopcontrols]\n';
    const text = '{% set x = [] %}{% for s in samples %}{% do x.append(s) %}{% break %}{% endfor %}{{ x }}';
    expect((await render({ 'a.jinja': text }, manifest)).a).toBe("['s1']");
    expect(await failure(render({ 'a.jinja': text }))).toContain("'do'");
  });
});

describe('yield', () => {
  it('makes a file for each value, which content and deeper names see', async () => {
    const made = await render({
      '{% yield s from samples %}{{ s }}{% endyield %}.txt.jinja': '{{ s }} of {{ name }}',
      '{% yield p from plates %}{{ p.id }}{% endyield %}/info.jinja': '{{ p.wells }}',
      '{% yield p from plates %}{{ p.id }}{% endyield %}/{% yield w from p.wells %}{{ w }}{% endyield %}.jinja':
        '{{ p.id }}/{{ w }}',
    });
    expect(made).toStrictEqual({
      'p1/A1': 'p1/A1',
      'p1/A2': 'p1/A2',
      'p1/info': "['A1', 'A2']",
      'p2/info': '[]',
      's1.txt': 's1 of hek',
      's2.txt': 's2 of hek',
    });
  });

  it('makes nothing of nothing, and a file for each character of a text', async () => {
    expect(
      await render({
        '{% yield x from [] %}{{ x }}{% endyield %}': '',
        '{% yield x from nothing_there %}{{ x }}{% endyield %}': '',
        '{% yield x from "ab" %}{{ x }}{% endyield %}.jinja': '{{ x }}',
      }),
    ).toStrictEqual({ a: 'a', b: 'b' });
  });

  it('may stand in a name once, and in a content never', async () => {
    const twice = '{% yield a from samples %}{% endyield %}{% yield b from samples %}{{ b }}{% endyield %}';
    expect(await failure(render({ [twice]: '' }))).toContain('yield');
    const content = '{% yield a from samples %}{{ a }}{% endyield %}';
    expect(await failure(render({ 'a.jinja': content }))).toContain('only names may');
  });

  it('refuses a secret, and says of two values that make one path what they are', async () => {
    const template = await loadTemplate(
      templateFolder('', { '{% yield x from name %}{{ x }}{% endyield %}': '' }),
      'path',
    );
    expect(await failure(renderTree(template, CONTEXT, new Set(['name'])))).not.toContain('hek');
    const same = { '{% yield x from samples %}same{% endyield %}.jinja': '{{ x }}' };
    expect(await failure(render(same))).toContain('more than once');
  });
});

describe('including', () => {
  it('starts at the template’s folder, also below a subdirectory', async () => {
    const made = await render(
      {
        'files/a.jinja': "{% include 'parts/head' %}{% from 'parts/m.jinja' import hi %}{{ hi(name) }}",
        'parts/head': 'head of {{ name }}\n',
        'parts/m.jinja': '{% macro hi(x) %}hi {{ x }}{% endmacro %}',
      },
      '_subdirectory: files\n',
    );
    expect(made).toStrictEqual({ a: 'head of hek\nhi hek' });
  });

  it('extends, and sees what a name yields', async () => {
    const made = await render(
      {
        '{% yield s from samples %}{{ s }}{% endyield %}.jinja':
          "{% extends 'base' %}{% block b %}{{ s }}{{ super() }}{% endblock %}",
        base: '[{% block b %}!{% endblock %}]',
      },
      '_exclude: [base, copier.yml]\n',
    );
    expect(made).toStrictEqual({ s1: '[s1!]', s2: '[s2!]' });
  });

  it('finds each template’s own files, though the including text is the same', async () => {
    const text = { 'a.jinja': "{% include 'part' %}" };
    const manifest = '_exclude: [part, copier.yml]\n';
    expect((await render({ ...text, part: 'one' }, manifest)).a).toBe('one');
    expect((await render({ ...text, part: 'two' }, manifest)).a).toBe('two');
  });

  it.each([
    ['nothing', /nothing/],
    ['../x', /climbs/],
    ['/etc/passwd', /absolute/],
    ['out/x', /leads out of the template/],
    ['binary', /not written in UTF-8/],
  ])('refuses %j, and says where it stands', async (name, message) => {
    const outside = writeTree(freshFolder(), { x: 'secret' });
    const error = await failure(
      render(
        { 'a.jinja': `x\n{% include '${name}' %}`, out: { link: outside }, binary: Uint8Array.of(255) },
        '_exclude: [out, binary, copier.yml]\n',
      ),
    );
    expect(error).toMatch(message);
    expect(error).toMatch(/^a\.jinja:2:/);
  });

  it('counts for lint: what is included uses names, and must know them', async () => {
    const root = templateFolder('used: {type: str}\n_exclude: [parts, copier.yml]\n', {
      'a.jinja': "{% set local = 1 %}{% include 'parts/a' %}{% import 'parts/m' as m %}{{ m.f() }}",
      'parts/a': "{{ used }}{{ local }}{{ nothing_there }}{% include 'parts/b' %}",
      'parts/b': '{{ local }}{{ nor_this }}',
      'parts/m': '{% macro f() %}{{ used }}{% endmacro %}',
    });
    expect((await lintTemplate(root)).map(({ message }) => message)).toStrictEqual([
      "'nothing_there' is not defined: add a question for it, or remove it.",
      "'nor_this' is not defined: add a question for it, or remove it.",
      "'used' is not defined in a file that is imported: import it 'with context', or hand the value over.",
    ]);
  });

  it('counts for lint: names that a folder yields are defined below it', async () => {
    const root = templateFolder('list: {type: yaml, default: "[a, b]"}\n', {
      '{% yield s from list %}{{ s }}{% endyield %}/{{ s }}.jinja': '{{ s }}',
    });
    expect(await lintTemplate(root)).toStrictEqual([]);
  });
});
