import { describe, expect, it } from 'vitest';
import { DateTime, DateValue } from '../../../../../core/templates/jinja/time/date-time';
import {
  calculateTime,
  compareTimes,
  isSameTime,
  timeKey,
} from '../../../../../core/templates/jinja/time/operations';
import { TimeDelta } from '../../../../../core/templates/jinja/time/time-delta';
import type { Value } from '../../../../../core/templates/jinja/values/kinds';
import { textOf } from '../../../../../core/templates/jinja/values/text';
import { mistakeIn } from '../values-run';

function moment(hour: number, offset: number | null = null, day = 31): DateTime {
  return new DateTime({
    year: 2024,
    month: 1,
    day,
    hour,
    minute: 0,
    second: 0,
    microsecond: 0,
    offset,
    zone: null,
  });
}

const day = (number: number): DateValue => new DateValue({ year: 2024, month: 2, day: number });
const hours = (count: number): TimeDelta => new TimeDelta(BigInt(count) * 3_600_000_000n);

function result(operator: string, a: Value, b: Value): string | undefined {
  const made = calculateTime(operator, a, b);
  return made === undefined ? undefined : textOf(made);
}

describe('calculating with times', () => {
  it.each([
    ['-', moment(12), moment(10), '2:00:00'],
    ['-', moment(10), moment(12), '-1 day, 22:00:00'],
    ['-', moment(12, 3600), moment(12, 0), '-1 day, 23:00:00'],
    ['+', moment(23), hours(2), '2024-02-01 01:00:00'],
    ['+', hours(2), moment(23), '2024-02-01 01:00:00'],
    ['-', day(29), day(1), '28 days, 0:00:00'],
    ['+', day(29), hours(25), '2024-03-01'],
    ['-', day(1), hours(1), '2024-02-01'],
    ['-', day(1), hours(25), '2024-01-31'],
    ['-', hours(1), hours(2), '-1 day, 23:00:00'],
    ['/', hours(3), hours(2), '1.5'],
    ['//', hours(-3), hours(2), '-2'],
    ['%', hours(-3), hours(2), '1:00:00'],
    ['*', hours(1), 1.5, '1:30:00'],
    ['*', 2n, hours(1), '2:00:00'],
    ['/', hours(1), 7n, '0:08:34.285714'],
    ['//', hours(1), 7n, '0:08:34.285714'],
    ['*', moment(1), 2n, undefined],
    ['+', moment(1), moment(1), undefined],
    ['//', hours(1), 1.5, undefined],
  ])('%s', (operator, a, b, expected) => {
    expect(result(operator, a, b)).toBe(expected);
  });

  it('refuses to mix times with and without a zone, and to divide by nothing', () => {
    expect(mistakeIn(() => calculateTime('-', moment(1, 0), moment(1)))).toBe('TypeError');
    expect(mistakeIn(() => compareTimes(moment(1, 0), moment(1)))).toBe('TypeError');
    expect(mistakeIn(() => calculateTime('/', hours(1), 0n))).toBe('ZeroDivisionError');
    expect(mistakeIn(() => calculateTime('+', moment(1), hours(24 * 366 * 9000)))).toBe('OverflowError');
  });

  it('orders and compares', () => {
    expect(compareTimes(moment(1), moment(2))).toBe(-1);
    expect(compareTimes(day(2), day(1))).toBe(1);
    expect(compareTimes(day(2), moment(1))).toBeUndefined();
    expect(isSameTime(moment(2, 3600), moment(1, 0))).toBe(true);
    expect(isSameTime(moment(1, 0), moment(1))).toBe(false);
    expect(isSameTime(day(1), 'x')).toBe(false);
    expect(isSameTime('x', 'x')).toBeUndefined();
    expect(timeKey(moment(2, 3600))).toBe(timeKey(moment(1, 0)));
    expect(timeKey(moment(1))).not.toBe(timeKey(moment(1, 0)));
    expect(timeKey('x')).toBeUndefined();
  });
});
