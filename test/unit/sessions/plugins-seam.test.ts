import { mkdir, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { PluginHost } from '../../../core/plugins';
import { ExlabError, silentLog, type Log } from '../../../core/system';
import {
  APPLIED,
  PLUGIN_RUN,
  disposeLaboratories,
  eventsOf,
  finish,
  laboratory,
  plugged,
  pluginHost,
  resultOf,
} from '../../support/creations';
import { PROJECT_MANIFEST, listTree, type Laboratory } from '../../support/laboratory';

afterEach(disposeLaboratories);

describe('plugins at the seam', () => {
  it('run between rendering and the records, and are recorded', async () => {
    const seen: string[][] = [];
    const plugins = pluginHost(async (folder, hooks) => {
      seen.push(await listTree(folder));
      await writeFile(path.join(folder, 'notes.txt'), 'filled\n');
      hooks.progress(1, 1, 'filler', 'notes.txt');
      return [APPLIED];
    });
    const lab = await laboratory({ templates: { plain: PLUGIN_RUN }, engine: { plugins } });
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));

    expect(seen[0]).toEqual(['.exlab-answers.yml', 'notes.txt', 'raw/', 'raw/readme.txt']);
    expect(resultOf(handle).plugins).toEqual([APPLIED]);
    const run = resultOf(handle).path;
    expect(await readFile(path.join(run, 'notes.txt'), 'utf8')).toBe('filled\n');
    const record = JSON.parse(
      await readFile(path.join(run, '.exlab-wizard/creation.json'), 'utf8'),
    ) as object;
    expect(record).toMatchObject({ plugins_applied: [APPLIED] });
  });

  it('are never left out silently: a template that names one is refused without a host', async () => {
    const lab = await laboratory({ templates: { plain: PLUGIN_RUN } });
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
    expect(handle.error?.code).toBe('plugin_host_unavailable');
  });

  it('find what a plugin made wrong in the post-validation, under the final path', async () => {
    const plugins = pluginHost(async (folder) => {
      await writeFile(path.join(folder, 'COM1.txt'), 'x');
      return [APPLIED];
    });
    const lab = await laboratory({ templates: { plain: PLUGIN_RUN }, engine: { plugins } });
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));

    expect(resultOf(handle)).toMatchObject({ blocked: true, sync_status: 'blocked_by_validation' });
    expect(resultOf(handle).findings[0]).toMatchObject({
      rule: 'reserved_filesystem_name',
      offending_path: path.join(resultOf(handle).path, 'COM1.txt'),
    });
  });

  it('end the session when a fatal one fails, and keep the files for review', async () => {
    const plugins = pluginHost(() =>
      Promise.reject(new ExlabError({ code: 'internal_error', message: 'filler crashed' })),
    );
    const lab = await laboratory({ templates: { plain: PLUGIN_RUN }, engine: { plugins } });
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));

    expect(handle).toMatchObject({ state: 'failed', error: { message: 'filler crashed' } });
    expect(await lab.engine.unfinished()).toMatchObject([{ session_id: handle.session_id, state: 'failed' }]);
  });
});

describe('a text that a plugin made, rewrote or renamed', () => {
  const SHEET = { 'template/sheet.txt.jinja': 'stain: {{ sample }}\n', 'template/table.txt': 'a <raw> b\n' };

  it.each<[string, (folder: string) => Promise<unknown>, string]>([
    ['made', (folder) => writeFile(path.join(folder, 'new.txt'), '<stain_name>'), 'new.txt'],
    ['rewrote', (folder) => writeFile(path.join(folder, 'sheet.txt'), '<stain_name>'), 'sheet.txt'],
    [
      'renamed and rewrote',
      async (folder) => {
        await rm(path.join(folder, 'sheet.txt'));
        await writeFile(path.join(folder, 'stain.txt'), '<stain_name>');
      },
      'stain.txt',
    ],
    [
      'put in the place of a copied file',
      (folder) => writeFile(path.join(folder, 'table.txt'), '<stain_name>'),
      'table.txt',
    ],
  ])('%s is judged, then and by every later audit', async (_, change, file) => {
    const lab = await plugged(change, { templates: { plain: { ...PLUGIN_RUN, ...SHEET } } });
    const result = resultOf(await finish(lab.engine, lab.engine.controller.createRun(lab.run())));
    expect(result).toMatchObject({ blocked: true, sync_status: 'blocked_by_validation' });
    expect(result.findings).toMatchObject([
      { offending_path: path.join(result.path, file), matched_token: '<stain_name>' },
    ]);
    expect(await lab.engine.queue.list()).toEqual([]);
    expect((await lab.engine.audit({ path: result.path })).findings).toEqual(result.findings);
  });

  it('stays exempt for what it is: a copied file is no template, whatever stands in it', async () => {
    const lab = await plugged(
      (folder) => rename(path.join(folder, 'table.txt'), path.join(folder, 'moved.txt')),
      {
        templates: { plain: { ...PLUGIN_RUN, ...SHEET } },
      },
    );
    const result = resultOf(await finish(lab.engine, lab.engine.controller.createRun(lab.run())));
    expect(result).toMatchObject({ blocked: false, findings: [] });
    expect((await lab.engine.audit({ path: result.path })).findings).toEqual([]);
  });
});

describe('what a plugin must leave alone', () => {
  const elsewhere = (lab: Laboratory): string => path.join(lab.folder, 'elsewhere');

  it.each<[string, (folder: string, other: string) => Promise<unknown>, string]>([
    ['the README', (folder) => writeFile(path.join(folder, 'README.md'), 'mine'), 'README.md'],
    [
      'the README, with a link',
      (folder, other) => symlink(path.join(other, 'x'), path.join(folder, 'README.md')),
      'README.md',
    ],
    ['the records', (folder) => mkdir(path.join(folder, '.exlab-wizard')), '.exlab-wizard'],
    ['the records, in capitals', (folder) => mkdir(path.join(folder, '.EXLAB-WIZARD')), '.EXLAB-WIZARD'],
    ['the README, in other letters', (folder) => writeFile(path.join(folder, 'ReadMe.MD'), 'x'), 'ReadMe.MD'],
    [
      'the records, with a link',
      (folder, other) => symlink(other, path.join(folder, '.exlab-wizard')),
      '.exlab-wizard',
    ],
    ['the answers, removed', (folder) => rm(path.join(folder, '.exlab-answers.yml')), '.exlab-answers.yml'],
    [
      'the answers, changed',
      (folder) => writeFile(path.join(folder, '.exlab-answers.yml'), 'x: 1\n'),
      '.exlab-answers.yml',
    ],
    [
      'the answers, moved behind a link',
      async (folder, other) => {
        const answers = path.join(folder, '.exlab-answers.yml');
        await rename(answers, path.join(other, 'answers'));
        await symlink(path.join(other, 'answers'), answers);
      },
      '.exlab-answers.yml',
    ],
    [
      'the work folder, with another one',
      async (folder, other) => {
        await rename(folder, path.join(other, 'moved'));
        await mkdir(folder);
        await writeFile(path.join(folder, 'x'), 'x');
      },
      '',
    ],
    [
      'the work folder, with a link',
      async (folder, other) => {
        await rename(folder, path.join(other, 'moved'));
        await symlink(path.join(other, 'moved'), folder);
      },
      '',
    ],
  ])('%s: the creation fails, and nothing is lost or written elsewhere', async (_, meddle, name) => {
    const lab: Laboratory = await plugged(async (folder) => {
      await mkdir(elsewhere(lab));
      await meddle(folder, elsewhere(lab));
    });
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));

    expect(handle).toMatchObject({ state: 'failed', error: { code: 'validation_failed' } });
    const [unfinished] = await lab.engine.unfinished();
    expect(handle.error?.details?.path).toBe(path.join(unfinished?.work_folder ?? '', name));
    expect((await readdir(lab.project)).filter((entry) => entry.startsWith('Run_'))).toEqual([]);
    expect(await lab.engine.queue.list()).toEqual([]);
    const outside = await listTree(elsewhere(lab));
    expect(outside.filter((file) => /creation|readme_fields|README/.test(file))).toEqual([]);
  });

  it.each(['Run_2026', 'TestRun_x', '.exlab-work-PROJ-0043', 'Runs/Run_x', 'TestRuns/TestRun_1'])(
    'a folder %s in a project, which readers would take for something else',
    async (name) => {
      const lab = await plugged((folder) => mkdir(path.join(folder, name), { recursive: true }), {
        templates: {
          'plain-project': {
            'copier.yml': `${PROJECT_MANIFEST}_exlab_plugins: [filler]\n`,
            'template/x.txt': 'x',
          },
        },
      });
      const handle = await finish(lab.engine, lab.engine.controller.createProject(lab.newProject()));
      expect(handle).toMatchObject({ state: 'failed', error: { code: 'validation_failed' } });
    },
  );
});

/** Makes folders within folders until no path leads to the innermost any more. */
function makeTooDeep(folder: string): void {
  const program = [
    'import os, sys',
    'os.chdir(sys.argv[1])',
    'for _ in range(20):',
    '    os.mkdir("d" * 250)',
    '    os.chdir("d" * 250)',
  ];
  expect(spawnSync('python3', ['-c', program.join('\n'), folder]).status).toBe(0);
}

it('nothing that a plugin leaves is called right when it cannot be read', async () => {
  let work = '';
  const lab = await plugged((folder) => {
    work = folder;
    makeTooDeep(folder);
    return Promise.resolve();
  });
  const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
  spawnSync('rm', ['-rf', work]);

  expect(handle).toMatchObject({ state: 'failed', error: { code: 'permission_denied' } });
  expect(handle.error?.message).toContain('cannot be read');
  expect(await lab.engine.queue.list()).toEqual([]);
});

/** With a character that is written otherwise inside quotes. */
const SECRET = 'hunter2-"very"-secret';
const PART_OF_SECRET = 'hunter2';
const SECRET_RUN = {
  ...PLUGIN_RUN,
  'copier.yml': `${PLUGIN_RUN['copier.yml']}token:\n  type: str\n  secret: true\n  default: ""\n`,
};

describe('a secret that a plugin was given and speaks of', () => {
  const quoted = `it is ${SECRET}, in JSON ${JSON.stringify({ token: SECRET })}`;

  async function creation(
    host: Partial<PluginHost>,
  ): Promise<{ lab: Laboratory; told: string[]; everything: string }> {
    const told: string[] = [];
    const log: Log = { ...silentLog, write: (level, message) => told.push(`${level} ${message}`) };
    const plugins = { ...pluginHost(() => Promise.resolve([APPLIED])), ...host };
    const lab = await laboratory({ templates: { plain: SECRET_RUN }, engine: { plugins, log } });
    const request = lab.run({ variables: { token: SECRET } });
    const { session_id } = await lab.engine.controller.createRun(request);
    const events = eventsOf(lab.engine, session_id);
    for await (const event of lab.engine.controller.subscribe(session_id)) {
      if (event.kind === 'input_required') await lab.engine.controller.resume(session_id, { lot: 'x' });
    }
    const handle = await lab.engine.controller.finished(session_id);
    const unfinished = await lab.engine.unfinished();
    return { lab, told, everything: JSON.stringify([handle, await events, unfinished, told]) };
  }

  it('is masked in its warnings, its progress and what it asks', async () => {
    const { everything } = await creation({
      run: async (_, __, hooks) => {
        hooks.warn(quoted);
        hooks.progress(1, 1, 'filler', `${SECRET}.txt`);
        const field = { id: 'lot', type: 'string', required: false } as const;
        const hints = { label: quoted, hint: quoted, default: quoted, options: [quoted] };
        await hooks.askForInput({ plugin: 'filler', reason: quoted, fields: [{ ...field, ...hints }] });
        return [{ ...APPLIED, files_affected: [`${SECRET}.txt`] }];
      },
    });
    expect(everything).not.toContain(PART_OF_SECRET);
    expect(everything.match(/•••/g)?.length).toBeGreaterThan(8);
    expect(everything).toContain('"state":"done"');
  });

  it.each([
    [
      'an error of its own',
      new ExlabError({ code: 'internal_error', message: quoted, details: { a: [quoted] } }),
    ],
    ['any error', new Error(quoted)],
  ])('is masked in %s', async (_, error) => {
    const { lab, everything } = await creation({ run: () => Promise.reject(error) });
    expect(everything).not.toContain(PART_OF_SECRET);
    expect(everything).toContain('it is •••');
    for (const file of await listTree(lab.folder)) {
      if (file.endsWith('/')) continue;
      expect(await readFile(path.join(lab.folder, file), 'utf8'), file).not.toContain(PART_OF_SECRET);
    }
  });

  it('ends the creation where it is written into a name, and the name is not told', async () => {
    const { lab, everything } = await creation({
      run: async (_, folder) => {
        await mkdir(path.join(folder, `x${PART_OF_SECRET}`));
        await writeFile(path.join(folder, SECRET.replaceAll('"', '')), 'x');
        await writeFile(path.join(folder, SECRET), 'x');
        return [APPLIED];
      },
    });
    expect(everything).not.toContain(SECRET);
    expect(everything).toContain('"code":"validation_failed"');
    expect(await lab.engine.queue.list()).toEqual([]);
  });

  it('is masked in what a rule finds', async () => {
    const { everything } = await creation({
      run: async (_, folder) => {
        await writeFile(path.join(folder, 'new.txt'), `{{ ${SECRET} }}`);
        return [APPLIED];
      },
    });
    expect(everything).not.toContain(PART_OF_SECRET);
    expect(everything).toContain('{{ ••• }}');
  });

  it.each([
    ['0042', 42n],
    ['1_234', 1234n],
  ])('is masked as a number too, however it was typed: %s', async (typed, value) => {
    const manifest = SECRET_RUN['copier.yml']
      .replace('type: str\n  secret', 'type: int\n  secret')
      .replace('""', '7');
    const plugins: PluginHost = {
      validate: () =>
        Promise.resolve([{ code: 'plugin_variable_validation_failed', message: `the pin is >${value}<` }]),
      run: () => Promise.resolve([]),
    };
    const lab = await laboratory({
      templates: { plain: { ...SECRET_RUN, 'copier.yml': manifest } },
      engine: { plugins },
    });
    const handle = await lab.engine.controller.createRun(lab.run({ variables: { token: typed } }));
    expect(handle.error?.message).toBe('the pin is >•••<');
  });

  it('is masked in its complaints', async () => {
    const { everything } = await creation({
      validate: () => Promise.resolve([{ code: 'plugin_variable_validation_failed', message: quoted }]),
    });
    expect(everything).not.toContain(PART_OF_SECRET);
    expect(everything).toContain('plugin_variable_validation_failed');
  });
});

describe('a cancelled session', () => {
  it('interrupts plugins that look at its variables', async () => {
    let asked: () => void = () => undefined;
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    const plugins: PluginHost = {
      validate: (_, signal) =>
        new Promise((__, reject) => {
          signal?.addEventListener('abort', () => {
            reject(new Error('interrupted'));
          });
          asked();
        }),
      run: () => Promise.resolve([]),
    };
    const lab = await laboratory({ templates: { plain: PLUGIN_RUN }, engine: { plugins } });
    const opening = lab.engine.controller.createRun(lab.run());
    await isAsked;
    const id = '00000000-0000-4000-8000-000000000001';
    const handle = await lab.engine.controller.cancel(id, { discard_files: true });
    expect(handle).toMatchObject({ state: 'aborted', error: { code: 'cancelled' } });
    expect(await opening).toMatchObject({ state: 'aborted' });
  });
});
