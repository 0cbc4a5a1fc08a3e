import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Journal } from '../../../core/sessions/journal';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'exlab-journal-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const PROCESS = { host: 'lab-pc', pid: 1, started: 'x' };

function opened(session_id: string, at: string): Parameters<Journal['append']>[1] {
  return { entry: 'opened', at, session_id, kind: 'run', process: PROCESS };
}

describe('a session journal', () => {
  it('tells how far a session came', async () => {
    const journal = new Journal(folder);
    await journal.append('a', opened('a', '2026-01-01T00:00:00Z'));
    await journal.append('a', { entry: 'state', at: '', state: 'rendering' });
    await journal.append('a', { entry: 'moving', at: '' }, { durable: true });
    expect(await journal.read('a')).toEqual({
      session_id: 'a',
      kind: 'run',
      process: PROCESS,
      opened_at: '2026-01-01T00:00:00Z',
      state: 'rendering',
      moving: true,
    });
  });

  it('stands up to its last line where a crash cut it off', async () => {
    const journal = new Journal(folder);
    await journal.append('a', opened('a', '2026-01-01T00:00:00Z'));
    await appendFile(journal.fileOf('a'), '\n{"entry":"state","at":"","state":"cache_wr');
    expect(await journal.read('a')).toMatchObject({ state: 'validating', moving: false });
  });

  it('lists sessions oldest first and leaves foreign files alone', async () => {
    const journal = new Journal(folder);
    await journal.append('b', opened('b', '2026-01-02T00:00:00Z'));
    await journal.append('a', opened('a', '2026-01-03T00:00:00Z'));
    await appendFile(path.join(folder, 'notes.txt'), 'mine');
    await appendFile(path.join(folder, 'empty.jsonl'), '');
    expect((await journal.readAll()).map((session) => session.session_id)).toEqual(['b', 'a']);
    await journal.remove('b');
    expect(await readdir(folder)).toEqual(['a.jsonl', 'empty.jsonl', 'notes.txt']);
  });

  it('has nothing to tell where there is no folder yet', async () => {
    expect(await new Journal(path.join(folder, 'none')).readAll()).toEqual([]);
  });
});
