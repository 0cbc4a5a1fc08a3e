import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CREATION_RECORD, RECORDS_FOLDER, recordPath } from '../../../core/layout';
import { creationRecord, recordText, setSyncStatus, type CreationRecord } from '../../../core/records';
import { handOffFolder, handOffPending, type HandOff, type RunQueue } from '../../../core/sync';
import { silentLog } from '../../../core/system';
import { gateSurroundings } from '../../support/gate-surroundings';
import { temporaryFolder } from '../../support/temporary-folder';
import { CREATION } from '../records/examples';

const RUN = 'SCOPE/PROJ-0042/Run_2026-11-20T13-00-00';
const TEST_RUN = 'SCOPE/PROJ-0042/TestRuns/TestRun_2026-11-20T13-00-00';
const PROJECT = 'SCOPE/PROJ-0042';

interface Lab {
  readonly root: string;
  readonly queue: RunQueue;
  readonly warnings: string[];
  handOffPending(queue?: RunQueue): Promise<number>;
  /** Makes a folder with a record that says so. */
  make(folder: string, changes?: Partial<CreationRecord>): Promise<string>;
}

function makeLab(): Lab {
  const root = temporaryFolder();
  const warnings: string[] = [];
  const log = { ...silentLog, write: (_level: string, message: string) => void warnings.push(message) };
  const queue = handOffFolder(temporaryFolder(), { log });
  return {
    root,
    queue,
    warnings,
    handOffPending: (other = queue) => handOffPending([root], gateSurroundings(root, { queue: other, log })),
    async make(folder, changes = {}) {
      const run_kind = path.basename(folder).startsWith('Test') ? 'test' : 'experimental';
      const absolute = path.join(root, folder);
      await mkdir(path.join(absolute, RECORDS_FOLDER), { recursive: true });
      const file = recordPath(absolute, CREATION_RECORD);
      await writeFile(file, recordText(creationRecord, file, { ...CREATION, run_kind, ...changes }));
      return absolute;
    },
  };
}

function handOffOfSession(run: string): HandOff {
  return {
    run_path: run,
    equipment_id: 'SCOPE',
    level: 'run',
    handed_off_at: '2026-11-20T13:00:00.000Z',
    session: { id: 'its-session', process: { host: 'lab-pc', pid: 4711, started: 'boot:1' } },
  };
}

async function pathsIn(queue: RunQueue): Promise<string[]> {
  return (await queue.list()).map((handOff) => handOff.run_path).sort();
}

describe('handing off what is pending', () => {
  it('adds projects, runs and test runs, each with its level, once', async () => {
    const lab = makeLab();
    const project = await lab.make(PROJECT, { level: 'project' });
    const run = await lab.make(RUN);
    const testRun = await lab.make(TEST_RUN);

    expect(await lab.handOffPending()).toBe(3);

    const handed_off_at = '2026-11-20T13:00:00.000Z';
    const handOffs = await lab.queue.list();
    expect(handOffs).toHaveLength(3);
    for (const [run_path, level] of [
      [project, 'project'],
      [run, 'run'],
      [testRun, 'run'],
    ]) {
      expect(handOffs).toContainEqual({ run_path, equipment_id: 'SCOPE', level, handed_off_at });
    }
    expect(await lab.handOffPending()).toBe(0);
    expect(await lab.queue.list()).toEqual(handOffs);
  });

  it.each(['synced', 'cleaned', 'failed'] as const)('leaves a run alone that is %s', async (sync_status) => {
    const lab = makeLab();
    await lab.make(RUN, { sync_status });
    expect(await lab.handOffPending()).toBe(0);
    expect(await lab.queue.list()).toEqual([]);
  });

  it('leaves a run alone that its session has handed off', async () => {
    const lab = makeLab();
    await lab.queue.add(handOffOfSession(await lab.make(RUN)));
    expect(await lab.handOffPending()).toBe(0);
    expect(await lab.queue.list()).toHaveLength(1);
  });

  it('passes over what has no record, or one that cannot be read, and tells of the latter', async () => {
    const lab = makeLab();
    await mkdir(path.join(lab.root, PROJECT, 'Run_2026-11-20T10-00-00'), { recursive: true });
    const junk = await lab.make('SCOPE/PROJ-0042/Run_2026-11-20T11-00-00');
    await writeFile(recordPath(junk, CREATION_RECORD), '{"sync_status": "pending"');
    const refused = await lab.make('SCOPE/PROJ-0042/Run_2026-11-20T12-00-00');
    await rm(path.join(refused, RECORDS_FOLDER), { recursive: true });
    await symlink(RECORDS_FOLDER, path.join(refused, RECORDS_FOLDER));
    const run = await lab.make(RUN);

    expect(await lab.handOffPending()).toBe(1);

    expect(await pathsIn(lab.queue)).toEqual([run]);
    expect(lab.warnings).toHaveLength(2);
    expect(lab.warnings[0]).toContain(junk);
    expect(lab.warnings[1]).toContain(refused);
  });

  it('tells of what it cannot look into, and leaves no other out', async () => {
    const lab = makeLab();
    const run = await lab.make(RUN);
    const hidden = path.join(lab.root, 'SCOPE/PROJ-0043');
    await symlink('PROJ-0042', hidden);
    expect(await lab.handOffPending()).toBe(1);
    expect(await pathsIn(lab.queue)).toEqual([run]);
    expect(lab.warnings.join('\n')).toContain(hidden);
  });

  it('finds a run again whose hand-off is broken', async () => {
    const lab = makeLab();
    const state = temporaryFolder();
    const queue = handOffFolder(state, { log: silentLog });
    const run = await lab.make(RUN);
    await writeFile(path.join(state, 'its-session.json'), '');
    await mkdir(path.join(state, 'folder.json'));

    expect(await lab.handOffPending(queue)).toBe(1);
    expect(await pathsIn(queue)).toEqual([run]);
  });

  it('goes on with the others where one cannot be added, then tells of it', async () => {
    const lab = makeLab();
    const refused = await lab.make('SCOPE/PROJ-0042/Run_2026-11-20T12-00-00');
    const run = await lab.make(RUN);
    const picky: RunQueue = {
      ...lab.queue,
      add: (handOff) =>
        handOff.run_path === refused ? Promise.reject(new Error('no room')) : lab.queue.add(handOff),
    };
    await expect(lab.handOffPending(picky)).rejects.toThrow('no room');
    expect(await pathsIn(lab.queue)).toEqual([run]);
  });
});

describe('a run that comes to be meanwhile', () => {
  it('is not handed off a second time: its session did so before the move', async () => {
    const lab = makeLab();
    await lab.make(PROJECT, { level: 'project', sync_status: 'synced' });
    let run = '';
    const meanwhile: RunQueue = {
      ...lab.queue,
      // What was listed before the session wrote its hand-off does not hold it.
      async list() {
        const listed = await lab.queue.list();
        if (run !== '') return listed;
        run = path.join(lab.root, RUN);
        await lab.queue.add(handOffOfSession(run));
        await lab.make(RUN);
        return listed;
      },
    };

    expect(await lab.handOffPending(meanwhile)).toBe(0);
    expect(await lab.queue.list()).toEqual([handOffOfSession(run)]);
    expect(await lab.handOffPending(meanwhile)).toBe(0);
  });

  it('is not handed off again where its hand-off was taken and it was synced before the look at the queue', async () => {
    const lab = makeLab();
    const run = await lab.make(RUN);
    await lab.queue.add(handOffOfSession(run));
    const meanwhile: RunQueue = {
      ...lab.queue,
      async list() {
        await setSyncStatus(recordPath(run, CREATION_RECORD), 'synced');
        await lab.queue.withdraw(handOffOfSession(run));
        return lab.queue.list();
      },
    };

    expect(await lab.handOffPending(meanwhile)).toBe(0);
    expect(await lab.queue.list()).toEqual([]);
  });
});
