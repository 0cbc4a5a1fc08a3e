import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../core/config';
import { createEngine, type Engine, type EngineOptions } from '../../core/engine';
import { makeWorkerLab, MANY_FILES_TEMPLATE, type WorkerLab } from '../support/worker-lab';
import { buildWorker, type WorkerProgram } from '../support/worker-process';

/** nobody, on every Linux. */
const NOBODY = 65534;
const AS_NOBODY = ['setpriv', '--reuid', String(NOBODY), '--regid', String(NOBODY), '--clear-groups'];

let program: WorkerProgram;
const cleanUp: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  program = await buildWorker();
});
afterAll(() => program.dispose());
afterEach(async () => {
  for (const task of cleanUp.splice(0).reverse()) await task();
});

function system(...command: [string, ...string[]]): void {
  const [file, ...args] = command;
  const { status, stderr } = spawnSync(file, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command.join(' ')}: ${stderr}`);
}

async function lab(options: Parameters<typeof makeWorkerLab>[0] = {}): Promise<WorkerLab> {
  const made = await makeWorkerLab(options);
  cleanUp.push(() => made.dispose());
  return made;
}

/** Everything below a folder belongs to nobody, so that a worker without privileges can use it. */
function giveToNobody(folder: string): void {
  chmodSync(folder, 0o755);
  chownSync(folder, NOBODY, NOBODY);
  for (const entry of readdirSync(folder, { recursive: true })) {
    chownSync(path.join(folder, String(entry)), NOBODY, NOBODY);
  }
}

describe('a full disk', () => {
  /** A file system of its own, in memory, of this size. */
  function smallDisk(size: string): string {
    const mountPoint = mkdtempSync(path.join(tmpdir(), 'exlab-disk-'));
    system('mount', '-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', mountPoint);
    cleanUp.push(() => {
      system('umount', '-l', mountPoint);
      rmSync(mountPoint, { recursive: true, force: true });
    });
    return mountPoint;
  }

  it('is seen before anything is written', async () => {
    const disk = smallDisk('64m');
    const made = await lab({ root: path.join(disk, 'data') });

    const { answer } = await program.start(made.job({ run: made.request() })).end;

    expect(answer?.handle?.error?.code).toBe('disk_space_insufficient');
    expect(answer?.handle?.error?.message).toContain('free some space');
    expect(made.runs()).toEqual([]);
    expect(answer?.unfinished).toEqual([]);
  });

  it('that fills while files are written ends the creation, keeps what was made, and says so', async () => {
    const disk = smallDisk('160m');
    const made = await lab({ root: path.join(disk, 'data') });
    const ballast = path.join(disk, 'ballast');

    // Another program fills the disk between the check and the first file.
    const engine = await engineOf(made, (step) => {
      if (step === 'claimed') fill(ballast);
    });
    const opened = await engine.controller.createRun(made.request());
    const handle = await engine.controller.finished(opened.session_id);
    const unfinished = await engine.unfinished();
    const discarded = await engine.discardUnfinished(opened.session_id);
    await engine.close();

    expect(handle.state).toBe('failed');
    expect(handle.error?.code).toBe('disk_space_insufficient');
    expect(made.runs()).toEqual([]);
    expect(unfinished).toHaveLength(1);
    expect(discarded).toBe(true);
    expect(readdirSync(made.project).filter((name) => name.startsWith('.exlab-work'))).toEqual([]);
    rmSync(ballast);
    const again = await program.start(made.job({ run: made.request() })).end;
    expect(again.answer?.handle?.state).toBe('done');
    expect(again.answer?.handOffs).toHaveLength(1);
  });

  /** An engine in this process over the lab of a worker. */
  async function engineOf(made: WorkerLab, onStep: NonNullable<EngineOptions['onStep']>): Promise<Engine> {
    const { config } = await loadConfig(made.job().configFile);
    if (config === null) throw new Error('The configuration does not load.');
    const { stateFolder, bundledTemplates } = made.job();
    return createEngine({ config, stateFolder, bundledTemplates, onStep });
  }

  /** Writes until nothing fits any more. */
  function fill(file: string): void {
    const { status } = spawnSync('dd', ['if=/dev/zero', `of=${file}`, 'bs=4k'], { stdio: 'ignore' });
    if (status === 0) throw new Error('The disk did not fill.');
  }
});

describe('a folder that may not be written', () => {
  it('is named, and nothing is left, for a user without the right to it', async () => {
    const made = await lab();
    giveToNobody(made.folder);
    chownSync(made.project, 0, 0);
    chmodSync(made.project, 0o755);

    const { answer, stderr } = await program.start(made.job({ run: made.request() }), AS_NOBODY).end;

    expect(answer?.handle?.state, stderr).toBe('failed');
    expect(answer?.handle?.error?.code).toBe('permission_denied');
    expect(answer?.handle?.error?.message).toContain(made.project);
    expect(readdirSync(made.project)).toEqual([]);
    expect(answer?.handOffs).toEqual([]);
    expect(answer?.unfinished).toEqual([]);
  });

  it('is named on a disk that is mounted for reading only', async () => {
    const made = await lab();
    const readOnly = `mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$@"`;
    const wrap = ['unshare', '-m', 'sh', '-c', readOnly, 'sh', made.root];

    const { answer, stderr } = await program.start(made.job({ run: made.request() }), wrap).end;

    expect(answer?.handle?.error?.code, stderr).toBe('permission_denied');
    expect(made.runs()).toEqual([]);
  });

  it('that holds the state does not keep a sentence from being said', async () => {
    const made = await lab();
    giveToNobody(made.folder);
    mkdirSync(made.stateFolder);
    chmodSync(made.stateFolder, 0o555);

    const { status, stderr } = await program.start(made.job({ run: made.request() }), AS_NOBODY).end;

    expect(status).not.toBe(0);
    expect(stderr).toContain('permission_denied');
    expect(made.runs()).toEqual([]);
  });

  it('stays as it is when a template cannot be read', async () => {
    const made = await lab({ template: { ...MANY_FILES_TEMPLATE, 't/closed.txt': 'secret\n' } });
    giveToNobody(made.folder);
    const closed = path.join(made.folder, 'templates', 'many', 't', 'closed.txt');
    chownSync(closed, 0, 0);
    chmodSync(closed, 0o600);

    const { answer, stderr } = await program.start(made.job({ run: made.request() }), AS_NOBODY).end;

    expect(answer?.handle?.state, stderr).toBe('failed');
    expect(answer?.handle?.error?.message).toContain('closed.txt');
    expect(made.runs()).toEqual([]);
    expect(existsSync(path.join(made.project, '.exlab-wizard'))).toBe(false);
  });
});

describe('a destination with something at its place', () => {
  it.each([
    ['an empty folder', (target: string) => mkdirSync(target)],
    ['a file', (target: string) => writeFileSync(target, 'mine')],
    ['a dangling link', (target: string) => system('ln', '-s', '/nowhere', target)],
  ])('%s is never overwritten', async (_, occupy) => {
    const made = await lab();
    const target = path.join(made.project, 'Run_2026-11-20T13-00-00');
    occupy(target);

    const run = made.request({ run_date: '2026-11-20T13:00:00Z' });
    const { answer } = await program.start(made.job({ run })).end;

    expect(answer?.handle?.error?.code).toBe('destination_exists');
    expect(readdirSync(made.project)).toEqual(['Run_2026-11-20T13-00-00']);
    expect(answer?.handOffs).toEqual([]);
  });
});
