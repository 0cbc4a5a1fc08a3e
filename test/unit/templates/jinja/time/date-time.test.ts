import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Mistake } from '../../../../../core/templates/jinja/place';
import { DateTime, DateValue } from '../../../../../core/templates/jinja/time/date-time';
import { parseTime } from '../../../../../core/templates/jinja/time/strptime';
import { TimeDelta } from '../../../../../core/templates/jinja/time/time-delta';
import {
  Callable,
  NO_NAMED,
  type Value,
  type WithAttributes,
} from '../../../../../core/templates/jinja/values/kinds';
import { representationOf, textOf } from '../../../../../core/templates/jinja/values/text';
import { aRun, mistakeIn } from '../values-run';

function recorded<Line>(file: string): Line[] {
  const lines = readFileSync(`test/fixtures/jinja/${file}`, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Line);
}

type Moment = [...numbers: [number, number, number, number, number, number, number], offset: number | null];
type RecordedTime = readonly [
  Moment,
  text: string,
  representation: string,
  iso: string,
  calendar: readonly number[],
  weekday: number,
  ctime: string,
  ordinal: number,
  formatted: readonly (readonly [string, string])[],
];

function timeOf([year, month, day, hour, minute, second, microsecond, offset]: Moment): DateTime {
  const size = Math.abs(offset ?? 0);
  const parts = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  const written = (size % 60 === 0 ? parts.slice(0, 2) : parts).join(':');
  const zone = offset === null ? null : offset === 0 ? 'UTC' : `UTC${offset < 0 ? '-' : '+'}${written}`;
  return new DateTime({ year, month, day, hour, minute, second, microsecond, offset, zone });
}

/** Calls a method, or gives an attribute. */
function member(
  owner: WithAttributes,
  name: string,
  positional: Value[] = [],
  named: Record<string, Value> = {},
): Value {
  const found = owner.attribute(name, aRun());
  if (!(found instanceof Callable)) return found ?? null;
  return found.call(
    { positional, named: Object.keys(named).length === 0 ? NO_NAMED : new Map(Object.entries(named)) },
    aRun(),
  );
}

describe('moments', () => {
  beforeAll(() => vi.stubEnv('TZ', 'UTC'));
  afterAll(() => vi.unstubAllEnvs());

  it.each(recorded<RecordedTime>('times.jsonl').map((time) => [time[1], time] as const))(
    'writes %s as Python does',
    (_, [parts, text, representation, iso, calendar, weekday, ctime, ordinal, formatted]) => {
      const time = timeOf(parts);
      expect(textOf(time)).toBe(text);
      expect(representationOf(time)).toBe(representation);
      expect(member(time, 'isoformat')).toBe(iso);
      expect(textOf(member(time, 'isocalendar'))).toBe(`(${calendar.join(', ')})`);
      expect(member(time, 'weekday')).toBe(BigInt(weekday));
      expect(member(time, 'ctime')).toBe(ctime);
      expect(member(time, 'toordinal')).toBe(BigInt(ordinal));
      expect(formatted.map(([format]) => [format, member(time, 'strftime', [format])])).toEqual(formatted);
    },
  );

  it.each(recorded<readonly [string, string, string | null, string | null]>('time-parsing.jsonl'))(
    'reads %j in the format %j as Python does',
    (text, format, representation, error) => {
      const read = (): unknown => {
        try {
          return [representationOf(parseTime(text, format, aRun())), null];
        } catch (caught) {
          if (caught instanceof Mistake) return [null, caught.python];
          throw caught;
        }
      };
      expect(read()).toEqual([representation, error]);
    },
  );

  it('has the members that templates use', () => {
    const time = timeOf([2024, 2, 29, 13, 5, 9, 120, 3600]);
    const names = ['year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond'];
    expect(names.map((name) => member(time, name))).toEqual([2024n, 2n, 29n, 13n, 5n, 9n, 120n]);
    expect(textOf(member(time, 'date'))).toBe('2024-02-29');
    expect(textOf(member(time, 'time'))).toBe('13:05:09.000120');
    expect(member(time, 'isoformat', [' ', 'minutes'])).toBe('2024-02-29 13:05+01:00');
    expect(member(time, 'timestamp')).toBe(1709208309.00012);
    expect(textOf(member(time, 'replace', [], { year: 2028n, hour: 0n }))).toBe(
      '2028-02-29 00:05:09.000120+01:00',
    );
    expect(textOf(member(time, 'utcoffset'))).toBe('1:00:00');
    expect(mistakeIn(() => member(time, 'replace', [2023n]))).toBe('ValueError');
    expect(mistakeIn(() => member(time, 'isoformat', ['T', 'days']))).toBe('ValueError');
    expect(time.attribute('__class__')).toBeUndefined();
  });

  it('knows days without a time', () => {
    const day = new DateValue({ year: 2024, month: 1, day: 5 });
    expect([textOf(day), representationOf(day)]).toEqual(['2024-01-05', 'datetime.date(2024, 1, 5)']);
    expect(member(day, 'strftime', ['%d.%m.%y %H'])).toBe('05.01.24 00');
    expect(member(day, 'isoweekday')).toBe(5n);
    expect(mistakeIn(() => new DateValue({ year: 2023, month: 2, day: 29 }))).toBe('ValueError');
  });
});

describe('distances in time', () => {
  it.each([
    [0n, '0:00:00', 'datetime.timedelta(0)'],
    [86_400_000_000n, '1 day, 0:00:00', 'datetime.timedelta(days=1)'],
    [-1n, '-1 day, 23:59:59.999999', 'datetime.timedelta(days=-1, seconds=86399, microseconds=999999)'],
    [180_061_000_001n, '2 days, 2:01:01.000001', 'datetime.timedelta(days=2, seconds=7261, microseconds=1)'],
  ])('writes %i µs as Python does', (total, text, representation) => {
    const delta = new TimeDelta(total);
    expect([textOf(delta), representationOf(delta)]).toEqual([text, representation]);
    expect(member(delta, 'total_seconds')).toBe(Number(total) / 1e6);
  });
});
