import type { Effort } from '../values/effort';
import { Pieces } from '../values/pieces';
import {
  dayNumber,
  dayOfYear,
  DAY_SECONDS,
  isoWeek,
  MONTHS,
  weekdayOf,
  weekOfYear,
  WEEKDAYS,
  type Day,
} from './calendar';

/** A moment as a clock on the wall shows it. */
export interface Moment extends Day {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  /** Seconds east of Greenwich; null where no zone is known. */
  readonly offset: number | null;
  readonly zone: string | null;
}

/** What a directive stands for: a number with its usual width and padding, or a text. */
type Part = string | { readonly number: number; readonly width: number; readonly pad: '0' | ' ' | '' };

const number = (value: number, width = 2, pad: '0' | ' ' | '' = '0'): Part => ({ number: value, width, pad });
const at = (names: readonly string[], index: number): string => names[index] ?? '';
const twelve = (hour: number): number => ((hour + 11) % 12) + 1;
const modulo = (value: number, by: number): number => ((value % by) + by) % by;

/** The directives of C's `strftime` in its default locale. */
const DIRECTIVES: ReadonlyMap<string, (moment: Moment) => Part> = new Map<string, (moment: Moment) => Part>([
  ['a', (m) => at(WEEKDAYS, weekdayOf(m)).slice(0, 3)],
  ['A', (m) => at(WEEKDAYS, weekdayOf(m))],
  ['b', (m) => at(MONTHS, m.month - 1).slice(0, 3)],
  ['B', (m) => at(MONTHS, m.month - 1)],
  ['h', (m) => at(MONTHS, m.month - 1).slice(0, 3)],
  ['C', (m) => number(Math.floor(m.year / 100), 1, '')],
  ['d', (m) => number(m.day)],
  ['e', (m) => number(m.day, 2, ' ')],
  ['g', (m) => number(modulo(isoWeek(m).year, 100))],
  ['G', (m) => number(isoWeek(m).year, 1, '')],
  ['H', (m) => number(m.hour)],
  ['I', (m) => number(twelve(m.hour))],
  ['j', (m) => number(dayOfYear(m), 3)],
  ['k', (m) => number(m.hour, 2, ' ')],
  ['l', (m) => number(twelve(m.hour), 2, ' ')],
  ['m', (m) => number(m.month)],
  ['M', (m) => number(m.minute)],
  ['n', () => '\n'],
  ['p', (m) => (m.hour < 12 ? 'AM' : 'PM')],
  ['P', (m) => (m.hour < 12 ? 'am' : 'pm')],
  ['s', (m) => number(secondsOf(m), 1, '')],
  ['S', (m) => number(m.second)],
  ['t', () => '\t'],
  ['u', (m) => number(weekdayOf(m) + 1, 1)],
  ['U', (m) => number(weekOfYear(m, 6))],
  ['V', (m) => number(isoWeek(m).week)],
  ['w', (m) => number((weekdayOf(m) + 1) % 7, 1)],
  ['W', (m) => number(weekOfYear(m, 0))],
  ['y', (m) => number(modulo(m.year, 100))],
  ['Y', (m) => number(m.year, 1, '')],
  ['z', (m) => offsetText(m.offset)],
  ['Z', (m) => m.zone ?? ''],
  ['%', () => '%'],
]);

/** Directives that stand for others. */
const COMPOUND = new Map([
  ['c', '%a %b %e %H:%M:%S %Y'],
  ['D', '%m/%d/%y'],
  ['F', '%Y-%m-%d'],
  ['r', '%I:%M:%S %p'],
  ['R', '%H:%M'],
  ['T', '%H:%M:%S'],
  ['x', '%m/%d/%y'],
  ['X', '%H:%M:%S'],
]);

const DIRECTIVE = /%([-_0^#]*)(\d*)[EO]?([\s\S]?)/g;
const WIDEST = 1000;

/** Whose `strftime`: that of moments puts `%f`, `%z` and `%Z` in itself, and C knows nothing of them. */
export type Formatter = 'datetime' | 'time';

/** A moment in a format of Python's `strftime`. What is no directive stays as it is. */
export function formatTime(
  moment: Moment,
  format: string,
  effort: Effort,
  formatter: Formatter = 'datetime',
): string {
  const text = new Pieces();
  let done = 0;
  for (const { index, 0: whole, 1: flags = '', 2: width = '', 3: letter = '' } of format.matchAll(
    DIRECTIVE,
  )) {
    const piece = written(moment, { whole, flags, width: Number(width), letter }, effort, formatter);
    effort.allow(index - done + piece.length);
    text.add(format.slice(done, index));
    text.add(piece);
    done = index + whole.length;
  }
  effort.allow(format.length - done);
  text.add(format.slice(done));
  return text.text;
}

/** A directive as it is written in a format. */
interface Directive {
  readonly whole: string;
  readonly flags: string;
  readonly width: number;
  readonly letter: string;
}

function written(
  moment: Moment,
  { whole, flags, width, letter }: Directive,
  effort: Effort,
  formatter: Formatter,
): string {
  if (letter === 'f' && whole === '%f' && formatter === 'datetime')
    return String(moment.microsecond).padStart(6, '0');
  if (/^[zZ]$/.test(letter) && whole.length > 2 && formatter === 'datetime') return '';
  const compound = COMPOUND.get(letter);
  const part =
    compound === undefined
      ? DIRECTIVES.get(letter)?.(moment)
      : formatTime(moment, compound, effort, formatter);
  return part === undefined ? whole : padded(part, flags, Math.min(width, WIDEST), letter);
}

function padded(part: Part, flags: string, width: number, letter: string): string {
  const padding = /[-_0](?=[^-_0]*$)/.exec(flags)?.[0];
  if (typeof part === 'string') {
    const text = inCase(part, flags, letter);
    return text.padStart(width, padding === '0' ? '0' : ' ');
  }
  const sign = part.number < 0 ? '-' : '';
  const digits = String(Math.abs(part.number));
  if (padding === '-') return sign + digits.padStart(width);
  const pad = padding === '_' ? ' ' : padding === '0' ? '0' : part.pad === ' ' ? ' ' : '0';
  const least = width > 0 ? width : part.pad === '' && padding === undefined ? 1 : part.width;
  return sign + digits.padStart(least, pad);
}

function inCase(text: string, flags: string, letter: string): string {
  if (flags.includes('^')) return text.toUpperCase();
  if (!flags.includes('#')) return text;
  return letter === 'p' || letter === 'Z' ? text.toLowerCase() : text.toUpperCase();
}

/** Seconds since 1970; without a zone, by the clock of this machine. */
export function secondsOf(moment: Moment): number {
  const { hour, minute, second } = moment;
  if (moment.offset === null) {
    const date = new Date(moment.year, moment.month - 1, moment.day, hour, minute, second);
    date.setFullYear(moment.year, moment.month - 1, moment.day);
    return Math.floor(date.getTime() / 1000);
  }
  return dayNumber(moment) * DAY_SECONDS + hour * 3600 + minute * 60 + second - moment.offset;
}

/** `+0130`, with seconds where there are any; nothing without a zone. */
function offsetText(offset: number | null): string {
  return offset === null ? '' : offsetDigits(offset, '');
}

/** An offset as hours, minutes and, where there are any, seconds. */
export function offsetDigits(offset: number, separator: string): string {
  const size = Math.abs(offset);
  const parts = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60];
  const shown = parts.slice(0, size % 60 === 0 ? 2 : 3).map((part) => String(part).padStart(2, '0'));
  return (offset < 0 ? '-' : '+') + shown.join(separator);
}
