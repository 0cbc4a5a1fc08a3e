import { localTime, readableSize } from '../../../core/system';
import { describe, expect, it, vi } from 'vitest';
import { Output, printable } from '../../../cli/output';
import { fakeTerminal } from './fake-terminal';

describe('output', () => {
  it('prints nothing but the object on standard output with --json', () => {
    const terminal = fakeTerminal();
    const output = new Output(terminal, true);
    output.print('for people');
    output.warning('careful');
    output.error({ message: 'wrong' }, '--label');
    output.progress().phase('Working');
    output.json({ count: 3n, list: [] });
    expect(JSON.parse(terminal.stdout.text)).toEqual({ count: 3, list: [] });
    expect(terminal.stderr.text).toBe('warning: careful\nerror: --label: wrong\n');
  });

  it('prints one object with --json, whatever goes wrong after it', () => {
    const terminal = fakeTerminal();
    const output = new Output(terminal, true);
    output.json({ first: true });
    output.json({ error: 'too late' });
    expect(JSON.parse(terminal.stdout.text)).toEqual({ first: true });
  });

  it('prints no object without --json', () => {
    const terminal = fakeTerminal();
    const output = new Output(terminal, false);
    output.json({ count: 1 });
    output.print('for people');
    expect(terminal.stdout.text).toBe('for people\n');
  });

  it('uses colours on a terminal, and none where NO_COLOR is set', () => {
    const coloured = fakeTerminal({ isTTY: true });
    new Output(coloured, false).warning('careful');
    expect(coloured.stderr.text).toContain('\u001b[33m');
    const plain = fakeTerminal({ isTTY: true, environment: { NO_COLOR: '1' } });
    new Output(plain, false).warning('careful');
    expect(plain.stderr.text).toBe('warning: careful\n');
  });

  it('draws progress on a terminal, and writes lines into a pipe', () => {
    const terminal = fakeTerminal({ isTTY: true });
    const drawn = new Output(terminal, false).progress();
    drawn.phase('Writing files');
    drawn.step(1, 2, 'notes.txt');
    drawn.clear();
    expect(terminal.stderr.text).not.toContain('\n');
    const pipe = fakeTerminal();
    const printed = new Output(pipe, false).progress();
    printed.phase('Writing files');
    printed.step(1, 2, 'notes.txt');
    printed.clear();
    expect(pipe.stderr.text).toBe('Writing files\n');
  });
});

describe('text from files and people', () => {
  it('cannot move the cursor, colour the screen or turn the direction of what follows', () => {
    expect(printable('a\u001b[2Jb\u0007c\u202ed')).toBe('a\\u001b[2Jb\\u0007c\\u202ed');
  });

  it('keeps line breaks, tabs and every letter', () => {
    expect(printable('één\tzwei\n三 🔬')).toBe('één\tzwei\n三 🔬');
  });
});

describe('times and sizes', () => {
  it.each([
    ['Europe/Berlin', '2026-11-20 14:00:05 (2026-11-20 13:00:05 UTC)'],
    ['Pacific/Auckland', '2026-11-21 02:00:05 (2026-11-20 13:00:05 UTC)'],
    ['UTC', '2026-11-20 13:00:05 UTC'],
  ])('shows local time in %s, and UTC beside it where that is another', (zone, shown) => {
    vi.stubEnv('TZ', zone);
    expect(localTime(new Date('2026-11-20T13:00:05Z'))).toBe(shown);
    vi.unstubAllEnvs();
  });

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 kB'],
    [1_450_000, '1.4 MB'],
    [7e15, '7000.0 TB'],
  ])('shows %d bytes as %s', (bytes, shown) => {
    expect(readableSize(bytes)).toBe(shown);
  });
});
