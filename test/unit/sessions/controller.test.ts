import { chmod, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync, mkdirSync } from 'node:fs';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../core/engine';
import type { PluginHost } from '../../../core/plugins';
import { PIPELINE_STEPS, readRunRequest, type SessionEvent } from '../../../core/sessions';
import { silentLog, type Log } from '../../../core/system';
import {
  PLUGIN_RUN,
  QUESTION,
  disposeLaboratories,
  eventsOf,
  finish,
  held,
  laboratory,
  plugged,
  pluginHost,
  resultOf,
  waiting,
} from '../../support/creations';
import { PLAIN_RUN, PROJECT_MANIFEST, listTree, type Laboratory } from '../../support/laboratory';

afterEach(disposeLaboratories);

/** What stands in a project beside its records and logs. */
async function foldersIn(project: string): Promise<string[]> {
  return (await readdir(project)).filter((name) => name !== '.exlab-wizard');
}

describe('creating a run', () => {
  it('makes the whole folder, hands it off, and leaves no journal', async () => {
    const lab = await laboratory();
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));

    const result = resultOf(handle);
    expect(handle.state).toBe('done');
    expect(result.path).toBe(path.join(lab.project, 'Run_2026-11-20T13-00-00'));
    expect(result).toMatchObject({ sync_status: 'pending', blocked: false, findings: [], plugins: [] });
    expect(await listTree(result.path)).toEqual([
      '.exlab-answers.yml',
      '.exlab-wizard/',
      '.exlab-wizard/creation.json',
      '.exlab-wizard/readme_fields.json',
      '.exlab-wizard/wizard.lab-pc.log',
      'README.md',
      'notes.txt',
      'raw/',
      'raw/readme.txt',
    ]);
    expect(await readFile(path.join(result.path, 'notes.txt'), 'utf8')).toBe('Sample s1 by alice\n');
    const handOffs = await lab.engine.queue.list();
    expect(handOffs.map((handOff) => handOff.run_path)).toEqual([result.path]);
    expect(await readdir(path.join(lab.stateFolder, 'sessions'))).toEqual([]);
  });

  it('tells every phase in order, to late and second subscribers too', async () => {
    const lab = await laboratory();
    const { session_id, state } = await lab.engine.controller.createRun(lab.run());
    expect(state).toBe('rendering');
    const early = eventsOf(lab.engine, session_id);
    await lab.engine.controller.finished(session_id);
    const late = await eventsOf(lab.engine, session_id);

    expect(await early).toEqual(late);
    expect(late.filter((event) => event.kind === 'phase').map((event) => event.phase)).toEqual([
      'validating_inputs',
      'rendering_template',
      'running_plugins',
      'writing_cache',
      'validating_post_creation',
      'queueing_nas_sync',
    ]);
    expect(late.at(-1)?.kind).toBe('done');
  });

  it('puts a test run below TestRuns with its marker', async () => {
    const lab = await laboratory();
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run({ run_kind: 'test' })));

    expect(resultOf(handle).path).toBe(path.join(lab.project, 'TestRuns', 'TestRun_2026-11-20T13-00-00'));
    const marker = await readFile(path.join(lab.project, 'TestRuns/.exlab-wizard/test_runs.json'), 'utf8');
    expect(JSON.parse(marker)).toEqual({
      schema_version: '1.0',
      run_kind: 'test',
      created_at: '2026-11-20T13:00:00.000Z',
      project: 'PROJ-0042',
      equipment: 'CONFOCAL_01',
    });
  });

  it('moves an unset run date to the next free second, and never a given one', async () => {
    const lab = await laboratory();
    await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
    const second = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
    const given = await finish(
      lab.engine,
      lab.engine.controller.createRun(lab.run({ run_date: '2026-11-20T13:00:00Z' })),
    );

    expect(path.basename(resultOf(second).path)).toBe('Run_2026-11-20T13-00-01');
    expect(given.error).toMatchObject({ code: 'destination_exists', field: 'run_date' });
  });

  it('shows in the plan the date that it will get', async () => {
    const lab = await laboratory();
    await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
    const { plan, problems } = await lab.engine.controller.plan(readRunRequest(lab.run()));
    expect(problems).toEqual([]);
    expect(plan?.run?.name).toBe('Run_2026-11-20T13-00-01');
  });

  it.each(['9999-12-31T23:59:59-01:00', '0000-01-01T00:00:00+01:00'])(
    'refuses the run date %s, whose year no name can hold',
    async (run_date) => {
      const lab = await laboratory();
      const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run({ run_date })));
      expect(handle.error).toMatchObject({ code: 'validation_failed', field: 'run_date' });
    },
  );

  it('keeps the bits of copied files, and gives their owner the right to read and write', async () => {
    const lab = await laboratory();
    const source = path.join(lab.folder, 'templates', 'plain', 'template', 'raw', 'readme.txt');
    await chmod(source, 0o555);
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
    const { mode } = await stat(path.join(resultOf(handle).path, 'raw', 'readme.txt'));
    expect(mode & 0o755).toBe(0o755);
  });

  it('lets one of two sessions have a given date, and leaves nothing of the other', async () => {
    const lab = await laboratory();
    const run_date = '2026-11-20T13:00:00Z';
    const handles = await Promise.all(
      [1, 2].map(() => finish(lab.engine, lab.engine.controller.createRun(lab.run({ run_date })))),
    );
    expect(handles.map((handle) => handle.state).sort()).toEqual(['done', 'failed']);
    expect(handles.find((handle) => handle.state === 'failed')?.error?.code).toBe('destination_exists');
    expect(await foldersIn(lab.project)).toEqual(['Run_2026-11-20T13-00-00']);
    expect(await lab.engine.unfinished()).toEqual([]);
    expect(await lab.engine.queue.list()).toHaveLength(1);
  });

  it('gives runs that start in the same second names of their own', async () => {
    const lab = await laboratory();
    const handles = await Promise.all(
      [1, 2, 3, 4].map(() => finish(lab.engine, lab.engine.controller.createRun(lab.run()))),
    );

    expect(handles.map((handle) => path.basename(resultOf(handle).path)).sort()).toEqual([
      'Run_2026-11-20T13-00-00',
      'Run_2026-11-20T13-00-01',
      'Run_2026-11-20T13-00-02',
      'Run_2026-11-20T13-00-03',
    ]);
  });

  it('makes the same folder twice from the same inputs', async () => {
    const first = await laboratory();
    const second = await laboratory();
    const contents = async (lab: Laboratory): Promise<Record<string, string>> => {
      const { path: run } = resultOf(await finish(lab.engine, lab.engine.controller.createRun(lab.run())));
      const files = (await listTree(run)).filter((name) => !name.endsWith('/'));
      const texts = await Promise.all(files.map((file) => readFile(path.join(run, file), 'utf8')));
      return Object.fromEntries(
        files.map((file, index) => [file, texts[index]?.replaceAll(lab.folder, '') ?? '']),
      );
    };

    expect(await contents(first)).toEqual(await contents(second));
  });

  it('inherits the project from its record', async () => {
    const lab = await laboratory();
    await finish(lab.engine, lab.engine.controller.createProject(lab.newProject()));
    const handle = await finish(
      lab.engine,
      lab.engine.controller.createRun(lab.run({ project_short_id: 'PROJ-0043' })),
    );

    const record = await readFile(path.join(resultOf(handle).path, '.exlab-wizard/creation.json'), 'utf8');
    expect(JSON.parse(record)).toMatchObject({
      lims_project: { short_id: 'PROJ-0043', name_at_creation: 'Membrane channels', source: 'manual' },
      paths: { nas: '/mnt/nas/CONFOCAL_01/PROJ-0043/Run_2026-11-20T13-00-00' },
    });
  });

  it('writes what the plan said, byte for byte', async () => {
    const lab = await laboratory();
    const { plan } = await lab.engine.controller.plan(readRunRequest(lab.run()));
    const { path: run } = resultOf(await finish(lab.engine, lab.engine.controller.createRun(lab.run())));

    expect(plan?.destination.path).toBe(run);
    for (const file of plan?.files ?? []) {
      const target = path.join(run, file.path);
      if (file.kind === 'rendered' || file.kind === 'generated') {
        expect(await readFile(target, 'utf8'), file.path).toBe(Buffer.from(file.bytes).toString('utf8'));
      } else {
        expect(existsSync(target)).toBe(true);
      }
    }
  });

  it('creates a run with a hard finding in content, blocked and without a hand-off', async () => {
    const lab = await laboratory({
      templates: { plain: { ...PLAIN_RUN, 'template/sheet.txt.jinja': 'stain: <stain_name>\n' } },
    });
    const { session_id } = await lab.engine.controller.createRun(lab.run());
    const handle = await lab.engine.controller.finished(session_id);

    expect(resultOf(handle)).toMatchObject({ sync_status: 'blocked_by_validation', blocked: true });
    expect(resultOf(handle).findings[0]).toMatchObject({
      rule: 'unresolved_placeholder_token',
      offending_path: path.join(resultOf(handle).path, 'sheet.txt'),
      matched_token: '<stain_name>',
    });
    const record = await readFile(path.join(resultOf(handle).path, '.exlab-wizard/creation.json'), 'utf8');
    expect(JSON.parse(record)).toMatchObject({ sync_status: 'blocked_by_validation' });
    expect(await lab.engine.queue.list()).toEqual([]);
    const warnings = (await eventsOf(lab.engine, session_id)).filter((event) => event.kind === 'warning');
    expect(warnings).toMatchObject([{ phase: 'queueing_nas_sync' }]);
  });

  it.each([
    'Run_2026/x.txt',
    'TestRun_x/x.txt',
    '.exlab-work-x/x.txt',
    'Runs/Run_x/x.txt',
    'TestRuns/TestRun_2026-01-01T00-00-00/x.txt',
    'TestRuns/.exlab-work-x/x.txt',
    'TestRuns',
  ])('refuses a project with %s, which readers would take for something else', async (name) => {
    const files = { 'copier.yml': PROJECT_MANIFEST, [`template/${name}`]: 'x' };
    const lab = await laboratory({ templates: { 'plain-project': files } });
    const handle = await finish(lab.engine, lab.engine.controller.createProject(lab.newProject()));
    expect(handle.error).toMatchObject({ code: 'template_render_error', field: 'template_path' });
    expect(handle.error?.message).toContain(name.replace('/x.txt', ''));
    expect(existsSync(path.join(lab.root, 'CONFOCAL_01', 'PROJ-0043'))).toBe(false);
  });

  it.each(['Run_2026.txt', '.exlab-work-x', 'TestRuns/plan.txt', 'notes/Run_x/x.txt'])(
    'takes %s in a project for what it is',
    async (name) => {
      const files = { 'copier.yml': PROJECT_MANIFEST, [`template/${name}`]: 'x' };
      const lab = await laboratory({ templates: { 'plain-project': files } });
      const handle = await finish(lab.engine, lab.engine.controller.createProject(lab.newProject()));
      expect(handle.state).toBe('done');
    },
  );

  it('refuses a name beside which stands one that some systems take for the same', async () => {
    const lab = await laboratory();
    await mkdir(path.join(lab.project, 'testruns'));
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run({ run_kind: 'test' })));
    expect(handle.error).toMatchObject({ code: 'validation_failed' });
    expect(handle.error?.message).toContain("'testruns' stands in");
    expect(handle.error, 'no answer is at fault').not.toHaveProperty('field');
    const other = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
    expect(other.state).toBe('done');
  });

  it.each([
    ['left as it is', {}],
    ['given as it is', { sample: '<sample_id>' }],
  ])('takes a placeholder in a default for one, where it was %s', async (_, variables) => {
    const manifest = String(PLAIN_RUN['copier.yml']).replace('default: s1', 'default: "<sample_id>"');
    const lab = await laboratory({ templates: { plain: { ...PLAIN_RUN, 'copier.yml': manifest } } });
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run({ variables })));
    expect(resultOf(handle)).toMatchObject({ blocked: true, sync_status: 'blocked_by_validation' });
    const typed = await finish(
      lab.engine,
      lab.engine.controller.createRun(lab.run({ variables: { sample: 'of <sample_id> kind' } })),
    );
    expect(resultOf(typed).blocked, 'what was typed stands').toBe(false);
  });

  it('refuses a template that hides a field which the lab requires', async () => {
    const manifest = `${String(PLAIN_RUN['copier.yml'])}_exlab_readme: {fields: [{id: biosafety, label: Safety, type: string}]}\n`;
    const lab = await laboratory({
      templates: { plain: { ...PLAIN_RUN, 'copier.yml': manifest } },
      config:
        'readme: {defaults: [{id: biosafety, label: Level, type: choice, options: [BSL-1], required: true}]}',
    });
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
    expect(handle.error).toMatchObject({ code: 'validation_failed', field: 'biosafety' });
    expect(handle.error?.message).toContain('declared twice');
  });

  it('refuses a root that is not there: its disk may be, later', async () => {
    const lab = await laboratory();
    await rm(lab.root, { recursive: true });
    const handle = await finish(lab.engine, lab.engine.controller.createProject(lab.newProject()));
    expect(handle.error).toMatchObject({ code: 'folder_not_found', field: 'equipment_id' });
    expect(existsSync(lab.root)).toBe(false);
  });

  it('refuses a hard finding on a name before anything is written', async () => {
    const lab = await laboratory({ templates: { plain: { ...PLAIN_RUN, 'template/CON.txt': 'x' } } });
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));

    expect(handle.error).toMatchObject({ code: 'validation_failed', field: 'template_path' });
    expect(await readdir(lab.project)).toEqual([]);
  });

  it('goes on when the sync queue is down, and hands off later', async () => {
    const down = { add: () => Promise.reject(new Error('queue down')), withdraw: () => Promise.resolve() };
    const lab = await laboratory({ engine: { queue: { ...down, list: () => Promise.resolve([]) } } });
    const { session_id } = await lab.engine.controller.createRun(lab.run());
    const handle = await lab.engine.controller.finished(session_id);
    expect(resultOf(handle).sync_status).toBe('pending');
    const warnings = (await eventsOf(lab.engine, session_id)).filter((event) => event.kind === 'warning');
    expect(warnings).toHaveLength(1);

    const { queue: _down, ...working } = { queue: down };
    const later = lab.restart({ ...working, queue: (await laboratory()).engine.queue });
    expect(await later.handOffPending()).toBe(1);
    expect((await later.queue.list()).map((handOff) => handOff.run_path)).toEqual([resultOf(handle).path]);
    expect(await later.handOffPending()).toBe(0);
  });

  it('warns, and stands, when a record beside it cannot be written', async () => {
    const lab = await laboratory();
    await mkdir(path.join(lab.root, 'CONFOCAL_01', '.exlab-wizard', 'equipment.json'), { recursive: true });
    const { session_id } = await lab.engine.controller.createRun(lab.run());
    const handle = await lab.engine.controller.finished(session_id);

    expect(handle.state).toBe('done');
    expect((await eventsOf(lab.engine, session_id)).filter((event) => event.kind === 'warning')).toHaveLength(
      1,
    );
    // What can be written is, by the time that the session has ended.
    const log = path.join(resultOf(handle).path, '.exlab-wizard', 'wizard.lab-pc.log');
    expect(await readFile(log, 'utf8')).toContain('creation completed');
  });
});

/** A subscriber who has read all that there is so far, up to the question. */
async function readAll(engine: Engine, id: string): Promise<AsyncIterator<SessionEvent>> {
  const stream = engine.controller.subscribe(id)[Symbol.asyncIterator]();
  for (;;) {
    const next = await stream.next();
    if (next.done === true) throw new Error('The stream has ended.');
    if (next.value.kind === 'input_required') return stream;
  }
}

describe('a session that waits for input', () => {
  it('that retires lets what waits for an answer wait for it, and takes nothing new', async () => {
    const { lab, id, given } = await waiting();
    let isOver = false;
    const retired = lab.engine.controller.retire().then(() => (isOver = true));
    await expect(lab.engine.controller.createRun(lab.run())).rejects.toMatchObject({ code: 'shutting_down' });
    expect(lab.engine.controller.status(id).state).toBe('input_required');
    expect(isOver).toBe(false);
    await lab.engine.controller.resume(id, { lot: 'L-7' });
    await retired;
    expect((await lab.engine.controller.finished(id)).state).toBe('done');
    expect(given).toEqual([{ lot: 'L-7' }]);
  });

  it('says what it waits for and goes on with what it is given', async () => {
    const { lab, id, given } = await waiting();
    expect(lab.engine.controller.status(id)).toMatchObject({
      state: 'input_required',
      current_phase: 'input_required',
      next_action: 'awaiting_input',
      pending_input: QUESTION,
    });

    await lab.engine.controller.resume(id, { lot: 'L-7' });

    expect((await lab.engine.controller.finished(id)).state).toBe('done');
    expect(given).toEqual([{ lot: 'L-7' }]);
  });

  it('waits on after values that the fields refuse, with an error per field', async () => {
    const { lab, id } = await waiting();
    await expect(lab.engine.controller.resume(id, { lot: ' ', other: 'x' })).rejects.toMatchObject({
      code: 'validation_failed',
      details: { problems: [{ field: 'other' }, { field: 'lot' }] },
    });
    expect(lab.engine.controller.status(id).state).toBe('input_required');
  });

  it.each([true, false])('is aborted when cancelled (discard_files %s)', async (discard_files) => {
    const { lab, id } = await waiting();
    const handle = await lab.engine.controller.cancel(id, { discard_files });

    expect(handle).toMatchObject({
      state: 'aborted',
      error: { code: 'cancelled', details: { discard_files } },
      result: { code: 'cancelled' },
      pending_input: null,
    });
    const kept = await lab.engine.unfinished();
    expect(kept).toHaveLength(discard_files ? 0 : 1);
    const path = handle?.result && 'path' in handle.result ? handle.result.path : undefined;
    expect(path).toBe(kept[0]?.work_folder);
    expect((await eventsOf(lab.engine, id)).at(-1)).toMatchObject({
      kind: 'failed',
      error: { code: 'cancelled' },
    });
  });

  it('is closed as abandoned after an hour without a sign of its client', async () => {
    const { lab, id } = await waiting();
    lab.clock.advance(66 * 60_000);

    const handle = await lab.engine.controller.finished(id);
    expect(handle).toMatchObject({ state: 'aborted', error: { code: 'session_abandoned' } });
  });

  it.each<[string, (lab: Laboratory, id: string) => unknown]>([
    ['a look at it', (lab, id) => lab.engine.controller.status(id)],
    ['somebody who begins to listen', (lab, id) => lab.engine.controller.subscribe(id)],
    [
      'values that the fields refuse',
      (lab, id) => lab.engine.controller.resume(id, {}).catch(() => undefined),
    ],
  ])('is not abandoned within an hour of %s', async (_, sign) => {
    const { lab, id } = await waiting();
    lab.clock.advance(59 * 60_000);
    const answer: unknown = await sign(lab, id);
    // Whoever only began to listen has gone again.
    if (answer !== undefined && Symbol.asyncIterator in Object(answer)) {
      await (answer as AsyncIterableIterator<SessionEvent>).return?.();
    }
    lab.clock.advance(59 * 60_000);

    await lab.engine.controller.resume(id, { lot: 'L-7' });
    expect((await lab.engine.controller.finished(id)).state).toBe('done');
  });

  it('is not abandoned while somebody listens', async () => {
    const { lab, id } = await waiting();
    const stream = await readAll(lab.engine, id);
    const next = stream.next();
    lab.clock.advance(5 * 60 * 60_000);

    await lab.engine.controller.resume(id, { lot: 'L-7' });
    expect((await lab.engine.controller.finished(id)).state).toBe('done');
    expect((await next).value).toMatchObject({ kind: 'phase', phase: 'running_plugins' });
  });

  it('is stopped when it is cancelled and resumed at once, and can be discarded then', async () => {
    const { lab, id, given } = await waiting();
    const cancelled = lab.engine.controller.cancel(id, { discard_files: false });
    await expect(lab.engine.controller.resume(id, { lot: 'L-7' })).rejects.toMatchObject({
      code: 'session_not_awaiting_input',
    });
    expect(await cancelled).toMatchObject({ state: 'aborted' });
    expect(given).toEqual([]);
    expect(await lab.engine.inFlight()).toEqual([]);
    expect(await lab.engine.discardUnfinished(id)).toBe(true);
  });

  it('is stopped when it is resumed and cancelled at once, and can be discarded then', async () => {
    const { lab, id } = await waiting();
    const resumed = lab.engine.controller.resume(id, { lot: 'L-7' });
    expect(await lab.engine.controller.cancel(id, { discard_files: false })).toMatchObject({
      state: 'aborted',
      pending_input: null,
    });
    await resumed;
    expect(await lab.engine.inFlight()).toEqual([]);
    expect(await lab.engine.unfinished()).toMatchObject([{ session_id: id, state: 'aborted' }]);
    expect(await lab.engine.discardUnfinished(id)).toBe(true);
  });

  it('is done though its journal cannot be removed', async () => {
    const { lab, id } = await waiting();
    const journal = path.join(lab.stateFolder, 'sessions', `${id}.jsonl`);
    await rm(journal);
    await mkdir(journal);
    await lab.engine.controller.resume(id, { lot: 'L-7' });
    expect((await lab.engine.controller.finished(id)).state).toBe('done');
  });

  it('cannot ask two things at once', async () => {
    const outcomes: string[] = [];
    const lab = await plugged(async (_, hooks) => {
      const first = hooks.askForInput(QUESTION);
      outcomes.push(await hooks.askForInput(QUESTION).then(() => 'given', String));
      await first;
    });
    const { session_id } = await lab.engine.controller.createRun(lab.run());
    for await (const event of lab.engine.controller.subscribe(session_id)) {
      if (event.kind === 'input_required') await lab.engine.controller.resume(session_id, { lot: 'x' });
    }
    expect(outcomes).toEqual([expect.stringContaining('input_required')]);
    expect((await lab.engine.controller.finished(session_id)).state).toBe('done');
  });

  it('is not abandoned within an hour of what it asks, however long it had worked', async () => {
    const work = held();
    const isAsked = held();
    const lab = await plugged(async (_, hooks) => {
      await work.reached();
      const answer = hooks.askForInput(QUESTION);
      isAsked.release();
      await answer;
    });
    const { session_id } = await lab.engine.controller.createRun(lab.run());
    await work.isReached;
    lab.clock.advance(3 * 60 * 60_000);
    work.release();
    await isAsked.isReleased;
    lab.clock.advance(50 * 60_000);
    await lab.engine.controller.resume(session_id, { lot: 'x' });
    expect((await lab.engine.controller.finished(session_id)).state).toBe('done');
  });

  it('is not waited for twice: what was given is given', async () => {
    const work = held();
    const lab = await plugged(async (_, hooks) => {
      await hooks.askForInput(QUESTION);
      await work.reached();
    });
    const { session_id } = await lab.engine.controller.createRun(lab.run());
    for await (const event of lab.engine.controller.subscribe(session_id)) {
      if (event.kind === 'input_required') break;
    }
    const resumed = await lab.engine.controller.resume(session_id, { lot: 'x' });
    expect(resumed).toMatchObject({ state: 'plugin_pass', pending_input: null, next_action: 'none' });
    await expect(lab.engine.controller.resume(session_id, { lot: 'y' })).rejects.toMatchObject({
      code: 'session_not_awaiting_input',
    });
    work.release();
    expect((await lab.engine.controller.finished(session_id)).state).toBe('done');
  });

  it('is not abandoned within an hour after its last listener left', async () => {
    const { lab, id } = await waiting();
    const stream = await readAll(lab.engine, id);
    void stream.next();
    lab.clock.advance(3 * 60 * 60_000);
    await stream.return?.();
    lab.clock.advance(59 * 60_000);
    await lab.engine.controller.resume(id, { lot: 'x' });
    expect((await lab.engine.controller.finished(id)).state).toBe('done');
  });

  it('is stopped when it asks while the engine closes', async () => {
    const work = held();
    const lab = await plugged(async (_, hooks) => {
      await work.reached();
      await hooks.askForInput(QUESTION);
    });
    const { session_id } = await lab.engine.controller.createRun(lab.run());
    await work.isReached;
    const closed = lab.engine.close();
    work.release();
    await closed;
    expect(await lab.restart().unfinished()).toMatchObject([{ session_id, state: 'aborted' }]);
  });

  it('is abandoned though somebody subscribed once and never read', async () => {
    const { lab, id } = await waiting();
    lab.engine.controller.subscribe(id);
    lab.clock.advance(66 * 60_000);
    expect(await lab.engine.controller.finished(id)).toMatchObject({ error: { code: 'session_abandoned' } });
  });

  it('is kept as unfinished when the engine stops', async () => {
    const { lab, id } = await waiting();
    await lab.engine.close();
    expect(await lab.restart().unfinished()).toMatchObject([{ session_id: id, state: 'aborted' }]);
  });
});

describe('a session that works', () => {
  it('is never abandoned, however long its plugins take', async () => {
    const work = held();
    const lab = await plugged(() => work.reached());
    const { session_id } = await lab.engine.controller.createRun(lab.run());
    await work.isReached;
    lab.clock.advance(5 * 60 * 60_000);
    work.release();
    expect((await lab.engine.controller.finished(session_id)).state).toBe('done');
  });

  it('is waited for though it was only being opened when the engine stopped', async () => {
    const lab = await laboratory();
    const opening = lab.engine.controller.createRun(lab.run());
    await lab.engine.close();
    const { session_id } = await opening;
    expect(lab.engine.controller.status(session_id).state).toBe('done');
    expect(await readdir(path.join(lab.stateFolder, 'sessions'))).toEqual([]);
  });

  it('is refused where its journal cannot be written, and leaves nothing', async () => {
    const lab = await laboratory();
    await writeFile(path.join(lab.folder, 'state'), 'a file where the state folder should be');
    await expect(lab.engine.controller.createRun(lab.run())).rejects.toMatchObject({
      code: 'folder_not_found',
    });
    expect(await readdir(lab.project)).toEqual([]);
    expect(() => lab.engine.controller.status('00000000-0000-4000-8000-000000000001')).toThrow(
      expect.objectContaining({ code: 'session_not_found' }) as Error,
    );
  });

  it('is remembered for an hour after its end, however long it took', async () => {
    const work = held();
    const lab = await plugged(() => work.reached());
    const { session_id } = await lab.engine.controller.createRun(lab.run());
    const finished = lab.engine.controller.finished(session_id);
    await work.isReached;
    lab.clock.advance(3 * 60 * 60_000);
    work.release();
    await finished;
    lab.clock.advance(55 * 60_000);
    expect(lab.engine.controller.status(session_id).state).toBe('done');
  });

  it('is waited for when the engine stops', async () => {
    const lab = await laboratory();
    const { session_id } = await lab.engine.controller.createRun(lab.run());
    await lab.engine.close();
    expect(lab.engine.controller.status(session_id).state).toBe('done');
  });
});

describe('cancelling', () => {
  it('does nothing to unknown and to finished sessions', async () => {
    const lab = await laboratory();
    const done = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
    expect(await lab.engine.controller.cancel('nobody', { discard_files: true })).toBeUndefined();
    expect(await lab.engine.controller.cancel(done.session_id, { discard_files: true })).toEqual(done);
    expect(existsSync(resultOf(done).path)).toBe(true);
  });

  it('in the middle of writing leaves the destination absent and, when discarded, nothing at all', async () => {
    const lab = await laboratory();
    const { session_id } = await lab.engine.controller.createRun(lab.run());
    const handle = await lab.engine.controller.cancel(session_id, { discard_files: true });

    expect(handle?.state).toBe('aborted');
    expect(await foldersIn(lab.project)).toEqual([]);
    expect(await lab.engine.queue.list()).toEqual([]);
  });
});

describe('cancelling at a step', () => {
  it.each(PIPELINE_STEPS.map((step) => [step]))('%s ends it there, or comes too late', async (at) => {
    const cancelled: Promise<unknown>[] = [];
    const running: { engine?: Engine } = {};
    const lab = await laboratory({
      engine: {
        onStep: (step) => {
          const id = '00000000-0000-4000-8000-000000000001';
          if (step === at)
            cancelled.push(running.engine?.controller.cancel(id, { discard_files: true }) ?? nothing);
        },
      },
    });
    running.engine = lab.engine;
    const { session_id } = await lab.engine.controller.createRun(lab.run({ run_kind: 'test' }));
    const handle = await lab.engine.controller.finished(session_id);
    await Promise.all(cancelled);

    const tooLate = at === 'moved' || at === 'noted';
    expect(handle.state).toBe(tooLate ? 'done' : 'aborted');
    expect(await lab.engine.queue.list()).toHaveLength(tooLate ? 1 : 0);
    if (!tooLate) expect(await foldersIn(lab.project)).toEqual([]);
    expect(await readdir(path.join(lab.stateFolder, 'sessions'))).toEqual([]);
  });

  const nothing = Promise.resolve(undefined);

  it('just before the move still ends it', async () => {
    const running: { engine?: Engine } = {};
    const reached = new Set<string>();
    const lab = await laboratory({
      engine: {
        onStep: (step) => {
          const id = '00000000-0000-4000-8000-000000000001';
          reached.add(step);
          // The two go on side by side: after both, only the move is left.
          if (!reached.has('flushed') || !reached.has('handed_off') || reached.has('moved')) return;
          queueMicrotask(() => void running.engine?.controller.cancel(id, { discard_files: true }));
        },
      },
    });
    running.engine = lab.engine;
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
    expect(handle.state).toBe('aborted');
    expect(await foldersIn(lab.project)).toEqual([]);
    expect(await lab.engine.queue.list()).toEqual([]);
  });

  it('counts the first word about the files', async () => {
    const { lab, id } = await waiting();
    await Promise.all([
      lab.engine.controller.cancel(id, { discard_files: false }),
      lab.engine.controller.cancel(id, { discard_files: true }),
    ]);
    expect(await lab.engine.unfinished()).toHaveLength(1);
  });
});

describe('a creation that ends early', () => {
  it('before its first file leaves nothing', async () => {
    const lab = await laboratory({
      engine: {
        onStep: (step) => {
          if (step === 'rendering') throw new Error('stop here');
        },
      },
    });
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
    expect(handle.state).toBe('failed');
    expect(await lab.engine.unfinished()).toEqual([]);
    expect(await foldersIn(lab.project)).toEqual([]);
  });

  it("after the gate is told to the project's log and TestRuns' as well", async () => {
    const lines: string[] = [];
    const log: Log = {
      ...silentLog,
      write: (level, message, tags) => lines.push(`${level} ${message} ${JSON.stringify(tags)}`),
    };
    const lab = await plugged(() => Promise.reject(new Error('plugin crashed')), { engine: { log } });
    await mkdir(path.join(lab.project, 'TestRuns'));
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run({ run_kind: 'test' })));
    expect(handle.state).toBe('failed');
    const tags = {
      equip: 'CONFOCAL_01',
      proj: 'PROJ-0042',
      kind: 'test',
      run: 'TestRun_2026-11-20T13-00-00',
    };
    expect(lines).toEqual([`WARN creation ended: internal_error: plugin crashed ${JSON.stringify(tags)}`]);
    for (const folder of [path.dirname(lab.project), lab.project, path.join(lab.project, 'TestRuns')]) {
      const text = await readFile(path.join(folder, '.exlab-wizard', 'wizard.lab-pc.log'), 'utf8');
      expect(text).toContain(
        '[equip:CONFOCAL_01] [proj:PROJ-0042] [kind:test] [run:TestRun_2026-11-20T13-00-00] creation ended: internal_error',
      );
    }
  });

  it('or is blocked, or warned about, is told to the central log', async () => {
    const lines: string[] = [];
    const log: Log = {
      ...silentLog,
      write: (level, message, tags) => lines.push(`${level} ${tags?.run ?? ''} ${message}`),
    };
    const lab = await plugged(
      async (folder, hooks) => {
        hooks.warn('the sheet has no lot');
        await writeFile(path.join(folder, 'CON.txt'), 'x');
      },
      { engine: { log } },
    );
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
    expect(resultOf(handle).blocked).toBe(true);
    expect(lines).toEqual([
      expect.stringMatching(/^WARN Run_2026-11-20T13-00-00 session \S+: the sheet has no lot$/),
      expect.stringMatching(/^WARN Run_2026-11-20T13-00-00 session \S+: Hard findings keep this/),
    ]);
  });

  it("is told to the central log and the equipment's, and to no other", async () => {
    const lines: string[] = [];
    const log: Log = {
      ...silentLog,
      write: (level, message, tags) => lines.push(`${level} ${tags?.kind ?? ''} ${message}`),
    };
    const lab = await laboratory({ engine: { log } });
    await lab.engine.controller.createRun(lab.run({ label: '' }));

    expect(lines).toEqual([expect.stringMatching(/^WARN experimental creation ended: validation_failed: /)]);
    const equipmentLog = path.join(lab.root, 'CONFOCAL_01', '.exlab-wizard', 'wizard.lab-pc.log');
    expect(await readFile(equipmentLog, 'utf8')).toContain('creation ended: validation_failed');
    expect(await readdir(lab.project)).toEqual([]);
  });

  it('makes no folder for an equipment that has none', async () => {
    const lab = await laboratory({ config: '  - {id: SCALE_02, label: Scale}' });
    await lab.engine.controller.createRun(lab.run({ equipment_id: 'SCALE_02', label: '' }));
    expect(await readdir(lab.root)).toEqual(['CONFOCAL_01']);
  });
});

describe('a run date that nobody gave', () => {
  it('moves on when its name is taken between plan and claim', async () => {
    const taken: string[] = [];
    const lab = await laboratory({
      engine: {
        onStep: (step) => {
          if (step !== 'planned' || taken.length > 0) return;
          taken.push(path.join(lab.project, 'Run_2026-11-20T13-00-00'));
          mkdirSync(taken[0] ?? '');
        },
      },
    });
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
    expect(path.basename(resultOf(handle).path)).toBe('Run_2026-11-20T13-00-01');
    expect(await readdir(taken[0] ?? '')).toEqual([]);
  });

  it('moves on when its name is taken while it is checked', async () => {
    let looks = 0;
    const plugins: PluginHost = {
      validate: () => {
        looks += 1;
        if (looks === 1) mkdirSync(path.join(lab.project, 'Run_2026-11-20T13-00-00'));
        return Promise.resolve([]);
      },
      run: () => Promise.resolve([]),
    };
    const lab = await laboratory({ engine: { plugins } });
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
    expect(path.basename(resultOf(handle).path)).toBe('Run_2026-11-20T13-00-01');
  });
});

describe('the plan', () => {
  it('is not computed to its end when nobody waits for it any more', async () => {
    const lab = await laboratory();
    const request = readRunRequest(lab.run());
    await expect(lab.engine.controller.plan(request, AbortSignal.abort(new Error('gone')))).rejects.toThrow(
      'gone',
    );
  });

  it('names the plugins of the template, then those that the lab always runs, each once', async () => {
    const plugins = pluginHost(() => Promise.resolve([]));
    const lab = await laboratory({
      templates: { plain: PLUGIN_RUN },
      config: 'plugins: {always: [stamp, filler]}',
      engine: { plugins },
    });
    const { plan } = await lab.engine.controller.plan(readRunRequest(lab.run()));
    expect(plan?.plugins.names).toEqual(['filler', 'stamp']);
  });

  it('lists a rendered README among what was rendered, sorted, with what the operator typed in it', async () => {
    const lab = await laboratory({
      templates: {
        plain: {
          ...PLAIN_RUN,
          'template/README.md.jinja': 'About {{ label }}\n',
          'template/A.txt.jinja': 'a\n',
        },
      },
    });
    const { plan } = await lab.engine.controller.plan(
      readRunRequest(lab.run({ label: 'The <stain_name> run' })),
    );
    expect(plan?.rendered).toEqual([
      { path: 'A.txt' },
      { path: 'README.md', exempt: [{ token: '<stain_name>', reason: 'answer' }] },
      { path: 'notes.txt' },
    ]);
    expect(plan?.findings).toEqual([]);
    const files = plan?.files.map((file) => file.path) ?? [];
    expect(files).toEqual([...files].sort());
  });
});

describe('unknown sessions', () => {
  it('are session_not_found, and a session that waits for nothing cannot be resumed', async () => {
    const lab = await laboratory();
    expect(() => lab.engine.controller.status('x')).toThrow(
      expect.objectContaining({ code: 'session_not_found' }) as Error,
    );
    expect(() => lab.engine.controller.subscribe('x')).toThrow(
      expect.objectContaining({ code: 'session_not_found' }) as Error,
    );
    await expect(lab.engine.controller.resume('x', {})).rejects.toMatchObject({ code: 'session_not_found' });
    const done = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
    await expect(lab.engine.controller.resume(done.session_id, {})).rejects.toMatchObject({
      code: 'session_not_awaiting_input',
    });
  });

  it('are those that ended long ago, though somebody read to the end and no further', async () => {
    const lab = await laboratory();
    const { session_id } = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
    const stream = lab.engine.controller.subscribe(session_id)[Symbol.asyncIterator]();
    for (let last = false; !last;) {
      const next = await stream.next();
      last = next.done === true || next.value.kind === 'done';
    }
    lab.clock.advance(66 * 60_000);
    expect(() => lab.engine.controller.status(session_id)).toThrow(
      expect.objectContaining({ code: 'session_not_found' }) as Error,
    );
  });

  it('are never made of a request that is none: that is told as every other refusal', async () => {
    const lab = await laboratory();
    await expect(lab.engine.controller.createRun({ nonsense: 1 })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    await expect(lab.engine.controller.createProject(null)).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });

  it('are those that ended long ago, too', async () => {
    const lab = await laboratory();
    const done = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
    lab.clock.advance(50 * 60_000);
    expect(lab.engine.controller.status(done.session_id).state).toBe('done');
    lab.clock.advance(66 * 60_000);
    expect(() => lab.engine.controller.status(done.session_id)).toThrow(
      expect.objectContaining({ code: 'session_not_found' }) as Error,
    );
  });

  it('are looked for no more when the engine has stopped', async () => {
    const lab = await laboratory();
    await lab.engine.close();
    expect(lab.clock.waiting).toBe(0);
  });

  it('are refused while the engine stops', async () => {
    const lab = await laboratory();
    await lab.engine.close();
    await expect(lab.engine.controller.createRun(lab.run())).rejects.toMatchObject({ code: 'shutting_down' });
  });
});
