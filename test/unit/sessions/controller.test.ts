import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync, mkdirSync } from 'node:fs';
import * as path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../core/engine';
import type { AppliedPlugin, ExtraInputs, PluginHost, PluginPassHooks } from '../../../core/plugins';
import {
  PIPELINE_STEPS,
  readRunRequest,
  type CreationResult,
  type SessionEvent,
  type SessionHandle,
} from '../../../core/sessions';
import { ExlabError, type Log } from '../../../core/system';
import {
  PLAIN_RUN,
  TEST_HOST,
  countedRandom,
  listTree,
  makeLaboratory,
  type Laboratory,
} from '../../support/laboratory';

const labs: Laboratory[] = [];

async function laboratory(...args: Parameters<typeof makeLaboratory>): Promise<Laboratory> {
  const lab = await makeLaboratory(...args);
  labs.push(lab);
  return lab;
}

afterEach(async () => {
  for (const lab of labs.splice(0)) await lab.dispose();
});

async function finish(engine: Engine, opening: Promise<SessionHandle>): Promise<SessionHandle> {
  const { session_id } = await opening;
  return engine.controller.finished(session_id);
}

async function eventsOf(engine: Engine, id: string): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of engine.controller.subscribe(id)) events.push(event);
  return events;
}

function resultOf(handle: SessionHandle): CreationResult {
  const { result } = handle;
  if (result === null || 'code' in result) throw new Error(JSON.stringify(handle));
  return result;
}

const PLUGIN_RUN = {
  ...PLAIN_RUN,
  'copier.yml': `${String(PLAIN_RUN['copier.yml'])}_exlab_plugins: [filler]\n`,
};

/** A plugin host whose pass is a function of the test. */
function pluginHost(
  pass: (folder: string, hooks: PluginPassHooks) => Promise<readonly AppliedPlugin[]>,
): PluginHost {
  return { validate: () => Promise.resolve([]), run: (_, folder, hooks) => pass(folder, hooks) };
}

const APPLIED: AppliedPlugin = {
  plugin: 'filler',
  version: '1.0.0',
  files_affected: ['notes.txt'],
  status: 'success',
};

const QUESTION = {
  plugin: 'filler',
  reason: 'The sheet has no lot',
  fields: [{ id: 'lot', label: 'Lot', type: 'string', required: true }],
} as const;

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
  });
});

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

  it('keep their files for review when one took the name of a file of ours', async () => {
    const plugins = pluginHost(async (folder) => {
      await writeFile(path.join(folder, 'README.md'), 'mine');
      return [APPLIED];
    });
    const lab = await laboratory({ templates: { plain: PLUGIN_RUN }, engine: { plugins } });
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));

    expect(handle.state).toBe('failed');
    const [unfinished] = await lab.engine.unfinished();
    expect(await readFile(path.join(unfinished?.work_folder ?? '', 'README.md'), 'utf8')).toBe('mine');
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

/** A session that waits for a lot number. */
async function waiting(): Promise<{ lab: Laboratory; id: string; given: ExtraInputs[] }> {
  const given: ExtraInputs[] = [];
  const plugins = pluginHost(async (_, hooks) => {
    given.push(await hooks.askForInput(QUESTION));
    return [APPLIED];
  });
  const lab = await laboratory({ templates: { plain: PLUGIN_RUN }, engine: { plugins } });
  const { session_id } = await lab.engine.controller.createRun(lab.run());
  for await (const event of lab.engine.controller.subscribe(session_id)) {
    if (event.kind === 'input_required') break;
  }
  return { lab, id: session_id, given };
}

describe('a session that waits for input', () => {
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
    const listening = eventsOf(lab.engine, id);
    lab.clock.advance(5 * 60 * 60_000);

    await lab.engine.controller.resume(id, { lot: 'L-7' });
    expect((await lab.engine.controller.finished(id)).state).toBe('done');
    await listening;
  });

  it('is kept as unfinished when the engine stops', async () => {
    const { lab, id } = await waiting();
    await lab.engine.close();
    expect(await lab.restart().unfinished()).toMatchObject([{ session_id: id, state: 'aborted' }]);
  });
});

describe('a session that works', () => {
  it('is never abandoned, however long its plugins take', async () => {
    let finishPlugin: () => void = () => undefined;
    let pluginStarted: () => void = () => undefined;
    const started = new Promise<void>((resolve) => (pluginStarted = resolve));
    const plugins = pluginHost(async () => {
      pluginStarted();
      await new Promise<void>((resolve) => (finishPlugin = resolve));
      return [APPLIED];
    });
    const lab = await laboratory({ templates: { plain: PLUGIN_RUN }, engine: { plugins } });
    const { session_id } = await lab.engine.controller.createRun(lab.run());
    await started;
    lab.clock.advance(5 * 60 * 60_000);
    finishPlugin();
    expect((await lab.engine.controller.finished(session_id)).state).toBe('done');
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
    expect(await readdir(lab.project)).toEqual([]);
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

    const tooEarly = at === 'opened';
    const tooLate = at === 'moved' || at === 'noted';
    expect(handle.state).toBe(tooEarly || tooLate ? 'done' : 'aborted');
    expect(await lab.engine.queue.list()).toHaveLength(tooEarly || tooLate ? 1 : 0);
    if (!tooEarly && !tooLate) expect(await readdir(lab.project)).toEqual([]);
  });

  const nothing = Promise.resolve(undefined);

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
    expect(await readdir(lab.project)).toEqual([]);
  });

  it("is told to the central log and the equipment's, and to no other", async () => {
    const lines: string[] = [];
    const log: Log = {
      write: (level, message) => lines.push(`${level} ${message}`),
      flush: () => Promise.resolve(),
    };
    const lab = await laboratory({ engine: { log } });
    await lab.engine.controller.createRun(lab.run({ label: '' }));

    expect(lines).toEqual([expect.stringMatching(/^WARN creation ended: validation_failed: /)]);
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

  it('are refused while the engine stops', async () => {
    const lab = await laboratory();
    await lab.engine.close();
    await expect(lab.engine.controller.createRun(lab.run())).rejects.toMatchObject({ code: 'shutting_down' });
  });
});

/** The journal of a session whose process is dead. */
async function writeJournal(lab: Laboratory, id: string, entries: readonly object[]): Promise<void> {
  const folder = path.join(lab.stateFolder, 'sessions');
  await mkdir(folder, { recursive: true });
  const process = { host: 'lab-pc', pid: 1, started: 'boot:0' };
  const opened = { entry: 'opened', at: '2026-01-01T00:00:00Z', session_id: id, kind: 'run', process };
  const lines = [opened, ...entries].map((entry) => JSON.stringify(entry));
  await writeFile(path.join(folder, `${id}.jsonl`), lines.join('\n'));
}

describe('after a crash', () => {
  it('tells what was in flight, keeps its files for review, and can discard them', async () => {
    const dead = { host: 'lab-pc', pid: 1, started: 'boot:0' };
    const lab = await laboratory({
      engine: {
        host: {
          name: 'lab-pc',
          user: 'alice',
          self: () => Promise.resolve(dead),
          stateOf: () => Promise.resolve('dead'),
        },
        onStep: (step) => {
          if (step === 'records_written') throw new Error('stop here');
        },
      },
    });
    // The journal of a process that died: everything but its last line.
    const { session_id } = await lab.engine.controller.createRun(lab.run());
    await lab.engine.controller.finished(session_id);
    const journal = path.join(lab.stateFolder, 'sessions', `${session_id}.jsonl`);
    const lines = (await readFile(journal, 'utf8')).trimEnd().split('\n');
    await writeFile(
      journal,
      `${lines.filter((line) => !line.includes('"ended"')).join('\n')}\n{"entry":"sta`,
    );

    const later = lab.restart({ random: countedRandom(50) });
    const told = await later.recover();

    expect(told).toMatchObject([{ session_id, state: 'cache_write', outcome: 'unfinished' }]);
    const [unfinished] = await later.unfinished();
    expect(unfinished).toMatchObject({ session_id, state: 'aborted', error: { code: 'session_abandoned' } });
    expect(unfinished?.request).toMatchObject({
      label: 'First run',
      template_path: path.join(lab.folder, 'templates', 'plain'),
    });
    expect(await later.recover()).toEqual([]);
    expect(await later.discardUnfinished(session_id)).toBe(true);
    expect(await later.discardUnfinished(session_id)).toBe(false);
    expect(await readdir(lab.project)).toEqual([]);
  });

  it('says nothing of a disk that is not there, and drops no hand-off on it', async () => {
    const dead = { host: 'lab-pc', pid: 1, started: 'boot:0' };
    const lab = await laboratory({
      engine: { host: { ...TEST_HOST, self: () => Promise.resolve(dead) } },
    });
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
    const later = lab.restart();
    await rename(lab.root, `${lab.root}-unplugged`);
    await later.recover();
    expect(await later.queue.list()).toHaveLength(1);
    await rename(`${lab.root}-unplugged`, lab.root);
    await rm(resultOf(handle).path, { recursive: true });
    await later.recover();
    expect(await later.queue.list()).toEqual([]);
  });

  it('keeps nobody from working when something cannot be tidied up', async () => {
    const lab = await laboratory();
    const journal = path.join(lab.stateFolder, 'sessions', 'broken.jsonl');
    await mkdir(path.dirname(journal), { recursive: true });
    const opened = { entry: 'opened', at: '2026-01-01T00:00:00Z', session_id: 'broken', kind: 'run' };
    const process = { host: 'lab-pc', pid: 1, started: 'boot:0' };
    // A destination below a file: every look at it fails.
    const folder = {
      path: path.join(journal, 'x', 'y'),
      root: lab.root,
      equipment_id: 'E',
      short_id: 'P',
      run_kind: null,
    };
    const planned = { entry: 'planned', at: '', folder, request: {} };
    const moving = { entry: 'claimed', at: '', work_folder: `${lab.folder}\0` };
    await writeFile(
      journal,
      [{ ...opened, process }, planned, moving].map((line) => JSON.stringify(line)).join('\n'),
    );
    expect(await lab.engine.recover()).toEqual([]);
    expect(existsSync(journal)).toBe(true);
  });

  it('keeps the hand-off of a process that lives, though its run is not there yet', async () => {
    const lab = await laboratory();
    const handOff = {
      run_path: path.join(lab.project, 'Run_2026-11-20T13-00-00'),
      equipment_id: 'CONFOCAL_01',
      level: 'run' as const,
      handed_off_at: '2026-11-20T13:00:00.000Z',
      session: { id: 'alive', process: await TEST_HOST.self() },
    };
    await lab.engine.queue.add(handOff);
    await lab.engine.recover();
    expect(await lab.engine.queue.list()).toEqual([handOff]);
  });

  it('never takes the folder of somebody else for its own', async () => {
    const lab = await laboratory();
    const id = 'dead-session';
    const run = path.join(lab.project, 'Run_2026-11-20T13-00-00');
    await mkdir(run);
    const folder = {
      path: run,
      root: lab.root,
      equipment_id: 'CONFOCAL_01',
      short_id: 'PROJ-0042',
      run_kind: 'experimental',
    };
    await writeJournal(lab, id, [{ entry: 'planned', at: '', folder, request: {} }]);
    expect(await lab.engine.recover()).toMatchObject([{ session_id: id, outcome: 'nothing_left' }]);
    expect(await readdir(run)).toEqual([]);
  });

  it('tells it once, when two processes start at the same time', async () => {
    const lab = await laboratory();
    await writeJournal(lab, 'dead-session', []);
    const told = await Promise.all([lab.engine.recover(), lab.restart().recover()]);
    expect(told.flat()).toHaveLength(1);
  });

  it('leaves the sessions of living processes alone', async () => {
    const { lab, id } = await waiting();
    const other = lab.restart();
    expect(await other.recover()).toEqual([]);
    expect(await other.inFlight()).toMatchObject([{ session_id: id, state: 'input_required' }]);
    await lab.engine.controller.cancel(id, { discard_files: true });
  });
});
