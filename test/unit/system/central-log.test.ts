import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCentralLog, type CentralLogOptions } from '../../../core/system';
import { temporaryFolder } from '../../support/temporary-folder';

const clock = { now: () => new Date('2026-11-20T13:00:00Z') };

function options(folder: string, changed: Partial<CentralLogOptions> = {}): CentralLogOptions {
  return { folder, hostName: 'h', clock, minimumLevel: 'INFO', maxBytes: 1_000_000, keep: 2, ...changed };
}

/** The messages of a log file, without what stands before them. */
async function messages(file: string): Promise<string[]> {
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  return lines.map((line) => line.replace(/^.*\[host:h\] /, ''));
}

describe('createCentralLog', () => {
  it('writes lines in their order to central.<host>.log, and makes the folder', async () => {
    const folder = path.join(temporaryFolder(), 'state');
    const log = createCentralLog(options(folder));
    for (let number = 0; number < 50; number += 1) log.write('INFO', `line ${number}`);
    await log.flush();
    const expected = Array.from({ length: 50 }, (_, number) => `line ${number}`);
    expect(await messages(path.join(folder, 'central.h.log'))).toEqual(expected);
  });

  it('leaves out what is less urgent than the minimum', async () => {
    const folder = temporaryFolder();
    const log = createCentralLog(options(folder, { minimumLevel: 'WARN' }));
    for (const level of ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const) log.write(level, level);
    await log.flush();
    expect(await messages(path.join(folder, 'central.h.log'))).toEqual(['WARN', 'ERROR']);
  });

  it('puts a full file aside and keeps as many as asked, the newest as .1', async () => {
    const folder = temporaryFolder();
    const log = createCentralLog(options(folder, { maxBytes: 80 }));
    for (let number = 0; number < 7; number += 1) log.write('INFO', `line ${number}`);
    await log.flush();
    expect((await readdir(folder)).sort()).toEqual(['central.h.log', 'central.h.log.1', 'central.h.log.2']);
    expect(await messages(path.join(folder, 'central.h.log'))).toEqual(['line 6']);
    expect(await messages(path.join(folder, 'central.h.log.1'))).toEqual(['line 4', 'line 5']);
    expect(await messages(path.join(folder, 'central.h.log.2'))).toEqual(['line 2', 'line 3']);
  });

  it('starts anew where none is kept', async () => {
    const folder = temporaryFolder();
    const log = createCentralLog(options(folder, { maxBytes: 80, keep: 0 }));
    for (let number = 0; number < 3; number += 1) log.write('INFO', `line ${number}`);
    await log.flush();
    expect(await readdir(folder)).toEqual(['central.h.log']);
    expect(await messages(path.join(folder, 'central.h.log'))).toEqual(['line 2']);
  });

  it('loses no line when several logs rotate one file at once', async () => {
    const folder = temporaryFolder();
    const logs = Array.from({ length: 4 }, () =>
      createCentralLog(options(folder, { maxBytes: 500, keep: 100 })),
    );
    for (const [index, log] of logs.entries()) {
      for (let number = 0; number < 40; number += 1) log.write('INFO', `${index}-${number}`);
    }
    await Promise.all(logs.map((log) => log.flush()));
    const files = await readdir(folder);
    const all = (await Promise.all(files.map((name) => messages(path.join(folder, name))))).flat();
    expect(new Set(all).size).toBe(160);
    expect(all).toHaveLength(160);
    expect(files.length).toBeGreaterThan(10);
    const aside = files.filter((name) => name !== 'central.h.log');
    for (const name of aside) expect((await stat(path.join(folder, name))).size).toBeGreaterThanOrEqual(500);
  });

  it('never fails the work: not without a folder, not without a date', async () => {
    const folder = temporaryFolder();
    await writeFile(path.join(folder, 'state'), 'a file');
    const log = createCentralLog(options(path.join(folder, 'state')));
    log.write('ERROR', 'lost');
    await expect(log.flush()).resolves.toBeUndefined();
    const timeless = createCentralLog(options(folder, { clock: { now: () => new Date(Number.NaN) } }));
    expect(() => {
      timeless.write('ERROR', 'lost');
    }).not.toThrow();
  });

  it('goes on after a line that could not be written', async () => {
    const folder = temporaryFolder();
    let now = new Date(Number.NaN);
    const log = createCentralLog(options(folder, { clock: { now: () => now } }));
    log.write('INFO', 'lost');
    now = new Date('2026-11-20T13:00:00Z');
    log.write('INFO', 'kept');
    await log.flush();
    expect(await messages(path.join(folder, 'central.h.log'))).toEqual(['kept']);
  });
});
