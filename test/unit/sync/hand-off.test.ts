import { writeFileSync } from 'node:fs';
import { mkdir, open, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { handOffFolder, type HandOff } from '../../../core/sync';
import { silentLog, type Log } from '../../../core/system';
import * as flush from '../../../core/system/flush';
import { temporaryFolder } from '../../support/temporary-folder';

const SESSION_ID = '00000000-0000-4000-8000-000000000001';

const OF_A_SESSION: HandOff = {
  run_path: '/lab/SCOPE/PROJ-0042/Run_2026-11-20T13-00-00',
  equipment_id: 'SCOPE',
  level: 'run',
  handed_off_at: '2026-11-20T13:00:00.000Z',
  session: { id: SESSION_ID, process: { host: 'lab-pc', pid: 4711, started: 'boot:1' } },
};

const HANDED_OFF_LATER: HandOff = {
  run_path: '/lab/SCOPE/PROJ-0042',
  equipment_id: 'SCOPE',
  level: 'project',
  handed_off_at: '2026-11-20T14:00:00.000Z',
};

/** A log whose lines a test may look at. */
function listeningLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    write: (level, message) => lines.push(`${level} ${message}`),
    flush: () => Promise.resolve(),
  };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the folder of hand-offs', () => {
  it('gives back what was added, and forgets what was withdrawn', async () => {
    const queue = handOffFolder(path.join(temporaryFolder(), 'hand-offs'), { log: silentLog });
    expect(await queue.list()).toEqual([]);

    await queue.add(OF_A_SESSION);
    await queue.add(HANDED_OFF_LATER);
    expect(await queue.list()).toEqual(expect.arrayContaining([OF_A_SESSION, HANDED_OFF_LATER]));

    await queue.withdraw(OF_A_SESSION);
    expect(await queue.list()).toEqual([HANDED_OFF_LATER]);
  });

  it('keeps two sessions that race for one path apart, and a run that is handed off again once', async () => {
    const queue = handOffFolder(temporaryFolder(), { log: silentLog });
    const process = { host: 'lab-pc', pid: 4712, started: 'boot:2' };
    const ofAnother = { ...OF_A_SESSION, session: { id: SESSION_ID.replace(/1$/, '2'), process } };
    await queue.add(OF_A_SESSION);
    await queue.add(ofAnother);
    await queue.add(HANDED_OFF_LATER);
    await queue.add({ ...HANDED_OFF_LATER, handed_off_at: '2026-11-20T15:00:00.000Z' });
    expect(await queue.list()).toHaveLength(3);

    await queue.withdraw(ofAnother);
    expect(await queue.list()).toContainEqual(OF_A_SESSION);
  });

  it('does not mind to withdraw what is not there', async () => {
    const folder = path.join(temporaryFolder(), 'hand-offs');
    const queue = handOffFolder(folder, { log: silentLog });
    await expect(queue.withdraw(OF_A_SESSION)).resolves.toBeUndefined();
  });

  it('writes a hand-off whole or not at all: who reads the old one reads it to its end', async () => {
    const folder = temporaryFolder();
    const queue = handOffFolder(folder, { log: silentLog });
    await queue.add(OF_A_SESSION);
    const reader = await open(path.join(folder, `${SESSION_ID}.json`));
    try {
      await queue.add({ ...OF_A_SESSION, equipment_id: 'OTHER' });
      expect(JSON.parse(await reader.readFile('utf8'))).toMatchObject({ equipment_id: 'SCOPE' });
    } finally {
      await reader.close();
    }
    expect(await readdir(folder)).toEqual([`${SESSION_ID}.json`]);
  });

  it('has a hand-off on the disk before it says so, its folders too', async () => {
    const flushed: string[] = [];
    const { flushFolder } = flush;
    vi.spyOn(flush, 'flushFolder').mockImplementation((folder) => {
      flushed.push(folder);
      return flushFolder(folder);
    });
    const parent = temporaryFolder();
    const folder = path.join(parent, 'state', 'hand-offs');
    await handOffFolder(folder, { log: silentLog }).add(OF_A_SESSION);
    expect(flushed).toEqual([parent, path.dirname(folder), folder]);
  });
});

describe('a hand-off that cannot be read', () => {
  const BROKEN: [string, string][] = [
    ['junk', '\u0000\u0001 no JSON'],
    ['nothing', ''],
    ['cut off', '{"schema_version": "1.0", "run_path": "/lab'],
    ['no object', '[]'],
    ['another version', JSON.stringify({ schema_version: '2.0', ...OF_A_SESSION })],
    ['a missing field', JSON.stringify({ schema_version: '1.0', run_path: '/lab/SCOPE' })],
  ];

  it.each(BROKEN)('is left alone, not listed, and told of: %s', async (_what, text) => {
    const folder = temporaryFolder();
    const log = listeningLog();
    const queue = handOffFolder(folder, { log });
    await queue.add(OF_A_SESSION);
    const broken = path.join(folder, 'broken.json');
    await writeFile(broken, text);

    expect(await queue.list()).toEqual([OF_A_SESSION]);
    expect(await readFile(broken, 'utf8')).toBe(text);
    expect(log.lines).toEqual([expect.stringContaining(broken)]);
    expect(log.lines[0]).toMatch(/^WARN /);
  });

  it('does not keep the others from being listed where it is a folder, or the system refuses it', async () => {
    const folder = temporaryFolder();
    const log = listeningLog();
    const queue = handOffFolder(folder, { log });
    await queue.add(OF_A_SESSION);
    await mkdir(path.join(folder, 'folder.json'));
    await symlink('loop.json', path.join(folder, 'loop.json'));

    expect(await queue.list()).toEqual([OF_A_SESSION]);
    expect([...log.lines].sort()).toEqual([
      expect.stringContaining(path.join(folder, 'folder.json')),
      expect.stringContaining(path.join(folder, 'loop.json')),
    ]);
  });

  it('is nothing to tell of where somebody took it meanwhile', async () => {
    const folder = temporaryFolder();
    const log = listeningLog();
    await symlink('gone', path.join(folder, 'taken.json'));
    expect(await handOffFolder(folder, { log }).list()).toEqual([]);
    expect(log.lines).toEqual([]);
  });

  it('is one that stands under a name that is not its own: withdrawing it would remove another file', async () => {
    const folder = temporaryFolder();
    const log = listeningLog();
    const queue = handOffFolder(folder, { log });
    const record = (id: string): string =>
      JSON.stringify({ schema_version: '1.0', ...OF_A_SESSION, session: { ...OF_A_SESSION.session, id } });
    await writeFile(path.join(folder, 'elsewhere.json'), record('../../precious'));
    await writeFile(path.join(folder, `${SESSION_ID} copy.json`), record(SESSION_ID));

    expect(await queue.list()).toEqual([]);
    expect(log.lines).toHaveLength(2);
  });

  it('is no hand-off at all where it is left from a write that was cut off', async () => {
    const folder = temporaryFolder();
    const log = listeningLog();
    const queue = handOffFolder(folder, { log });
    await queue.add(OF_A_SESSION);
    const text = await readFile(path.join(folder, `${SESSION_ID}.json`), 'utf8');
    await writeFile(path.join(folder, '.other.json.0123456789ab.tmp'), text);
    await writeFile(path.join(folder, '.other.json'), text);
    await writeFile(path.join(folder, 'note.txt'), text);

    expect(await queue.list()).toEqual([OF_A_SESSION]);
    expect(log.lines).toEqual([]);
  });
});

describe('thousands of hand-offs', () => {
  it('are listed in the order of their names', async () => {
    const folder = temporaryFolder();
    const queue = handOffFolder(folder, { log: silentLog });
    const count = 2000;
    const idOf = (number: number): string => `session-${String(number).padStart(5, '0')}`;
    const handOffs = Array.from({ length: count }, (_, number) => ({
      ...OF_A_SESSION,
      session: { id: idOf(number), process: { host: 'lab-pc', pid: 4711, started: 'boot:1' } },
    }));
    for (const handOff of handOffs) {
      const text = JSON.stringify({ schema_version: '1.0', ...handOff });
      writeFileSync(path.join(folder, `${handOff.session.id}.json`), text);
    }
    expect((await queue.list()).map((handOff) => handOff.session?.id)).toEqual(
      handOffs.map((handOff) => handOff.session.id),
    );
  });
});
