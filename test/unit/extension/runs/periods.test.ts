import { describe, expect, it } from 'vitest';
import type { RunEntry } from '../../../../core/catalogue';
import { LONGEST_LIST, localTimestamp, periodsOf } from '../../../../extension/views/runs/periods';

function run(moment: number | null, number = 0): RunEntry {
  const leaf = moment === null ? `Run_${String(number).padStart(5, '0')}` : `Run_${moment}`;
  return { path: `/lab/${leaf}`, leaf, kind: 'experimental', container: null, moment };
}

/** So many runs from a local time on, so many seconds apart, newest first. */
function series(count: number, from: Date, seconds: number): RunEntry[] {
  return Array.from({ length: count }, (_, index) => run(from.getTime() + index * seconds * 1000)).reverse();
}

const summary = (runs: readonly RunEntry[], language = 'en'): string[] =>
  (periodsOf(runs, language) ?? []).map(
    ({ unit, label, runs: members }) => `${unit} ${label} ${members.length}`,
  );

describe('periodsOf', () => {
  it('divides nothing that fits into one list', () => {
    expect(periodsOf(series(LONGEST_LIST, new Date(2026, 0, 1), 86_400), 'en')).toBeUndefined();
    expect(periodsOf([], 'en')).toBeUndefined();
  });

  it('divides by local month, newest first, named in the language', () => {
    const runs = series(301, new Date(2025, 11, 1, 12), 86_400 / 4);
    expect(summary(runs)).toEqual([
      'month February 2026 55',
      'month January 2026 124',
      'month December 2025 122',
    ]);
    expect(summary(runs, 'de')[1]).toBe('month Januar 2026 124');
  });

  it('divides a month by day, a day by hour, an hour by minute', () => {
    const month = series(310, new Date(2026, 0, 1), 86_400 / 10);
    expect(summary(month)).toHaveLength(31);
    expect(summary(month).at(-1)).toBe('day Thursday, January 1, 2026 10');
    const day = series(480, new Date(2026, 0, 1), 180);
    expect(summary(day)).toHaveLength(24);
    expect(summary(day).at(-1)).toBe('hour 12:00 AM 20');
    const hour = series(600, new Date(2026, 0, 1, 13), 6);
    expect(summary(hour)).toHaveLength(60);
    expect(summary(hour).at(-1)).toBe('minute 01:00 PM 10');
  });

  it('keeps every run, in order, under keys of its own', () => {
    const runs = [
      ...series(700, new Date(2026, 0, 1), 7200),
      ...[3, 2, 1].map((number) => run(null, number)),
    ];
    const periods = periodsOf(runs, 'en') ?? [];
    expect(periods.flatMap((period) => period.runs)).toEqual(runs);
    expect(new Set(periods.map(({ key }) => key)).size).toBe(periods.length);
    expect(periods.at(-1)).toMatchObject({ unit: 'undated', label: 'Without a time' });
  });

  it('divides runs without a time into parts of one list each', () => {
    const runs = Array.from({ length: 650 }, (_, index) => run(null, index));
    expect(summary(runs)).toEqual([
      'part Run_00000 – Run_00299 300',
      'part Run_00300 – Run_00599 300',
      'part Run_00600 – Run_00649 50',
    ]);
  });
});

describe('localTimestamp', () => {
  it('tells local time so that it sorts', () => {
    expect(localTimestamp(new Date(2026, 0, 2, 3, 4, 5))).toBe('2026-01-02 03:04:05');
  });
});
