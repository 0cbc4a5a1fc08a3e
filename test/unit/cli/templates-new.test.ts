import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exlab } from './fake-terminal';
import { makeTemporaryLab, type TemporaryLab } from './temporary-lab';

let lab: TemporaryLab;
let form: string;

beforeAll(async () => {
  lab = await makeTemporaryLab();
  form = path.join(lab.folder, 'form');
  await mkdir(form);
  await writeFile(path.join(form, 'HeLa_S001.txt'), 'HeLa, a=b\n');
});
afterAll(() => lab.dispose());

function templatesNew(...words: string[]): ReturnType<typeof exlab> {
  return exlab(['templates', 'new', ...words], { environment: lab.environment });
}

function templates(): Promise<string[]> {
  return readdir(path.join(lab.folder, 'templates'));
}

describe('exlab templates new', () => {
  it('makes a template of a folder that a run can begin with', async () => {
    const { code, stdout } = await templatesNew(
      'cells',
      '--from',
      form,
      '--word',
      'HeLa=cell_line',
      '--word',
      'a=b=both',
    );
    const folder = path.join(lab.folder, 'templates', 'cells');
    expect([code, stdout]).toEqual([0, expect.stringContaining(`Made: ${folder}`)]);
    expect(await readFile(path.join(folder, 'template', '{{ cell_line }}_S001.txt.jinja'), 'utf8')).toBe(
      '{{ cell_line }}, {{ both }}\n',
    );
    const preview = await exlab(['templates', 'preview', 'cells', '--file', 'HeLa_S001.txt'], {
      environment: lab.environment,
    });
    expect([preview.code, preview.stdout]).toEqual([0, 'HeLa, a=b\n']);
  });

  it('shows the plan and what else might be asked for, and writes nothing', async () => {
    const before = await templates();
    const { code, stdout } = await templatesNew(
      'planned',
      '--from',
      form,
      '--word',
      'HeLa',
      '--dry-run',
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      path: path.join(lab.folder, 'templates', 'planned'),
      written: false,
      questions: [{ id: 'hela', word: 'HeLa', type: 'str', in_names: 1, in_texts: 1 }],
      files: [
        { path: 'copier.yml', from: null, changed: true },
        { path: 'template/{{ hela }}_S001.txt.jinja', from: 'HeLa_S001.txt', changed: true },
      ],
      candidates: [{ word: 'S001', in_names: 1, in_texts: 0 }],
    });
    expect(await templates()).toEqual(before);
  });

  it("copies a starter among an instrument's own", async () => {
    const { code } = await templatesNew('ours', '--starter', 'plate-reader', '--equipment', 'CONFOCAL_01');
    expect(code).toBe(0);
    const own = path.join(lab.root, 'CONFOCAL_01', '.exlab-wizard', 'templates');
    expect(await readdir(own)).toEqual(['ours']);
    await rm(own, { recursive: true });
  });

  it.each([
    ['neither folder nor starter', ['x'], 3, '--from FOLDER'],
    ['both', ['x', '--from', '.', '--starter', 'plate-reader'], 3, '--from FOLDER'],
    ['a folder that is not there', ['x', '--from', './nowhere'], 3, 'does not exist'],
    ['a starter that is none', ['x', '--starter', 'plate'], 3, 'plate-reader'],
    ['words of a starter', ['x', '--starter', 'plate-reader', '--word', 'a'], 3, "'--word' goes with"],
    ['an unknown type', ['x', '--from', '.', '--type', 'runs'], 3, 'run, project, equipment'],
    ['a scope of projects', ['x', '--from', '.', '--type', 'project', '--scope', 'test'], 3, '--scope'],
    ['an unknown instrument', ['x', '--from', '.', '--equipment', 'NOPE'], 2, "'NOPE'"],
    ['a name that is taken', ['PLAIN', '--starter', 'plate-reader'], 2, 'exists already'],
    ['a name that is none', ['a/b', '--starter', 'plate-reader'], 2, 'leave it out'],
  ])('refuses %s', async (_, words, code, message) => {
    const before = await templates();
    const refused = await templatesNew(...words.map((word) => (word === '.' ? form : word)));
    expect([refused.code, refused.stderr]).toEqual([code, expect.stringContaining(message)]);
    expect(await templates()).toEqual(before);
  });

  it('refuses a word that stands nowhere, and an id that is none', async () => {
    const absent = await templatesNew('x', '--from', form, '--word', 'U2OS');
    expect([absent.code, absent.stderr]).toEqual([2, expect.stringContaining("'U2OS' stands nowhere")]);
    const wrong = await templatesNew('x', '--from', form, '--word', 'HeLa=Cell line');
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining("'Cell line' is no id")]);
  });
});
