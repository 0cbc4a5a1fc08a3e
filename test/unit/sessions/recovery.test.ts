import { mkdir, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunQueue } from '../../../core/sync';
import { silentLog, type Log } from '../../../core/system';
import { SessionJournal } from '../../../core/sessions/journal';
import {
  PLUGIN_RUN,
  disposeLaboratories,
  finish,
  held,
  laboratory,
  plugged,
  pluginHost,
  resultOf,
  waiting,
} from '../../support/creations';
import { PLAIN_RUN, TEST_HOST, countedRandom, type Laboratory } from '../../support/laboratory';

const DEAD = { host: 'lab-pc', pid: 1, started: 'boot:0' };
const ELSEWHERE = { host: 'renamed-pc', pid: 1, started: 'boot:0' };
const LEAF = 'Run_2026-11-20T13-00-00';
const ID = 'dead-session';
const MOVING = { entry: 'moving', at: '' };
const ENDED = {
  entry: 'ended',
  at: '',
  state: 'failed',
  error: { code: 'internal_error', message: 'plugin crashed' },
};

let lab: Laboratory;
let told: string[];
beforeEach(async () => {
  told = [];
  const log: Log = { ...silentLog, write: (level, message) => told.push(`${level} ${message}`) };
  lab = await laboratory({
    // Of the process on the computer that was renamed nothing can be said.
    engine: {
      log,
      host: {
        ...TEST_HOST,
        stateOf: (process) =>
          process.host === ELSEWHERE.host ? Promise.resolve('unknown') : TEST_HOST.stateOf(process),
      },
    },
  });
});
afterEach(disposeLaboratories);

function state(name: string): object {
  return { entry: 'state', at: '', state: name };
}

function planned(changes: object = {}): object {
  const folder = {
    path: path.join(lab.project, LEAF),
    root: lab.root,
    equipment_id: 'CONFOCAL_01',
    short_id: 'PROJ-0042',
    run_kind: 'experimental',
    ...changes,
  };
  return { entry: 'planned', at: '', folder, ground: 'x', request: lab.run(), withheld: ['pin'] };
}

function journalOf(id: string): string {
  return path.join(lab.stateFolder, 'sessions', `${id}.jsonl`);
}

/** The journal that a process left. */
async function writeJournal(id: string, entries: readonly object[], process = DEAD): Promise<void> {
  await mkdir(path.dirname(journalOf(id)), { recursive: true });
  const opened = { entry: 'opened', at: '2026-01-01T00:00:00Z', session_id: id, kind: 'run', process };
  const lines = [opened, ...entries].map((entry) => JSON.stringify(entry));
  await writeFile(journalOf(id), lines.join('\n'));
}

function workOf(id: string, folder = lab.project, leaf = LEAF): string {
  return path.join(folder, `.exlab-work-${leaf}`, id);
}

async function writeFilesIn(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'notes.txt'), 'half');
}

function handOff(id: string, run_path = path.join(lab.project, LEAF)): Parameters<RunQueue['add']>[0] {
  return {
    run_path,
    equipment_id: 'CONFOCAL_01',
    level: 'run',
    handed_off_at: '2026-11-20T13:00:00.000Z',
    session: { id, process: DEAD },
  };
}

describe('a process that died in the middle of a creation', () => {
  beforeEach(async () => {
    await writeJournal(ID, [planned(), state('rendering'), state('cache_write')]);
    await writeFilesIn(workOf(ID));
  });

  it('is told once, with what it had come to', async () => {
    expect(await lab.engine.recover()).toEqual([
      {
        session_id: ID,
        kind: 'run',
        state: 'cache_write',
        destination: path.join(lab.project, LEAF),
        outcome: 'unfinished',
      },
    ]);
    expect(await lab.engine.recover()).toEqual([]);
    expect(told).toEqual([`WARN session ${ID} was cut off in state cache_write: unfinished`]);
  });

  it('keeps its files, listed with all that a restart needs', async () => {
    await lab.engine.recover();
    expect(await lab.engine.unfinished()).toMatchObject([
      {
        session_id: ID,
        state: 'aborted',
        reachable: true,
        work_folder: workOf(ID),
        error: { code: 'session_abandoned' },
        request: { label: 'First run' },
        withheld: ['pin'],
      },
    ]);
    expect(await readFile(path.join(workOf(ID), 'notes.txt'), 'utf8')).toBe('half');
  });

  it('can be discarded, once, and leaves nothing then', async () => {
    await lab.engine.recover();
    expect(await lab.engine.discardUnfinished(ID)).toBe(true);
    expect(await lab.engine.discardUnfinished(ID)).toBe(false);
    expect(await readdir(lab.project)).toEqual([]);
    expect(await readdir(path.dirname(journalOf(ID)))).toEqual([]);
  });

  it('is discarded to its end where that was cut off', async () => {
    await lab.engine.recover();
    await rename(workOf(ID), `${workOf(ID)}.discarded`);
    await lab.engine.recover();
    expect(await lab.engine.unfinished()).toHaveLength(1);
    expect(await lab.engine.discardUnfinished(ID)).toBe(true);
    expect(await readdir(lab.project)).toEqual([]);
  });

  it('has no hand-off any more, though somebody else made a run of that name meanwhile', async () => {
    await lab.engine.queue.add(handOff(ID));
    const { session_id } = await lab.engine.controller.createRun(
      lab.run({ run_date: '2026-11-20T13:00:00Z' }),
    );
    expect((await lab.engine.controller.finished(session_id)).state).toBe('done');
    await lab.engine.recover();
    expect((await lab.engine.queue.list()).map((entry) => entry.session?.id)).toEqual([session_id]);
  });

  it('is forgotten when somebody removed its files', async () => {
    await lab.engine.recover();
    await rm(workOf(ID), { recursive: true });
    expect(await lab.engine.unfinished()).toEqual([]);
    await lab.engine.recover();
    expect(existsSync(journalOf(ID))).toBe(false);
    expect(await readdir(lab.project)).toEqual([]);
  });

  it('is told by one of two processes that start at the same time', async () => {
    const outcomes = await Promise.all([lab.engine.recover(), lab.restart().recover()]);
    expect(outcomes.flat()).toHaveLength(1);
  });
});

describe('a process that died just after the move', () => {
  beforeEach(async () => {
    await writeJournal(ID, [planned(), state('sync_queued'), MOVING]);
    await writeFilesIn(path.join(lab.project, LEAF));
    await mkdir(path.dirname(workOf(ID)));
    await lab.engine.queue.add(handOff(ID));
  });

  it('made a whole run: its hand-off stays, and what stands around it is completed', async () => {
    expect(await lab.engine.recover()).toMatchObject([{ outcome: 'completed' }]);
    expect(await lab.engine.queue.list()).toHaveLength(1);
    expect(existsSync(path.join(lab.root, 'CONFOCAL_01/.exlab-wizard/equipment.json'))).toBe(true);
    const log = path.join(lab.project, LEAF, '.exlab-wizard/wizard.lab-pc.log');
    expect(await readFile(log, 'utf8')).toContain('creation completed, though its process died');
    expect(await readdir(lab.project)).toEqual(['.exlab-wizard', LEAF]);
    expect(existsSync(journalOf(ID))).toBe(false);
  });

  it('is told once, though a record beside it cannot be written', async () => {
    const record = path.join(lab.root, 'CONFOCAL_01/.exlab-wizard/equipment.json');
    await mkdir(record, { recursive: true });
    expect(await lab.engine.recover()).toMatchObject([{ outcome: 'completed' }]);
    expect(await lab.engine.recover()).toEqual([]);
    expect(told[0]).toMatch(/^WARN what stands around .* not tidied up/);
  });

  it('leaves the record of an equipment alone that the configuration has elsewhere', async () => {
    const elsewhere = path.join(lab.folder, 'elsewhere');
    const project = path.join(elsewhere, 'CONFOCAL_01', 'PROJ-0042');
    await writeFilesIn(path.join(project, LEAF));
    await writeJournal(ID, [planned({ root: elsewhere, path: path.join(project, LEAF) }), MOVING]);
    expect(await lab.engine.recover()).toMatchObject([{ outcome: 'completed' }]);
    expect(existsSync(path.join(project, '.exlab-wizard', 'wizard.lab-pc.log'))).toBe(true);
    expect(existsSync(path.join(elsewhere, 'CONFOCAL_01/.exlab-wizard/equipment.json'))).toBe(false);
  });
});

describe('a process that died at the move, and of which nothing is left', () => {
  it('made nothing, whatever it was about to', async () => {
    await writeJournal(ID, [planned(), MOVING]);
    expect(await lab.engine.recover()).toMatchObject([{ outcome: 'nothing_left' }]);
    expect(existsSync(journalOf(ID))).toBe(false);
  });

  it('is for somebody to look at where something else stands in its place', async () => {
    await writeJournal(ID, [planned(), MOVING]);
    await mkdir(path.dirname(workOf(ID)));
    await writeFile(workOf(ID), 'a file');
    expect(await lab.engine.recover()).toMatchObject([{ outcome: 'unfinished' }]);
    expect(await lab.engine.unfinished()).toHaveLength(1);
  });
});

describe('a process that died before its first file', () => {
  it.each([
    ['before its plan', () => [], 'null'],
    ['before its claim', () => [planned()], LEAF],
  ])('%s leaves nothing', async (_, entries, leaf) => {
    await writeJournal(ID, entries());
    if (entries().length > 0) await mkdir(workOf(ID), { recursive: true });
    const [session] = await lab.engine.recover();
    expect(session?.outcome).toBe('nothing_left');
    expect(path.basename(session?.destination ?? 'null')).toBe(leaf);
    expect(await readdir(lab.project)).toEqual([]);
    expect(existsSync(journalOf(ID))).toBe(false);
  });

  it('takes the folder for test runs away that it had made', async () => {
    const testRuns = path.join(lab.project, 'TestRuns');
    const leaf = 'TestRun_2026-11-20T13-00-00';
    await writeJournal(ID, [planned({ path: path.join(testRuns, leaf), run_kind: 'test' })]);
    await mkdir(workOf(ID, testRuns, leaf), { recursive: true });
    await lab.engine.recover();
    expect(await readdir(lab.project)).toEqual([]);
  });

  it('takes nothing of a living session that prepares the same folder', async () => {
    await writeJournal(ID, [planned()]);
    await mkdir(workOf(ID), { recursive: true });
    await mkdir(workOf('alive'));
    expect(await lab.engine.recover()).toMatchObject([{ outcome: 'nothing_left' }]);
    expect(await readdir(path.dirname(workOf(ID)))).toEqual(['alive']);
  });

  it('never takes the folder of somebody else for its own', async () => {
    await writeJournal(ID, [planned()]);
    await mkdir(path.join(lab.project, LEAF));
    expect(await lab.engine.recover()).toMatchObject([{ outcome: 'nothing_left' }]);
    expect(await readdir(lab.project)).toEqual([LEAF]);
  });
});

describe('a disk that is not there now', () => {
  beforeEach(async () => {
    await writeJournal(ID, [planned(), state('rendering')]);
    await writeFilesIn(workOf(ID));
    await lab.engine.queue.add(handOff('other', path.join(lab.project, 'Run_2026-11-20T14-00-00')));
    await rename(lab.root, `${lab.root}-unplugged`);
  });

  it.each([
    ['without its mount point', false],
    ['whose mount point stays', true],
  ])('%s: nothing is said of its sessions, and they are listed', async (_, stays) => {
    if (stays) await mkdir(lab.root);
    expect(await lab.engine.recover()).toEqual([]);
    expect(await lab.engine.unfinished()).toMatchObject([
      { session_id: ID, reachable: false, state: 'rendering' },
    ]);
    await expect(lab.engine.discardUnfinished(ID)).rejects.toMatchObject({ code: 'folder_not_found' });
    expect(await lab.engine.queue.list()).toHaveLength(1);

    if (stays) await rm(lab.root, { recursive: true });
    await rename(`${lab.root}-unplugged`, lab.root);
    expect(await lab.engine.recover()).toMatchObject([{ session_id: ID, outcome: 'unfinished' }]);
    expect(await lab.engine.unfinished()).toMatchObject([{ reachable: true, state: 'aborted' }]);
    expect(await lab.engine.queue.list(), 'its run never came to be').toEqual([]);
  });
});

describe('a session that ended and could not say so', () => {
  it('is listed by the very process that lives on', async () => {
    const full = await plugged(() => Promise.reject(new Error('plugin crashed')));
    const { value: append } = Object.getOwnPropertyDescriptor(SessionJournal.prototype, 'append') as {
      value: SessionJournal['append'];
    };
    const appending = vi.spyOn(SessionJournal.prototype, 'append');
    appending.mockImplementation(function (this: SessionJournal, entry, options) {
      return entry.entry === 'ended'
        ? Promise.reject(new Error('ENOSPC'))
        : append.call(this, entry, options);
    });
    const handle = await finish(full.engine, full.engine.controller.createRun(full.run()));
    appending.mockRestore();
    expect(await full.engine.inFlight()).toEqual([]);
    expect(await full.engine.unfinished()).toMatchObject([{ session_id: handle.session_id }]);
    expect(await full.engine.discardUnfinished(handle.session_id)).toBe(true);
  });

  it('has its hand-off taken back later where the queue did not answer', async () => {
    const work = held();
    const race = await plugged(() => work.reached(), {
      templates: { plain: PLUGIN_RUN, other: { ...PLAIN_RUN, 'template/a.txt.jinja': '<stain_name>' } },
    });
    const run_date = '2026-11-20T13:00:00Z';
    const { queue } = race.engine;
    const deaf = race.restart({ queue: { ...queue, withdraw: () => Promise.reject(new Error('EBUSY')) } });
    const loser = await deaf.controller.createRun(race.run({ run_date }));
    await work.isReached;
    const other = race.restart({
      plugins: pluginHost(() => Promise.resolve([])),
      random: countedRandom(2000),
    });
    const request = race.run({ run_date, template_path: 'other' });
    const winner = resultOf(await finish(other, other.controller.createRun(request)));
    expect(winner.blocked).toBe(true);
    work.release();
    const ended = await deaf.controller.finished(loser.session_id);
    expect(ended.error?.code).toBe('destination_exists');
    expect(await queue.list()).toHaveLength(1);

    await other.recover();
    expect(await queue.list(), 'a blocked run has none').toEqual([]);
    expect(await readdir(path.join(race.stateFolder, 'sessions'))).toEqual([]);
  });

  it('is no finished run, though another session made one of that name', async () => {
    const work = held();
    const race = await plugged(() => work.reached(), {
      templates: { plain: PLUGIN_RUN, other: PLAIN_RUN },
    });
    const run_date = '2026-11-20T13:00:00Z';
    const loser = await race.engine.controller.createRun(race.run({ run_date }));
    await work.isReached;
    const other = race.restart({ plugins: pluginHost(() => Promise.resolve([])) });
    const request = race.run({ run_date, template_path: 'other' });
    const winner = resultOf(await finish(other, other.controller.createRun(request)));
    // The process of the loser dies just before its journal goes.
    const removing = vi.spyOn(SessionJournal.prototype, 'remove');
    removing.mockImplementation(() => Promise.reject(new Error('killed')));
    work.release();
    const ended = await race.engine.controller.finished(loser.session_id);
    removing.mockRestore();
    expect(ended.error?.code).toBe('destination_exists');
    await other.recover();
    const log = await readFile(path.join(winner.path, '.exlab-wizard/wizard.lab-pc.log'), 'utf8');
    expect(log).not.toContain('though its process died');
    expect((await other.queue.list()).map((entry) => entry.run_path)).toEqual([winner.path]);
    expect(await other.unfinished()).toEqual([]);
  });
});

describe('what is none of a dead process', () => {
  it('a living session is in flight, and cannot be discarded', async () => {
    const { lab: own, id } = await waiting();
    const other = own.restart();
    expect(await other.recover()).toEqual([]);
    await vi.waitFor(async () => {
      expect(await other.inFlight()).toMatchObject([
        { session_id: id, state: 'input_required', process_state: 'alive' },
      ]);
    });
    expect(await other.unfinished()).toEqual([]);
    expect(await other.discardUnfinished(id)).toBe(false);
    await own.engine.controller.cancel(id, { discard_files: true });
    expect(await other.inFlight()).toEqual([]);
  });

  it('a dead one is not in flight', async () => {
    await writeJournal(ID, [planned()]);
    expect(await lab.engine.inFlight()).toEqual([]);
  });

  it('one of a computer that has another name now is in flight, and can be discarded by who is certain', async () => {
    await writeJournal(ID, [planned(), state('rendering')], ELSEWHERE);
    await writeFilesIn(workOf(ID));
    expect(await lab.engine.recover()).toEqual([]);
    expect(await lab.engine.inFlight()).toMatchObject([
      { session_id: ID, state: 'rendering', process_state: 'unknown' },
    ]);
    await expect(lab.engine.discardUnfinished(ID)).rejects.toMatchObject({
      code: 'validation_failed',
      message: expect.stringContaining('renamed-pc') as string,
    });
    expect(existsSync(workOf(ID))).toBe(true);
    expect(await lab.engine.discardUnfinished(ID, { evenIfUnknown: true })).toBe(true);
    expect(await readdir(lab.project)).toEqual([]);
    expect(await lab.engine.inFlight()).toEqual([]);
  });

  it('one that moved its folder into place is never discarded', async () => {
    await writeJournal(ID, [planned(), MOVING]);
    await writeFilesIn(path.join(lab.project, LEAF));
    expect(await lab.engine.discardUnfinished(ID)).toBe(false);
    expect(existsSync(path.join(lab.project, LEAF, 'notes.txt'))).toBe(true);
    expect(await lab.engine.recover()).toMatchObject([{ outcome: 'completed' }]);
  });

  it('the hand-off of a process that lives stays, though its run is not there yet', async () => {
    const alive = { ...handOff('alive'), session: { id: 'alive', process: await TEST_HOST.self() } };
    await lab.engine.queue.add(alive);
    await lab.engine.recover();
    expect(await lab.engine.queue.list()).toEqual([alive]);
  });

  it('the hand-off of a run that is gone is dropped', async () => {
    const handle = await finish(lab.engine, lab.engine.controller.createRun(lab.run()));
    const run = resultOf(handle).path;
    await rm(run, { recursive: true });
    await lab.engine.queue.add(handOff('long-gone', run));
    await lab.engine.recover();
    // Its own process lives: only time will tell.
    expect((await lab.engine.queue.list()).map((entry) => entry.session?.id)).toEqual([handle.session_id]);
  });

  it('the hand-off of a run that appears at the second look stays', async () => {
    const run = path.join(lab.project, LEAF);
    await lab.engine.queue.add(handOff('dead', run));
    const later = lab.restart({
      host: {
        ...TEST_HOST,
        stateOf: async () => {
          await mkdir(run, { recursive: true });
          return 'dead';
        },
      },
    });
    await later.recover();
    expect(await later.queue.list()).toHaveLength(1);
  });

  it('a session that ended is in flight no more, though its process lives', async () => {
    await writeJournal(ID, [planned(), ENDED], { host: 'lab-pc', pid: 5, started: 'boot:1' });
    await writeJournal('works', [planned()], { host: 'lab-pc', pid: 5, started: 'boot:1' });
    expect((await lab.engine.inFlight()).map((session) => session.session_id)).toEqual(['works']);
  });

  it('a session that ended is left as it is, its files under review', async () => {
    await writeJournal(ID, [planned(), ENDED]);
    await writeFilesIn(workOf(ID));
    expect(await lab.engine.recover()).toEqual([]);
    expect(await lab.engine.unfinished()).toMatchObject([
      { session_id: ID, state: 'failed', error: { message: 'plugin crashed' } },
    ]);
  });
});

describe('what cannot be tidied up', () => {
  it.each([
    ['a journal with a line that is none', () => writeJournal(ID, [null as unknown as object])],
    [
      'a journal without a process',
      () => writeFile(journalOf(ID), `{"entry":"opened","at":"","session_id":"${ID}","kind":"run"}`),
    ],
    ['a journal that is a folder', () => mkdir(journalOf(ID))],
    ['a destination that no system can look at', () => writeJournal(ID, [planned({ path: 'x\0/y' })])],
  ])('%s keeps nobody from working', async (_, make) => {
    await mkdir(path.dirname(journalOf(ID)), { recursive: true });
    await make();
    await writeJournal('sound', [planned()]);
    expect(await lab.engine.recover()).toMatchObject([{ session_id: 'sound' }]);
    expect(existsSync(journalOf(ID))).toBe(true);
    expect(told.length).toBeGreaterThan(1);
    expect((await finish(lab.engine, lab.engine.controller.createRun(lab.run()))).state).toBe('done');
  });

  it('a process that cannot be asked for is left alone, and the others are tidied up', async () => {
    await writeJournal(ID, [planned()]);
    await writeJournal('other', []);
    const later = lab.restart({
      host: {
        ...TEST_HOST,
        stateOf: ({ pid }) => (pid === 1 ? Promise.reject(new Error('no answer')) : Promise.resolve('dead')),
      },
    });
    expect(await later.recover()).toEqual([]);
    expect(existsSync(journalOf(ID))).toBe(true);
  });

  it('a queue that is down: the hand-off is taken back at the next start', async () => {
    await lab.engine.queue.add(handOff(ID));
    await writeJournal(ID, [planned()]);
    const down = (): Promise<never> => Promise.reject(new Error('queue down'));
    const later = lab.restart({ queue: { add: down, withdraw: down, list: down } });
    expect(await later.recover()).toMatchObject([{ outcome: 'nothing_left' }]);
    expect(existsSync(journalOf(ID))).toBe(true);
    // Somebody else makes a run of that name meanwhile: the hand-off is none of its own.
    await mkdir(path.join(lab.project, LEAF));
    expect(await lab.engine.recover()).toEqual([]);
    expect(await lab.engine.queue.list()).toEqual([]);
    expect(existsSync(journalOf(ID))).toBe(false);
  });

  it('a discard that was cut off at the queue: no other run of that name is taken for it', async () => {
    await writeJournal(ID, [planned(), MOVING]);
    await writeFilesIn(workOf(ID));
    await lab.engine.queue.add(handOff(ID));
    await mkdir(path.join(lab.project, LEAF));
    const down = lab.restart({
      queue: { ...lab.engine.queue, list: () => Promise.reject(new Error('queue down')) },
    });
    expect(await down.discardUnfinished(ID)).toBe(true);
    expect(await lab.engine.recover()).toEqual([]);
    expect(await lab.engine.queue.list()).toEqual([]);
    expect(await readdir(lab.project)).toEqual([LEAF]);
  });

  it('a share that answers with an error hides nothing that stands elsewhere', async () => {
    const share = path.join(lab.folder, 'share');
    await symlink('share', share);
    await writeJournal('far', [
      planned({ root: share, path: path.join(share, 'CONFOCAL_01/PROJ-0042', LEAF) }),
    ]);
    await writeJournal(ID, [planned()]);
    await writeFilesIn(workOf(ID));
    await lab.engine.queue.add(handOff('a-far', path.join(share, 'a', LEAF)));
    await lab.engine.queue.add(handOff('b-gone', path.join(lab.project, 'Run_2026-11-20T15-00-00')));
    await lab.engine.recover();
    expect(await lab.engine.unfinished()).toMatchObject([
      { session_id: ID, reachable: true },
      { session_id: 'far', reachable: false },
    ]);
    expect((await lab.engine.queue.list()).map((entry) => entry.session?.id)).toEqual(['a-far']);
  });

  it('a work folder that is a link is not followed', async () => {
    const elsewhere = path.join(lab.folder, 'elsewhere');
    await writeFilesIn(elsewhere);
    await writeJournal(ID, [planned(), ENDED]);
    await mkdir(path.dirname(workOf(ID)));
    await symlink(elsewhere, workOf(ID));
    expect(await lab.engine.discardUnfinished(ID)).toBe(true);
    expect(await readdir(elsewhere)).toEqual(['notes.txt']);
    expect(await readdir(lab.project)).toEqual([]);
  });
});
