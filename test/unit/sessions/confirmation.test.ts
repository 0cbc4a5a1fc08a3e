import { readdirSync, writeFileSync } from 'node:fs';
import { chmod, readFile, readdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  confirmationOf,
  isDestinationTaken,
  readProjectRequest,
  readRunRequest,
  type Confirmation,
  type CreationPlan,
  type CreationRequest,
} from '../../../core/sessions';
import {
  APPLIED,
  PLUGIN_RUN,
  disposeLaboratories,
  finish,
  laboratory,
  plugged,
  pluginHost,
  resultOf,
} from '../../support/creations';
import { PLAIN_RUN, writeTemplate, type Laboratory } from '../../support/laboratory';

afterEach(disposeLaboratories);

const SECOND = 1000;

async function planOf(lab: Laboratory, request: CreationRequest): Promise<CreationPlan> {
  const { plan, problems } = await lab.engine.controller.plan(request);
  if (plan === null) throw new Error(JSON.stringify(problems));
  return plan;
}

async function confirmedRun(lab: Laboratory, changes = {}): Promise<Confirmation> {
  return confirmationOf(await planOf(lab, readRunRequest(lab.run(changes))));
}

async function confirmedProject(lab: Laboratory): Promise<Confirmation> {
  return confirmationOf(await planOf(lab, readProjectRequest(lab.newProject())));
}

function templateFile(lab: Laboratory, ...file: string[]): string {
  return path.join(lab.folder, 'templates', 'plain', ...file);
}

describe('what is confirmed', () => {
  it('is the same at another moment, for runs of one time and for projects', async () => {
    const lab = await laboratory();
    const changes = { run_date: '2026-11-01T08:00:00Z' };
    const run = await confirmedRun(lab, changes);
    const project = await confirmedProject(lab);
    lab.clock.advance(90 * SECOND);
    expect(await confirmedRun(lab, changes)).toEqual(run);
    expect(run.run_date).toBe('2026-11-01T08:00:00.000Z');
    const later = await confirmedProject(lab);
    expect(later.digest).toBe(project.digest);
    // Clocks in its template go by the moment that was shown.
    expect(later.moment).not.toBe(project.moment);
    expect(project.run_date).toBeNull();
  });

  it('is another where the request is another', async () => {
    const lab = await laboratory();
    const digests = await Promise.all(
      [
        {},
        { label: 'L' },
        { run_kind: 'test' },
        { variables: { sample: 's2' } },
        { run_date: '2026-11-01' },
      ].map(async (changes) => (await confirmedRun(lab, changes)).digest),
    );
    expect(new Set(digests).size).toBe(digests.length);
  });

  it.each<[string, (lab: Laboratory) => Promise<void>]>([
    ['a text that is rendered', (lab) => writeFile(templateFile(lab, 'template/notes.txt.jinja'), 'Other\n')],
    ['a file that is copied', (lab) => writeFile(templateFile(lab, 'template/raw/readme.txt'), 'other\n')],
    ['the bits of a file', (lab) => chmod(templateFile(lab, 'template/raw/readme.txt'), 0o555)],
    ['one more file', (lab) => writeFile(templateFile(lab, 'template/more.txt'), '')],
    [
      'a default of the README',
      (lab) =>
        writeFile(
          templateFile(lab, 'copier.yml'),
          `${String(PLAIN_RUN['copier.yml'])}_exlab_readme: {fields: [{id: room, label: Room, type: string, default: B}]}\n`,
        ),
    ],
    ['a plugin', (lab) => writeFile(templateFile(lab, 'copier.yml'), PLUGIN_RUN['copier.yml'])],
    [
      'the template of that name',
      (lab) =>
        writeTemplate(path.join(lab.root, 'CONFOCAL_01', '.exlab-wizard', 'templates', 'plain'), PLAIN_RUN),
    ],
  ])('is another after a change of %s', async (_, change) => {
    const lab = await laboratory({ engine: { plugins: pluginHost(() => Promise.resolve([APPLIED])) } });
    const before = await confirmedRun(lab);
    await change(lab);
    expect((await confirmedRun(lab)).digest).not.toBe(before.digest);
  });
});

describe('creating what was confirmed', () => {
  it('gives it the time that was shown, however long somebody looked at it', async () => {
    const lab = await laboratory();
    const confirmed = await confirmedRun(lab);
    lab.clock.advance(90 * SECOND);
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run(), { confirmed }));
    const { path: run } = resultOf(handle);
    expect(path.basename(run)).toBe('Run_2026-11-20T13-00-00');
    expect(await readFile(path.join(run, 'README.md'), 'utf8')).toContain('2026-11-20T13:01:30.000Z');
  });

  it('refuses a second that was taken meanwhile, instead of moving on', async () => {
    const lab = await laboratory();
    const confirmed = await confirmedRun(lab);
    await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
    const handle = await lab.engine.controller.createRun(lab.run(), { confirmed });
    expect(handle).toMatchObject({ state: 'failed', error: { code: 'destination_exists' } });
    expect(handle.error && isDestinationTaken(handle.error)).toBe(true);
    expect(await readdir(lab.project)).not.toContain('Run_2026-11-20T13-00-01');
  });

  it('lets one of two have it who confirmed the same', async () => {
    const lab = await laboratory();
    const confirmed = await confirmedRun(lab);
    const ended = await Promise.all(
      [1, 2].map(() => finish(lab.engine, lab.engine.controller.createRun(lab.run(), { confirmed }))),
    );
    expect(ended.map(({ state }) => state).sort()).toEqual(['done', 'failed']);
    const error = ended.find(({ state }) => state === 'failed')?.error;
    expect(error && isDestinationTaken(error)).toBe(true);
    expect(await lab.engine.unfinished()).toEqual([]);
  });

  it.each<[string, (lab: Laboratory) => Promise<void>]>([
    ['was edited', (lab) => writeFile(templateFile(lab, 'template/notes.txt.jinja'), 'Other\n')],
    [
      'is hidden by one of the instrument',
      (lab) =>
        writeTemplate(path.join(lab.root, 'CONFOCAL_01', '.exlab-wizard', 'templates', 'plain'), PLAIN_RUN),
    ],
  ])('makes nothing where the template %s meanwhile', async (_, change) => {
    const lab = await laboratory();
    const confirmed = await confirmedRun(lab);
    await change(lab);
    const handle = await lab.engine.controller.createRun(lab.run(), { confirmed });
    expect(handle).toMatchObject({
      state: 'failed',
      error: { code: 'validation_failed', details: { changed: true } },
    });
    expect(await readdir(lab.project)).toEqual([]);
    await lab.engine.controller.finished(handle.session_id);
    expect(await lab.engine.unfinished()).toEqual([]);
  });

  it('says of a request that is wrong by now what is wrong with it', async () => {
    const lab = await laboratory();
    const confirmed = await confirmedRun(lab);
    await writeFile(templateFile(lab, 'copier.yml'), 'sample: [');
    const handle = await lab.engine.controller.createRun(lab.run(), { confirmed });
    expect(handle.error).toMatchObject({
      code: 'template_load_error',
      field: 'template_path',
      details: { changed: true },
    });
    const unconfirmed = await lab.engine.controller.createRun(lab.run());
    expect(unconfirmed.error?.details).not.toHaveProperty('changed');
  });

  it.each([
    ['nobody gave', {}, undefined],
    ['somebody gave', { run_date: '2026-11-01T08:00:00Z' }, '2026-11-01T08:00:00Z'],
  ])('journals a time that %s as it was asked for', async (_, changes, journalled) => {
    const lab = await plugged(() => Promise.reject(new Error('the plugin failed')));
    const confirmed = await confirmedRun(lab, changes);
    await finish(lab.engine, lab.engine.controller.createRun(lab.run(changes), { confirmed }));
    const [unfinished] = await lab.engine.unfinished();
    expect(unfinished?.request).toMatchObject({ kind: 'run', label: 'First run' });
    expect(unfinished?.request.kind === 'run' && unfinished.request.run_date).toBe(journalled);
  });

  it('makes a project, also some time later, and not where its template changed', async () => {
    const lab = await laboratory();
    const confirmed = await confirmedProject(lab);
    const charter = path.join(lab.folder, 'templates/plain-project/template/charter.md.jinja');
    const before = await readFile(charter, 'utf8');
    await writeFile(charter, 'Other\n');
    const { controller } = lab.engine;
    const refused = await controller.createProject(lab.newProject(), { confirmed });
    expect(refused.error?.details).toEqual({ changed: true });
    await writeFile(charter, before);
    lab.clock.advance(90 * SECOND);
    const handle = await finish(lab.engine, controller.createProject(lab.newProject(), { confirmed }));
    expect(handle.state).toBe('done');
  });
});

describe('a name that is taken inside of what is made', () => {
  it('is told apart from a destination that is', async () => {
    const inside: Laboratory = await laboratory({
      engine: {
        onStep: (step) => {
          if (step !== 'plugins_done') return;
          const [work = ''] = readdirSync(inside.project, { recursive: true, encoding: 'utf8' })
            .filter((name) => path.basename(name) === 'notes.txt')
            .map((name) => path.dirname(name));
          writeFileSync(path.join(inside.project, work, 'README.md'), 'mine');
        },
      },
    });
    const handle = await finish(inside.engine, inside.engine.controller.createRun(inside.run()));
    expect(handle.error).toMatchObject({ code: 'destination_exists' });
    expect(handle.error && isDestinationTaken(handle.error)).toBe(false);
    const lab = await laboratory();
    const given = lab.run({ run_date: '2026-11-20T13:00:00Z' });
    await finish(lab.engine, lab.engine.controller.createRun(given));
    const second = await lab.engine.controller.createRun(given);
    expect(second.error && isDestinationTaken(second.error)).toBe(true);
  });
});
