import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintTemplate, lintTemplates } from '../../../core/templates/lint';
import type { LintProblem } from '../../../core/templates/lint-problem';
import { RUN_KEYS, freshFolder, templateFolder, writeTree, type Entry } from './template-folder';

async function lint(manifest: string, entries: Record<string, Entry> = {}): Promise<LintProblem[]> {
  return lintTemplate(templateFolder(manifest, entries));
}

/** `file:line:column severity code`, the file relative to the template. */
async function lines(manifest: string, entries: Record<string, Entry> = {}): Promise<string[]> {
  const root = templateFolder(manifest, entries);
  return (await lintTemplate(root)).map(
    ({ file, line, column, severity, code }) =>
      `${path.relative(root, file)}:${line}:${column} ${severity} ${code}`,
  );
}

describe('lint', () => {
  it('has nothing to say of a good template', async () => {
    expect(
      await lines('a: {type: str}\n', { '{{ a }}.txt.jinja': '{{ a }} {{ label }} {{ _copier_conf.os }}' }),
    ).toStrictEqual([]);
  });

  it('says all that loading says', async () => {
    expect(
      await lines('a: {type: strr}\n_exlab_readme: {fields: [{id: label, label: L, type: text}]}\n'),
    ).toStrictEqual(['copier.yml:5:11 error question-type', 'copier.yml:6:26 error core-field-redeclared']);
  });

  it('counts no byte order mark, as editors do', async () => {
    expect(
      await lines('', {
        'broken.jinja': '\u{feff}{{ }}',
        'included.txt': '\u{feff}{{ nothing }}',
        'nothing.jinja': "\u{feff}{{ nothing }}{% include 'nowhere' %}{% include 'included.txt' %}",
      }),
    ).toStrictEqual([
      'broken.jinja:1:4 error template-syntax',
      'included.txt:1:4 warning undefined-variable',
      'nothing.jinja:1:4 warning undefined-variable',
      'nothing.jinja:1:25 error include-missing',
    ]);
  });

  it('finds files, names and texts that do not parse, with their place', async () => {
    const found = await lines("a: '{{ b'\nunused_perhaps: x\n", {
      'd/x.jinja': 'fine\n  {{ nothing|uppr }}',
      '{{ y': '',
      'plain.txt': '{{ not a template',
    });
    expect(found.map((line) => line.replace(/:\d+ /, ' '))).toStrictEqual([
      'copier.yml:5 error template-syntax',
      'd/x.jinja:2 error template-syntax',
      '{{ y:1 error template-syntax',
    ]);
  });

  it('finds variables that nothing defines, with a suggestion and the stretch', async () => {
    const problems = await lint(
      'sample: {type: str}\nb: "{{ sampel }}"\nc: "{{ d }}{{ b }}"\nd: "{{ c }}"\n',
      {
        '{{ smple }}.jinja': 'x\n{{ zzzzzz }}{{ d }}{{ sample }}',
      },
    );
    expect(problems.map(({ code }) => code)).toStrictEqual(Array(4).fill('undefined-variable'));
    expect(problems.map(({ message }) => message)).toStrictEqual([
      "'sampel' is not defined; did you mean 'sample'?",
      "'d' is asked later, and is not defined here yet: move its question up.",
      "'smple' is not defined; did you mean 'sample'?",
      "'zzzzzz' is not defined: add a question for it, or remove it.",
    ]);
    expect(problems[0]).toMatchObject({ line: 6, column: 8, endLine: 6, endColumn: 14 });
    expect(problems[3]).toMatchObject({ line: 2, column: 4, endColumn: 10 });
  });

  it('takes names that a template sets itself, loops over or imports from Jinja for defined', async () => {
    const text =
      '{% set x = 1 %}{{ x }}{% for i in range(3) %}{{ i }}{{ loop.index }}{% endfor %}{{ dict(a=1) }}';
    expect(await lines('', { 'a.jinja': text })).toStrictEqual([]);
  });

  it('knows that a project has no run', async () => {
    const root = writeTree(freshFolder(), {
      'copier.yml': "_exlab_type: project\n_exlab_version: '1'\n_min_copier_version: '9'\n",
      'a.jinja': '{{ label }}{{ run_name }}',
    });
    expect((await lintTemplate(root)).map(({ code }) => code)).toStrictEqual(['undefined-variable']);
  });

  it('finds questions that nothing uses, their own check aside', async () => {
    expect(
      await lines('a: {type: int, validator: "{% if a > 3 %}x{% endif %}"}\nb: x\nc: "{{ b }}"\n', {
        '{{ c }}': '',
      }),
    ).toStrictEqual(['copier.yml:5:1 information question-unused']);
    expect(await lines('a: x\n_exlab_plugins: [p]\n')).toStrictEqual([]);
    expect(await lines('a: x\n', { 'x.jinja': '{{ _copier_answers }}' })).toStrictEqual([]);
  });

  it.each<[string, Record<string, Entry>, string]>([
    ['an illegal character', { 'a:b.txt': '' }, 'a:b.txt:1:1 warning illegal-name'],
    ['a trailing dot', { 'a.': '' }, 'a.:1:1 warning illegal-name'],
    ['a reserved name', { 'con.txt.jinja': '' }, 'con.txt.jinja:1:1 warning illegal-name'],
    ['names that differ in case', { Data: '', data: '' }, 'data:1:1 warning name-collision'],
    ['a link out', { out: { link: '/etc' } }, 'out:1:1 error source-unreadable'],
    ['a template that is no text', { 'a.jinja': Uint8Array.of(255) }, 'a.jinja:1:1 error source-unreadable'],
    ['a folder with the suffix', { 'a.jinja/b': '' }, 'a.jinja:1:1 error source-unreadable'],
  ])('finds %s', async (_, entries, line) => {
    expect(await lines('', entries)).toStrictEqual([line]);
  });

  it('marks what is no YAML up to the end of its line', async () => {
    const root = writeTree(freshFolder(), { 'copier.yml': 'a: "x\n  y" >-\n    {% if a %}b\n\nc: d\n' });
    const text = readFileSync(path.join(root, 'copier.yml'), 'utf8').split('\n');
    for (const { endLine = 0, endColumn = 0 } of await lintTemplate(root))
      expect(endColumn - 1).toBeLessThanOrEqual(text[endLine - 1]?.length ?? -1);
  });

  it('says nothing of a file that is left out, under the name under which it would be made', async () => {
    const manifest = '_exclude: ["*.bak", drafts, "!kept.bak"]\n';
    const broken = { 'a.bak.jinja': '{{ x', 'drafts/b.jinja': '{{ x', 'kept.bak.jinja': '{{ x' };
    expect(await lines(manifest, broken)).toStrictEqual(['kept.bak.jinja:1:5 error template-syntax']);
  });

  it.each([
    ['{{ unasked | default("") }}', []],
    ['{% if unasked is defined %}{{ unasked }}{% endif %}', []],
    ['{{ unasked.part | default("") }}', ['x.jinja:1:4 warning undefined-variable']],
    ['{{ sampel | default("") }}', ['x.jinja:1:4 warning undefined-variable']],
  ])('lets a text ask whether a name is defined that is not: %s', async (text, expected) => {
    expect(await lines('sample: x\n', { 'x.jinja': text, '{{ sample }}': '' })).toStrictEqual(expected);
  });

  it('finds a name that is too long', async () => {
    // 255 bytes are possible on this file system; the suffix does not count.
    expect(await lines('', { ['x'.repeat(249) + '.jinja']: '' })).toStrictEqual([]);
  });

  it.each([
    ['_tasks: [x]', '5:1 warning tasks-never-run'],
    ['_migrations: [x]', '5:1 warning tasks-never-run'],
    ['_answers_file: .copier-answers.yml', '5:16 warning answers-file'],
    ['_exclud: [x]', '5:1 warning near-miss-key'],
    ['_exlab_descripton: x', '5:1 warning near-miss-key'],
    ['myQuestion: x\nb: "{{ myQuestion }}"\n_exclude: ["{{ b }}"]', '5:1 warning question-id-style'],
  ])('%s: %s', async (manifest, line) => {
    expect(await lines(manifest, {})).toStrictEqual([`copier.yml:${line}`]);
  });

  it('wants a Copier version of 9', async () => {
    const manifest = (version: string): string => `_exlab_type: project\n_exlab_version: '1'\n${version}`;
    for (const [version, code] of [
      ['', 'copier-version'],
      ['_min_copier_version: 8.3.0\n', 'copier-version'],
      ['_min_copier_version: later\n', 'setting-invalid'],
      ['_min_copier_version: 9\n', undefined],
    ] as const) {
      const root = writeTree(freshFolder(), { 'copier.yml': manifest(version) });
      expect((await lintTemplate(root))[0]?.code).toBe(code);
    }
  });
});

describe('a plain Copier template', () => {
  it('may do what Copier allows and we do otherwise', async () => {
    const root = writeTree(freshFolder(), {
      'copier.yml':
        "_tasks: [x]\n_answers_file: .copier-answers.yml\nMyName: '{{ _copier_python }} {{ now() }} {{ make_secret() }}'\n",
      '{{ MyName }}': '',
    });
    expect(await lintTemplate(root)).toStrictEqual([]);
    const codes = (await lintTemplate(root, { meantForUs: true })).map(({ code }) => code);
    for (const code of ['copier-version', 'tasks-never-run', 'answers-file', 'question-id-style'])
      expect(codes).toContain(code);
  });

  it.each([
    ['_jinja_extensions: [jinja2_slug.SlugExtension]', 'only Copier renders with it'],
    ['_envops: {finalize: str}', 'never run here'],
    ['_min_copier_version: "10.0.0"', 'Copier 10'],
  ])('is told what only Copier can do: %s', async (setting, words) => {
    const root = writeTree(freshFolder(), { 'copier.yml': `${setting}\na: x\n`, '{{ a }}': '' });
    const [said, ...others] = await lintTemplate(root);
    expect(said).toMatchObject({ code: 'setting-unsupported', severity: 'warning' });
    expect(said?.message).toContain(words);
    expect(others).toEqual([]);
    // A template of ours could not be used.
    const ours = await lintTemplate(root, { meantForUs: true });
    expect(ours.find(({ code }) => code === 'setting-unsupported')?.severity).toBe('error');
  });

  it('is told where it uses what an extension that is Python brings', async () => {
    const root = writeTree(freshFolder(), {
      'copier.yml': '_jinja_extensions: [jinja2_slug.SlugExtension]\na: x\n',
      'a.txt.jinja': '{{ a | slug }}',
    });
    const codes = (problems: readonly LintProblem[]): string[][] =>
      problems.map(({ code, severity }) => [code, severity]);
    expect(codes(await lintTemplate(root))).toEqual([
      ['template-syntax', 'warning'],
      ['setting-unsupported', 'warning'],
    ]);
    expect(codes(await lintTemplate(root, { meantForUs: true }))).toEqual(
      expect.arrayContaining([
        ['template-syntax', 'error'],
        ['setting-unsupported', 'error'],
      ]),
    );
  });

  // "Templates can use extensions": any of them adds filters, tests, tags and, with a context hook, variables
  // (Copier, configuring, `jinja_extensions`; copier-template-extensions, "Context hook extension").
  it.each([
    ['a filter', '{{ a | slug }}', ["warning no filter named 'slug' here"]],
    ['a test', '{{ a is sluggy }}', ["warning no test named 'sluggy' here"]],
    ['a tag', '{% sluggish a %}', ["warning no tag named 'sluggish' here"]],
    ['a variable', '{{ this_year }}', []],
    ['a variable that is almost a question', '{{ sampel }}', []],
    ['what does not parse anywhere', '{{ a', ['error ']],
  ])('is not blamed for %s that a Python extension may bring', async (_, text, expected) => {
    const entries = { 'a.jinja': text, 'b.jinja': "{% include 'a.jinja' %}", '{{ sample }}{{ a }}': '' };
    for (const included of [false, true]) {
      const root = writeTree(freshFolder(), {
        'copier.yml': `_jinja_extensions: [extensions/context.py:Hook]
_exclude: [${included ? 'a' : 'b'}, copier.yml]\na: x\nsample: x\n`,
        ...entries,
      });
      const problems = (await lintTemplate(root)).filter(({ code }) => code !== 'setting-unsupported');
      expect(problems).toHaveLength(expected.length);
      expected.forEach((start, index) => {
        const { severity, message } = problems[index] ?? {};
        expect(`${severity} ${message}`.startsWith(start)).toBe(true);
      });
    }
  });

  it('is told, whatever extensions it has, of an answer that is not there yet', async () => {
    const root = writeTree(freshFolder(), {
      'copier.yml': "_jinja_extensions: [x.Y]\na: '{{ b }}{{ c }}'\nb: x\n",
      '{{ a }}{{ b }}': '',
    });
    const [, said, ...others] = await lintTemplate(root);
    expect(said?.message).toContain("'b' is asked later");
    expect(others).toEqual([]);
  });

  it('is told that a name with an underscore in front is not asked', async () => {
    const root = writeTree(freshFolder(), {
      'copier.yml': "_short: {type: str, default: '{{ a }}'}\na: x\n",
      '{{ _short }}-{{ a }}': '',
    });
    const [said, ...others] = await lintTemplate(root);
    expect(said).toMatchObject({ code: 'undefined-variable', severity: 'warning' });
    expect(said?.message).toContain('does not ask it');
    expect(others).toEqual([]);
  });

  // Copier makes a pydantic data class of a question, and that passes over what it does not know.
  it('is only warned of a key of a question that Copier passes over', async () => {
    const root = writeTree(freshFolder(), { 'copier.yml': 'a: {typr: str, default: x}\n', '{{ a }}': '' });
    expect(await lintTemplate(root)).toMatchObject([{ code: 'question-invalid', severity: 'warning' }]);
    const ours = await lintTemplate(root, { meantForUs: true });
    expect(ours.find(({ code }) => code === 'question-invalid')?.severity).toBe('error');
  });

  it('is told to put an expression in quotes that YAML reads as a mapping', async () => {
    const root = writeTree(freshFolder(), { 'copier.yml': 'a: x\nb: {when: {{ a }}}\n', '{{ b }}': '' });
    expect((await lintTemplate(root)).map(({ message }) => message).join(' ')).toContain('in quotes');
  });

  it('is told of an extension that even Copier does not know', async () => {
    const root = writeTree(freshFolder(), {
      'copier.yml': '_jinja_extensions: [jinja2.ext.doo]\na: x\n',
      '{{ a }}': '',
    });
    expect(await lintTemplate(root)).toMatchObject([{ code: 'setting-unsupported', severity: 'error' }]);
  });

  it('is not asked for keys of ours, unless it is meant for us', async () => {
    const root = writeTree(freshFolder(), {
      'copier.yml': "_min_copier_version: '9'\na: x\n",
      '{{ a }}': '',
    });
    expect(await lintTemplate(root)).toStrictEqual([]);
    expect((await lintTemplate(root, { meantForUs: true })).map(({ code }) => code)).toStrictEqual([
      'exlab-key-missing',
      'exlab-key-missing',
    ]);
  });
});

describe('a folder of templates', () => {
  it('is checked template by template', async () => {
    const folder = writeTree(freshFolder(), {
      'b/copier.yml': `${RUN_KEYS}_tasks: [x]\n`,
      'a/copier.yml': 'a: [',
      'notes/readme.md': '',
    });
    expect(
      (await lintTemplates(folder)).map(({ file, code }) => [path.relative(folder, file), code]),
    ).toStrictEqual([
      [path.join('a', 'copier.yml'), 'manifest-not-yaml'],
      [path.join('b', 'copier.yml'), 'tasks-never-run'],
    ]);
  });

  it('or one template', async () => {
    expect(await lintTemplates(templateFolder('_tasks: [x]\n'))).toHaveLength(1);
  });

  it('says that there is no template in it', async () => {
    expect((await lintTemplates(freshFolder())).map(({ code }) => code)).toStrictEqual(['manifest-missing']);
  });
});
