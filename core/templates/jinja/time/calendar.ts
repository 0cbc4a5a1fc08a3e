/** A day of the proleptic Gregorian calendar. */
export interface Day {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

const FIRST_YEAR = 1;
const LAST_YEAR = 9999;
/** How many seconds a day has. */
export const DAY_SECONDS = 86_400;

/** Their English names, Monday first. */
export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;
/** Their English names. */
export const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
] as const;

const DAY_MILLISECONDS = DAY_SECONDS * 1000;
/** Days from 0001-01-01, which is day 1, to 1970-01-01. */
const EPOCH_ORDINAL = 719_163;

/** Days since 1970-01-01. */
export function dayNumber({ year, month, day }: Day): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / DAY_MILLISECONDS;
}

/** The day so many days after 1970-01-01. */
export function dayAt(number: number): Day {
  const date = new Date(number * DAY_MILLISECONDS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Python's `toordinal`. */
export function ordinalOf(day: Day): number {
  return dayNumber(day) + EPOCH_ORDINAL;
}

/** How many days a month (1 to 12) has. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(day: Day): number {
  return (((dayNumber(day) + 3) % 7) + 7) % 7;
}

/** 1 for the first of January. */
export function dayOfYear(day: Day): number {
  return dayNumber(day) - dayNumber({ year: day.year, month: 1, day: 1 }) + 1;
}

/** The week of the year by ISO 8601, and the year that it belongs to. */
export function isoWeek(day: Day): { readonly year: number; readonly week: number } {
  const thursday = dayAt(dayNumber(day) - weekdayOf(day) + 3);
  return { year: thursday.year, week: Math.floor((dayOfYear(thursday) - 1) / 7) + 1 };
}

/** The week of the year where weeks begin with this weekday (0 for Monday) and those before the first one are week 0. */
export function weekOfYear(day: Day, firstWeekday: number): number {
  const since = (weekdayOf(day) - firstWeekday + 7) % 7;
  return Math.floor((dayOfYear(day) - 1 - since + 7) / 7);
}

/** The Monday of a week by ISO 8601, as a day number. */
export function isoWeekStart(year: number, week: number): number {
  const fourth = { year, month: 1, day: 4 };
  return dayNumber(fourth) - weekdayOf(fourth) + (week - 1) * 7;
}

/** Whether there is such a day in Python's calendar. */
export function isDay({ year, month, day }: Day): boolean {
  return (
    year >= FIRST_YEAR &&
    year <= LAST_YEAR &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month)
  );
}
