import { l10n } from '../../../../system';
import { parseTime } from '../../time/strptime';
import { formatTime, type Moment } from '../../time/strftime';
import { zoneNamed } from '../../time/zones';
import { textArgument } from '../../runtime/arguments';
import { signature } from '../../runtime/signature';
import { isNumber } from '../../values/equality';
import { Markup, Undefined, type Value } from '../../values/kinds';
import { textOf } from '../../values/text';
import type { Filter } from '../filter';
import { argumentMistake } from './argument-mistake';

const DEFAULT_FORMAT = '%Y-%m-%d %H:%M:%S';
/** What `Date` reaches. */
const LARGEST_SECOND = 8.64e12;

const TO_DATETIME: Filter = {
  signature: signature('format?'),
  run: (value, [format = DEFAULT_FORMAT], run) =>
    parseTime(textArgument(value, l10n.t('the time')), textArgument(format, 'format'), run),
};

/** The format stands before the bar; the time is that of the run, or seconds since 1970, on the clock of this machine. */
const STRFTIME: Filter = {
  signature: signature('second?'),
  run: (format, [second = null], run) => {
    const text = textArgument(format, l10n.t('the format'));
    const milliseconds = second === null ? run.surroundings.now() : secondsOf(second) * 1000;
    return formatTime(localMoment(milliseconds), text, run, 'time');
  },
};

function secondsOf(given: Value): number {
  const isText = typeof given === 'string' || given instanceof Markup;
  const text = isText ? textOf(given).trim().replaceAll('_', '') : '';
  const isWhole = isText && /^[-+]?[0-9]+$/.test(text);
  const seconds = isWhole ? Number(text) : isNumber(given) ? Math.trunc(Number(given)) : NaN;
  if (!(Math.abs(seconds) <= LARGEST_SECOND))
    throw argumentMistake(
      l10n.t("'{0}' is no time in seconds since 1970", given instanceof Undefined ? '' : textOf(given)),
    );
  return seconds;
}

/** What the clock of this machine shows at a time. */
function localMoment(milliseconds: number): Moment {
  const date = new Date(milliseconds);
  return {
    year: date.getFullYear(),
    month: date.getMonth() + 1,
    day: date.getDate(),
    hour: date.getHours(),
    minute: date.getMinutes(),
    second: date.getSeconds(),
    microsecond: date.getMilliseconds() * 1000,
    offset: -date.getTimezoneOffset() * 60,
    zone: zoneNamed('local').nameAt(milliseconds),
  };
}

/** Times, read and written. */
export const TIME_FILTERS: readonly (readonly [string, Filter])[] = [
  ['to_datetime', TO_DATETIME],
  ['strftime', STRFTIME],
];
