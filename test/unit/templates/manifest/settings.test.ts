import { describe, expect, it } from 'vitest';
import type { ExlabError } from '../../../../core/system';
import { COPIER_DEFAULTS } from '../../../../core/templates/jinja/language';
import { lintTemplate } from '../../../../core/templates/lint';
import type { LintProblem } from '../../../../core/templates/lint-problem';
import { loadTemplate } from '../../../../core/templates/manifest';
import type { TemplateSettings } from '../../../../core/templates/model';
import { templateFolder, type Entry } from '../template-folder';

async function settings(manifest: string, entries: Record<string, Entry> = {}): Promise<TemplateSettings> {
  return (await loadTemplate(templateFolder(`${manifest}\n`, entries), 'path')).settings;
}

/** Line and code of all that is wrong with a manifest; its own lines begin with the fifth. */
async function problems(manifest: string): Promise<string[]> {
  return (await lintTemplate(templateFolder(`${manifest}\n`))).map(({ line, code }) => `${line} ${code}`);
}

async function messages(manifest: string): Promise<string[]> {
  return (await lintTemplate(templateFolder(`${manifest}\n`))).map(({ message }) => message);
}

describe('_envops', () => {
  it('leaves Copier’s defaults where it says nothing', async () => {
    expect((await settings('')).language).toStrictEqual(COPIER_DEFAULTS);
    expect((await settings('_envops: {}')).language).toStrictEqual(COPIER_DEFAULTS);
  });

  it('gives every delimiter and prefix', async () => {
    const manifest = [
      '_envops:',
      '  block_start_string: "[%"',
      '  block_end_string: "%]"',
      '  variable_start_string: "[["',
      '  variable_end_string: "]]"',
      '  comment_start_string: "[#"',
      '  comment_end_string: "#]"',
      '  line_statement_prefix: "%%"',
      '  line_comment_prefix: "##"',
    ].join('\n');
    expect((await settings(manifest)).language.delimiters).toStrictEqual({
      blockStart: '[%',
      blockEnd: '%]',
      variableStart: '[[',
      variableEnd: ']]',
      commentStart: '[#',
      commentEnd: '#]',
      lineStatementPrefix: '%%',
      lineCommentPrefix: '##',
    });
  });

  it('gives what shapes the text', async () => {
    const manifest =
      '_envops: {trim_blocks: true, lstrip_blocks: true, keep_trailing_newline: false, autoescape: true, newline_sequence: "\\r\\n", undefined: jinja2.ChainableUndefined, line_statement_prefix: ~}';
    expect((await settings(manifest)).language).toStrictEqual({
      ...COPIER_DEFAULTS,
      trimBlocks: true,
      lstripBlocks: true,
      keepTrailingNewline: false,
      autoescape: true,
      newlineSequence: '\r\n',
      undefinedNames: 'chainable',
    });
  });

  it('takes without effect what changes only how Jinja works', async () => {
    const manifest =
      '_envops: {optimized: false, cache_size: 50, auto_reload: true, enable_async: true, finalize: ~}';
    expect((await settings(manifest)).language).toStrictEqual(COPIER_DEFAULTS);
  });

  it.each([
    ['_envops: [x]', '5 setting-invalid'],
    ['_envops: {trim_blocks: maybe}', '5 setting-invalid'],
    ['_envops: {autoescape: html}', '5 setting-invalid'],
    ['_envops: {newline_sequence: "\\n\\n"}', '5 setting-invalid'],
    ['_envops: {block_start_string: ""}', '5 setting-invalid'],
    ['_envops: {block_start_string: "{{"}', '5 setting-invalid'],
    ['_envops: {variable_start_string: 3}', '5 setting-invalid'],
    ['_envops: {loader: x}', '5 setting-invalid'],
    ['_envops: {finalize: str}', '5 setting-unsupported'],
    ['_envops: {undefined: jinja2.DebugUndefined}', '5 setting-unsupported'],
    ['_envops: {undefined: my.Undefined}', '5 setting-unsupported'],
  ])('%s: %s', async (manifest, problem) => {
    expect(await problems(manifest)).toStrictEqual([problem]);
  });

  it('suggests the key that was meant', async () => {
    expect(await messages('_envops: {trim_block: true}')).toStrictEqual([
      "'_envops' has no key 'trim_block'; did you mean 'trim_blocks'?",
    ]);
  });
});

describe('_jinja_extensions', () => {
  it('adds to those that Copier always has', async () => {
    const manifest =
      '_jinja_extensions: [jinja2.ext.do, jinja2.ext.loopcontrols, jinja2.ext.i18n, jinja2.ext.debug, jinja2.ext.with_, jinja2.ext.autoescape, jinja2_time.TimeExtension, copier.jinja_ext.YieldExtension]';
    expect((await settings(manifest)).language.extensions).toStrictEqual([
      'yield',
      'ansible',
      'do',
      'loopcontrols',
      'i18n',
      'debug',
      'time',
    ]);
    expect((await settings('_jinja_extensions: ~')).language.extensions).toStrictEqual(['yield', 'ansible']);
  });

  it('says of any other that it is Python, or what was meant', async () => {
    expect(
      await messages('_jinja_extensions: [cookiecutter.extensions.SlugifyExtension, jinja2.ext.dou]'),
    ).toStrictEqual([
      expect.stringContaining("'cookiecutter.extensions.SlugifyExtension' is Python") as string,
      "There is no extension 'jinja2.ext.dou'; did you mean 'jinja2.ext.do'?",
    ]);
  });

  it.each([
    ['_jinja_extensions: jinja2.ext.do', '5 setting-invalid'],
    ['_jinja_extensions: [1]', '5 setting-invalid'],
    ['_jinja_extensions: [jinja2_slug.SlugExtension]', '5 setting-unsupported'],
  ])('%s: %s', async (manifest, problem) => {
    expect(await problems(manifest)).toStrictEqual([problem]);
  });
});

describe('what is rendered', () => {
  it('has a suffix, which may be empty', async () => {
    expect((await settings('')).suffix).toBe('.jinja');
    expect((await settings('_templates_suffix: ~')).suffix).toBe('.jinja');
    expect((await settings("_templates_suffix: ''")).suffix).toBe('');
    expect((await settings('_templates_suffix: .j2')).suffix).toBe('.j2');
  });

  it('excludes what Copier does, but below a subdirectory', async () => {
    const usual = ['copier.yaml', 'copier.yml', '~*', '*.py[co]', '__pycache__', '.git', '.DS_Store', '.svn'];
    expect((await settings('')).exclude).toStrictEqual(usual);
    expect((await settings('_subdirectory: ./')).exclude).toStrictEqual(usual);
    expect((await settings('_subdirectory: ./files', { 'files/a': '' })).exclude).toStrictEqual([]);
    expect((await settings('_exclude: [a]')).exclude).toStrictEqual(['a']);
  });

  it('may lie in a folder that answers choose', async () => {
    const template = await loadTemplate(
      templateFolder("_subdirectory: '{{ a }}'\na: {type: str, choices: [x, y]}\n", { 'x/f': '', 'y/f': '' }),
      'path',
    );
    expect(template.settings.subdirectory).toBe('{{ a }}');
    expect(template.sourceRoot).toBe(template.root);
  });

  it('tells what gives way and whether links stay links', async () => {
    expect(await settings('')).toMatchObject({ skipIfExists: [], preserveSymlinks: false });
    expect(await settings('_skip_if_exists: [a, "{{ label }}"]\n_preserve_symlinks: true')).toMatchObject({
      skipIfExists: ['a', '{{ label }}'],
      preserveSymlinks: true,
    });
  });

  it.each([
    ['_skip_if_exists: a', '5 setting-invalid'],
    ["_skip_if_exists: ['{{ a']", '5 template-syntax'],
    ['_preserve_symlinks: sometimes', '5 setting-invalid'],
    ['_templates_suffix: [x]', '5 setting-invalid'],
    ['_subdirectory: [x]', '5 setting-invalid'],
    ["_subdirectory: '{{ a'", '5 template-syntax'],
    ['_subdirectory: "a\\0b"', '1 setting-invalid'],
    ['_exclude: [1]', '5 setting-invalid'],
    ['_secret_questions: x', '5 setting-invalid'],
  ])('%s: %s', async (manifest, problem) => {
    expect(await problems(manifest)).toStrictEqual([problem]);
  });

  it('never leaves the template, also not by a link or a file in the place of a folder', async () => {
    const refusal = async (manifest: string, entries: Record<string, Entry>): Promise<string> =>
      loadTemplate(templateFolder(manifest, entries), 'path').then(
        () => expect.fail('it loaded'),
        (caught: unknown) => (caught as ExlabError).message,
      );
    expect(await refusal('_subdirectory: x', { x: { link: '..' } })).toContain('leads out of the template');
    expect(await refusal('_subdirectory: a/../..', { 'a/b': '' })).toContain('leads out of the template');
    expect(await refusal('_subdirectory: x', { x: { link: 'x' } })).toContain('no folder');
    expect(await refusal('_subdirectory: x/y', { x: '' })).toContain('no folder');
  });
});

describe('_min_copier_version', () => {
  const first = async (version: string): Promise<LintProblem | undefined> => {
    const root = templateFolder('', {
      'copier.yml': `_exlab_type: project\n_exlab_version: '1'\n_min_copier_version: '${version}'\n`,
    });
    return (await lintTemplate(root))[0];
  };

  it.each(['9', '9.0', 'v9.4.1', '9.4.0a1', '9.4.0.post2', '9.5.0.dev3', '9.0.0rc1+local.7', '0!9.1'])(
    'may be %s',
    async (version) => {
      expect(await first(version)).toBeUndefined();
    },
  );

  it.each([
    ['8.9.9', 'copier-version'],
    ['10.0.0a1', 'setting-unsupported'],
    ['>=9', 'setting-invalid'],
    ['9.x', 'setting-invalid'],
    ['9..1', 'setting-invalid'],
    ['nine', 'setting-invalid'],
  ])('may not be %s', async (version, code) => {
    expect((await first(version))?.code).toBe(code);
  });
});

describe('settings that do nothing here', () => {
  it('are warned of where the template may count on them', async () => {
    expect(
      await problems('_tasks: [x]\n_migrations: [{version: v1, before: [x]}]\n_answers_file: x.yml'),
    ).toStrictEqual(['5 tasks-never-run', '6 tasks-never-run', '7 answers-file']);
  });

  it('are left alone where nothing is lost', async () => {
    expect(
      await problems(
        [
          '_tasks: []',
          '_message_before_update: "{{ nothing"',
          '_message_after_update: "{{ nothing"',
          '_answers_file: .exlab-answers.yml',
          '_anything_of_another_tool: {a: [b]}',
        ].join('\n'),
      ),
    ).toStrictEqual([]);
  });
});
