import { l10n } from '../../../system';
import { budgetMistake, valueMistake } from '../place';
import { compilePattern } from '../regex/pattern';
import { escapeExpression } from '../regex/escape-expression';
import type { Run } from '../runtime/run';
import { dayAt, dayNumber, isoWeekStart, MONTHS, weekdayOf, WEEKDAYS, type Day } from './calendar';
import { DateTime } from './date-time';
import { zoneName } from './zones';

const short = (names: readonly string[]): string[] => names.map((name) => name.slice(0, 3));
const anyOf = (names: readonly string[]): string => [...names].sort((a, b) => b.length - a.length).join('|');

/** What the directives match; each is a group of its own letter. */
const DIRECTIVES = new Map([
  ['a', anyOf(short(WEEKDAYS))],
  ['A', anyOf(WEEKDAYS)],
  ['b', anyOf(short(MONTHS))],
  ['B', anyOf(MONTHS)],
  ['d', '3[01]|[12]\\d|0[1-9]|[1-9]| [1-9]'],
  ['f', '[0-9]{1,6}'],
  ['G', '\\d{4}'],
  ['H', '2[0-3]|[01]\\d|\\d'],
  ['I', '1[0-2]|0[1-9]|[1-9]'],
  ['j', '36[0-6]|3[0-5]\\d|[12]\\d{2}|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]'],
  ['m', '1[0-2]|0[1-9]|[1-9]'],
  ['M', '[0-5]\\d|\\d'],
  ['p', 'am|pm'],
  ['S', '6[01]|[0-5]\\d|\\d'],
  ['u', '[1-7]'],
  ['U', '5[0-3]|[0-4]\\d|\\d'],
  ['V', '5[0-3]|0[1-9]|[1-4]\\d|\\d'],
  ['w', '[0-6]'],
  ['W', '5[0-3]|[0-4]\\d|\\d'],
  ['y', '\\d{2}'],
  ['Y', '\\d{4}'],
  ['z', '[+-]\\d{2}:?[0-5]\\d(?::?[0-5]\\d(?:\\.\\d{1,6})?)?|(?-i:Z)'],
  ['Z', 'utc|gmt'],
]);
const COMPOUND = new Map([
  ['c', '%a %b %d %H:%M:%S %Y'],
  ['x', '%m/%d/%y'],
  ['X', '%H:%M:%S'],
]);

/** What was read, by the letter of its directive. */
type Parts = ReadonlyMap<string, string>;

/**
 * `datetime.strptime` in Python's default locale. Throws a `Mistake` (`ValueError`) where the text does not have the
 * format, and for a format that knows no such directive.
 */
export function parseTime(text: string, format: string, run: Run): DateTime {
  const pattern = compilePattern(expressionOf(format), { ignoreCase: true });
  const match = pattern.matchStart(text, run);
  if (match === undefined)
    throw valueMistake(l10n.t("the time '{0}' does not have the format '{1}'", text, format));
  const whole = match.groups[0] ?? '';
  if (whole !== text)
    throw valueMistake(
      l10n.t("behind the time stands something that is not in the format: '{0}'", text.slice(whole.length)),
    );
  return timeOf(new Map([...pattern.names].map(([letter, index]) => [letter, match.groups[index] ?? ''])));
}

const LONGEST_FORMAT = 1000;

function expressionOf(format: string): string {
  if (format.length > LONGEST_FORMAT)
    throw budgetMistake(l10n.t('a format has {0} characters at most', LONGEST_FORMAT));
  const plain = format.replace(/%([cxX])/g, (_, letter: string) => COMPOUND.get(letter) ?? '');
  const parts = plain.match(/%[\s\S]?|\s+|[^%\s]+/g) ?? [];
  return parts
    .map((part) => {
      if (/^\s/.test(part)) return '\\s+';
      if (!part.startsWith('%')) return escapeExpression(part);
      if (part === '%%') return '%';
      const expression = DIRECTIVES.get(part.slice(1));
      if (expression === undefined)
        throw valueMistake(l10n.t("there is no directive '{0}' to read a time with", part));
      return `(?P<${part.slice(1)}>${expression})`;
    })
    .join('');
}

function timeOf(parts: Parts): DateTime {
  const numberOf = (letter: string): number | undefined => {
    const text = parts.get(letter);
    return text === undefined ? undefined : Number(text);
  };
  const offset = offsetOf(parts.get('z'));
  return new DateTime({
    ...dayOf(parts, numberOf),
    hour: hourOf(parts, numberOf),
    minute: numberOf('M') ?? 0,
    second: numberOf('S') ?? 0,
    microsecond: Number((parts.get('f') ?? '0').padEnd(6, '0')),
    offset,
    zone: offset === null ? null : zoneName(offset),
  });
}

type NumberOf = (letter: string) => number | undefined;

function hourOf(parts: Parts, numberOf: NumberOf): number {
  const twelve = numberOf('I');
  if (twelve === undefined) return numberOf('H') ?? 0;
  return (twelve % 12) + (parts.get('p')?.toLowerCase() === 'pm' ? 12 : 0);
}

function offsetOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (text === 'Z') return 0;
  const [hours = 0, minutes = 0, seconds = 0] = (text.slice(1).replaceAll(':', '').match(/\d\d/g) ?? []).map(
    Number,
  );
  const size = hours * 3600 + minutes * 60 + seconds;
  return text.startsWith('-') ? -size : size;
}

function nameIndex(names: readonly string[], text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return names.findIndex((name) => name.toLowerCase().startsWith(text.toLowerCase()));
}

function yearOf(numberOf: NumberOf): number | undefined {
  const short = numberOf('y');
  if (short === undefined) return numberOf('Y');
  return short + (short <= 68 ? 2000 : 1900);
}

/** 0 for Monday. */
function weekdayRead(parts: Parts, numberOf: NumberOf): number | undefined {
  const [iso, fromSunday] = [numberOf('u'), numberOf('w')];
  if (iso !== undefined) return iso - 1;
  if (fromSunday !== undefined) return (fromSunday + 6) % 7;
  return nameIndex(WEEKDAYS, parts.get('A') ?? parts.get('a'));
}

function dayOf(parts: Parts, numberOf: NumberOf): Day {
  const year = yearOf(numberOf);
  const weekday = weekdayRead(parts, numberOf);
  const [isoYear, isoWeek] = [numberOf('G'), numberOf('V')];
  if (isoYear !== undefined || isoWeek !== undefined)
    return isoDay(isoYear, isoWeek, weekday, parts.has('j'));
  const dayOfYear = numberOf('j') ?? weekDayOfYear(year, weekday, numberOf);
  if (dayOfYear !== undefined && !(parts.has('j') && (parts.has('m') || parts.has('d')) && parts.has('m')))
    return dayAt(dayNumber({ year: year ?? 1900, month: 1, day: 1 }) + dayOfYear - 1);
  const month = numberOf('m') ?? (nameIndex(MONTHS, parts.get('B') ?? parts.get('b')) ?? 0) + 1;
  return { year: year ?? 1900, month, day: numberOf('d') ?? 1 };
}

function isoDay(
  year: number | undefined,
  week: number | undefined,
  weekday: number | undefined,
  hasDay: boolean,
): Day {
  if (year === undefined || week === undefined || weekday === undefined || hasDay)
    throw valueMistake(l10n.t("'%G' and '%V' are read together with a weekday only"));
  return dayAt(isoWeekStart(year, week) + weekday);
}

/** The day that a week of the year and a weekday name. */
function weekDayOfYear(
  year: number | undefined,
  weekday: number | undefined,
  numberOf: NumberOf,
): number | undefined {
  const [fromSunday, fromMonday] = [numberOf('U'), numberOf('W')];
  const week = fromSunday ?? fromMonday;
  if (week === undefined || year === undefined || weekday === undefined) return undefined;
  const shift = fromSunday === undefined ? 0 : 1;
  const first = (weekdayOf({ year, month: 1, day: 1 }) + shift) % 7;
  const toFirstWeek = (7 - first) % 7;
  const inWeek = (weekday + shift) % 7;
  return week === 0 ? inWeek - first + 1 : toFirstWeek + 7 * (week - 1) + inWeek + 1;
}
