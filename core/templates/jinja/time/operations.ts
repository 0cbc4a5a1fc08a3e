import { l10n } from '../../../system';
import { Mistake, typeMistake } from '../place';
import { isNumber, type Num } from '../values/equality';
import { floorDivision } from '../values/float';
import { kindOf, type Value } from '../values/kinds';
import { dayNumber, DAY_SECONDS } from './calendar';
import { DateTime, DateValue, TimeValue } from './date-time';
import { TimeDelta } from './time-delta';

const SECOND = 1_000_000n;
const DAY = BigInt(DAY_SECONDS) * SECOND;

/** What days, moments and distances in time make together; undefined where they make nothing. */
export function calculateTime(operator: string, a: Value, b: Value): Value | undefined {
  if (operator === '-' && a instanceof DateTime && b instanceof DateTime) return distance(a, b);
  if (operator === '-' && a instanceof DateValue && b instanceof DateValue)
    return new TimeDelta(BigInt(dayNumber(a) - dayNumber(b)) * DAY);
  if (operator === '+' && a instanceof TimeDelta && !(b instanceof TimeDelta)) return moved(b, a, 1);
  if (b instanceof TimeDelta && (operator === '+' || operator === '-')) {
    const sign = operator === '+' ? 1 : -1;
    return a instanceof TimeDelta ? new TimeDelta(a.total + BigInt(sign) * b.total) : moved(a, b, sign);
  }
  if (a instanceof TimeDelta && b instanceof TimeDelta) return ofDistances(operator, a.total, b.total);
  if (operator === '*' && b instanceof TimeDelta && isNumber(a)) return scaled(b, a);
  if (a instanceof TimeDelta && isNumber(b)) return ofDistanceAndNumber(operator, a, b);
  return undefined;
}

function distance(a: DateTime, b: DateTime): TimeDelta {
  if ((a.moment.offset === null) !== (b.moment.offset === null)) throw mixedZones();
  return new TimeDelta(absolute(a) - absolute(b));
}

function mixedZones(): Mistake {
  return typeMistake(l10n.t('a time with a zone and one without have nothing in common'));
}

/** Microseconds since 1970 in Greenwich, or on the moment's own clock where it has no zone. */
function absolute({ wall, moment }: DateTime): bigint {
  return wall - BigInt(moment.offset ?? 0) * SECOND;
}

function moved(time: Value, { total, days }: TimeDelta, sign: 1 | -1): Value | undefined {
  if (time instanceof DateTime)
    return DateTime.atWall(time.wall + BigInt(sign) * total, time.moment.offset, time.moment.zone);
  if (!(time instanceof DateValue)) return undefined;
  // Of a distance, a day counts the whole days only.
  return new DateValue(DateTime.atWall(BigInt(dayNumber(time) + sign * days) * DAY).moment);
}

function ofDistances(operator: string, a: bigint, b: bigint): Value | undefined {
  if (!['/', '//', '%'].includes(operator)) return undefined;
  if (b === 0n) throw divisionByZero();
  if (operator === '/') return Number(a) / Number(b);
  const whole = floored(a, b);
  return operator === '//' ? whole : new TimeDelta(a - whole * b);
}

function divisionByZero(): Mistake {
  return new Mistake(l10n.t('division by zero'), 'render', undefined, 'ZeroDivisionError');
}

function floored(a: bigint, b: bigint): bigint {
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? a / b - 1n : a / b;
}

/** Half to even, as Python rounds distances. */
function rounded(a: bigint, b: bigint): bigint {
  const [dividend, divisor] = b < 0n ? [-a, -b] : [a, b];
  const whole = floored(dividend, divisor);
  const twice = (dividend - whole * divisor) * 2n;
  return twice > divisor || (twice === divisor && whole % 2n !== 0n) ? whole + 1n : whole;
}

function scaled({ total }: TimeDelta, by: Num): TimeDelta {
  if (typeof by !== 'number') return new TimeDelta(total * BigInt(by));
  return new TimeDelta(roundedFloat(Number(total) * by));
}

function roundedFloat(value: number): bigint {
  if (!Number.isFinite(value))
    throw new Mistake(l10n.t('this distance in time is too long'), 'render', undefined, 'OverflowError');
  const { quotient, remainder } = floorDivision(value, 1);
  const isUp = remainder > 0.5 || (remainder === 0.5 && quotient % 2 !== 0);
  return BigInt(quotient) + (isUp ? 1n : 0n);
}

function ofDistanceAndNumber(operator: string, delta: TimeDelta, number: Num): Value | undefined {
  if (operator === '*') return scaled(delta, number);
  const isWhole = typeof number !== 'number';
  if (operator !== '/' && !(operator === '//' && isWhole)) return undefined;
  if (Number(number) === 0) throw divisionByZero();
  if (!isWhole) return new TimeDelta(roundedFloat(Number(delta.total) / number));
  const divisor = BigInt(number);
  return new TimeDelta(operator === '/' ? rounded(delta.total, divisor) : floored(delta.total, divisor));
}

/** Below 0, 0 or above; undefined where the two are no times of one kind. Throws where only one has a zone. */
export function compareTimes(a: Value, b: Value): number | undefined {
  const [one, other] = [placeOf(a), placeOf(b)];
  if (one === undefined || other === undefined || kindOf(a) !== kindOf(b)) return undefined;
  if (one.hasZone !== other.hasZone) throw mixedZones();
  return one.at < other.at ? -1 : one.at > other.at ? 1 : 0;
}

/** Whether two values are the same time; undefined where one of them is no time. */
export function isSameTime(a: Value, b: Value): boolean | undefined {
  const [one, other] = [placeOf(a), placeOf(b)];
  if (one === undefined && other === undefined) return undefined;
  if (one === undefined || other === undefined || kindOf(a) !== kindOf(b)) return false;
  return one.hasZone === other.hasZone && one.at === other.at;
}

/** What stands for a time as a key: equal times have the same; undefined for what is no time. */
export function timeKey(value: Value): string | undefined {
  const place = placeOf(value);
  return place === undefined ? undefined : `${kindOf(value)} ${place.hasZone ? 'z' : ''}${place.at}`;
}

function placeOf(value: Value): { readonly at: bigint; readonly hasZone: boolean } | undefined {
  if (value instanceof DateTime) return { at: absolute(value), hasZone: value.moment.offset !== null };
  if (value instanceof DateValue) return { at: BigInt(dayNumber(value)), hasZone: false };
  if (value instanceof TimeDelta) return { at: value.total, hasZone: false };
  if (!(value instanceof TimeValue)) return undefined;
  return { at: absolute(new DateTime(value.moment)), hasZone: value.clock.offset !== null };
}
