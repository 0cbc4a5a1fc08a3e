import { l10n } from '../../../system';
import { Mistake, valueMistake } from '../place';
import type { Run } from '../runtime/run';
import { daysInMonth } from './calendar';
import { DateTime } from './date-time';
import { formatTime } from './strftime';
import { resolveWall, zoneNamed } from './zones';

const DEFAULT_FORMAT = '%Y-%m-%d';
const SECOND = 1_000_000;

/** `{% now 'utc' + 'hours=1' %}`: the text behind the plus or minus. */
export interface NowOffset {
  readonly operator: '+' | '-';
  readonly text: string;
}

/** What the units of an offset are worth, in microseconds. */
const UNITS = new Map([
  ['weeks', 7 * 86_400 * SECOND],
  ['days', 86_400 * SECOND],
  ['hours', 3600 * SECOND],
  ['minutes', 60 * SECOND],
  ['seconds', SECOND],
  ['microseconds', 1],
]);
/** The same of those that are not always as long, in months. */
const MONTH_UNITS = new Map([
  ['years', 12],
  ['quarters', 3],
  ['months', 1],
]);
/** More units than there are make no sense. */
const MOST_UNITS = 100;
const FLOAT = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

/**
 * What the tag `now` of jinja2_time writes: the time of the run's clock in a zone, shifted on that zone's clock.
 * Throws a `Mistake` for a zone or an offset that is none.
 */
export function nowTag(
  timezone: string,
  format: string | undefined,
  offset: NowOffset | undefined,
  run: Run,
): string {
  const zone = zoneNamed(timezone);
  const now = run.surroundings.now();
  const shown = DateTime.atWall(BigInt(Math.floor(now + zone.offsetAt(now) * 1000)) * 1000n);
  const shifted = offset === undefined ? shown : shiftedBy(shown, offset);
  const { moment, wall } =
    offset === undefined
      ? { moment: now, wall: Number(shown.wall / 1000n) }
      : resolveWall(zone, Number(shifted.wall / 1000n));
  const microseconds = BigInt(wall) * 1000n + (shifted.wall % 1000n);
  const time = DateTime.atWall(microseconds, zone.offsetAt(moment), zone.nameAt(moment));
  return formatTime(time.moment, format ?? DEFAULT_FORMAT, run);
}

function shiftedBy(time: DateTime, { operator, text }: NowOffset): DateTime {
  let months = 0;
  let microseconds = 0;
  for (const [unit, amount] of amounts(operator, text)) {
    const monthsEach = MONTH_UNITS.get(unit);
    const each = UNITS.get(unit);
    if (monthsEach !== undefined) {
      if (!Number.isInteger(amount)) throw valueMistake(l10n.t("an offset in '{0}' is a whole number", unit));
      months += amount * monthsEach;
    } else if (each !== undefined) microseconds += amount * each;
    else
      throw valueMistake(
        l10n.t(
          "there is no offset in '{0}'; known are {1}",
          unit,
          [...MONTH_UNITS.keys(), ...UNITS.keys()].join(', '),
        ),
      );
  }
  if (!Number.isFinite(microseconds) || !Number.isFinite(months))
    throw new Mistake(l10n.t('this offset is too large'), 'render', undefined, 'OverflowError');
  return DateTime.atWall(inMonths(time, months).wall + BigInt(Math.round(microseconds)));
}

/** Each unit once, with what it is given; of two the last counts. */
function amounts(operator: string, text: string): Map<string, number> {
  return new Map(
    text.split(',', MOST_UNITS).map((part) => {
      const [unit = '', written, more] = part.split('=');
      if (written === undefined || more !== undefined)
        throw valueMistake(l10n.t("an offset is written as 'days=1,hours=2', not as '{0}'", text));
      const amount = operator + written.trim();
      if (!FLOAT.test(amount)) throw valueMistake(l10n.t("'{0}' is no number", written.trim()));
      return [unit.trim(), Number(amount)];
    }),
  );
}

function inMonths(time: DateTime, months: number): DateTime {
  const { year, month, day } = time.moment;
  const count = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1];
  return time.with({ year: toYear, month: toMonth, day: Math.min(day, daysInMonth(toYear, toMonth)) });
}
