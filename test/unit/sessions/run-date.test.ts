import { describe, expect, it } from 'vitest';
import { readRunDate } from '../../../core/sessions/run-date';

describe('reading a run date', () => {
  it.each([
    ['2026-11-20T13:00:00Z', '2026-11-20T13:00:00.000Z'],
    ['2026-11-20T13:00:00+02:00', '2026-11-20T11:00:00.000Z'],
    ['2026-11-20T00:30:00-05:30', '2026-11-20T06:00:00.000Z'],
    ['2026-11-20T13:00:00.987Z', '2026-11-20T13:00:00.000Z'],
    ['2026-11-20 13:00', '2026-11-20T13:00:00.000Z'],
    ['2026-11-20', '2026-11-20T00:00:00.000Z'],
    ['2024-02-29T12:00:00Z', '2024-02-29T12:00:00.000Z'],
    ['1969-07-20T20:17:40Z', '1969-07-20T20:17:40.000Z'],
    ['0033-04-03T15:00:00Z', '0033-04-03T15:00:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(readRunDate(text).toISOString()).toBe(expected);
  });

  it.each([
    '2023-02-29T12:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-11-31',
    '2026-11-20T24:00:01Z',
    '2026-11-20T13:60:00Z',
    '2026-11-20T13:00:00+15:00',
    '20 November 2026',
    '1700000000',
    '',
    '../../etc',
  ])('refuses %j at its field', (text) => {
    expect(() => readRunDate(text)).toThrow(
      expect.objectContaining({ code: 'validation_failed', field: 'run_date' }) as Error,
    );
  });
});
