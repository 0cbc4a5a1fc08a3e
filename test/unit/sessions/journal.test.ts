import { appendFile, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JournalFolder } from '../../../core/sessions/journal';
import { readJournal, type JournalEntry } from '../../../core/sessions/journal-entries';
import { silentLog, type Log } from '../../../core/system';

let folder: string;
let told: string[];
let journals: JournalFolder;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'exlab-journal-'));
  told = [];
  const log: Log = { ...silentLog, write: (level, message) => told.push(`${level} ${message}`) };
  journals = new JournalFolder(folder, log);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const PROCESS = { host: 'lab-pc', pid: 1, started: 'x' };
const ENDED: JournalEntry = {
  entry: 'ended',
  at: '',
  state: 'failed',
  error: { code: 'internal_error', message: 'lost' },
};

function opened(session_id: string, at = '2026-01-01T00:00:00Z'): JournalEntry {
  return { entry: 'opened', at, session_id, kind: 'run', process: PROCESS };
}

function writeJournal(id: string, entry: JournalEntry): Promise<void> {
  return writeFile(path.join(folder, `${id}.jsonl`), JSON.stringify(entry));
}

function planned(destination: string): JournalEntry {
  const folder = { path: destination, root: '/lab', equipment_id: 'A', short_id: 'PROJ-1', run_kind: null };
  const request = {
    kind: 'project' as const,
    equipment_id: 'A',
    template_path: 'plain',
    variables: {},
    label: 'l',
    operator: 'o',
    objective: 'w',
    readme_extra: {},
    custom_fields: [],
  };
  return { entry: 'planned', at: '', folder, ground: '7', request, withheld: ['pin'] };
}

describe('a session journal', () => {
  it('tells how far a session came', async () => {
    const journal = journals.of('a');
    await journal.append(opened('a'));
    await journal.append(planned('/lab/A/PROJ-1'));
    await journal.append({ entry: 'state', at: '', state: 'rendering' });
    await journal.append({ entry: 'moving', at: '' }, { durable: true });
    expect(await journals.read('a')).toMatchObject({
      session_id: 'a',
      kind: 'run',
      process: PROCESS,
      opened_at: '2026-01-01T00:00:00Z',
      state: 'rendering',
      work_folder: '/lab/A/.exlab-work-PROJ-1/a',
      planned: { ground: '7', withheld: ['pin'] },
      moving: true,
    });
    await journal.remove();
  });

  it('is for its owner alone', async () => {
    const journal = journals.of('a');
    await journal.append(opened('a'));
    expect((await stat(journal.file)).mode & 0o777).toBe(0o600);
    await journal.remove();
  });

  it('keeps the order in which it was told, whoever waits', async () => {
    const journal = journals.of('a');
    const states = ['validating', 'rendering', 'plugin_pass', 'input_required', 'plugin_pass'] as const;
    const written = journal.append(opened('a'));
    for (const state of states) journal.note({ entry: 'state', at: '', state });
    await Promise.all([written, journal.append({ entry: 'moving', at: '' })]);
    const lines = (await readFile(journal.file, 'utf8')).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { state?: string }).state)).toEqual([
      undefined,
      ...states,
      undefined,
    ]);
    await journal.remove();
  });

  it('takes nothing after its end', async () => {
    const journal = journals.of('a');
    await journal.append(opened('a'));
    const ended = journal.append(ENDED);
    journal.note({ entry: 'state', at: '', state: 'plugin_pass' });
    await ended;
    await journal.append({ entry: 'moving', at: '' });
    expect(await journals.read('a')).toMatchObject({ state: 'failed', moving: false });
    expect(await readFile(journal.file, 'utf8')).not.toContain('plugin_pass');
  });

  it('is read to its end only, whatever stands after it', () => {
    const text = [opened('a'), ENDED, { entry: 'state', at: '', state: 'rendering' }, opened('b')]
      .map((entry) => JSON.stringify(entry))
      .join('\n');
    expect(readJournal(text)).toMatchObject({ session_id: 'a', state: 'failed' });
  });

  it('is not made again by what was told before it was removed', async () => {
    const journal = journals.of('a');
    await journal.append(opened('a'));
    journal.note({ entry: 'state', at: '', state: 'rendering' });
    const removed = journal.remove();
    const late = journal.append({ entry: 'state', at: '', state: 'plugin_pass' });
    await Promise.all([removed, late]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('stands up to its last line where a crash cut it off', async () => {
    const journal = journals.of('a');
    await journal.append(opened('a'));
    await appendFile(journal.file, '\n{"entry":"state","at":"","state":"cache_wr');
    expect(await journals.read('a')).toMatchObject({ state: 'validating', moving: false });
    await journal.append({ entry: 'state', at: '', state: 'post_validate' });
    expect(await journals.read('a')).toMatchObject({ state: 'post_validate' });
    await journal.remove();
  });

  it('lists sessions oldest first and leaves foreign files alone', async () => {
    await writeJournal('b', opened('b', '2026-01-02T00:00:00Z'));
    await writeJournal('a', opened('a', '2026-01-03T00:00:00Z'));
    await appendFile(path.join(folder, 'notes.txt'), 'mine');
    await appendFile(path.join(folder, 'empty.jsonl'), '');
    expect((await journals.readAll()).map((session) => session.session_id)).toEqual(['b', 'a']);
    await journals.of('b').remove();
    expect(await readdir(folder)).toEqual(['a.jsonl', 'empty.jsonl', 'notes.txt']);
  });

  it.each([
    ['a line that is none', `${JSON.stringify(opened('bad'))}\nnull`],
    ['a number', '7'],
    ['an opening without its process', '{"entry":"opened","at":"","session_id":"bad","kind":"run"}'],
    ['an entry of a later version', `${JSON.stringify(opened('bad'))}\n{"entry":"paused","at":""}`],
    ['another session', JSON.stringify(opened('other'))],
    ['a session that is a path', JSON.stringify(opened('../../bad'))],
    [
      'a request that is none',
      `${JSON.stringify(opened('bad'))}\n${JSON.stringify({ ...planned('/x/y'), request: null })}`,
    ],
  ])('leaves a journal with %s alone, and says so', async (_, text) => {
    await writeJournal('good', opened('good'));
    await writeFile(path.join(folder, 'bad.jsonl'), text);
    await mkdir(path.join(folder, 'folder.jsonl'));

    expect((await journals.readAll()).map((session) => session.session_id)).toEqual(['good']);
    expect(told).toHaveLength(2);
    expect(told[0]).toContain('bad.jsonl');
    expect(told[1]).toContain('folder.jsonl');
    await expect(journals.read('bad')).rejects.toMatchObject({ code: 'internal_error' });
    expect(await readFile(path.join(folder, 'bad.jsonl'), 'utf8')).toBe(text);
  });

  it('has nothing to tell where there is no folder yet', async () => {
    expect(await new JournalFolder(path.join(folder, 'none'), silentLog).readAll()).toEqual([]);
  });
});
