import { l10n } from '../../core/system';
import { UsageError } from '../arguments';

const HOUR_MS = 60 * 60 * 1000;
const UNIT_MS = new Map([
  ['h', HOUR_MS],
  ['d', 24 * HOUR_MS],
  ['w', 7 * 24 * HOUR_MS],
]);

const DURATION = /^(\d{1,5})([hdw])$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * When an override ends: after a duration (`12h`, `30d`, `2w`), at a moment with its zone, or with a day of the local
 * calendar, which is the last one on which it holds.
 * @throws `UsageError` for anything else, and for a day that no calendar has
 */
export function parseExpiry(text: string, now: Date): Date {
  const expiry = afterDuration(text, now) ?? endOfDay(text) ?? moment(text);
  if (expiry !== undefined) return expiry;
  throw new UsageError(
    l10n.t(
      "'{0}' is no time at which an override may end: write a day such as 2026-12-24, a moment such as 2026-12-24T18:00:00Z, or a duration such as 12h, 30d or 2w.",
      text,
    ),
    '--expires',
  );
}

function afterDuration(text: string, now: Date): Date | undefined {
  const [, count = '', unit = ''] = DURATION.exec(text) ?? [];
  const unitMs = UNIT_MS.get(unit);
  return unitMs === undefined ? undefined : new Date(now.getTime() + Number(count) * unitMs);
}

function endOfDay(text: string): Date | undefined {
  const [found, ...parts] = DAY.exec(text) ?? [];
  if (found === undefined) return undefined;
  const [year = 0, month = 0, day = 0] = parts.map(Number);
  return isDay(year, month, day) ? new Date(year, month - 1, day + 1) : undefined;
}

function moment(text: string): Date | undefined {
  if (!MOMENT.test(text)) return undefined;
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  const parsed = new Date(text);
  return Number.isNaN(parsed.getTime()) || !isDay(year, month, day) ? undefined : parsed;
}

/** Whether the calendar has this day: a date takes the 31st of February for one in March. */
function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1000;
}
