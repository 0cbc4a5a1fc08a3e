import { mkdir, mkdtemp, readdir, readlink, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CreatedFolder } from '../../../core/sessions/journal-entries';
import type { PlanEntry } from '../../../core/sessions/plan';
import { claimWorkFolder, removeWorkFolder, writeEntries } from '../../../core/sessions/work-folder';

let folder: string;
let destination: CreatedFolder;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'exlab-claim-'));
  const project = path.join(folder, 'SCOPE', 'PROJ-1');
  await mkdir(project, { recursive: true });
  destination = {
    path: path.join(project, 'TestRuns', 'TestRun_1'),
    root: folder,
    equipment_id: 'SCOPE',
    short_id: 'PROJ-1',
    run_kind: 'test',
  };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the claim of a work folder', () => {
  it('is one folder for each session, below one for the destination', async () => {
    const first = await claimWorkFolder(destination, 'a', false);
    const second = await claimWorkFolder(destination, 'b', false);
    expect(first?.path).toBe(path.join(folder, 'SCOPE', 'PROJ-1', 'TestRuns', '.exlab-work-TestRun_1', 'a'));
    expect(second?.path).toBe(path.join(folder, 'SCOPE', 'PROJ-1', 'TestRuns', '.exlab-work-TestRun_1', 'b'));
    expect(first?.madeParents).toEqual([path.join(folder, 'SCOPE', 'PROJ-1', 'TestRuns')]);
    expect(second?.madeParents).toEqual([]);
  });

  it('is given up where it must be the only one', async () => {
    expect(await claimWorkFolder(destination, 'a', true)).toBeDefined();
    expect(await claimWorkFolder(destination, 'b', true)).toBeUndefined();
    expect(await readdir(path.join(folder, 'SCOPE', 'PROJ-1', 'TestRuns', '.exlab-work-TestRun_1'))).toEqual([
      'a',
    ]);
  });

  it('is given up without a trace where the destination has come to be', async () => {
    await mkdir(destination.path, { recursive: true });
    expect(await claimWorkFolder(destination, 'a', true)).toBeUndefined();
    expect(await readdir(path.dirname(destination.path))).toEqual(['TestRun_1']);
  });

  it('is taken back with what was made for it, and no more', async () => {
    const first = await claimWorkFolder(destination, 'a', false);
    const second = await claimWorkFolder(destination, 'b', false);
    if (first === undefined || second === undefined) throw new Error('not claimed');
    await removeWorkFolder(first);
    expect(await readdir(path.dirname(second.path))).toEqual(['b']);
    await removeWorkFolder(second);
    expect(await readdir(path.join(folder, 'SCOPE', 'PROJ-1', 'TestRuns'))).toEqual([]);
  });

  it('makes nothing where the ground is gone that it stands on', async () => {
    await rm(path.join(folder, 'SCOPE'), { recursive: true });
    await expect(claimWorkFolder(destination, 'a', false)).rejects.toMatchObject({
      code: 'folder_not_found',
      details: { path: path.join(folder, 'SCOPE', 'PROJ-1') },
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('holds though others take empty folders away at the same time', async () => {
    const claimAndLeave = async (id: string): Promise<void> => {
      for (let round = 0; round < 60; round += 1) {
        const work = await claimWorkFolder(destination, id, false);
        if (work === undefined) throw new Error('not claimed');
        await removeWorkFolder(work);
      }
    };
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(claimAndLeave));
    // Who made it had left while others were in it; whoever comes next finds it.
    const left = await readdir(path.join(folder, 'SCOPE', 'PROJ-1'), { recursive: true });
    expect(left.filter((name) => name !== 'TestRuns')).toEqual([]);
  });
});

describe('writing planned files', () => {
  const bytes = Buffer.from('x');
  const file = (name: string, mode: number) =>
    ({ kind: 'rendered', path: name, bytes, mode, source: '', rawSpans: [] }) as const;

  it('writes nothing more once it is stopped', async () => {
    const stopped = new AbortController();
    const names = Array.from({ length: 200 }, (_, index) => `${index}.txt`);
    const writing = writeEntries(
      folder,
      names.map((name) => file(name, 0o644)),
      stopped.signal,
      () => {
        stopped.abort(new Error('stopped'));
      },
    );
    await expect(writing).rejects.toThrow('stopped');
    expect((await readdir(folder)).length).toBeLessThan(100);
  });

  it('makes links, whatever they lead to, once all else is there', async () => {
    const link = (name: string, target: string): PlanEntry => ({
      kind: 'link',
      path: name,
      target,
      source: '/template/link',
    });
    const written: string[] = [];
    await writeEntries(
      folder,
      [link('a/up', '../b.txt'), link('dangling', 'nothing'), file('b.txt', 0o644)],
      new AbortController().signal,
      (_, entry) => written.push(entry.path),
    );
    expect(await readlink(path.join(folder, 'a/up'))).toBe('../b.txt');
    expect(await readlink(path.join(folder, 'dangling'))).toBe('nothing');
    expect(written[0]).toBe('b.txt');
    expect(written).toHaveLength(3);
  });

  it('leaves its owner the right to read and write, and keeps who may execute', async () => {
    await writeEntries(
      folder,
      [file('sealed.txt', 0o000), file('run.sh', 0o555)],
      new AbortController().signal,
      () => undefined,
    );
    const modeOf = async (name: string): Promise<number> =>
      (await stat(path.join(folder, name))).mode & 0o755;
    expect(await modeOf('sealed.txt')).toBe(0o600);
    expect(await modeOf('run.sh')).toBe(0o755);
  });
});
