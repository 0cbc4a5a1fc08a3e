import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../cli/arguments';
import { parseExpiry } from '../../../cli/problems/expiry';

const NOW = new Date('2026-11-20T13:00:00Z');

describe('when an override expires', () => {
  it.each([
    ['12h', '2026-11-21T01:00:00.000Z'],
    ['30d', '2026-12-20T13:00:00.000Z'],
    ['2w', '2026-12-04T13:00:00.000Z'],
    ['2026-12-24T18:00:00Z', '2026-12-24T18:00:00.000Z'],
    ['2026-12-24T18:00+01:00', '2026-12-24T17:00:00.000Z'],
  ])('is read from %s', (text, expected) => {
    expect(parseExpiry(text, NOW).toISOString()).toBe(expected);
  });

  it('is the end of a day of the local calendar, over the end of the year too', () => {
    expect(parseExpiry('2026-12-31', NOW)).toEqual(new Date(2027, 0, 1));
  });

  it.each(['', '30', '30m', '-1d', '1.5d', '999999d', 'tomorrow', '24.12.2026', '2026-02-30', '2026-13-01'])(
    'is refused as wrong usage: %j',
    (text) => {
      expect(() => parseExpiry(text, NOW)).toThrow(UsageError);
    },
  );

  it.each(['2026-12-24T18:00', '2026-02-30T18:00:00Z', '2026-12-24T25:00:00Z'])(
    'is refused where nobody can say when that is: %s',
    (text) => {
      expect(() => parseExpiry(text, NOW)).toThrow(UsageError);
    },
  );
});
