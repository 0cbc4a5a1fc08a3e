import { describe, expect, it } from 'vitest';
import { nowTag } from '../../../../../core/templates/jinja/time/now-tag';
import { aRun, mistakeIn } from '../values-run';

const ALL = '%Y-%m-%d %H:%M:%S %z %Z';

function shown(zone: string, now: string, offset?: string, format: string | undefined = ALL): string {
  const run = aRun({ now: () => Date.parse(now) });
  const shift =
    offset === undefined
      ? undefined
      : {
          operator: offset.startsWith('-') ? ('-' as const) : ('+' as const),
          text: offset.slice(1),
        };
  return nowTag(zone, format, shift, run);
}

describe('the tag now', () => {
  it.each([
    ['utc', '2024-01-31T12:30:15Z', undefined, '2024-01-31 12:30:15 +0000 UTC'],
    ['UTC', '2024-01-31T12:30:15Z', '+months=1', '2024-02-29 12:30:15 +0000 UTC'],
    ['utc', '2024-02-29T12:30:15Z', '-years=1, days=1', '2023-02-27 12:30:15 +0000 UTC'],
    ['utc', '2024-01-31T12:30:15Z', '+hours=1.5,minutes=2', '2024-01-31 14:02:15 +0000 UTC'],
    ['utc', '2024-01-31T12:30:15Z', '-weeks=1', '2024-01-24 12:30:15 +0000 UTC'],
    ['Europe/Berlin', '2024-01-31T12:30:15Z', undefined, '2024-01-31 13:30:15 +0100 CET'],
    ['America/New_York', '2024-07-31T12:30:15Z', undefined, '2024-07-31 08:30:15 -0400 EDT'],
    ['+0530', '2024-01-31T12:30:15Z', undefined, '2024-01-31 18:00:15 +0530 UTC+05:30'],
    ['-02:00', '2024-01-31T12:30:15Z', undefined, '2024-01-31 10:30:15 -0200 UTC-02:00'],
    // The clock skips an hour here: 02:30 never comes, and becomes 03:30.
    ['Europe/Berlin', '2024-03-31T00:30:00Z', '+hours=1', '2024-03-31 03:30:00 +0200 CEST'],
    // Here 02:30 comes twice, and the first time counts.
    ['Europe/Berlin', '2024-10-26T23:30:00Z', '+hours=1', '2024-10-27 02:30:00 +0200 CEST'],
    ['Europe/Berlin', '2024-01-31T12:30:15Z', '+months=6', '2024-07-31 13:30:15 +0200 CEST'],
  ])('shows the time in %s at %s with %s', (zone, now, offset, expected) => {
    expect(shown(zone, now, offset)).toBe(expected);
  });

  it('shows the day where no format is given', () => {
    expect(nowTag('utc', undefined, undefined, aRun())).toBe('2024-01-31');
  });

  it.each([
    ['Nowhere/Land', undefined, 'ParserError'],
    ['utc', '+fortnights=1', 'ValueError'],
    ['utc', '+days', 'ValueError'],
    ['utc', '+days=x', 'ValueError'],
    ['utc', '+days=+1', 'ValueError'],
    ['utc', '+months=1.5', 'ValueError'],
    ['utc', '+years=9999', 'ValueError'],
    ['utc', '+days=1e300', 'OverflowError'],
  ])('refuses %s %s', (zone, offset, error) => {
    expect(mistakeIn(() => shown(zone, '2024-01-31T12:30:15Z', offset))).toBe(error);
  });
});
