import { l10n } from '../../../system';
import { valueMistake } from '../place';
import type { Day } from './calendar';
import { offsetDigits, type Moment } from './strftime';

/** A time of day, and where that is known, its distance from Greenwich. */
export type Clock = Omit<Moment, keyof Day | 'zone'>;

const TIMESPECS = ['auto', 'hours', 'minutes', 'seconds', 'milliseconds', 'microseconds'] as const;

/** `2024-01-31`. */
export function isoDay({ year, month, day }: Day): string {
  return [digits(year, 4), digits(month), digits(day)].join('-');
}

/** `12:30:15.000123+01:00`, cut as Python's `timespec` says. */
export function isoClock({ hour, minute, second, microsecond, offset }: Clock, timespec: string): string {
  const zone = offset === null ? '' : offsetDigits(offset, ':');
  const clock = [digits(hour), digits(minute), digits(second)];
  const spec = timespec === 'auto' ? (microsecond === 0 ? 'seconds' : 'microseconds') : timespec;
  const place = TIMESPECS.findIndex((known) => known === spec);
  if (place === -1)
    throw valueMistake(l10n.t("there is no timespec '{0}'; known are {1}", timespec, TIMESPECS.join(', ')));
  const fraction = place <= 3 ? '' : `.${digits(microsecond, 6).slice(0, place === 4 ? 3 : 6)}`;
  return clock.slice(0, Math.min(place, 3)).join(':') + fraction + zone;
}

function digits(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}
