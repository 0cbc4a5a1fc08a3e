import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ExlabError } from '../../../core/system';
import { isCompiled } from '../../../core/templates/evaluate';
import type { LintProblem } from '../../../core/templates/lint-problem';
import { loadTemplate } from '../../../core/templates/manifest';
import type { Question, Template } from '../../../core/templates/model';
import { RUN_KEYS, freshFolder, templateFolder, writeTree } from './template-folder';

function load(manifest: string): Promise<Template> {
  return loadTemplate(templateFolder(manifest), 'path');
}

async function question(manifest: string): Promise<Question> {
  const { questions } = await load(manifest);
  expect(questions).toHaveLength(1);
  return questions[0] ?? expect.fail('no question');
}

async function failure(loading: Promise<unknown>): Promise<ExlabError> {
  return loading.then(
    () => expect.fail('it loaded'),
    (caught: unknown) => caught as ExlabError,
  );
}

/** The problems as `line code`, in the order of the report. */
async function problems(manifest: string): Promise<string[]> {
  const error = await failure(load(manifest));
  return (error.details?.problems as LintProblem[]).map((problem) => `${problem.line} ${problem.code}`);
}

describe('loading a template', () => {
  it('reads every key of ours', async () => {
    const root = templateFolder(
      [
        '_exlab_description: What it is for',
        '_exlab_icon: beaker',
        '_exlab_plugins: [fill_xlsx]',
        '_exlab_plugins_fatal: true',
        '_exlab_allow_tokens: [{token: <sample>, reason: a column of the device}]',
        '_exlab_advanced: [gain]',
        '_exlab_readme:',
        '  fields:',
        '    - {id: bsl, label: Biosafety, type: choice, options: [BSL-1, 2, no], default: 2, required: true}',
        '    - {id: kept_until, label: Kept until, type: date, default: 2026-11-20, hint: then discard}',
        '    - {id: consent, label: Consent, type: boolean, default: false}',
        'gain: 650',
      ].join('\n'),
    );
    const template = await loadTemplate(root, 'global');
    expect(template).toMatchObject({
      name: path.basename(root),
      root,
      sourceRoot: root,
      origin: 'global',
      manifestFile: path.join(root, 'copier.yml'),
      type: 'run',
      version: '1.0.0',
      runScope: 'both',
      description: 'What it is for',
      icon: 'beaker',
      plugins: ['fill_xlsx'],
      pluginsFatal: true,
      allowTokens: [{ token: '<sample>', reason: 'a column of the device' }],
      questions: [{ id: 'gain', advanced: true }],
    });
    expect(template.readmeFields).toStrictEqual([
      {
        id: 'bsl',
        label: 'Biosafety',
        type: 'choice',
        options: ['BSL-1', '2', 'no'],
        required: true,
        default: '2',
      },
      {
        id: 'kept_until',
        label: 'Kept until',
        type: 'date',
        options: [],
        required: false,
        default: '2026-11-20',
        hint: 'then discard',
      },
      { id: 'consent', label: 'Consent', type: 'boolean', options: [], required: false, default: false },
    ]);
  });

  it('has defaults for everything that is not required', async () => {
    expect(await load('')).toMatchObject({
      description: '',
      icon: null,
      readmeFields: [],
      plugins: [],
      pluginsFatal: false,
      allowTokens: [],
      questions: [],
      settings: {
        suffix: '.jinja',
        exclude: ['copier.yaml', 'copier.yml', '~*', '*.py[co]', '__pycache__', '.git', '.DS_Store', '.svn'],
        language: {
          undefinedNames: 'lenient',
          keepTrailingNewline: true,
          trimBlocks: false,
          lstripBlocks: false,
        },
      },
    });
  });

  it('reads copier.yaml too, and refuses both at once', async () => {
    const root = writeTree(freshFolder(), { 'copier.yaml': RUN_KEYS });
    expect((await loadTemplate(root, 'path')).manifestFile).toBe(path.join(root, 'copier.yaml'));
    writeFileSync(path.join(root, 'copier.yml'), RUN_KEYS);
    expect((await failure(loadTemplate(root, 'path'))).message).toContain('both copier.yml and copier.yaml');
  });

  it('names the file and the line of the first problem, and lists all', async () => {
    const root = templateFolder('a: {type: strr}\nb: {typ: str, default: x}\n');
    const error = await failure(loadTemplate(root, 'path'));
    expect(error.code).toBe('template_load_error');
    expect(error.message).toBe(
      `${path.join(root, 'copier.yml')}:5: 'strr' is no type of a question ('a'); did you mean 'str'?`,
    );
    expect((error.details?.problems as LintProblem[]).map((problem) => problem.line)).toStrictEqual([5, 6]);
  });

  it('demands the required keys', async () => {
    const root = writeTree(freshFolder(), { 'copier.yml': '_exlab_type: run\n' });
    const error = await failure(loadTemplate(root, 'path'));
    expect((error.details?.problems as LintProblem[]).map((problem) => problem.message)).toStrictEqual([
      "'_exlab_version' is missing: add a version such as '1.0.0'.",
      "'_exlab_run_scope' is missing: add experimental, test or both.",
    ]);
  });

  it('needs no run scope for a project', async () => {
    const root = writeTree(freshFolder(), { 'copier.yml': "_exlab_type: project\n_exlab_version: '1'\n" });
    expect(await loadTemplate(root, 'path')).toMatchObject({ type: 'project', runScope: null });
  });

  it('says that a folder is no template', async () => {
    expect((await failure(loadTemplate(freshFolder(), 'path'))).message).toContain('holds no copier.yml');
    expect((await failure(loadTemplate('/nowhere/at/all', 'path'))).code).toBe('template_load_error');
  });

  it('refuses a manifest that is huge or not in UTF-8', async () => {
    const huge = writeTree(freshFolder(), { 'copier.yml': `${RUN_KEYS}#${'x'.repeat(1024 * 1024)}\n` });
    expect((await failure(loadTemplate(huge, 'path'))).message).toContain('1 MiB');
    const latin = writeTree(freshFolder(), {
      'copier.yml': Buffer.from(`${RUN_KEYS}a: caf\xe9\n`, 'latin1'),
    });
    expect((await failure(loadTemplate(latin, 'path'))).message).toContain('UTF-8');
  });

  it('has its own code for a README field that every README has', async () => {
    const fields = '_exlab_readme: {fields: [{id: operator, label: Who, type: string}]}\n';
    const error = await failure(load(fields));
    expect(error.code).toBe('template_core_field_redeclared');
    expect(error.message).toContain("'operator'");
    expect((await failure(load(`${fields}a: {type: nothing}\n`))).code).toBe('template_load_error');
  });
});

describe('what is wrong with keys of ours', () => {
  it.each([
    ['_exlab_description: [a]', '5 exlab-key-invalid'],
    ['_exlab_plugins: fill_xlsx', '5 exlab-key-invalid'],
    ['_exlab_plugins_fatal: maybe', '5 exlab-key-invalid'],
    ['_exlab_allow_tokens: [{token: x}]', '5 exlab-key-invalid'],
    ['_exlab_advanced: [gian]\ngain: 1', '5 exlab-key-invalid'],
    ['_exlab_readme: []', '5 readme-field-invalid'],
    ['_exlab_readme: {field: []}', '5 readme-field-invalid'],
    ['_exlab_readme: {fields: [{id: a, label: A}]}', '5 readme-field-invalid'],
    ['_exlab_readme: {fields: [{id: a, label: A, type: number}]}', '5 readme-field-invalid'],
    ['_exlab_readme: {fields: [{id: a, label: A, type: choice}]}', '5 readme-field-invalid'],
    ['_exlab_readme: {fields: [{id: a, label: A, type: choice, options: []}]}', '5 readme-field-invalid'],
    [
      '_exlab_readme: {fields: [{id: a, label: A, type: choice, options: [b], default: c}]}',
      '5 readme-field-invalid',
    ],
    [
      '_exlab_readme: {fields: [{id: a, label: A, type: date, default: 2026-02-30}]}',
      '5 readme-field-invalid',
    ],
    ['_exlab_readme: {fields: [{id: a b, label: A, type: text}]}', '5 readme-field-invalid'],
    ['_exlab_readme: {fields: [{id: __proto__, label: A, type: text}]}', '5 readme-field-invalid'],
    [
      '_exlab_readme:\n  fields:\n    - {id: a, label: A, type: text}\n    - {id: a, label: B, type: text}',
      '8 readme-field-invalid',
    ],
  ])('%s', async (manifest, problem) => {
    expect(await problems(manifest)).toStrictEqual([problem]);
  });

  it('wants a version in quotes', async () => {
    const root = writeTree(freshFolder(), { 'copier.yml': '_exlab_type: project\n_exlab_version: 1.0\n' });
    expect((await failure(loadTemplate(root, 'path'))).message).toContain(
      "'_exlab_version' must be a text, and is a number: put it in quotes.",
    );
  });
});

describe('questions', () => {
  it.each([
    ['a: text', 'str'],
    ['a: 3', 'int'],
    ['a: 3.0', 'float'],
    ['a: no', 'bool'],
    ['a: {default: 3}', 'int'],
    ["a: {default: '3'}", 'str'],
    ['a: {type: path}', 'path'],
    ['a: {type: float, default: 3}', 'float'],
  ])('%s: type %s', async (manifest, type) => {
    expect((await question(manifest)).type).toBe(type);
  });

  it.each([
    ['a:', null],
    ['a: [1, 2]', { templatedItems: [1n, 2n] }],
    ['a: {}', undefined],
    ['a: {help: x}', undefined],
    ['a: {choices: [x, y]}', undefined],
    ['a: {default: ~}', null],
    ['a: 2026-11-20', '2026-11-20'],
    ["a: {type: ''}", undefined],
  ])('%s: YAML, as in Copier', async (manifest, preset) => {
    expect(await question(manifest)).toMatchObject({ type: 'yaml', default: preset });
  });

  it('reads the long form', async () => {
    const asked = await question(
      [
        'a:',
        '  type: str',
        '  help: What {{ label }} is',
        '  placeholder: like this',
        '  default: "{{ label }}"',
        '  when: "{{ operator }}"',
        '  validator: "{% if not a %}say something{% endif %}"',
        '  secret: true',
        '  multiline: true',
        '  qmark: "?"',
      ].join('\n'),
    );
    expect(asked).toMatchObject({ id: 'a', secret: true, multiline: true, line: 4, choices: undefined });
    expect(asked.file).toMatch(/copier\.yml$/);
    for (const part of [asked.help, asked.default, asked.when, asked.validator]) {
      expect(isCompiled(part)).toBe(true);
    }
  });

  it('asks always and has no default where nothing is said', async () => {
    expect(await question('a: {type: int}')).toMatchObject({
      when: true,
      default: undefined,
      validator: undefined,
      secret: false,
      multiline: false,
      advanced: false,
    });
  });

  it('marks those of _secret_questions as secret', async () => {
    expect((await question("_secret_questions: [a]\na: ''")).secret).toBe(true);
  });

  it.each([
    [
      'a: {type: str, choices: [x, y]}',
      [
        ['x', 'x'],
        ['y', 'y'],
      ],
    ],
    [
      'a: {type: int, choices: [1, 2]}',
      [
        ['1', 1n],
        ['2', 2n],
      ],
    ],
    [
      'a: {type: float, choices: [[low, 0.5], [high, 37.0]]}',
      [
        ['low', 0.5],
        ['high', 37],
      ],
    ],
    [
      'a: {type: int, choices: {One: 1, 10x: 10, 5: 5}}',
      [
        ['One', 1n],
        ['10x', 10n],
        ['5', 5n],
      ],
    ],
    [
      'a: {type: str, choices: {Other: , None: none}}',
      [
        ['Other', 'Other'],
        ['None', 'none'],
      ],
    ],
    [
      'a: {type: bool, choices: [yes, no]}',
      [
        ['True', true],
        ['False', false],
      ],
    ],
  ])('%s', async (manifest, choices) => {
    const declared = (await question(manifest)).choices ?? [];
    if ('render' in declared) expect.fail('the choices are a template');
    expect(declared.map(({ label, value }) => [label, value])).toStrictEqual(choices);
  });

  it.each([
    ['1: x', 'question-invalid'],
    ['yes: x', 'question-invalid'],
    ['a: {type: str, validater: x}', 'question-invalid'],
    ['a: {type: str, when: [x]}', 'question-invalid'],
    ['a: {type: str, secret: maybe}', 'question-invalid'],
    ['a: {type: str, choices: [[x, y, z]]}', 'question-choices'],
    ['a: {type: int, choices: [1, two]}', 'question-choices'],
    ['a: {type: str, choices: {x: {validator: y}}}', 'question-choices'],
    ['a: {type: str, choices: {x: {value: y, validator: 3}}}', 'question-choices'],
    ['a: {type: str, choices: [{x: y}]}', 'question-choices'],
    ["a: {type: yaml, choices: ['[1']}", 'question-choices'],
    ['a: {type: str, choices: 5}', 'question-choices'],
    ["a: {type: str, choices: '{{ b'}", 'template-syntax'],
    ['a: {type: str, multiselect: true}', 'question-choices'],
    ['a: {type: str, multiselect: maybe, choices: [x]}', 'question-invalid'],
    ['a: {type: str, multiselect: true, choices: [x], default: x}', 'question-default'],
    ['a: {type: str, multiselect: true, choices: [x], default: [x, y]}', 'question-default'],
    ['a: {type: int, multiselect: true, choices: [1], default: [x]}', 'question-default'],
    ['a: {type: yaml, default: "[1"}', 'question-default'],
    ['a: {type: json, default: "{a: 1}"}', 'question-default'],
    ["a: {type: '{{ b'}", 'template-syntax'],
    ['a: {type: int, default: x}', 'question-default'],
    ['a: {type: str, default: [x]}', 'question-default'],
    ['a: {type: str, default: ~}', 'question-default'],
    ['a: {type: str, choices: [x, y], default: z}', 'question-default'],
    ["a: {type: str, default: '{{ b'}", 'template-syntax'],
    ["a: {type: str, when: '{% if %}'}", 'template-syntax'],
    ["a: {type: str, validator: '{{ a|upperr }}'}", 'template-syntax'],
  ])('%s: %s', async (manifest, code) => {
    expect(await problems(manifest)).toStrictEqual([`5 ${code}`]);
  });

  it('may have hostile ids', async () => {
    const { questions } = await load('constructor: x\nhasOwnProperty: 1\n__proto__: {polluted: yes}\n');
    expect(questions.map(({ id }) => id)).toStrictEqual(['constructor', 'hasOwnProperty']);
  });

  it('places a mistake inside a text of the manifest', async () => {
    const error = await failure(
      load('a:\n  type: str\n  default: "x {{ b"\n  help: |\n    one\n    two {{ c|uppr }}\n'),
    );
    const places = (error.details?.problems as LintProblem[]).map(({ line }) => line);
    expect(places.sort()).toStrictEqual([10, 7].sort());
  });
});

describe('settings of Copier', () => {
  it('reads those that shape the output', async () => {
    const root = templateFolder(
      [
        '_subdirectory: files',
        "_templates_suffix: ''",
        '_exclude: ["*.bak", "{{ label }}"]',
        '_envops: {undefined: jinja2.StrictUndefined, trim_blocks: true, lstrip_blocks: true, keep_trailing_newline: false, block_start_string: "{%", autoescape: false}',
      ].join('\n'),
      { 'files/a': '' },
    );
    const template = await loadTemplate(root, 'path');
    expect(template.sourceRoot).toBe(path.join(root, 'files'));
    expect(template.settings).toMatchObject({
      suffix: '',
      exclude: ['*.bak', '{{ label }}'],
      language: {
        undefinedNames: 'strict',
        keepTrailingNewline: false,
        trimBlocks: true,
        lstripBlocks: true,
      },
    });
  });

  it('excludes nothing by default below a subdirectory, as Copier', async () => {
    const root = templateFolder('_subdirectory: files', { 'files/a': '' });
    expect((await loadTemplate(root, 'path')).settings.exclude).toStrictEqual([]);
  });

  it.each([
    ['_subdirectory: nowhere', '1 setting-invalid'],
    ['_subdirectory: ..', '1 setting-invalid'],
    ['_subdirectory: /etc', '1 setting-invalid'],
    ['_subdirectory: copier.yml', '1 setting-invalid'],
    ['_envops: {undefined: jinja2.DebugUndefined}', '5 setting-unsupported'],
    ['_envops: {trim_blocks: maybe}', '5 setting-invalid'],
    ['_exclude: a', '5 setting-invalid'],
    ["_exclude: ['{{ a']", '5 template-syntax'],
    ['_templates_suffix: [x]', '5 setting-invalid'],
  ])('%s: %s', async (manifest, problem) => {
    expect(await problems(manifest)).toStrictEqual([problem]);
  });

  it('refuses a subdirectory that is a link out of the template', async () => {
    const root = templateFolder('_subdirectory: files', { files: { link: freshFolder() } });
    expect((await failure(loadTemplate(root, 'path'))).message).toContain('leads out of the template');
  });

  it('refuses a template for a later Copier', async () => {
    const root = writeTree(freshFolder(), {
      'copier.yml': "_exlab_type: project\n_exlab_version: '1'\n_min_copier_version: 10.1.0\n",
    });
    expect((await failure(loadTemplate(root, 'path'))).message).toContain('asks for Copier 10.1.0');
  });

  it('leaves alone what it only warns of, and keys of other tools', async () => {
    const manifest = [
      '_tasks: [rm -rf /]',
      '_migrations: [x]',
      '_answers_file: .a.yml',
      '_skip_if_exists: [a]',
      '_jinja_extensions: []',
      '_preserve_symlinks: false',
      '_cruft_thing: {a: [b]}',
      '_exclud: [x]',
    ].join('\n');
    await expect(load(manifest)).resolves.toMatchObject({ type: 'run' });
  });
});
