import { describe, expect, it } from 'vitest';
import { DURATIONS, durationTitle, endOf, readDate } from '../../../../extension/problems/expiry';
import { reasonLengthProblem } from '../../../../extension/problems/reason';

const NOW = new Date(2026, 10, 20, 13, 0, 0);

describe('the end of an override', () => {
  it('is so many days from now', () => {
    expect(endOf(7, NOW).getTime() - NOW.getTime()).toBe(7 * 24 * 60 * 60 * 1000);
    expect(new Set(DURATIONS.map(durationTitle)).size).toBe(DURATIONS.length);
  });

  it.each([
    ['2026-11-21', new Date(2026, 10, 21, 23, 59, 59)],
    [' 2026-11-20 ', new Date(2026, 10, 20, 23, 59, 59)],
    ['2026-11-20 13:01', new Date(2026, 10, 20, 13, 1, 0)],
    ['2028-02-29T08:30', new Date(2028, 1, 29, 8, 30, 0)],
  ])('is read from %j in local time', (text, date) => {
    expect(readDate(text, NOW)).toEqual({ date });
  });

  it.each([
    ['', /2027-01-31/],
    ['21.11.2026', /2027-01-31/],
    ['2027-02-29', /There is no/],
    ['2026-13-01', /There is no/],
    ['2026-12-01 25:00', /There is no/],
    ['2026-11-20 13:00', /is past/],
    ['2020-01-01', /is past/],
  ])('is refused for %j', (text, problem) => {
    expect(readDate(text, NOW)).toEqual({ problem: expect.stringMatching(problem) as string });
  });
});

describe('a reason', () => {
  it.each(['', 'too short', '         x', '🔬'.repeat(9), 'x'.repeat(501)])('%j is refused', (text) => {
    expect(reasonLengthProblem(text)).toBeDefined();
  });

  it.each(['long enough', ' long enough ', '🔬'.repeat(10), '🔬'.repeat(500)])('%j may stay', (text) => {
    expect(reasonLengthProblem(text)).toBeUndefined();
  });
});
