import { l10n } from '../../../system';
import type { Member, MemberTable } from '../methods/method';
import { Mistake, valueMistake } from '../place';
import { integerArgument, textArgument } from '../runtime/arguments';
import { signature, type Given } from '../runtime/signature';
import { Tuple, WithAttributes, type Value } from '../values/kinds';
import { dayAt, dayNumber, DAY_SECONDS, isDay, isoWeek, ordinalOf, weekdayOf, type Day } from './calendar';
import { isoClock, isoDay, type Clock } from './iso-text';
import { memberOf } from './members';
import { formatTime, secondsOf, type Moment } from './strftime';
import { TimeDelta } from './time-delta';

const SECOND = 1_000_000n;
const MIDNIGHT: Clock = { hour: 0, minute: 0, second: 0, microsecond: 0, offset: null };

/** A day (`datetime.date`). Throws a `Mistake` (`ValueError`) where there is no such day. */
export class DateValue extends WithAttributes implements Day {
  readonly kind = 'datetime.date';
  readonly year: number;
  readonly month: number;
  readonly day: number;

  constructor(given: Day) {
    super();
    checkDay(given);
    ({ year: this.year, month: this.month, day: this.day } = given);
  }

  override attribute(name: string): Value | undefined {
    return memberOf(DATE_MEMBERS, this, name);
  }

  isoText(): string {
    return isoDay(this);
  }

  override readonly text = (): string => isoDay(this);
  override readonly representation = (): string => `datetime.date(${this.year}, ${this.month}, ${this.day})`;

  /** The day with other numbers. */
  with(changed: Partial<Moment>): DateValue {
    return new DateValue({ ...this.moment, ...changed });
  }

  get moment(): Moment {
    const { year, month, day } = this;
    return { year, month, day, ...MIDNIGHT, zone: null };
  }
}

/** A time of day (`datetime.time`). */
export class TimeValue extends WithAttributes {
  readonly kind = 'datetime.time';
  constructor(readonly clock: Clock) {
    super();
    checkClock(clock);
  }

  override attribute(name: string): Value | undefined {
    return memberOf(TIME_MEMBERS, this, name);
  }

  override readonly text = (): string => isoClock(this.clock, 'auto');
  override readonly representation = (): string => `datetime.time(${clockArguments(this.clock)})`;

  get moment(): Moment {
    return { year: 1900, month: 1, day: 1, ...this.clock, zone: null };
  }
}

/** A moment (`datetime.datetime`), with or without a zone. Throws a `Mistake` (`ValueError`) where there is none such. */
export class DateTime extends WithAttributes {
  readonly kind = 'datetime.datetime';

  constructor(readonly moment: Moment) {
    super();
    checkDay(moment);
    checkClock(moment);
  }

  override attribute(name: string): Value | undefined {
    return memberOf(DATE_TIME_MEMBERS, this, name);
  }

  isoText(separator = 'T', timespec = 'auto'): string {
    return isoDay(this.moment) + separator + isoClock(this.moment, timespec);
  }

  override readonly text = (): string => this.isoText(' ');
  override readonly representation = (): string => {
    const { year, month, day } = this.moment;
    return `datetime.datetime(${year}, ${month}, ${day}, ${clockArguments(this.moment)})`;
  };

  with(changed: Partial<Moment>): DateTime {
    return new DateTime({ ...this.moment, ...changed });
  }

  /** Microseconds from 1970-01-01 on the clock that the moment is told by. */
  get wall(): bigint {
    const { hour, minute, second, microsecond } = this.moment;
    const seconds = dayNumber(this.moment) * DAY_SECONDS + hour * 3600 + minute * 60 + second;
    return BigInt(seconds) * SECOND + BigInt(microsecond);
  }

  /** The moment whose clock shows so many microseconds since 1970-01-01. Throws where Python's calendar ends. */
  static atWall(wall: bigint, offset: number | null = null, zone: string | null = null): DateTime {
    const day = BigInt(DAY_SECONDS) * SECOND;
    const rest = ((wall % day) + day) % day;
    const seconds = Number(rest / SECOND);
    const date = dayAt(Number((wall - rest) / day));
    if (!isDay(date))
      throw new Mistake(l10n.t('there is no such day in the calendar'), 'render', undefined, 'OverflowError');
    return new DateTime({
      ...date,
      hour: Math.floor(seconds / 3600),
      minute: Math.floor(seconds / 60) % 60,
      second: seconds % 60,
      microsecond: Number(rest % SECOND),
      offset,
      zone,
    });
  }
}

function checkDay(day: Day): void {
  if (!isDay(day)) throw valueMistake(l10n.t('there is no day {0}-{1}-{2}', day.year, day.month, day.day));
}

function checkClock({ hour, minute, second, microsecond }: Clock): void {
  const isIn = (value: number, end: number): boolean => value >= 0 && value < end;
  if (!isIn(hour, 24) || !isIn(minute, 60) || !isIn(second, 60) || !isIn(microsecond, 1_000_000))
    throw valueMistake(l10n.t('there is no time {0}:{1}:{2}', hour, minute, second));
}

function clockArguments({ hour, minute, second, microsecond, offset }: Clock): string {
  const parts = [hour, minute, second, microsecond];
  while (parts.length > 2 && parts.at(-1) === 0) parts.pop();
  return parts.join(', ') + (offset === null ? '' : `, tzinfo=${zoneText(offset)}`);
}

function zoneText(offset: number): string {
  if (offset === 0) return 'datetime.timezone.utc';
  const distance = new TimeDelta(BigInt(offset) * SECOND).representation();
  return `datetime.timezone(${distance})`;
}

/** What dates, times and moments have in common. */
interface Dated {
  readonly moment: Moment;
}

const DAY_NAMES = ['year', 'month', 'day'] as const;
const CLOCK_NAMES = ['hour', 'minute', 'second', 'microsecond'] as const;

type Named<Owner> = readonly [name: string, member: Member<Owner>];

function numbers(names: readonly (keyof Moment)[]): Named<Dated>[] {
  return names.map((name) => [name, { get: ({ moment }) => BigInt(moment[name] ?? 0) }]);
}

/** The numbers that `replace` is given. */
function replaced(names: readonly (keyof Moment)[], given: Given): Partial<Moment> {
  const changed = names.flatMap((name, index) => {
    const value = given[index];
    return value === undefined ? [] : [[name, Number(integerArgument(value, name))] as const];
  });
  return Object.fromEntries(changed);
}

const STRFTIME: Member<Dated> = {
  signature: signature('format'),
  run: ({ moment }, [format = ''], run) => formatTime(moment, textArgument(format, 'format'), run),
};

const DAY_MEMBERS: readonly Named<Dated>[] = [
  ...numbers(DAY_NAMES),
  ['strftime', STRFTIME],
  ['weekday', { signature: signature(''), run: ({ moment }) => BigInt(weekdayOf(moment)) }],
  ['isoweekday', { signature: signature(''), run: ({ moment }) => BigInt(weekdayOf(moment) + 1) }],
  ['toordinal', { signature: signature(''), run: ({ moment }) => BigInt(ordinalOf(moment)) }],
  [
    'ctime',
    {
      signature: signature(''),
      run: ({ moment }, _, run) =>
        formatTime(moment, '%a %b %e %H:%M:%S ', run) + String(moment.year).padStart(4, '0'),
    },
  ],
  [
    'isocalendar',
    {
      signature: signature(''),
      run: ({ moment }) => {
        const { year, week } = isoWeek(moment);
        return new Tuple([year, week, weekdayOf(moment) + 1].map(BigInt));
      },
    },
  ],
];

const DATE_MEMBERS: MemberTable<DateValue> = new Map<string, Member<DateValue>>([
  ...DAY_MEMBERS,
  ['isoformat', { signature: signature(''), run: (date) => date.isoText() }],
  [
    'replace',
    {
      signature: signature('year? month? day?'),
      run: (date, given) => date.with(replaced(DAY_NAMES, given)),
    },
  ],
]);

const TIME_MEMBERS: MemberTable<TimeValue> = new Map<string, Member<TimeValue>>([
  ...numbers(CLOCK_NAMES),
  [
    'strftime',
    {
      signature: signature('format'),
      run: ({ moment }, [format = ''], run) => formatTime(moment, textArgument(format, 'format'), run),
    },
  ],
  [
    'isoformat',
    {
      signature: signature('timespec?'),
      run: ({ clock }, [timespec = 'auto']) => isoClock(clock, textArgument(timespec, 'timespec')),
    },
  ],
]);

const DATE_TIME_MEMBERS: MemberTable<DateTime> = new Map<string, Member<DateTime>>([
  ...DAY_MEMBERS,
  ...numbers(CLOCK_NAMES),
  [
    'isoformat',
    {
      signature: signature('sep? timespec?'),
      run: (time, [sep = 'T', timespec = 'auto']) =>
        time.isoText(textArgument(sep, 'sep'), textArgument(timespec, 'timespec')),
    },
  ],
  ['date', { signature: signature(''), run: ({ moment }) => new DateValue(moment) }],
  ['time', { signature: signature(''), run: ({ moment }) => new TimeValue({ ...moment, offset: null }) }],
  [
    'timestamp',
    {
      signature: signature(''),
      run: ({ moment }) => secondsOf(moment) + moment.microsecond / 1_000_000,
    },
  ],
  ['tzname', { signature: signature(''), run: ({ moment }) => moment.zone }],
  [
    'utcoffset',
    {
      signature: signature(''),
      run: ({ moment }) => (moment.offset === null ? null : new TimeDelta(BigInt(moment.offset) * SECOND)),
    },
  ],
  [
    'replace',
    {
      signature: signature('year? month? day? hour? minute? second? microsecond?'),
      run: (time, given) => time.with(replaced([...DAY_NAMES, ...CLOCK_NAMES], given)),
    },
  ],
]);
