import { readFile, stat } from 'node:fs/promises';
import * as path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendLogLine, formatLogLine, silentLog, type LogEntry, type LogLevel } from '../../../core/system';
import { temporaryFolder } from '../../support/temporary-folder';
import { ROUNDS, SEED } from '../../support/seed';

const AT = new Date('2026-11-20T13:00:00.123Z');

function line(entry: Partial<LogEntry>): string {
  return formatLogLine({ at: AT, level: 'INFO', host: 'scope-pc', tags: {}, message: 'hello', ...entry });
}

describe('formatLogLine', () => {
  it('writes the timestamp, the padded level, the tags in their order, and the message', () => {
    const tags = {
      run: 'Run_2026-11-20T13-00-00',
      kind: 'experimental',
      proj: 'PROJ-0042',
      equip: 'CONFOCAL_01',
    };
    expect(line({ tags, message: 'created' })).toBe(
      '2026-11-20T13:00:00.123Z [INFO ] [host:scope-pc] [equip:CONFOCAL_01] [proj:PROJ-0042] ' +
        '[kind:experimental] [run:Run_2026-11-20T13-00-00] created\n',
    );
  });

  it.each<[LogLevel, string]>([
    ['DEBUG', '[DEBUG]'],
    ['INFO', '[INFO ]'],
    ['WARN', '[WARN ]'],
    ['ERROR', '[ERROR]'],
  ])('pads %s to five letters', (level, shown) => {
    expect(line({ level })).toBe(`2026-11-20T13:00:00.123Z ${shown} [host:scope-pc] hello\n`);
  });

  it('leaves out a tag whose value is not known or empty', () => {
    expect(line({ tags: { equip: '', proj: 'PROJ-1' } })).toContain(' [host:scope-pc] [proj:PROJ-1] hello');
  });

  it('keeps a message of several lines on one', () => {
    expect(line({ message: 'a\r\nb\tc\u0000d\u2028e\u0085f' })).toContain(
      ' a\\r\\nb\\tc\\u0000d\\u2028e\\u0085f\n',
    );
  });

  it('lets neither a message nor a value pass for a tag', () => {
    expect(line({ message: '[equip:OTHER] [Run:x] [note] done' })).toContain(
      ' \\u005bequip:OTHER] \\u005bRun:x] [note] done',
    );
    expect(line({ tags: { equip: 'A] [run:B' } })).toContain(' [equip:A\\u005d \\u005brun:B] hello');
  });

  it('shows the direction of text as it was written', () => {
    expect(line({ message: 'a\u202eb' })).toContain('a\\u202eb');
  });

  it('masks secrets in the message and in the tags', () => {
    const text = line({ message: 'password=hunter2', tags: { run: 'Bearer hunter2' } });
    expect(text).not.toContain('hunter2');
  });

  it('cuts a line at 1 KiB and marks that it goes on', () => {
    const exact = line({ message: 'x'.repeat(1024 - line({ message: '' }).length) });
    expect(Buffer.byteLength(exact)).toBe(1024);
    expect(exact).toMatch(/x\n$/);
    const longer = line({ message: 'x'.repeat(1025 - line({ message: '' }).length) });
    expect(Buffer.byteLength(longer)).toBe(1024);
    expect(longer).toMatch(/x…\n$/);
  });

  it('cuts between code points', () => {
    expect(line({ message: '🔬'.repeat(400) })).toMatch(/🔬…\n$/u);
    expect(line({ message: '🔬'.repeat(400) })).not.toContain('\ufffd');
  });

  it('leaves room for the message whatever the tags hold', () => {
    const long = 'v'.repeat(2000);
    const text = line({
      host: long,
      tags: { equip: long, proj: long, kind: long, run: long },
      message: 'the point',
    });
    expect(text).toMatch(/…\] the point\n$/);
  });

  it('is always one line of at most 1024 bytes that begins with the known tags', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 1500 }), fc.string({ maxLength: 60 }));
    fc.assert(
      fc.property(text, text, text, (message, equip, run) => {
        const formatted = line({ message, tags: { equip, run } });
        expect(Buffer.byteLength(formatted)).toBeLessThanOrEqual(1024);
        expect(formatted.indexOf('\n')).toBe(formatted.length - 1);
        expect(formatted.match(/\[(?:host|equip|proj|kind|run):/g)).toEqual([
          '[host:',
          ...(equip === '' ? [] : ['[equip:']),
          ...(run === '' ? [] : ['[run:']),
        ]);
      }),
      { seed: SEED, numRuns: 1000 * ROUNDS },
    );
  });
});

describe('appendLogLine', () => {
  it('makes the folder, appends, and says how large the file is then', async () => {
    const file = path.join(temporaryFolder(), 'a', '.exlab-wizard', 'wizard.h.log');
    expect(await appendLogLine(file, 'one\n')).toBe(4);
    expect(await appendLogLine(file, 'two\n')).toBe(8);
    expect(await readFile(file, 'utf8')).toBe('one\ntwo\n');
  });

  it('tells why a line cannot be appended', async () => {
    const folder = temporaryFolder();
    await appendLogLine(path.join(folder, 'file'), 'x\n');
    await expect(appendLogLine(path.join(folder, 'file', 'log'), 'x\n')).rejects.toMatchObject({
      name: 'ExlabError',
    });
    expect((await stat(path.join(folder, 'file'))).size).toBe(2);
  });
});

describe('silentLog', () => {
  it('takes everything and keeps nothing', async () => {
    silentLog.write('ERROR', 'x');
    await expect(silentLog.flush()).resolves.toBeUndefined();
  });
});
