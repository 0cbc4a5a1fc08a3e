import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  inOwnProcesses,
  inThisProcess,
  loadTemplate,
  type RenderedTree,
  type Template,
  type TemplateEvaluator,
} from '../../core/templates';
import { evaluateQuestionnaire } from '../../core/templates/questionnaire';
import { toExlabError } from '../../core/system';
import { launcher } from '../../core/templates/evaluation/launch';
import { wireFormat } from '../../core/templates/evaluation/wire-format';
import { writeTemplate } from '../support/laboratory';
import { temporaryFolder } from '../support/temporary-folder';
import { bundledProgram, type BundledProgram } from '../support/bundled-program';
import { buildProgram, exlabProcess } from './exlab-process';

const REAL = path.resolve('dist/template-child.cjs');
const ANSWERS = new Map([['sample', 's1']]);

/** Many rounds that do nothing: as long as nobody ends them. */
const SPINNING =
  '{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}';

/** A regular expression that tries every way to divide a text. */
const CATASTROPHE =
  "{{ ('a' * 60)|regex_search('(a+)+$|(a|aa)+b') }}{{ ('a' * 60)|regex_search('(a|aa|aaa)+b') }}";

let unruly: BundledProgram;
const evaluators: TemplateEvaluator[] = [];

beforeAll(async () => {
  buildProgram();
  unruly = await bundledProgram('unruly-child');
});

afterAll(() => unruly.dispose());

afterEach(async () => {
  for (const evaluator of evaluators.splice(0)) await evaluator.close();
  expect(childrenOfOurs()).toEqual([]);
});

function evaluator(entry: string, nodePath?: string): TemplateEvaluator {
  const made = inOwnProcesses({ entry, nodePath });
  evaluators.push(made);
  return made;
}

/** A template with one question and these files below `template/`. */
async function template(files: Readonly<Record<string, string>>, questions = ''): Promise<Template> {
  const root = path.join(temporaryFolder(), 'one');
  const manifest = `_exlab_type: run\n_exlab_version: "1.0.0"\n_exlab_run_scope: both\n_subdirectory: template\nsample: {type: str, default: s1}\n${questions}`;
  const below = Object.entries(files).map(([name, text]) => [`template/${name}`, text] as const);
  await writeTemplate(root, { 'copier.yml': manifest, ...Object.fromEntries(below) });
  return loadTemplate(root, 'path');
}

function render(from: TemplateEvaluator, of: Template, signal?: AbortSignal): Promise<RenderedTree> {
  return from.render(of, ANSWERS, new Set(), signal === undefined ? {} : { signal });
}

function textOf({ files }: RenderedTree, wanted: string): string {
  const file = files.find((each) => each.path === wanted);
  return file?.kind === 'rendered' ? Buffer.from(file.bytes).toString('utf8') : '';
}

/** The pids of our own children that evaluate templates, zombies included (proc(5)). */
function childrenOfOurs(): number[] {
  if (process.platform !== 'linux') return [];
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return processes.map(Number).filter((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return Number(parent) === process.pid && /(?:template|unruly)-child/.test(command);
    } catch {
      return false;
    }
  });
}

describe('templates in processes of their own', () => {
  it('become what they become in this one', async () => {
    const made = await template(
      {
        'notes.txt.jinja': '{{ sample }} {{ weight }} {{ missing }}\n',
        '{{ sample }}.csv': 'verbatim\n',
        'README.md.jinja': '{% raw %}<sample>{% endraw %}\n',
        'deep/er/empty.txt.jinja': '{{ not',
      },
      'weight: {type: int, default: 12345678901234567890}\nratio: {type: float, default: 0.5}\nkey: {type: str, secret: true, default: ""}\n',
    );
    await writeFile(path.join(made.sourceRoot, 'deep/er/empty.txt.jinja'), 'é😀\u{feff}\r\n');
    const given = { sample: 's2', ratio: '0.25' };
    const own = evaluator(REAL);
    const [there, here] = await Promise.all(
      [own, inThisProcess].map((each) => each.questionnaire(made, given, ANSWERS)),
    );
    expect(there).toStrictEqual(here);
    const variables = new Map([...ANSWERS, ...(here?.variables ?? [])]);
    const [treeThere, treeHere] = await Promise.all(
      [own, inThisProcess].map((each) => each.render(made, variables, new Set(['key']))),
    );
    expect(treeThere).toStrictEqual(treeHere);
  });

  it('fail with the errors that they fail with in this one', async () => {
    const made = await template({ 'notes.txt.jinja': 'one\n{{ sample | uper }}\n' });
    const errors = await Promise.all(
      [evaluator(REAL), inThisProcess].map((each) => render(each, made).catch((caught: unknown) => caught)),
    );
    expect(errors[0]).toMatchObject({ code: 'template_render_error', details: { line: 2 } });
    expect(toExlabError(errors[0]).toShape()).toEqual(toExlabError(errors[1]).toShape());
  });

  it('are read again when they change, and refused where they have changed since', async () => {
    const before = await template({ 'a.txt.jinja': 'a' });
    const own = evaluator(REAL);
    await own.questionnaire(before, {}, new Map());
    await writeFile(
      before.manifestFile,
      `${readFileSync(before.manifestFile, 'utf8')}more: {type: str, default: x}\n`,
    );
    await expect(own.questionnaire(before, {}, new Map())).rejects.toMatchObject({
      code: 'template_render_error',
      message: expect.stringContaining('copier.yml changed while') as string,
    });
    const after = await loadTemplate(before.root, 'path');
    const { questions } = await own.questionnaire(after, {}, new Map());
    expect(questions.map(({ id }) => id)).toEqual(['sample', 'more']);
  });

  it('speak the language of their user', async () => {
    const made = await template({ 'a.txt': 'a' }, 'gain: {type: int}\n');
    const own = inOwnProcesses({
      entry: REAL,
      texts: { "'{0}' is required: answer it.": "'{0}' fehlt: bitte beantworten." },
    });
    evaluators.push(own);
    const { problems } = await own.questionnaire(made, {}, new Map());
    expect(problems.map(({ message }) => message)).toEqual(["'gain' fehlt: bitte beantworten."]);
  });

  it('use one process, ten in a row', async () => {
    const made = await template({ 'me.json.jinja': '{# surroundings #}' });
    const own = evaluator(unruly.file);
    const pids = new Set<unknown>();
    for (let round = 0; round < 10; round += 1) {
      const { pid } = JSON.parse(textOf(await render(own, made), 'me.json')) as { pid: number };
      pids.add(pid);
    }
    expect([...pids]).toEqual(childrenOfOurs());
  });

  it('see nothing of where they are', async () => {
    const made = await template({ 'me.json.jinja': '{# surroundings #}' });
    const text = textOf(await render(evaluator(unruly.file), made), 'me.json');
    expect(JSON.parse(text)).toMatchObject({
      environment: {},
      argumentsOfNode: ['--max-old-space-size=256'],
      folder: path.parse(process.cwd()).root,
    });
    // Nothing more than nothing.
    expect(text).toContain('"environment":{}');
  });

  it('are told to be Node where the program is an editor’s own', async () => {
    const made = await template({ 'me.json.jinja': '{# surroundings #}' });
    const launch = launcher({ entry: unruly.file, executable: process.execPath, isElectron: true });
    const own = inOwnProcesses({ entry: unruly.file, launch });
    evaluators.push(own);
    expect(JSON.parse(textOf(await render(own, made), 'me.json'))).toMatchObject({
      environment: { ELECTRON_RUN_AS_NODE: '1' },
    });
  });

  it('make large texts too', async () => {
    const made = await template({ 'a.txt.jinja': '{{ "x" * 3000000 }}' });
    const tree = await render(evaluator(REAL), made);
    expect(textOf(tree, 'a.txt')).toHaveLength(3_000_000);
  });
});

describe('a template that would never end', () => {
  it('is ended, with an error that names the file', async () => {
    const spinning = await template({ 'spin.txt.jinja': SPINNING });
    const fine = await template({ 'fine.txt.jinja': '{{ sample }}' });
    const own = evaluator(unruly.file);
    const begun = render(own, spinning);
    // Meanwhile another one is rendered, and comes first.
    const order: string[] = [];
    const failed = begun.catch((caught: unknown) => {
      order.push('spinning');
      return caught;
    });
    expect(textOf(await render(own, fine), 'fine.txt')).toBe('s1');
    order.push('fine');
    expect(await failed).toMatchObject({
      code: 'template_render_error',
      details: { file: 'template/spin.txt.jinja' },
    });
    expect(order).toEqual(['fine', 'spinning']);
    expect(textOf(await render(own, fine), 'fine.txt')).toBe('s1');
  });

  it('is ended by its budget where there is one, with its line', async () => {
    const spinning = await template({ 'spin.txt.jinja': `one\n${SPINNING}` });
    await expect(render(evaluator(REAL), spinning)).rejects.toMatchObject({
      code: 'template_render_error',
      details: { file: 'template/spin.txt.jinja' },
    });
  });

  it('is ended in a regular expression too, with an error that names it', async () => {
    const made = await template({ 'x.txt.jinja': '{# regular expression #}' });
    await expect(render(evaluator(unruly.file), made)).rejects.toMatchObject({
      code: 'template_render_error',
      message: expect.stringContaining('"(a+)+$"') as string,
      details: { file: 'template/x.txt.jinja', expression: '(a+)+$' },
    });
  });

  it('is ended in a regular expression by its budget', async () => {
    const made = await template({ 'x.txt.jinja': CATASTROPHE });
    await expect(render(evaluator(REAL), made)).rejects.toMatchObject({
      code: 'template_render_error',
      details: { file: 'template/x.txt.jinja' },
    });
  });

  it('is ended in its questions', async () => {
    const made = await template({ 'a.txt': 'a' }, `slow: {type: str, default: "${SPINNING}"}\n`);
    await expect(evaluator(unruly.file).questionnaire(made, {}, new Map())).rejects.toMatchObject({
      code: 'template_render_error',
      details: { file: 'copier.yml' },
    });
  });

  it('is ended when it is given up', async () => {
    const made = await template({ 'spin.txt.jinja': SPINNING });
    const controller = new AbortController();
    const own = evaluator(unruly.file);
    const rendering = render(own, made, controller.signal);
    controller.abort();
    await expect(rendering).rejects.toMatchObject({ code: 'cancelled' });
    const fine = await template({ 'fine.txt.jinja': 'x' });
    expect(textOf(await render(own, fine), 'fine.txt')).toBe('x');
  });

  it('is ended by closing, and nothing of it is left', async () => {
    const made = await template({ 'spin.txt.jinja': SPINNING });
    const own = evaluator(unruly.file);
    const rendering = expect(render(own, made)).rejects.toMatchObject({ code: 'shutting_down' });
    await own.close();
    await rendering;
    expect(childrenOfOurs()).toEqual([]);
  });
});

describe('a process whose host is gone', () => {
  it.each([CATASTROPHE, SPINNING, 'nothing'])('ends, whatever it does: %s', async (text) => {
    const made = await template({ 'a.txt.jinja': text });
    const child = spawn(process.execPath, [REAL, String(wireFormat())], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
      env: {},
    });
    const ended = once(child, 'exit');
    const isWhere = new Promise<void>((resolve) => {
      child.on('message', (message: { kind: string; file?: string }) => {
        if (message.file === 'template/a.txt.jinja') resolve();
      });
    });
    child.send({ kind: 'greeting', texts: undefined });
    child.send({
      kind: 'evaluate',
      id: 1,
      template: { root: made.root, origin: 'path', digest: made.digest },
      task: { kind: 'render', context: ANSWERS, secretNames: new Set(), answers: undefined },
    });
    await isWhere;
    child.disconnect();
    expect(await ended).toEqual([0, null]);
  });
});

describe('a process that ends by itself', () => {
  it('for want of memory is an error that says so', async () => {
    const made = await template({ 'hoard.txt.jinja': '{# memory #}' });
    const own = evaluator(unruly.file);
    await expect(render(own, made)).rejects.toMatchObject({
      code: 'template_render_error',
      message: expect.stringContaining('256 MB') as string,
      details: { file: 'template/hoard.txt.jinja' },
    });
    const fine = await template({ 'fine.txt.jinja': 'x' });
    expect(textOf(await render(own, fine), 'fine.txt')).toBe('x');
  });

  it.runIf(process.platform === 'linux')('killed from outside is an error that names the file', async () => {
    const me = await template({ 'me.json.jinja': '{# surroundings #}' });
    const spinning = await template({ 'spin.txt.jinja': SPINNING });
    const own = evaluator(unruly.file);
    const { pid } = JSON.parse(textOf(await render(own, me), 'me.json')) as { pid: number };
    const rendering = render(own, spinning);
    process.kill(pid, 'SIGKILL');
    await expect(rendering).rejects.toMatchObject({
      code: 'template_render_error',
      message: expect.stringContaining('SIGKILL') as string,
    });
    expect(textOf(await render(own, me), 'me.json')).not.toContain(`"pid":${pid}`);
  });
});

describe('a program that cannot evaluate templates', () => {
  it.each([
    ['is not there', '/nowhere/node'],
    ['is no program', path.resolve('package.json')],
    ['is a folder', path.resolve('.')],
    ['is another one', '/bin/true'],
    ['has a name that is none', 'no\0de'],
  ])('is an error that names it and the setting: it %s', async (_, nodePath) => {
    const made = await template({ 'a.txt.jinja': 'a' });
    await expect(render(evaluator(REAL, nodePath), made)).rejects.toMatchObject({
      code: 'template_render_error',
      message: expect.stringContaining('exlab.nodePath') as string,
      details: { executable: nodePath },
    });
  });

  it('is an error where it writes messages that this one cannot read', async () => {
    const child = spawn(process.execPath, [REAL, '1'], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    const messages: unknown[] = [];
    child.on('message', (message) => messages.push(message));
    expect(await once(child, 'exit')).toEqual([3, null]);
    expect(messages).toEqual([]);
  });

  it('is an error where the bundle is missing', async () => {
    const made = await template({ 'a.txt.jinja': 'a' });
    await expect(render(evaluator('/nowhere/template-child.cjs'), made)).rejects.toMatchObject({
      code: 'template_render_error',
    });
  });
});

describe('the program', () => {
  it('previews a template, and leaves no process behind', async () => {
    const made = await template({ 'a.txt.jinja': '{{ sample }}' });
    const { code, stdout, stderr } = await exlabProcess([
      'templates',
      'preview',
      made.root,
      '--file',
      'a.txt',
    ]);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 's1\n', stderr: '' });
  });

  it('says what is wrong with a template that would not end', async () => {
    const made = await template({ 'spin.txt.jinja': SPINNING });
    const { code, stderr } = await exlabProcess(['templates', 'preview', made.root]);
    expect(code).toBe(2);
    expect(stderr).toContain('template/spin.txt.jinja');
  });

  it('evaluates as the engine does', async () => {
    const made = await template({ 'a.txt.jinja': 'a' });
    expect(await evaluator(REAL).questionnaire(made, {}, new Map())).toEqual(
      evaluateQuestionnaire(made, {}, new Map()),
    );
  });
});
